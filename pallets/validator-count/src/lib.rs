// SPDX-License-Identifier: Apache-2.0

//! # Validator count
//!
//! Moves the number of validators with the load of the network, within bounds that governance set.
//!
//! ## Terms
//!
//! - **Era**: the stretch of time with one set of validators.
//! - **Fullness** of a block: how much of what it could do it did, as the runtime measures it.
//! - **Load** of an era: the mean fullness of its blocks.
//!
//! ## Why
//!
//! More validators make a chain harder to attack and dearer to run. A busy chain earns the fees to pay for more of
//! them, and has more to lose; a quiet one shares little among many. So, era by era, validators come while blocks
//! are full and go while they are empty. Usually governance does this by hand, and late.
//!
//! ## How
//!
//! 1. As a block ends, its fullness is added to the [load](CurrentLoad) of its era. That is one write a block.
//! 2. As a block starts and finds that another era has begun, the load of the one before is compared to the two
//!    thresholds of the [rule](Rule). Above the upper one, there are `step` more validators; below the lower one,
//!    `step` fewer; in between, as many as before. The result is brought within the bounds of the rule.
//! 3. The number is what the next election elects. Validators in office stay until it.
//!
//! While no rule is set, nothing is measured or moved: governance alone says how many validators there are.
//!
//! ## Who can abuse it
//!
//! The author of a block decides what is in it: it can leave it empty, or fill it with transactions of its own and
//! have its share of their fees back. What that can do is bounded: the load is a mean over all authors, an era
//! moves the number by one step, and the bounds hold. The README has the numbers.
//!
//! ## Failure
//!
//! A rule that makes no sense is refused: by the call with an [`Error`], and at genesis with a panic, which
//! `GenesisBuilder::build_state` returns as an error; its message names the field, the value and what is allowed.
//! Nothing else can fail.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bounds;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Load, Rule, ValidatorCount};
pub use weights::WeightInfo;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{format, string::String};
	use core::marker::PhantomData;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_runtime::Perbill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may change the rule.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The index of the active era. One storage read at most.
		type Era: Get<u32>;

		/// How full the block is that is being made. It is asked as the block ends, and may cost one storage read
		/// at most.
		type BlockFullness: Get<Perbill>;

		/// The number of validators to elect. Getting it may cost one storage read, setting it one write at most.
		type ValidatorCount: ValidatorCount;

		/// The greatest number of validators that a rule may lead to. Not above what the election can elect.
		#[pallet::constant]
		type MaxValidatorCount: Get<u32>;

		/// What the hooks and the call cost.
		type WeightInfo: WeightInfo;
	}

	/// The rule. Without one, only governance moves the number of validators.
	#[pallet::storage]
	pub type CurrentRule<T: Config> = StorageValue<_, Rule, OptionQuery>;

	/// How full the blocks of the era under way were so far, counted while there is a rule.
	#[pallet::storage]
	pub type CurrentLoad<T: Config> = StorageValue<_, Load, ValueQuery>;

	/// The era that is being measured: the active era, as the block before found it.
	#[pallet::storage]
	pub type LastEra<T: Config> = StorageValue<_, u32, ValueQuery>;

	/// What the pallet reports.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The number of validators to elect was moved.
		ValidatorCountMoved {
			/// What it was.
			from: u32,
			/// What it is now.
			to: u32,
			/// How full the blocks of the era were on average.
			mean_fullness: Perbill,
		},
		/// The rule was set, or taken away.
		RuleSet {
			/// What it is now.
			rule: Option<Rule>,
		},
	}

	/// Why the call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The least number of validators is zero, or above the greatest.
		BoundsOutOfOrder,
		/// The greatest number of validators is above `MaxValidatorCount`.
		TooManyValidators,
		/// With a step of zero, the rule would never move anything.
		StepIsZero,
		/// The lower threshold is not below the upper one.
		ThresholdsOutOfOrder,
	}

	/// The rule as the chain spec gives it. It may be left out.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The rule, or null for none.
		#[serde(default)]
		pub rule: Option<Rule>,
		/// Nothing. It ties the type to a runtime.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Err(reason) = self.check() {
				panic!("{reason}");
			}
			CurrentRule::<T>::set(self.rule);
		}
	}

	impl<T: Config> GenesisConfig<T> {
		/// Checks the rule.
		///
		/// # Errors
		///
		/// A message for the author of the chain spec: the field, the value given, and what is allowed.
		pub fn check(&self) -> Result<(), String> {
			self.rule
				.map_or(Ok(()), |rule| bounds::check(&rule, T::MaxValidatorCount::get()))
				.map_err(|refusal| format!("{refusal}"))
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets the rule, or takes it away. It decides for the first time as the next era starts, from the blocks
		/// counted by then; the number of validators is not moved before.
		///
		/// # Errors
		///
		/// [`Error::TooManyValidators`], [`Error::BoundsOutOfOrder`], [`Error::StepIsZero`],
		/// [`Error::ThresholdsOutOfOrder`].
		// The block in which a rule comes is counted at its end, which `on_initialize` could not know.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_rule().saturating_add(T::WeightInfo::on_finalize()))]
		pub fn set_rule(origin: OriginFor<T>, rule: Option<Rule>) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			if let Some(rule) = &rule {
				bounds::check(rule, T::MaxValidatorCount::get()).map_err(Error::<T>::from)?;
			} else {
				CurrentLoad::<T>::kill();
			}
			CurrentRule::<T>::set(rule);
			Self::deposit_event(Event::RuleSet { rule });
			Ok(())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			let rule = CurrentRule::<T>::get();
			let era = T::Era::get();
			let weight = if era == LastEra::<T>::get() {
				T::WeightInfo::on_initialize_within_era()
			} else {
				Self::start_era(era, rule);
				T::WeightInfo::on_initialize_new_era()
			};
			// What `on_finalize` will use must be accounted for before the block is filled.
			match rule {
				Some(_) => weight.saturating_add(T::WeightInfo::on_finalize()),
				None => weight,
			}
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			if CurrentRule::<T>::exists() {
				CurrentLoad::<T>::mutate(|load| load.add(T::BlockFullness::get()));
			}
		}

		fn integrity_test() {
			assert!(
				T::MaxValidatorCount::get() > 0,
				"with a MaxValidatorCount of 0 no rule would be allowed"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Pallet<T> {
		/// Moves the number of validators by the load of the era that ended, and starts to measure `era`.
		fn start_era(era: u32, rule: Option<Rule>) {
			LastEra::<T>::put(era);
			let load = CurrentLoad::<T>::take();
			// Without a block there is no load to go by, as when the pallet came with an upgrade.
			if let (Some(rule), Some(mean_fullness)) = (rule, load.mean()) {
				let from = T::ValidatorCount::get();
				let to = rule.next(from, mean_fullness);
				if to != from {
					T::ValidatorCount::set(to);
					Self::deposit_event(Event::ValidatorCountMoved { from, to, mean_fullness });
				}
			}
		}
	}

	#[cfg(any(test, feature = "try-runtime"))]
	impl<T: Config> Pallet<T> {
		/// The invariants: the rule is one that genesis would have accepted; the load is that of blocks no more than
		/// full; without a rule there is no load.
		pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			let rule = CurrentRule::<T>::get();
			GenesisConfig::<T> { rule, _config: PhantomData }.check().map_err(|reason| {
				log::error!(target: "runtime::validator-count", "{reason}");
				"validator-count: the stored rule is not allowed; see the log"
			})?;

			let load = CurrentLoad::<T>::get();
			ensure!(
				load.sum <= u64::from(load.blocks).saturating_mul(types::FULL.into()),
				"validator-count: blocks were counted as more than full"
			);
			ensure!(
				rule.is_some() || !CurrentLoad::<T>::exists(),
				"validator-count: blocks were counted without a rule"
			);
			Ok(())
		}
	}
}
