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
	use super::{
		super::{
			hasher::Hasher,
			rule,
			workshop::{now_and, sealed, Workshop},
		},
		*,
	};
	use cairn_primitives::opaque::UncheckedExtrinsic;
	use parity_scale_codec::{Compact, Decode, Encode};
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

	/// A node, and its verifier.
	fn workshop() -> (Workshop, WorkVerifier) {
		let hasher = Hasher::start().expect("a thread");
		let workshop = Workshop::new(&hasher);
		let client = workshop.client.clone();
		let verifier = WorkVerifier::new(client.clone(), RandomX::new(client, hasher));
		(workshop, verifier)
	}

	/// A block as it comes from a peer.
	fn received(header: Header, body: Vec<UncheckedExtrinsic>) -> BlockImportParams<Block> {
		let mut block = BlockImportParams::new(BlockOrigin::NetworkBroadcast, header);
		block.body = Some(body);
		block
	}

	/// Why the verifier refuses a block.
	async fn refusal(verifier: &WorkVerifier, block: BlockImportParams<Block>) -> String {
		match verifier.verify(block).await {
			Ok(block) => panic!("{} passes", block.header.number()),
			Err(reason) => reason,
		}
	}

	/// The difficulty that goes on to the import with a block that passed.
	fn difficulty_of(block: &mut BlockImportParams<Block>) -> Option<U256> {
		let intermediate = block.remove_intermediate::<PowIntermediate<U256>>(INTERMEDIATE_KEY);
		intermediate.expect("the import needs it").difficulty
	}

	/// The extrinsic that sets the time, with another time in it, in milliseconds since 1970.
	fn with_time(extrinsic: &UncheckedExtrinsic, time: u64) -> UncheckedExtrinsic {
		// Its length, the version of its format, the pallet, the call, and the time.
		let bytes = Vec::<u8>::decode(&mut &extrinsic.encode()[..]).expect("bytes with their length");
		let changed = [&bytes[..3], &Compact(time).encode()].concat();
		UncheckedExtrinsic::decode(&mut &changed.encode()[..]).expect("bytes with their length")
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

	#[tokio::test(flavor = "multi_thread")]
	async fn only_a_seal_that_is_the_work_for_this_very_header_passes() {
		let (workshop, verifier) = workshop();
		let genesis = workshop.genesis();
		let difficulty = workshop.difficulty(genesis);
		let proposal = workshop.propose(genesis, now_and(0)).await;
		let (header, body) = proposal.block.deconstruct();
		let good = workshop.honest_work(&header);

		let mut passed = verifier
			.verify(received(sealed(header.clone(), &good), body.clone()))
			.await
			.expect("it is what a miner finds");
		assert_eq!(difficulty_of(&mut passed), Some(difficulty));
		assert_eq!((&passed.header, passed.body.as_ref()), (&header, Some(&body)));
		assert_eq!(passed.post_digests, [DigestItem::Seal(POW_ENGINE_ID, good.clone())]);
		assert_eq!(passed.post_hash, Some(sealed(header.clone(), &good).hash()));

		// The right form, and no work; and the work for half of the difficulty.
		let none = workshop.work(&header, |hash| !rule::suffices(hash, difficulty));
		let half = workshop
			.work(&header, |hash| rule::suffices(hash, difficulty / 2) && !rule::suffices(hash, difficulty));
		let longer = [&good[..], &[0]].concat();
		for seal in [&none[..], &half, &[], &good[..7], &longer] {
			let reason = refusal(&verifier, received(sealed(header.clone(), seal), body.clone())).await;
			let expected = format!("the seal is not the work that a difficulty of {difficulty} takes");
			assert_eq!(reason, expected, "{}", hex::encode(seal));
		}
		// The work for another header: the first one for which it does not happen to do as well.
		let mut other = header.clone();
		let does_not_do = (0..).any(|root| {
			other.set_state_root(H256::from_low_u64_be(root));
			!rule::suffices(&workshop.hash(&other, &good), difficulty)
		});
		assert!(does_not_do && other != header);
		let reason = refusal(&verifier, received(sealed(other, &good), body.clone())).await;
		assert!(reason.contains("not the work"), "{reason}");

		// What is wrong with the header itself is found before anything is hashed.
		let unsealed = refusal(&verifier, received(header.clone(), body.clone())).await;
		assert!(unsealed.contains("seal of work"), "{unsealed}");
		let mut two = header;
		two.digest_mut().push(miner());
		let two = refusal(&verifier, received(sealed(two, &good), body)).await;
		assert!(two.contains("more than one miner"), "{two}");
	}

	#[tokio::test(flavor = "multi_thread")]
	async fn a_time_that_is_not_after_the_parents_or_far_ahead_of_the_clock_is_refused() {
		let (workshop, verifier) = workshop();
		let proposal = workshop.propose(workshop.genesis(), now_and(0)).await;
		let (header, body) = proposal.block.deconstruct();
		let [time] = &body[..] else { panic!("an empty block sets the time and no more: {body:?}") };
		// The work is for the header. That the body is another one, only the execution finds out.
		let header = sealed(header.clone(), &workshop.honest_work(&header));
		let with = |time_of_block| received(header.clone(), vec![with_time(time, time_of_block)]);

		// What the runtime allows, and what may be a clock's fault.
		for ahead in [0, 25_000, 30_000 + GOOD_FAITH - 5_000] {
			let passed = verifier.verify(with(now_and(ahead))).await;
			assert!(passed.is_ok(), "{ahead} ms ahead: {:?}", passed.err());
		}
		for ahead in [30_000 + GOOD_FAITH + 60_000, 1_000_000_000] {
			let reason = refusal(&verifier, with(now_and(ahead))).await;
			assert!(reason.contains("too far in the future"), "{ahead} ms ahead: {reason}");
		}
		let early = refusal(&verifier, with(0)).await;
		assert!(early.contains("lower than the minimum period"), "{early}");
	}

	#[tokio::test(flavor = "multi_thread")]
	async fn what_this_node_cannot_know_is_left_to_the_import_and_what_it_never_will_is_refused() {
		let (workshop, verifier) = workshop();
		let proposal = workshop.propose(workshop.genesis(), now_and(0)).await;
		let (header, body) = proposal.block.deconstruct();
		let good = workshop.honest_work(&header);
		let first = sealed(header.clone(), &good);

		// A parent that may still come.
		let mut orphan = header.clone();
		orphan.set_parent_hash(H256::repeat_byte(7));
		let passed = verifier.verify(received(sealed(orphan, &good), body.clone())).await;
		let mut passed = passed.expect("nobody can be blamed for it");
		assert_eq!(difficulty_of(&mut passed), None);

		// A parent whose state this node does not have and will not get.
		let headers = workshop.write_headers(workshop.genesis(), 1).await;
		let mut late = header;
		late.set_parent_hash(headers[0]);
		late.set_number(2);
		let reason = refusal(&verifier, received(sealed(late, &good), body.clone())).await;
		assert!(reason.contains("below the oldest state"), "{reason}");

		// A good block, which however is too far below the best one by now; unless it comes from a file.
		workshop.write_headers(headers[0], MAX_REORGANISATION - 1).await;
		let best = workshop.client.info().best_number;
		assert_eq!(best, MAX_REORGANISATION);
		assert!(check_depth(1, best).is_ok());
		assert!(verifier.verify(received(first.clone(), body.clone())).await.is_ok());
		workshop.write_headers(workshop.client.info().best_hash, 2).await;
		let reason = refusal(&verifier, received(first.clone(), body.clone())).await;
		assert!(reason.contains("too far below the best block"), "{reason}");
		let mut from_file = received(first, body);
		from_file.origin = BlockOrigin::File;
		assert!(verifier.verify(from_file).await.is_ok());
	}
}
