// SPDX-License-Identifier: Apache-2.0

//! Proof of work by RandomX: what the SDK asks of an algorithm.

use std::sync::{Arc, Mutex, PoisonError};

use sc_consensus_pow::{Error, PowAlgorithm};
use sp_api::ProvideRuntimeApi;
use sp_consensus_pow::{DifficultyApi, Seal};
use sp_core::{H256, U256};
use sp_runtime::generic::BlockId;

use super::{hasher::Hasher, key, rule};
use crate::service::{Block, Client};

/// RandomX, with the difficulty that the runtime says.
#[derive(Clone)]
pub(super) struct RandomX {
	client: Arc<Client>,
	hasher: Hasher,
	last: Arc<Mutex<Option<Checked>>>,
}

/// A hash that was made, to be had again: each block is checked by the import queue and then by the import.
#[derive(Clone, PartialEq, Eq)]
struct Checked {
	key: H256,
	pre_hash: H256,
	nonce: u64,
	hash: [u8; 32],
}

impl RandomX {
	pub(super) fn new(client: Arc<Client>, hasher: Hasher) -> Self {
		Self { client, hasher, last: Arc::default() }
	}

	/// The key for the child of `parent`.
	pub(super) fn key_above(&self, parent: H256) -> Result<H256, Error<Block>> {
		key::key_above(&*self.client, parent).map_err(Error::Client)
	}

	fn hash(&self, key: H256, pre_hash: H256, nonce: u64) -> Result<[u8; 32], String> {
		let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
		let known = last().clone();
		if let Some(known) =
			known.filter(|known| (known.key, known.pre_hash, known.nonce) == (key, pre_hash, nonce))
		{
			return Ok(known.hash);
		}
		let hash = self.hasher.hash(key, &rule::input(&pre_hash, nonce))?;
		*last() = Some(Checked { key, pre_hash, nonce, hash });
		Ok(hash)
	}
}

impl PowAlgorithm<Block> for RandomX {
	type Difficulty = U256;

	fn difficulty(&self, parent: H256) -> Result<U256, Error<Block>> {
		self.client
			.runtime_api()
			.difficulty(parent)
			.map_err(|error| Error::Environment(format!("the runtime does not tell the difficulty: {error}")))
	}

	fn verify(
		&self,
		parent: &BlockId<Block>,
		pre_hash: &H256,
		_: Option<&[u8]>,
		seal: &Seal,
		difficulty: U256,
	) -> Result<bool, Error<Block>> {
		let Some(nonce) = rule::nonce(seal) else { return Ok(false) };
		let BlockId::Hash(parent) = parent else {
			return Err(Error::Other("a parent is named by its hash".into()));
		};
		let key = self.key_above(*parent)?;
		let hash = self.hash(key, *pre_hash, nonce).map_err(Error::Other)?;
		Ok(rule::suffices(&hash, difficulty))
	}
}
