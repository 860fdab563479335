// SPDX-License-Identifier: Apache-2.0

//! What became of each transaction.
//!
//! Those who send write down when they sent and what was refused; those who watch blocks write down when a transaction was
//! seen in one. Nobody waits for anybody. At the end each transaction counts as exactly one thing ([`Account`]), so that
//! none is lost silently.

use serde::Serialize;
use std::{
	collections::{BTreeMap, HashSet},
	sync::{
		atomic::{
			AtomicBool, AtomicU64, AtomicU8, AtomicUsize,
			Ordering::{Relaxed, SeqCst},
		},
		Mutex, PoisonError,
	},
	time::{Duration, Instant},
};
use tokio::sync::Semaphore;

/// The node has not answered.
const OPEN: u8 = 0;
/// The node has taken it into its pool.
const ACCEPTED: u8 = 1;
/// The node had no room for it, and it is sent again.
const WAITING: u8 = 2;
/// The node has refused it, and it is not sent again.
const REFUSED: u8 = 3;
/// The node had taken it and has dropped it, and it is sent again.
const AGAIN: u8 = 4;

/// What became of each transaction, so far. Times are nanoseconds since the start; zero is never.
#[derive(Debug)]
pub struct Ledger {
	start: Instant,
	/// When each was due, or else sent.
	begun: Vec<AtomicU64>,
	sent: Vec<AtomicU64>,
	included: Vec<AtomicU64>,
	finalised: Vec<AtomicU64>,
	answers: Vec<AtomicU8>,
	counts: Counts,
	refusals: Mutex<BTreeMap<String, u64>>,
	heads: Mutex<Heads>,
	/// Whose room has been given back.
	is_free: Vec<AtomicBool>,
	/// How many more transactions may be on their way, where that is limited.
	room: Option<Semaphore>,
}

#[derive(Debug, Default)]
struct Counts {
	sent: AtomicUsize,
	included: AtomicUsize,
	finalised: AtomicUsize,
	refused: AtomicUsize,
	/// When anything last came nearer to its end.
	progress: AtomicU64,
}

/// How far apart blocks are.
#[derive(Debug, Default)]
struct Heads {
	/// Whether the head of the time of the start has been told of.
	has_begun: bool,
	last: Option<Instant>,
	longest: Option<Duration>,
}

/// How many transactions there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
	/// Sent at least once.
	pub sent: usize,
	/// Seen in a block.
	pub included: usize,
	/// Seen in a block that is final.
	pub finalised: usize,
	/// Refused for good.
	pub refused: usize,
}

/// What every transaction that was submitted became, in the end. The parts add up to `submitted`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Account {
	/// All that were sent at least once.
	pub submitted: usize,
	/// In a block that is final.
	pub finalised: usize,
	/// In a block, which was not final when the measurement ended.
	pub included: usize,
	/// Refused by the node, for good or until the measurement ended.
	pub refused: usize,
	/// In a node's pool when the measurement ended.
	pub pending: usize,
	/// Taken by a node, and neither in a block nor in its pool when the measurement ended.
	pub dropped: usize,
	/// Not answered by the node, and not seen anywhere.
	pub unknown: usize,
}

impl Account {
	/// Whether the parts add up.
	pub fn adds_up(&self) -> bool {
		let parts = [self.finalised, self.included, self.refused, self.pending, self.dropped, self.unknown];
		parts.iter().sum::<usize>() == self.submitted
	}
}

impl Ledger {
	/// Of so many transactions, of which at most `in_flight` are on their way at a time, if it is given. The clock starts.
	pub fn new(count: usize, in_flight: Option<usize>) -> Self {
		let times = || (0..count).map(|_| AtomicU64::new(0)).collect();
		Self {
			start: Instant::now(),
			begun: times(),
			sent: times(),
			included: times(),
			finalised: times(),
			answers: (0..count).map(|_| AtomicU8::new(OPEN)).collect(),
			counts: Counts::default(),
			refusals: Mutex::default(),
			heads: Mutex::default(),
			is_free: (0..count).map(|_| AtomicBool::new(false)).collect(),
			room: in_flight.map(Semaphore::new),
		}
	}

	/// When the clock was started.
	pub fn start(&self) -> Instant {
		self.start
	}

	/// So many nanoseconds after the start; never zero.
	pub fn time(&self, at: Instant) -> u64 {
		// 500 years have less than 2^64 nanoseconds.
		(at.saturating_duration_since(self.start).as_nanos() as u64).max(1)
	}

	/// Waits until one more transaction may be on its way.
	pub async fn room(&self) {
		if let Some(room) = &self.room {
			// It is never closed. The room is given back by number, not by permit.
			if let Ok(permit) = room.acquire().await {
				permit.forget();
			}
		}
	}

	/// Each gives its room back once.
	fn give_room(&self, index: usize) {
		if let Some(room) = self.room.as_ref().filter(|_| !self.is_free[index].swap(true, Relaxed)) {
			room.add_permits(1);
		}
	}

	/// A transaction is sent now. Only the first time counts.
	pub fn sent(&self, index: usize) {
		self.sent_late(index, Instant::now());
	}

	/// As [`Self::sent`], of one that was due at this time: its latencies count from then.
	pub fn sent_late(&self, index: usize, due: Instant) {
		once(&self.begun[index], self.time(due));
		if once(&self.sent[index], self.time(Instant::now())) {
			self.counts.sent.fetch_add(1, Relaxed);
		}
	}

	/// The node has taken it.
	pub fn accepted(&self, index: usize) {
		let taken = |answer| matches!(answer, OPEN | WAITING | AGAIN).then_some(ACCEPTED);
		let _ = self.answers[index].fetch_update(Relaxed, Relaxed, taken);
	}

	/// The node has refused it for this reason; it is sent again unless `for_good`.
	pub fn refused(&self, index: usize, reason: &str, for_good: bool) {
		self.count_refusal(reason);
		if for_good {
			self.give_up(index);
		} else {
			let waiting = |answer| (answer == OPEN).then_some(WAITING);
			let _ = self.answers[index].fetch_update(Relaxed, Relaxed, waiting);
		}
	}

	fn count_refusal(&self, reason: &str) {
		let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
		match refusals.get_mut(reason) {
			Some(count) => *count += 1,
			None => {
				refusals.insert(reason.to_owned(), 1);
			}
		}
	}

	/// The node says that its sender has made it, or another one in its place, already. One that a node had taken is in a
	/// block then, of which this side has not been told yet: it is not refused.
	pub fn outdated(&self, index: usize, reason: &str) {
		self.count_refusal(reason);
		let was_taken = |answer| matches!(answer, ACCEPTED | AGAIN).then_some(ACCEPTED);
		if self.answers[index].fetch_update(SeqCst, SeqCst, was_taken).is_err() {
			self.give_up(index);
		}
	}

	/// A node has dropped it, and it is on its way once more.
	pub fn sends_again(&self, index: usize) {
		let _ = self.answers[index].compare_exchange(ACCEPTED, AGAIN, SeqCst, SeqCst);
	}

	/// Whether it has been seen in a block.
	pub fn is_included(&self, index: usize) -> bool {
		self.included[index].load(SeqCst) > 0 || self.finalised[index].load(SeqCst) > 0
	}

	/// It is not sent again. That is no refusal if it is in a block.
	pub fn give_up(&self, index: usize) {
		if self.is_included(index) {
			return;
		}
		if self.answers[index].swap(REFUSED, SeqCst) != REFUSED {
			self.counts.refused.fetch_add(1, Relaxed);
			self.touch(Instant::now());
			self.give_room(index);
		}
		// It may have come into a block in between.
		if self.is_included(index) {
			self.take_refusal_back(index);
		}
	}

	/// What is in a block has not been refused, whatever a node said.
	fn take_refusal_back(&self, index: usize) {
		if self.answers[index].compare_exchange(REFUSED, ACCEPTED, SeqCst, SeqCst).is_ok() {
			self.counts.refused.fetch_sub(1, Relaxed);
		}
	}

	/// It is in a block that the node has told of at this time.
	pub fn included(&self, index: usize, at: Instant) {
		if once(&self.included[index], self.time(at)) {
			self.counts.included.fetch_add(1, Relaxed);
			self.touch(at);
			self.take_refusal_back(index);
			self.give_room(index);
		}
	}

	/// It is in a block that the node told to be final at this time.
	pub fn finalised(&self, index: usize, at: Instant) {
		if once(&self.finalised[index], self.time(at)) {
			self.counts.finalised.fetch_add(1, Relaxed);
			self.touch(at);
			self.take_refusal_back(index);
		}
	}

	/// The node told of a new best block at this time. The first one that it tells of was there before the start.
	pub fn head(&self, at: Instant) {
		let mut heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
		if !std::mem::replace(&mut heads.has_begun, true) {
			return;
		}
		let interval = heads.last.map(|last| at.saturating_duration_since(last));
		heads.longest = heads.longest.max(interval);
		heads.last = Some(at);
	}

	/// The longest time from one new block to the next, when there were two.
	pub fn longest_interval(&self) -> Option<Duration> {
		self.heads.lock().unwrap_or_else(PoisonError::into_inner).longest
	}

	/// Something happened now that lets hope for more.
	pub fn touch(&self, at: Instant) {
		self.counts.progress.fetch_max(self.time(at), Relaxed);
	}

	/// When something last came nearer to its end, in nanoseconds since the start.
	pub fn last_progress(&self) -> u64 {
		self.counts.progress.load(Relaxed)
	}

	/// How many there are of each kind.
	pub fn snapshot(&self) -> Snapshot {
		Snapshot {
			sent: self.counts.sent.load(Relaxed),
			included: self.counts.included.load(Relaxed),
			finalised: self.counts.finalised.load(Relaxed),
			refused: self.counts.refused.load(Relaxed),
		}
	}

	/// Whether nothing more can happen to those that were sent.
	pub fn settled(&self) -> bool {
		let is_open = |index: usize| {
			self.sent[index].load(Relaxed) > 0
				&& self.finalised[index].load(Relaxed) == 0
				&& self.answers[index].load(Relaxed) != REFUSED
		};
		let Snapshot { sent, finalised, refused, .. } = self.snapshot();
		// The counts are read one after the other: they are a first look only.
		finalised + refused >= sent && !(0..self.sent.len()).any(is_open)
	}

	/// How often the node refused something, by its reason.
	pub fn refusals(&self) -> BTreeMap<String, u64> {
		self.refusals.lock().unwrap_or_else(PoisonError::into_inner).clone()
	}

	/// Those that a node has taken, and that are in no block.
	pub fn taken(&self) -> Vec<usize> {
		(0..self.sent.len()).filter(|index| self.is_taken(*index)).collect()
	}

	/// Of those that were `taken` before pools were asked what is `pending`, the ones that are neither there nor in a block.
	pub fn vanished(&self, taken: &[usize], pending: &HashSet<usize>) -> Vec<usize> {
		let is_nowhere = |index: &usize| self.is_taken(*index) && !pending.contains(index);
		taken.iter().copied().filter(is_nowhere).collect()
	}

	fn is_taken(&self, index: usize) -> bool {
		self.sent[index].load(Relaxed) > 0
			&& self.included[index].load(Relaxed) == 0
			&& self.answers[index].load(Relaxed) == ACCEPTED
	}

	/// What became of all of them. `pending` are those that are still in a pool.
	pub fn account(&self, pending: &HashSet<usize>) -> Account {
		let mut account = Account::default();
		for index in 0..self.sent.len() {
			if self.sent[index].load(Relaxed) == 0 {
				continue;
			}
			account.submitted += 1;
			let part = if self.finalised[index].load(Relaxed) > 0 {
				&mut account.finalised
			} else if self.included[index].load(Relaxed) > 0 {
				&mut account.included
			} else if pending.contains(&index) {
				&mut account.pending
			} else {
				match self.answers[index].load(Relaxed) {
					REFUSED | WAITING => &mut account.refused,
					ACCEPTED | AGAIN => &mut account.dropped,
					_ => &mut account.unknown,
				}
			};
			*part += 1;
		}
		account
	}

	/// When the first and the last one was sent, in nanoseconds since the start.
	pub fn sending(&self) -> Option<(u64, u64)> {
		let times = || self.sent.iter().map(|time| time.load(Relaxed)).filter(|time| *time > 0);
		Some((times().min()?, times().max()?))
	}

	/// How long each took from being due, or else sent, to being in a block, in nanoseconds.
	pub fn until_included(&self) -> Vec<u64> {
		self.until(&self.included)
	}

	/// How long each took from being due, or else sent, to being in a block that is final, in nanoseconds.
	pub fn until_finalised(&self) -> Vec<u64> {
		self.until(&self.finalised)
	}

	fn until(&self, ends: &[AtomicU64]) -> Vec<u64> {
		let pairs = self.begun.iter().zip(ends).map(|(begun, end)| (begun.load(Relaxed), end.load(Relaxed)));
		pairs
			.filter(|(begun, end)| *begun > 0 && *end > 0)
			.map(|(begun, end)| end.saturating_sub(begun))
			.collect()
	}
}

/// Writes the time, unless one is there. Whether it was the first.
fn once(cell: &AtomicU64, time: u64) -> bool {
	cell.compare_exchange(0, time, SeqCst, SeqCst).is_ok()
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use std::time::Duration;

	#[test]
	fn each_transaction_counts_once_and_as_the_furthest_that_it_got() {
		let ledger = Ledger::new(8, None);
		let now = Instant::now();
		for index in 0..7 {
			ledger.sent(index);
			ledger.sent(index);
		}
		ledger.accepted(0);
		ledger.included(0, now);
		ledger.finalised(0, now);
		ledger.finalised(0, now);
		ledger.included(1, now);
		ledger.refused(2, "1010", true);
		ledger.accepted(3);
		ledger.accepted(4);
		ledger.refused(5, "1016", false);
		// Refused, but found in a block all the same.
		ledger.refused(6, "1013", true);
		ledger.finalised(6, now);
		let account = ledger.account(&HashSet::from([3]));
		let expected = Account {
			submitted: 7,
			finalised: 2,
			included: 1,
			// One for good, one until the end.
			refused: 2,
			pending: 1,
			dropped: 1,
			unknown: 0,
		};
		assert_eq!(account, expected);
		assert!(account.adds_up() && !ledger.settled());
		let refusals = [("1010", 1), ("1013", 1), ("1016", 1)].map(|(name, count)| (name.to_owned(), count));
		assert_eq!(ledger.refusals(), refusals.into());
	}

	#[test]
	fn what_was_refused_first_and_taken_then_is_not_refused() {
		let ledger = Ledger::new(3, None);
		for index in 0..3 {
			ledger.sent(index);
			ledger.refused(index, "full", false);
		}
		ledger.accepted(0);
		ledger.give_up(1);
		ledger.give_up(1);
		let account = ledger.account(&HashSet::new());
		assert_eq!((account.dropped, account.refused, account.unknown), (1, 2, 0));
		assert_eq!((ledger.snapshot().refused, ledger.refusals()["full"]), (1, 3));
	}

	#[test]
	fn what_was_taken_and_is_nowhere_has_vanished() {
		let ledger = Ledger::new(6, None);
		(0..5).for_each(|index| ledger.sent(index));
		(0..4).for_each(|index| ledger.accepted(index));
		ledger.included(1, Instant::now());
		ledger.give_up(2);
		let taken = ledger.taken();
		assert_eq!(taken, [0, 3]);
		assert_eq!(ledger.vanished(&taken, &HashSet::from([3])), [0]);
		assert_eq!(ledger.vanished(&taken, &HashSet::new()), [0, 3]);
		// What happens while pools are asked: one more is taken, and one gets into a block.
		ledger.accepted(4);
		ledger.included(0, Instant::now());
		assert_eq!(ledger.vanished(&taken, &HashSet::new()), [3]);
	}

	#[test]
	fn what_is_in_a_block_is_never_refused() {
		let ledger = Ledger::new(3, None);
		let now = Instant::now();
		(0..3).for_each(|index| ledger.sent(index));
		// Refused, and seen in a block later; and the other way round.
		ledger.refused(0, "1010", true);
		assert_eq!(ledger.snapshot().refused, 1);
		ledger.included(0, now);
		ledger.included(1, now);
		ledger.refused(1, "1010", true);
		ledger.give_up(1);
		ledger.refused(2, "1010", true);
		ledger.finalised(2, now);
		assert_eq!(ledger.snapshot().refused, 0);
		assert!(!ledger.settled(), "two are not final yet");
		let account = ledger.account(&HashSet::new());
		assert_eq!((account.included, account.finalised, account.refused), (2, 1, 0));
	}

	#[test]
	fn what_was_taken_and_is_outdated_is_waited_for_and_not_refused() {
		let ledger = Ledger::new(2, None);
		(0..2).for_each(|index| ledger.sent(index));
		ledger.accepted(0);
		ledger.sends_again(0);
		assert!(ledger.taken().is_empty(), "it is on its way already");
		ledger.outdated(0, "old");
		ledger.outdated(1, "old");
		assert_eq!((ledger.snapshot().refused, ledger.refusals()["old"]), (1, 2));
		assert!(!ledger.settled());
		assert_eq!(ledger.taken(), [0]);
		ledger.finalised(0, Instant::now());
		assert!(ledger.settled());
	}

	#[test]
	fn the_longest_interval_is_between_blocks_that_came_after_the_start() {
		let ledger = Ledger::new(0, None);
		let head = |seconds| {
			ledger.head(ledger.start() + Duration::from_secs(seconds));
			ledger.longest_interval().map(|interval| interval.as_secs())
		};
		assert_eq!([0, 20, 26, 27, 34].map(head), [None, None, Some(6), Some(6), Some(7)]);
	}

	#[test]
	fn latencies_count_from_when_a_transaction_was_due() {
		let ledger = Ledger::new(1, None);
		std::thread::sleep(Duration::from_millis(2));
		ledger.sent_late(0, ledger.start() + Duration::from_millis(1));
		ledger.sent_late(0, Instant::now());
		ledger.included(0, ledger.start() + Duration::from_secs(1));
		assert_eq!(ledger.until_included(), [999_000_000]);
		assert!(ledger.sending().is_some_and(|(first, _)| first >= 2_000_000), "it was late");
	}

	#[test]
	fn what_nobody_answered_is_unknown() {
		let ledger = Ledger::new(2, None);
		ledger.sent(1);
		let account = ledger.account(&HashSet::new());
		assert_eq!(account, Account { submitted: 1, unknown: 1, ..Account::default() });
	}

	#[test]
	fn it_is_settled_when_all_are_final_or_refused() {
		let ledger = Ledger::new(3, None);
		assert!(ledger.settled(), "nothing was sent");
		for index in 0..2 {
			ledger.sent(index);
		}
		ledger.refused(0, "no", true);
		assert!(!ledger.settled());
		ledger.finalised(1, Instant::now());
		assert!(ledger.settled());
	}

	#[test]
	fn latencies_are_from_the_first_sending_to_the_first_sight() {
		let ledger = Ledger::new(2, None);
		ledger.sent(0);
		let (begun, sent) = (ledger.begun[0].load(Relaxed), ledger.sent[0].load(Relaxed));
		ledger.included(0, ledger.start() + Duration::from_secs(2));
		ledger.included(0, ledger.start() + Duration::from_secs(3));
		assert_eq!(ledger.until_included(), [2_000_000_000 - begun]);
		assert!(ledger.until_finalised().is_empty());
		assert_eq!(ledger.sending(), Some((sent, sent)));
	}

	#[tokio::test]
	async fn room_is_given_back_once_for_each() {
		let ledger = Ledger::new(3, Some(1));
		let free = || ledger.room.as_ref().expect("limited").available_permits();
		ledger.room().await;
		assert_eq!(free(), 0);
		ledger.sent(0);
		ledger.included(0, Instant::now());
		ledger.finalised(0, Instant::now());
		ledger.refused(0, "late", true);
		assert_eq!(free(), 1);
		ledger.room().await;
		ledger.sent(1);
		ledger.refused(1, "full", false);
		assert_eq!(free(), 0, "it is sent again");
		ledger.refused(1, "no", true);
		ledger.refused(1, "no", true);
		ledger.included(1, Instant::now());
		assert_eq!(free(), 1);
	}

	proptest! {
		#[test]
		fn whatever_happens_the_account_adds_up(events in prop::collection::vec((0usize..6, 0u8..9), 0..60)) {
			let ledger = Ledger::new(6, None);
			for (index, event) in events {
				match event {
					0 | 5 => ledger.sent(index),
					1 => ledger.accepted(index),
					2 => ledger.refused(index, "reason", true),
					3 => ledger.included(index, Instant::now()),
					6 => ledger.refused(index, "reason", false),
					7 => ledger.outdated(index, "reason"),
					8 => ledger.sends_again(index),
					_ => ledger.finalised(index, Instant::now()),
				}
			}
			let account = ledger.account(&HashSet::from([1, 2]));
			prop_assert!(account.adds_up(), "{:?}", account);
			prop_assert_eq!(account.submitted, ledger.snapshot().sent);
			for index in 0..6 {
				let is_refused = ledger.answers[index].load(Relaxed) == REFUSED;
				prop_assert!(!(is_refused && ledger.is_included(index)));
			}
		}
	}
}
