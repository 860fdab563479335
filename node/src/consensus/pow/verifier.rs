// SPDX-License-Identifier: Apache-2.0

//! The first check of a block from elsewhere, for which the peer that sent it answers.
//!
//! The SDK's own verifier takes only the seal off, and leaves the rest to the import. But what fails at the import costs
//! a peer nothing: it could send worthless blocks for ever. What fails here costs it its reputation and the connection.
//! So the work, the difficulty and the time are all checked here, and only what nobody can be blamed for is left to the
//! import, such as a parent that this node does not have.
//!
//! The time is checked with [`GOOD_FAITH`]: a peer hands a block on when its own clock allows, and must not pay for a clock
//! that is a little ahead of this one. The import is exact, and blames nobody.
//!
//! Blocks on old parents are refused by their number, before anything is hashed ([`MAX_REORGANISATION`]): long ago the
//! difficulty may have been low, and such blocks could be made faster than they are checked and stored.

use std::sync::Arc;

use sc_client_api::BlockBackend;
use sc_consensus::{BlockImportParams, Verifier};
use sc_consensus_pow::{PowAlgorithm, PowIntermediate, INTERMEDIATE_KEY};
use sp_block_builder::{check_inherents, CheckInherentsError};
use sp_blockchain::HeaderBackend;
use sp_consensus::{BlockOrigin, BlockStatus};
use sp_consensus_pow::{Seal, POW_ENGINE_ID};
use sp_core::U256;
use sp_runtime::{
	generic::BlockId,
	traits::{Block as BlockT, Header as _},
	DigestItem,
};
use sp_timestamp::{InherentDataProvider as TimestampProvider, Timestamp};

use super::algorithm::RandomX;
use crate::service::{Block, Client};

type Header = <Block as BlockT>::Header;

/// How many blocks below the best one a block may be. So the deepest reorganisation takes so many blocks back.
const MAX_REORGANISATION: u32 = 1024;

/// How much further ahead than the runtime allows a block's time may be without the peer being blamed, in milliseconds.
const GOOD_FAITH: u64 = 30_000;

/// Checks work, difficulty and time.
pub(super) struct WorkVerifier {
	client: Arc<Client>,
	algorithm: RandomX,
}

impl WorkVerifier {
	pub(super) fn new(client: Arc<Client>, algorithm: RandomX) -> Self {
		Self { client, algorithm }
	}

	/// The difficulty of a block whose seal is good for it; none if this node cannot know.
	fn check_work(&self, header: &Header, seal: &Seal) -> Result<Option<U256>, String> {
		let parent = *header.parent_hash();
		let Ok(difficulty) = self.algorithm.difficulty(parent) else {
			// Without blame the same peer would send the same block again, for ever.
			return match BlockBackend::block_status(&*self.client, parent) {
				Ok(BlockStatus::InChainPruned) => {
					Err("it parts from this node's chain below the oldest state".into())
				}
				_ => Ok(None),
			};
		};
		match self.algorithm.verify(&BlockId::Hash(parent), &header.hash(), None, seal, difficulty) {
			Ok(true) => Ok(Some(difficulty)),
			Ok(false) => Err(format!("the seal is not the work that a difficulty of {difficulty} takes")),
			Err(_) => Ok(None),
		}
	}

	/// Checks the inherent data, of which the time is one.
	async fn check_inherents(&self, block: &mut BlockImportParams<Block>) -> Result<(), String> {
		if block.state_action.skip_execution_checks() || block.with_state() {
			return Ok(());
		}
		let Some(body) = block.body.take() else { return Ok(()) };
		let whole = Block::new(block.header.clone(), body);
		let parent = *block.header.parent_hash();
		let now = Timestamp::current().as_millis().saturating_add(GOOD_FAITH);
		let now = TimestampProvider::new(Timestamp::new(now));
		let checked = check_inherents(self.client.clone(), parent, whole.clone(), &now).await;
		block.body = Some(whole.deconstruct().1);
		match checked {
			Err(CheckInherentsError::CheckInherents(error)) => Err(error.to_string()),
			Err(CheckInherentsError::CheckInherentsUnknownError(id)) => {
				Err(format!("the inherent data `{}` is wrong", String::from_utf8_lossy(&id)))
			}
			// This node could not check. The import tries again, and says what is wrong.
			Err(CheckInherentsError::CreateInherentData(_) | CheckInherentsError::Client(_)) | Ok(()) => {
				Ok(())
			}
		}
	}
}

#[async_trait::async_trait]
impl Verifier<Block> for WorkVerifier {
	async fn verify(&self, mut block: BlockImportParams<Block>) -> Result<BlockImportParams<Block>, String> {
		let hash = block.header.hash();
		// What is read from a file is the owner's own choice.
		if block.origin != BlockOrigin::File {
			check_depth(*block.header.number(), self.client.info().best_number)?;
		}
		let seal = take_seal(&mut block.header)?;
		let difficulty = self.check_work(&block.header, &seal)?;
		self.check_inherents(&mut block).await?;
		block.post_digests.push(DigestItem::Seal(POW_ENGINE_ID, seal));
		block.insert_intermediate(INTERMEDIATE_KEY, PowIntermediate { difficulty });
		block.post_hash = Some(hash);
		Ok(block)
	}
}

/// Checks that a block is not too far below the best one, by their numbers.
fn check_depth(number: u32, best: u32) -> Result<(), String> {
	if number.saturating_add(MAX_REORGANISATION) < best {
		return Err(format!(
			"it parts too far below the best block: its number is {number}, the best block's {best}, and at most \
			 {MAX_REORGANISATION} less are allowed"
		));
	}
	Ok(())
}

/// Takes the seal off a header. The header is then as it was when the work began.
fn take_seal(header: &mut Header) -> Result<Seal, String> {
	let seal = match header.digest_mut().pop() {
		Some(DigestItem::Seal(POW_ENGINE_ID, seal)) => seal,
		_ => return Err("the header does not end with a seal of work".into()),
	};
	let named = header.digest().logs().iter();
	if named.filter(|item| matches!(item, DigestItem::PreRuntime(POW_ENGINE_ID, _))).count() > 1 {
		return Err("the header names more than one miner".into());
	}
	Ok(seal)
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::H256;
	use sp_runtime::Digest;

	fn header(logs: Vec<DigestItem>) -> Header {
		Header::new(1, H256::zero(), H256::zero(), H256::zero(), Digest { logs })
	}

	fn miner() -> DigestItem {
		DigestItem::PreRuntime(POW_ENGINE_ID, vec![1; 32])
	}

	fn seal() -> DigestItem {
		DigestItem::Seal(POW_ENGINE_ID, vec![2; 8])
	}

	#[test]
	fn a_block_too_far_below_the_best_one_is_refused_and_one_above_never() {
		let best = 5_000;
		for number in [best - MAX_REORGANISATION, best, best + 1, u32::MAX] {
			assert_eq!(check_depth(number, best), Ok(()), "block {number}");
		}
		// A node that synchronises has a low best block.
		assert_eq!(check_depth(1, 0), Ok(()));
		for number in [0, 1, best - MAX_REORGANISATION - 1] {
			let error = check_depth(number, best).expect_err("too deep");
			assert!(error.contains("too far below") && error.contains("1024"), "{error}");
		}
	}

	#[test]
	fn the_seal_is_taken_off_and_the_rest_stays() {
		let mut sealed = header(vec![miner(), seal()]);
		assert_eq!(take_seal(&mut sealed), Ok(vec![2; 8]));
		assert_eq!(sealed, header(vec![miner()]));
	}

	#[test]
	fn a_header_without_a_seal_of_work_at_its_end_is_refused() {
		let other = DigestItem::Seal(*b"BABE", vec![2; 8]);
		for logs in [vec![], vec![miner()], vec![seal(), miner()], vec![miner(), other]] {
			let error = take_seal(&mut header(logs)).expect_err("no seal");
			assert!(error.contains("seal of work"), "{error}");
		}
	}

	#[test]
	fn a_header_with_two_miners_is_refused() {
		let error = take_seal(&mut header(vec![miner(), miner(), seal()])).expect_err("two");
		assert!(error.contains("more than one miner"), "{error}");
	}
}
