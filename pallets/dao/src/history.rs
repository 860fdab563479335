// SPDX-License-Identifier: Apache-2.0

//! What was the case before a block, in bounded storage.
//!
//! A proposal made in block `b` counts the power that members had before `b`, that is, as the blocks up to `b − 1` left
//! it. Nothing that happens in `b` or later changes it, so no power can be had for a proposal that is already known.
//!
//! Of all that was, only what open proposals ask for is kept. As a DAO has at most
//! [`MaxOpenProposals`](Config::MaxOpenProposals) of them, a [`History`] has at most three checkpoints more: the one that
//! a dissolution asks for, the last one before this block, which a proposal made later in this block would ask
//! for, and the newest.

use crate::{Config, Power, Standing};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::{
	pallet_prelude::*, traits::DefensiveTruncateFrom, CloneNoBound, DebugNoBound, DefaultNoBound, EqNoBound,
	PartialEqNoBound,
};
use frame_system::pallet_prelude::BlockNumberFor;

/// The greatest number of checkpoints that a history needs.
pub struct MaxCheckpoints<T>(PhantomData<T>);

impl<T: Config> Get<u32> for MaxCheckpoints<T> {
	fn get() -> u32 {
		T::MaxOpenProposals::get().saturating_add(3)
	}
}

/// Standing that was reached in a block, and holds until the next checkpoint.
pub type Checkpoint<T> = (BlockNumberFor<T>, Standing<<T as frame_system::Config>::AccountId>);

/// The standing of a member, now and at the times that matter. Checkpoints are in the order of their blocks.
#[derive(
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
	DefaultNoBound,
	Encode,
	Decode,
	MaxEncodedLen,
	TypeInfo,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct History<T: Config>(BoundedVec<Checkpoint<T>, MaxCheckpoints<T>>);

impl<T: Config> History<T> {
	/// What holds now.
	pub fn now(&self) -> Standing<T::AccountId> {
		self.0.last().map(|(_, standing)| standing.clone()).unwrap_or_default()
	}

	/// What held before `block`: nothing, before the first checkpoint.
	pub fn before(&self, block: BlockNumberFor<T>) -> Standing<T::AccountId> {
		self.0
			.iter()
			.rev()
			.find(|(reached, _)| *reached < block)
			.map(|(_, standing)| standing.clone())
			.unwrap_or_default()
	}

	/// Lets `standing` hold from block `now` on, and forgets what none of the `snapshots` asks for.
	pub fn set(
		&mut self,
		now: BlockNumberFor<T>,
		standing: Standing<T::AccountId>,
		snapshots: &[BlockNumberFor<T>],
	) {
		let mut kept: Vec<Checkpoint<T>> = Vec::new();
		let mut rest = self.0.iter().filter(|(reached, _)| *reached < now).peekable();
		while let Some(checkpoint) = rest.next() {
			// A checkpoint answers for the snapshots after it and not after the next one.
			let asked_for = |snapshot: &BlockNumberFor<T>| {
				checkpoint.0 < *snapshot && rest.peek().is_none_or(|(next, _)| *next >= *snapshot)
			};
			if snapshots.iter().any(asked_for) || rest.peek().is_none() {
				kept.push(checkpoint.clone());
			}
		}
		kept.push((now, standing));
		// Each kept checkpoint but the last two answers for a snapshot of its own, so that they fit.
		self.0 = BoundedVec::defensive_truncate_from(kept);
	}

	/// The number of checkpoints.
	#[cfg(test)]
	pub(crate) fn len(&self) -> usize {
		self.0.len()
	}
}

/// All power of a DAO, now and before the block in which it last changed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Total<BlockNumber> {
	/// The block in which it last changed.
	changed: BlockNumber,
	/// What it was before that block.
	before: Power,
	/// What it is.
	now: Power,
}

impl<BlockNumber: Copy + Ord> Total<BlockNumber> {
	/// No power, from block `now` on.
	pub fn new(now: BlockNumber) -> Self {
		Self { changed: now, before: 0, now: 0 }
	}

	/// What it is.
	pub fn now(&self) -> Power {
		self.now
	}

	/// What it was before `block`, which is not before the one in which it last changed.
	pub fn before(&self, block: BlockNumber) -> Power {
		if self.changed < block {
			self.now
		} else {
			self.before
		}
	}

	/// Lets it be `power` from block `now` on.
	pub fn set(&mut self, now: BlockNumber, power: Power) {
		*self = Self { changed: now, before: self.before(now), now: power };
	}
}
