// SPDX-License-Identifier: Apache-2.0

//! # Difficulty
//!
//! Sets the difficulty of proof of work so that blocks come at the pace that the chain chose, whatever power is spent
//! on finding them.
//!
//! ## Terms
//!
//! - **Difficulty** of a block: how many hashes it takes on average to find it.
//! - **Target**: the time that a block should take, in milliseconds.
//! - **Schedule**: block `n` should have come `n - anchor` targets after the anchor.
//! - **Launch**: when the chain was meant to start, from its genesis, in milliseconds since the Unix epoch.
//! - **Anchor**: where the schedule is counted from: the first block, at its time or at the launch if that is later.
//! - **Half-life**: the delay that halves the difficulty, in milliseconds.
//!
//! ## How
//!
//! As a block ends, the difficulty of the next one is computed from its height and its timestamp ([`asert`]):
//!
//! ```text
//! difficulty = difficulty of the anchor × 2^((ideal time − actual time) / half-life)
//! ```
//!
//! A chain that is one half-life behind its schedule has half the difficulty; one that is ahead by as much, twice. That
//! is one read of the anchor and one write, in every block, however long the chain is.
//!
//! ## Who can abuse it
//!
//! A miner chooses the timestamp of its block, within bounds that the runtime's timestamp pallet sets: later than that
//! of the block before, and at most 30 seconds ahead of the clocks of the others. The schedule is absolute, so that a
//! false timestamp is forgotten with the next true one, and however often it is repeated it moves the chain by those
//! 30 seconds once. The time of the first block, of which nothing but the launch says how old it may be, cannot move the
//! schedule back beyond the launch. The README has the numbers and names the tests.
//!
//! ## Failure
//!
//! Settings that make no sense are refused at genesis with a panic, which `GenesisBuilder::build_state` returns as an
//! error; its message names the field, the value and what is allowed. Nothing else can fail. There are no calls: who
//! could change the difficulty could stop the chain.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod asert;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bounds;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Anchor, Rule, Schedule, MAX_DIFFICULTY};
pub use weights::WeightInfo;

/// A half-life is at least as long as so many blocks should take.
///
/// The time that a block takes is a matter of luck. With `n` blocks to a half-life, the luck of one block moves the
/// difficulty by a factor of about `2^(1/n)`.
pub const MIN_HALF_LIFE_BLOCKS: u64 = 16;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::string::String;
	use core::marker::PhantomData;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use sp_core::U256;
	use sp_runtime::traits::UniqueSaturatedInto;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The time of the block that is being made, in milliseconds since the Unix epoch. It must grow from block to
		/// block, and the runtime must bound how far it may be ahead of the clock.
		type Time: Time<Moment = u64>;

		/// The time that a block should take, in milliseconds. It must not change while a chain runs: the whole
		/// schedule follows from it.
		type TargetBlockTime: Get<u64>;

		/// What the hook costs.
		type WeightInfo: WeightInfo;

		/// Sets the time, for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkTime: SetTime;
	}

	/// Sets the time of the block that is being made, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	pub trait SetTime {
		/// Makes it `time`, in milliseconds since the Unix epoch.
		fn set(time: u64);
	}

	/// Where the schedule starts. Nothing before the first block.
	#[pallet::storage]
	pub type StartingPoint<T: Config> = StorageValue<_, Anchor, OptionQuery>;

	/// The schedule starts no earlier, in milliseconds since the Unix epoch. Where nothing is stored, because genesis
	/// does not say or the pallet came with an upgrade, the first block's time alone counts.
	#[pallet::storage]
	pub type Launch<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// How the difficulty follows the schedule. Where nothing is stored, because the pallet came with an upgrade, it is
	/// the default.
	#[pallet::storage]
	pub type CurrentRule<T: Config> = StorageValue<_, Rule, ValueQuery>;

	/// The difficulty of the next block. Where nothing is stored, because the pallet came with an upgrade, it is 1.
	#[pallet::storage]
	pub type CurrentDifficulty<T: Config> = StorageValue<_, U256, ValueQuery, Easiest>;

	/// The least difficulty there is: every hash will do.
	#[pallet::type_value]
	pub fn Easiest() -> U256 {
		U256::one()
	}

	/// What the pallet reports. Not the difficulty, which changes in every block: ask
	/// [`runtime_api::DifficultyScheduleApi`] for it.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The schedule starts with this block.
		Anchored {
			/// The block's height, its time or the launch if that is later, and the difficulty of the block after it.
			anchor: Anchor,
		},
	}

	/// The rule as the chain spec gives it. Each field may be left out.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// How the difficulty follows the schedule.
		#[serde(default)]
		pub rule: Rule,
		/// The difficulty of the first two blocks. At least the rule's minimum.
		#[serde(default = "one")]
		pub initial_difficulty: u64,
		/// When the chain is to start, in milliseconds since the Unix epoch. The schedule starts no earlier, whatever
		/// time the first block claims. With 0, whoever finds that block chooses: for development only.
		#[serde(default)]
		pub launch: u64,
		/// Nothing. It ties the type to a runtime.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	fn one() -> u64 {
		1
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { rule: Rule::default(), initial_difficulty: one(), launch: 0, _config: PhantomData }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Err(reason) = self.check() {
				panic!("{reason}");
			}
			CurrentRule::<T>::put(self.rule);
			CurrentDifficulty::<T>::put(U256::from(self.initial_difficulty));
			Launch::<T>::put(self.launch);
		}
	}

	impl<T: Config> GenesisConfig<T> {
		/// Checks the rule and the difficulty that it starts with.
		///
		/// # Errors
		///
		/// A message for the author of the chain spec: the field, the value given, and what is allowed.
		pub fn check(&self) -> Result<(), String> {
			bounds::check(&self.rule, self.initial_difficulty, T::TargetBlockTime::get())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// What `on_finalize` will use must be accounted for before the block is filled.
			T::WeightInfo::on_finalize()
		}

		fn on_finalize(number: BlockNumberFor<T>) {
			let (height, time) = (number.unique_saturated_into(), T::Time::now());
			let rule = CurrentRule::<T>::get();
			let Some(anchor) = StartingPoint::<T>::get() else {
				// The first block may claim to be as old as it likes. It would owe all the blocks since then, and the
				// difficulty would be at its minimum until they were made up for.
				let time = time.max(Launch::<T>::get());
				let anchor = Anchor { height, time, difficulty: CurrentDifficulty::<T>::get() };
				StartingPoint::<T>::put(anchor);
				Self::deposit_event(Event::Anchored { anchor });
				return;
			};
			CurrentDifficulty::<T>::put(asert::next_difficulty(
				&anchor,
				height,
				time,
				T::TargetBlockTime::get(),
				rule.half_life,
				rule.minimum,
			));
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Pallet<T> {
		/// The difficulty of the next block: how many hashes it takes on average.
		pub fn difficulty() -> U256 {
			CurrentDifficulty::<T>::get()
		}

		/// The difficulty of the next block, and what it follows from.
		pub fn schedule() -> Schedule {
			Schedule {
				difficulty: Self::difficulty(),
				target_block_time: T::TargetBlockTime::get(),
				rule: CurrentRule::<T>::get(),
				anchor: StartingPoint::<T>::get(),
			}
		}
	}

	#[cfg(any(test, feature = "try-runtime"))]
	impl<T: Config> Pallet<T> {
		/// The invariants: the rule is one that genesis would have accepted; the difficulty is within its bounds, and
		/// the anchor is not in the future.
		pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			let rule = CurrentRule::<T>::get();
			bounds::check(&rule, rule.minimum, T::TargetBlockTime::get()).map_err(|reason| {
				log::error!(target: "runtime::difficulty", "{reason}");
				"difficulty: the stored rule is not allowed; see the log"
			})?;
			let difficulty = Self::difficulty();
			ensure!(
				difficulty >= U256::from(rule.minimum) && difficulty <= MAX_DIFFICULTY,
				"difficulty: the difficulty is out of bounds"
			);
			let height: u64 = frame_system::Pallet::<T>::block_number().unique_saturated_into();
			ensure!(
				StartingPoint::<T>::get().is_none_or(|anchor| anchor.height <= height),
				"difficulty: the anchor is above the newest block"
			);
			Ok(())
		}
	}

	#[cfg(test)]
	impl<T: Config> Pallet<T> {
		/// The height of the block that comes next.
		pub(crate) fn next_height() -> BlockNumberFor<T> {
			frame_system::Pallet::<T>::block_number() + sp_runtime::traits::One::one()
		}
	}
}
