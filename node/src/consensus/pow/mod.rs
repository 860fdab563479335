// SPDX-License-Identifier: Apache-2.0

//! Proof of work: whoever finds a nonce makes the block, and the heaviest chain counts.
//!
//! - `rule`: what counts as work;
//! - `key`: the key of RandomX, which changes as the chain grows;
//! - `hasher`: the threads that hash;
//! - `algorithm`: both together, as the SDK asks for them;
//! - `verifier` and `import`: what blocks from elsewhere go through;
//! - `miner`: what a miner does; `sealed`: what replaces it for development;
//! - `metrics`.
//!
//! The heaviest chain is that with the greatest total difficulty. The SDK's import decides it block by block and marks
//! the best one; the node's fork choice goes on from that mark. A block that does not contain every final block is
//! refused by the client, so that GRANDPA's word, where a chain has it, is above the weight of work.
//!
//! A node takes 256 MiB of memory for the key, and 512 MiB once the key has changed, at block 2113; each mining thread
//! after the first takes 256 MiB more.
//!
//! Only full synchronisation works: the difficulty of a block is in the state of its parent.

mod algorithm;
mod hasher;
#[cfg(test)]
mod hostile_peers;
mod import;
mod key;
mod metrics;
mod miner;
mod rule;
mod sealed;
mod verifier;
#[cfg(test)]
mod workshop;

use std::{sync::Arc, time::Duration};

use cairn_primitives::{
	work::{WorkApi, RANDOMX},
	AccountId,
};
use jsonrpsee::RpcModule;
use sc_consensus::{BasicQueue, BoxBlockImport};
use sc_consensus_pow::PowBlockImport;
use sc_service::Error;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_timestamp::InherentDataProvider as TimestampProvider;

use self::{
	algorithm::RandomX, hasher::Hasher, import::OneByOne, metrics::Metrics, miner::Miner, sealed::Unworked,
	verifier::WorkVerifier,
};
use super::{sealing, Authority, Commands, Engine, Ingredients, RpcContext};
use crate::service::{Client, ImportQueue, SharedBlockImport};

/// Who is to mine here, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mining {
	/// How many threads mine. Each takes a processor core, and each after the first 256 MiB of memory beside what the node
	/// takes anyway. With none, the node does not mine.
	pub threads: usize,
	/// The account that rewards and fees go to.
	pub reward: Option<AccountId>,
}

struct Pow {
	client: Arc<Client>,
	algorithm: RandomX,
	hasher: Hasher,
	block_import: SharedBlockImport,
	below: SharedBlockImport,
	metrics: Option<Metrics>,
}

/// Builds the engine and its import queue.
pub(super) fn assemble(ingredients: Ingredients<'_>) -> Result<(Box<dyn Engine>, ImportQueue), Error> {
	let Ingredients { client, select_chain, inner_import, grandpa, spawner, registry, .. } = ingredients;
	check_hash_function(&client)?;
	let metrics = registry.map(Metrics::register).transpose()?;
	let hasher = Hasher::start()?;
	let algorithm = RandomX::new(client.clone(), hasher.clone());
	let block_import = PowBlockImport::new(
		inner_import.clone(),
		client.clone(),
		algorithm.clone(),
		0,
		select_chain,
		// What the time in an imported block is compared with: one from the future is refused.
		|_: H256, ()| async { Ok(TimestampProvider::from_system_time()) },
	);
	let block_import = SharedBlockImport::new(OneByOne::new(SharedBlockImport::new(block_import)));
	let queue = BasicQueue::new(
		WorkVerifier::new(client.clone(), algorithm.clone()),
		Box::new(block_import.clone()) as BoxBlockImport<_>,
		grandpa.map(|grandpa| grandpa.justification_import()),
		spawner,
		registry,
	);
	Ok((Box::new(Pow { client, algorithm, hasher, block_import, below: inner_import, metrics }), queue))
}

/// Checks that the chain's work is done with a hash function that this node has. Only at the start: after an upgrade to
/// another one, the node finds the seals wrong until it is replaced.
fn check_hash_function(client: &Client) -> Result<(), Error> {
	let name = client.runtime_api().hash_function(client.info().best_hash).map_err(|error| {
		Error::Other(format!(
			"the runtime does not tell which hash function its proof of work is done with: {error}\n  help: implement \
			 the runtime API WorkApi of cairn-primitives in the runtime"
		))
	})?;
	known_hash_function(&name).map_err(Error::Other)
}

fn known_hash_function(name: &str) -> Result<(), String> {
	if name == RANDOMX {
		return Ok(());
	}
	Err(format!(
		"the chain's proof of work is done with the hash function `{name}`, and this node knows `{RANDOMX}` only\n  \
		 help: run a node that knows `{name}`"
	))
}

/// What a miner that is to start lacks.
fn reward_account(mining: &Mining) -> Result<AccountId, String> {
	mining.reward.clone().ok_or_else(|| {
		"mining needs an account that rewards and fees go to\n  help: name one of yours with --reward-account \
		 ADDRESS, or leave --mining-threads out"
			.into()
	})
}

impl Engine for Pow {
	fn author(&self, authority: Authority) -> Result<(), Error> {
		let mining = authority.mining.clone();
		if mining.threads == 0 {
			log::info!(
				"This node does not mine. --mining-threads N with --reward-account ADDRESS has it mine."
			);
			return Ok(());
		}
		let reward = reward_account(&mining).map_err(Error::Other)?;
		let found = self.hasher.mine(mining.threads)?;
		let spawner = authority.spawn_essential.clone();
		let miner = Miner::new(
			authority,
			self.algorithm.clone(),
			self.hasher.clone(),
			self.block_import.clone(),
			self.metrics.clone(),
			reward,
		);
		super::spawn_authoring(&spawner, "miner", miner.run(found));
		Ok(())
	}

	fn seal(&self, authority: Authority, commands: Commands) -> Result<(), Error> {
		let digests = Unworked {
			client: self.client.clone(),
			algorithm: self.algorithm.clone(),
			reward: authority.mining.reward.clone(),
		};
		let inherents = |_: H256, ()| async { Ok(TimestampProvider::from_system_time()) };
		let spawner = authority.spawn_essential.clone();
		// Below the check of work, which these blocks would not pass.
		let task = sealing::run(authority, commands, self.below.clone(), Box::new(digests), inherents);
		super::spawn_authoring(&spawner, "sealing", task);
		Ok(())
	}

	fn slot(&self) -> Option<Duration> {
		None
	}

	fn add_rpc(&self, _: &mut RpcModule<()>, _: &RpcContext<'_>) -> Result<(), Error> {
		// What is to be asked, the runtime APIs answer: DifficultyScheduleApi and BlockRewardApi.
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_unknown_hash_function_is_refused_with_the_name_of_the_known_one() {
		assert_eq!(known_hash_function("randomx"), Ok(()));
		let error = known_hash_function("sha256d").expect_err("unknown");
		assert!(error.contains("`sha256d`") && error.contains("`randomx` only"), "{error}");
	}

	#[test]
	fn a_miner_without_an_account_is_told_how_to_name_one() {
		let account = AccountId::new([1; 32]);
		let mining = Mining { threads: 1, reward: Some(account.clone()) };
		assert_eq!(reward_account(&mining), Ok(account));
		let error = reward_account(&Mining { threads: 1, reward: None }).expect_err("nobody to pay");
		assert!(error.contains("--reward-account"), "{error}");
	}
}
