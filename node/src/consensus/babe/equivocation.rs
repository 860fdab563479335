// SPDX-License-Identifier: Apache-2.0

//! Reports validators that sign two blocks for one slot, for which the runtime slashes them.
//!
//! The SDK's block import looks for them too, but in headers without their seals, which prove nothing: runtimes refuse
//! its reports. So that search is switched off where the import is made, and this step around it does the work. It
//! remembers headers with their seals, and reports as soon as a second one by the same author for the same slot
//! arrives. The report is an unsigned transaction that does not travel: the validator that next makes a block puts in
//! its own.

use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use parity_scale_codec::Encode;
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sc_consensus_babe::{
	BabeIntermediate, BabeLink, CompatibleDigestItem, Epoch, PreDigest, INTERMEDIATE_KEY,
};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::Error as ConsensusError;
use sp_consensus_babe::{
	AuthorityId, AuthorityIndex, BabeApi, EquivocationProof, OpaqueKeyOwnershipProof, Slot,
};
use sp_core::H256;
use sp_runtime::traits::Block as BlockT;
use sp_timestamp::Timestamp;

use crate::service::{Block, Client, SharedBlockImport};

/// For so many slots a header is remembered.
///
/// Whoever lets the second block out later than that goes unpunished by this node. It is also a block that forks off
/// far below what is final by then.
const REMEMBERED_SLOTS: u64 = 512;

/// So many slots may a header be ahead of the clock: as many as the check of its seal lets pass.
const SLOTS_AHEAD: u64 = 1;

/// The headers that are remembered have at most so many bytes together.
///
/// A usual header has some 300. Only its own slots can an author fill with larger ones, and then the oldest go first,
/// so there is always room for the newest.
const REMEMBERED_BYTES: usize = 32 << 20;

/// A header of more bytes is not looked at: blocks with such headers are not announced, and two of them would hardly
/// fit into a report.
const MAX_HEADER_BYTES: usize = 1 << 20;

type Header = <Block as BlockT>::Header;

/// The import step around BABE's own.
pub(super) struct EquivocationReporter {
	inner: SharedBlockImport,
	client: Arc<Client>,
	link: BabeLink<Block>,
	pool: OffchainTransactionPoolFactory<Block>,
	seen: Mutex<Seen>,
}

/// Whose slot a block takes.
///
/// The same index may be somebody else's on another fork, and a runtime wants both to be the same in both blocks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
	slot: Slot,
	index: AuthorityIndex,
	author: AuthorityId,
}

/// Two headers, with their seals, for one claim.
struct Equivocation {
	claim: Claim,
	first: Header,
	second: Header,
}

/// Why an equivocation was not reported.
#[derive(Debug, thiserror::Error)]
enum NotReported {
	#[error("there is no state of the session in which it happened to prove from who the author is")]
	NoOwnershipProof,
	#[error("the transaction pool did not take the report; the chain may know of it already")]
	Refused,
	#[error(transparent)]
	Runtime(#[from] sp_api::ApiError),
}

impl EquivocationReporter {
	/// Wraps `inner`, which is BABE's block import, and whose link is `link`. Reports go into `pool`.
	pub(super) fn new(
		inner: SharedBlockImport,
		client: Arc<Client>,
		link: BabeLink<Block>,
		pool: OffchainTransactionPoolFactory<Block>,
	) -> Self {
		Self { inner, client, link, pool, seen: Mutex::default() }
	}

	/// Takes note of a block before its import. Returns what is to be reported.
	fn note(&self, block: &BlockImportParams<Block>) -> Option<Equivocation> {
		let (intermediate, digest) = checked(block)?;
		let claim = self.claim(intermediate, &digest)?;
		let header = block.post_header();
		let now = Slot::from_timestamp(Timestamp::current(), self.link.config().slot_duration());
		let first = self.seen().note(&claim, &header, now)?;
		Some(Equivocation { claim, first, second: header })
	}

	/// Who made a block, according to the epoch by which its seal was checked.
	fn claim(&self, intermediate: &BabeIntermediate<Block>, digest: &PreDigest) -> Option<Claim> {
		let index = digest.authority_index();
		let position = usize::try_from(index).ok()?;
		let epochs = self.link.epoch_changes().shared_data();
		let epoch = epochs
			.viable_epoch(&intermediate.epoch_descriptor, |slot| Epoch::genesis(self.link.config(), slot))?;
		let (author, _) = epoch.as_ref().authorities.get(position)?;
		Some(Claim { slot: digest.slot(), index, author: author.clone() })
	}

	/// Reports, and says in the log what came of it.
	fn report(&self, equivocation: Equivocation) {
		let Equivocation { claim, first, second } = equivocation;
		let (slot, author) = (claim.slot, &claim.author);
		log::info!(
			"Validator {author} made two blocks for slot {slot}: {:?} and {:?}",
			first.hash(),
			second.hash()
		);
		match self.submit(&claim, first, second) {
			Ok(()) => {
				self.seen().set_reported(&claim);
				log::info!("Reported validator {author} for two blocks for slot {slot}");
			}
			Err(error) => {
				log::warn!("Cannot report validator {author} for two blocks for slot {slot}: {error}");
			}
		}
	}

	/// Has the runtime make the report and put it into the pool.
	fn submit(&self, claim: &Claim, first: Header, second: Header) -> Result<(), NotReported> {
		let best = self.client.info().best_hash;
		let ownership = self
			.ownership(claim, [best, second.hash(), first.hash()])
			.ok_or(NotReported::NoOwnershipProof)?;
		let proof = EquivocationProof {
			offender: claim.author.clone(),
			slot: claim.slot,
			first_header: first,
			second_header: second,
		};
		let mut api = self.client.runtime_api();
		api.register_extension(self.pool.offchain_transaction_pool(best));
		api.submit_report_equivocation_unsigned_extrinsic(best, proof, ownership)?.ok_or(NotReported::Refused)
	}

	/// Proves which validator the author is, from the state after the first of `blocks` that serves.
	///
	/// A runtime proves it for the session that a state is in, and takes it for that of the slot only. The best block
	/// may be in the next session already. The two blocks themselves are in the right one, but a block need not have
	/// been imported to be evidence.
	fn ownership(&self, claim: &Claim, blocks: [H256; 3]) -> Option<OpaqueKeyOwnershipProof> {
		blocks.into_iter().find_map(|block| {
			let epoch = self.client.runtime_api().current_epoch(block).ok()?;
			let since_start = (*claim.slot).checked_sub(*epoch.start_slot)?;
			if since_start >= epoch.duration {
				return None;
			}
			let api = self.client.runtime_api();
			api.generate_key_ownership_proof(block, claim.slot, claim.author.clone()).ok()?
		})
	}

	/// What is remembered. It is whole even if a thread has panicked meanwhile, for each change leaves it so.
	fn seen(&self) -> MutexGuard<'_, Seen> {
		self.seen.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

#[async_trait::async_trait]
impl BlockImport<Block> for EquivocationReporter {
	type Error = ConsensusError;

	async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, Self::Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(&self, block: BlockImportParams<Block>) -> Result<ImportResult, Self::Error> {
		let equivocation = self.note(&block);
		// To sign two blocks is an offence whether or not they can be imported, but if they can, a proof may need
		// their state.
		let result = self.inner.import_block(block).await;
		if let Some(equivocation) = equivocation {
			self.report(equivocation);
		}
		result
	}
}

/// What BABE knows of a block whose seal is good: one that its verifier has passed, or that this node has just sealed.
///
/// The verifier skips the blocks of a warp sync, those below where one ended, and a block that comes with its state.
/// Those it leaves without the intermediate value, and with their seals unchecked. Blocks sealed on demand have the
/// value and no seal.
fn checked(block: &BlockImportParams<Block>) -> Option<(&BabeIntermediate<Block>, PreDigest)> {
	let intermediate = block.get_intermediate::<BabeIntermediate<Block>>(INTERMEDIATE_KEY).ok()?;
	match block.post_digests.as_slice() {
		[seal] if seal.as_babe_seal().is_some() => (),
		_ => return None,
	}
	let digest = sc_consensus_babe::find_pre_digest::<Block>(&block.header).ok()?;
	Some((intermediate, digest))
}

/// The first header for each claim of the last slots, with its seal.
#[derive(Default)]
struct Seen {
	/// The oldest slots come first.
	headers: BTreeMap<Claim, Sealed>,
	/// The sum of their sizes.
	bytes: usize,
}

struct Sealed {
	header: Header,
	bytes: usize,
	reported: bool,
}

impl Seen {
	/// Remembers a header if it is the first for its claim. Otherwise returns the first if it is another one and that
	/// has not been reported.
	///
	/// By the clock alone is decided what is old, not by the slots of headers.
	fn note(&mut self, claim: &Claim, header: &Header, now: Slot) -> Option<Header> {
		let oldest = now.saturating_sub(REMEMBERED_SLOTS);
		self.forget(oldest);
		if claim.slot < oldest || claim.slot > now.saturating_add(SLOTS_AHEAD) {
			return None;
		}
		let bytes = header.encoded_size();
		if bytes > MAX_HEADER_BYTES {
			return None;
		}
		if let Some(known) = self.headers.get(claim) {
			let double = !known.reported && known.header != *header;
			return double.then(|| known.header.clone());
		}
		self.headers.insert(claim.clone(), Sealed { header: header.clone(), bytes, reported: false });
		self.bytes += bytes;
		self.forget(oldest);
		None
	}

	/// From now on, [`Seen::note`] returns nothing for this claim.
	fn set_reported(&mut self, claim: &Claim) {
		if let Some(known) = self.headers.get_mut(claim) {
			known.reported = true;
		}
	}

	/// Drops what is older than `oldest`, and the oldest of the rest while all is too large.
	fn forget(&mut self, oldest: Slot) {
		while let Some(entry) = self.headers.first_entry() {
			if entry.key().slot >= oldest && self.bytes <= REMEMBERED_BYTES {
				break;
			}
			self.bytes -= entry.remove().bytes;
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_consensus_babe::SecondaryPlainPreDigest;
	use sp_consensus::BlockOrigin;
	use sp_consensus_babe::check_equivocation_proof;
	use sp_keyring::Sr25519Keyring;
	use sp_runtime::{traits::Header as _, Digest, DigestItem};

	/// A time at which some slots have passed.
	const NOW: u64 = 1_000_000;

	fn claim(slot: u64) -> Claim {
		Claim { slot: slot.into(), index: 1, author: Sr25519Keyring::Bob.public().into() }
	}

	/// A header of Bob's for a slot, without a seal. Those with different `mark` are different.
	fn unsealed(slot: u64, mark: u8) -> Header {
		let digest = SecondaryPlainPreDigest { authority_index: 1, slot: slot.into() };
		let digest = DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(digest));
		let root = H256::repeat_byte(mark);
		Header::new(7, root, root, H256::zero(), Digest { logs: vec![digest] })
	}

	fn seal_of(header: &Header) -> DigestItem {
		DigestItem::babe_seal(Sr25519Keyring::Bob.sign(header.hash().as_bytes()).into())
	}

	fn sealed(slot: u64, mark: u8) -> Header {
		let mut header = unsealed(slot, mark);
		let seal = seal_of(&header);
		header.digest_mut().push(seal);
		header
	}

	/// A header with a digest of so many bytes.
	fn large(slot: u64, bytes: usize) -> Header {
		let mut header = unsealed(slot, 0);
		header.digest_mut().push(DigestItem::Other(vec![0; bytes]));
		header
	}

	/// The size is the sum of the sizes, whatever happened before.
	fn assert_whole(seen: &Seen) {
		assert_eq!(
			seen.bytes,
			seen.headers.values().map(|sealed| sealed.header.encoded_size()).sum::<usize>()
		);
		assert!(seen.bytes <= REMEMBERED_BYTES);
	}

	#[test]
	fn two_different_headers_for_one_slot_are_found() {
		let mut seen = Seen::default();
		let (first, second) = (sealed(NOW, 1), sealed(NOW, 2));
		assert_eq!(seen.note(&claim(NOW), &first, NOW.into()), None);
		assert_eq!(seen.note(&claim(NOW), &second, NOW.into()), Some(first));
		assert_whole(&seen);
	}

	#[test]
	fn what_is_found_convinces_a_runtime_and_would_not_without_seals() {
		let found = |first: Header, second: Header| {
			let mut seen = Seen::default();
			seen.note(&claim(NOW), &first, NOW.into());
			let first_header = seen.note(&claim(NOW), &second, NOW.into()).expect("they differ");
			let Claim { slot, author, .. } = claim(NOW);
			EquivocationProof { offender: author, slot, first_header, second_header: second }
		};
		assert!(check_equivocation_proof(found(sealed(NOW, 1), sealed(NOW, 2))));
		assert!(!check_equivocation_proof(found(unsealed(NOW, 1), unsealed(NOW, 2))));
	}

	#[test]
	fn the_same_header_twice_is_no_offence() {
		let mut seen = Seen::default();
		let header = sealed(NOW, 1);
		assert_eq!(seen.note(&claim(NOW), &header, NOW.into()), None);
		assert_eq!(seen.note(&claim(NOW), &header, (NOW + 1).into()), None);
		assert_eq!(seen.headers.len(), 1);
		assert_whole(&seen);
	}

	#[test]
	fn other_slots_other_authors_and_other_indices_are_apart() {
		let mut seen = Seen::default();
		let mine = claim(NOW);
		let of_alice = Claim { author: Sr25519Keyring::Alice.public().into(), ..mine.clone() };
		let at_another_index = Claim { index: 2, ..mine.clone() };
		for (mark, claim) in [mine, of_alice, at_another_index, claim(NOW - 1)].iter().enumerate() {
			assert_eq!(seen.note(claim, &sealed(NOW, mark as u8), NOW.into()), None, "{claim:?}");
		}
		assert_eq!(seen.headers.len(), 4);
	}

	#[test]
	fn an_offence_is_found_until_it_is_reported() {
		let mut seen = Seen::default();
		let first = sealed(NOW, 1);
		seen.note(&claim(NOW), &first, NOW.into());
		for mark in [2, 3] {
			let found = seen.note(&claim(NOW), &sealed(NOW, mark), NOW.into());
			assert_eq!(found.as_ref(), Some(&first));
		}
		seen.set_reported(&claim(NOW));
		assert_eq!(seen.note(&claim(NOW), &sealed(NOW, 4), NOW.into()), None);
		assert_eq!(seen.headers.len(), 1);
	}

	#[test]
	fn a_header_is_remembered_as_long_as_it_is_worthwhile_and_no_longer() {
		let later = NOW + REMEMBERED_SLOTS;
		let mut seen = Seen::default();
		let first = sealed(NOW, 1);
		seen.note(&claim(NOW), &first, NOW.into());
		assert_eq!(seen.note(&claim(NOW), &sealed(NOW, 2), later.into()), Some(first));
		assert_eq!(seen.note(&claim(NOW), &sealed(NOW, 2), (later + 1).into()), None);
		assert!(seen.headers.is_empty(), "neither the first nor the second is kept");
		assert_whole(&seen);
	}

	#[test]
	fn a_header_from_the_future_is_not_remembered_and_makes_nothing_forgotten() {
		let mut seen = Seen::default();
		let first = sealed(NOW, 1);
		seen.note(&claim(NOW), &first, NOW.into());
		for slot in [NOW + SLOTS_AHEAD + 1, NOW + 2 * REMEMBERED_SLOTS, u64::MAX] {
			assert_eq!(seen.note(&claim(slot), &sealed(slot, 3), NOW.into()), None);
		}
		assert_eq!(seen.headers.len(), 1);
		assert_eq!(seen.note(&claim(NOW), &sealed(NOW, 2), NOW.into()), Some(first));
	}

	#[test]
	fn a_clock_that_is_a_slot_behind_is_no_obstacle() {
		let mut seen = Seen::default();
		let next = NOW + SLOTS_AHEAD;
		let first = sealed(next, 1);
		seen.note(&claim(next), &first, NOW.into());
		assert_eq!(seen.note(&claim(next), &sealed(next, 2), NOW.into()), Some(first));
	}

	#[test]
	fn large_headers_push_out_the_oldest_and_never_the_newest() {
		let mut seen = Seen::default();
		let size = MAX_HEADER_BYTES / 2;
		let oldest = NOW - REMEMBERED_SLOTS;
		let fitting = REMEMBERED_BYTES / size;
		for slot in (oldest..).take(2 * fitting) {
			seen.note(&claim(slot), &large(slot, size), NOW.into());
			assert!(seen.headers.contains_key(&claim(slot)), "the newest is there");
		}
		assert_whole(&seen);
		assert!(!seen.headers.contains_key(&claim(oldest)));
		assert_eq!(seen.headers.len(), fitting - 1, "each is a little larger than its digest");
	}

	#[test]
	fn a_header_larger_than_any_that_is_announced_is_not_remembered() {
		let mut seen = Seen::default();
		assert_eq!(seen.note(&claim(NOW), &large(NOW, MAX_HEADER_BYTES), NOW.into()), None);
		assert!(seen.headers.is_empty());
	}

	#[test]
	fn a_block_whose_seal_nobody_has_checked_is_left_alone() {
		let header = unsealed(NOW, 1);
		for origin in [BlockOrigin::WarpSync, BlockOrigin::NetworkInitialSync, BlockOrigin::NetworkBroadcast]
		{
			let mut block = BlockImportParams::<Block>::new(origin, header.clone());
			block.post_digests.push(seal_of(&header));
			assert!(checked(&block).is_none(), "{origin:?}");
		}
	}
}
