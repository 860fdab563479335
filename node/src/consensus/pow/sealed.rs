// SPDX-License-Identifier: Apache-2.0

//! Blocks on demand, without work, for development. No other node accepts them.

use std::sync::Arc;

use cairn_primitives::{AccountId, Header};
use parity_scale_codec::Encode;
use sc_consensus::BlockImportParams;
use sc_consensus_manual_seal::{ConsensusDataProvider, Error};
use sc_consensus_pow::{PowAlgorithm, PowAux, POW_AUX_PREFIX};
use sp_api::StorageProof;
use sp_consensus_pow::{TotalDifficulty, POW_ENGINE_ID};
use sp_core::U256;
use sp_inherents::InherentData;
use sp_runtime::{Digest, DigestItem};

use super::algorithm::RandomX;
use crate::service::{Block, Client};

/// Gives blocks the form of mined ones.
pub(super) struct Unworked {
	pub(super) client: Arc<Client>,
	pub(super) algorithm: RandomX,
	/// Who is paid; nobody, if there is none.
	pub(super) reward: Option<AccountId>,
}

impl ConsensusDataProvider<Block> for Unworked {
	fn create_digest(&self, _: &Header, _: &InherentData) -> Result<Digest, Error> {
		let miner = self.reward.iter().map(|miner| DigestItem::PreRuntime(POW_ENGINE_ID, miner.encode()));
		Ok(Digest { logs: miner.collect() })
	}

	fn append_block_import(
		&self,
		parent: &Header,
		block: &mut BlockImportParams<Block>,
		_: &InherentData,
		_: StorageProof,
	) -> Result<(), Error> {
		let other = |error: sc_consensus_pow::Error<Block>| Error::StringError(error.to_string());
		block.post_digests.push(DigestItem::Seal(POW_ENGINE_ID, Vec::new()));
		// As if it had been worked for, so that mining can go on from here.
		let parent = parent.hash();
		let mut aux = PowAux::<U256>::read::<_, Block>(&*self.client, &parent).map_err(other)?;
		aux.difficulty = self.algorithm.difficulty(parent).map_err(other)?;
		aux.total_difficulty.increment(aux.difficulty);
		let key = [&POW_AUX_PREFIX[..], block.post_hash().as_bytes()].concat();
		block.auxiliary.push((key, Some(aux.encode())));
		Ok(())
	}
}
