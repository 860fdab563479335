// SPDX-License-Identifier: Apache-2.0

//! The slots of blocks that are sealed on demand, for the engines whose blocks have one.

use std::{
	fmt::Display,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
};

use cairn_primitives::Header;
use sp_blockchain::HeaderBackend;
use sp_consensus_slots::{Slot, SlotDuration};
use sp_core::H256;
use sp_timestamp::Timestamp;

use crate::service::Client;

/// The newest slot that a block was sealed for on demand, on whatever branch; 0 if none was. Where blocks are sealed
/// faster than slots pass it is ahead of the clock, and whatever asks for the time has to go by it.
#[derive(Clone, Default)]
pub(super) struct NewestSlot(Arc<AtomicU64>);

impl NewestSlot {
	/// The time, or the start of the newest slot if that is later.
	pub(super) fn time(&self, slot_duration: SlotDuration) -> Timestamp {
		let start = Slot::from(self.0.load(Ordering::Relaxed)).timestamp(slot_duration);
		start.unwrap_or_default().max(Timestamp::current())
	}

	/// The slot and timestamp of a block made right now on top of `parent`, from whose header `slot_of` reads the slot.
	///
	/// # Errors
	///
	/// If there is no such block, or no slot in its header, or no later time.
	pub(super) fn after<E: Display>(
		&self,
		client: &Client,
		parent: H256,
		slot_duration: SlotDuration,
		slot_of: impl FnOnce(&Header) -> Result<Slot, E>,
	) -> Result<(Slot, Timestamp), String> {
		let header = client.expect_header(parent).map_err(|error| error.to_string())?;
		let slot = match header.number {
			0 => None,
			_ => Some(slot_of(&header).map_err(|error| error.to_string())?),
		};
		self.next(slot, slot_duration)
	}

	/// The slot and timestamp of a block made right now on top of one in slot `parent`, which genesis does not have.
	///
	/// Slots only ever grow, so blocks made faster than one a slot run ahead of the clock, and the clock catches up with
	/// the chain's time as soon as they are made more slowly. The slot is also later than the newest: two blocks on one
	/// parent are then two blocks, not the same one twice.
	///
	/// # Errors
	///
	/// If there is no later time.
	fn next(&self, parent: Option<Slot>, slot_duration: SlotDuration) -> Result<(Slot, Timestamp), String> {
		let now = Timestamp::current();
		let current = Slot::from_timestamp(now, slot_duration);
		let newest = Some(self.0.load(Ordering::Relaxed)).filter(|slot| *slot > 0).map(Slot::from);
		let (slot, timestamp) = match parent.max(newest) {
			Some(taken) if current <= taken => {
				let next = taken + 1;
				let timestamp = next.timestamp(slot_duration);
				(next, timestamp.ok_or_else(|| format!("slot {next} lies beyond the end of time"))?)
			}
			_ => (current, now),
		};
		self.0.store(*slot, Ordering::Relaxed);
		Ok((slot, timestamp))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const SECOND: SlotDuration = SlotDuration::from_millis(1_000);

	#[test]
	fn blocks_in_a_row_are_in_slots_in_a_row_however_fast_they_are_made() {
		let newest = NewestSlot::default();
		let (first, now) = newest.next(None, SECOND).expect("a slot");
		assert_eq!(Slot::from_timestamp(now, SECOND), first);
		// Far enough that the clock does not catch up while this runs.
		let ahead = first + 1_000;
		let (slot, time) = newest.next(Some(ahead), SECOND).expect("a slot");
		assert_eq!((slot, Some(time)), (ahead + 1, (ahead + 1).timestamp(SECOND)));
		assert_eq!(newest.time(SECOND), time);
		let (sibling, _) = newest.next(Some(first), SECOND).expect("a slot");
		assert_eq!(sibling, slot + 1);
	}

	#[test]
	fn there_is_no_slot_after_the_end_of_time() {
		let error = NewestSlot::default().next(Some((u64::MAX - 1).into()), SECOND).expect_err("no slot");
		assert!(error.contains("beyond the end of time"), "{error}");
	}
}
