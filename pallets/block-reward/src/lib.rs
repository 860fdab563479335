// SPDX-License-Identifier: Apache-2.0

//! # Block reward
//!
//! Pays the author of each block a reward that the chain's genesis laid down for good.
//!
//! ## Terms
//!
//! - **Reward** of a block: the tokens that come into being with it, in planck. Fees are not part of it.
//! - **Plan**: the reward of every block by its height ([`Plan`]): an initial one, halved at intervals, down to a tail.
//! - **Author**: who made the block, as the runtime finds it in the block's header.
//! - **Treasury**: an account that gets a share of each reward, where a chain has one.
//!
//! ## How
//!
//! As a block begins, its reward is worked out from its height, issued, and divided: the treasury gets its share, rounded
//! down, and the author the rest. That is bounded work, the same in every block. It comes before all transactions, so that
//! an author who is new has an account when the first fee is paid.
//!
//! A part that cannot be paid is not issued: where the author is unknown, or where an account that does not exist yet
//! would get less than the existential deposit. Tokens that were not issued are not made up for later.
//!
//! ## Why there are no calls
//!
//! The plan is a promise to those who hold the tokens. A key that could change it could break it. What may change it
//! is an upgrade of the runtime, which everybody can see coming.
//!
//! ## Failure
//!
//! A plan that makes no sense is refused at genesis with a panic, which `GenesisBuilder::build_state` returns as an
//! error; its message names the field, the value and what is allowed. Nothing else can fail.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

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
pub use types::Plan;
pub use weights::WeightInfo;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::string::String;
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{Inspect, Mutate},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::UniqueSaturatedInto;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The native token.
		type Currency: Mutate<Self::AccountId, Balance = u128>;

		/// The author of the block that is being made, if it has one. It is asked for as the block begins: a pallet that
		/// has to look for it first must stand before this one.
		type Author: Get<Option<Self::AccountId>>;

		/// What the hook costs.
		type WeightInfo: WeightInfo;

		/// Names an author, for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkAuthor: SetAuthor<Self::AccountId>;
	}

	/// Names the author of the block that is being made, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	pub trait SetAuthor<AccountId> {
		/// It is `author`.
		fn set(author: AccountId);
	}

	/// The reward of every block. Where nothing is stored, because the pallet came with an upgrade, there are none.
	#[pallet::storage]
	pub type CurrentPlan<T: Config> = StorageValue<_, Plan, ValueQuery>;

	/// Who gets the treasury's share.
	#[pallet::storage]
	pub type Treasury<T: Config> = StorageValue<_, T::AccountId, OptionQuery>;

	/// All rewards that were paid, in planck.
	#[pallet::storage]
	pub type Issued<T: Config> = StorageValue<_, u128, ValueQuery>;

	/// What the pallet reports.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The block's reward was paid.
		Rewarded {
			/// Who made the block.
			author: T::AccountId,
			/// What the author got, in planck.
			reward: u128,
			/// What the treasury got, in planck.
			treasury: u128,
		},
		/// A part of the block's reward could not be paid and was not issued.
		NotIssued {
			/// How much that is, in planck.
			amount: u128,
		},
	}

	/// The plan as the chain spec gives it. Without one, blocks have no reward.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The reward of every block.
		#[serde(default)]
		pub plan: Plan,
		/// Who gets the treasury's share.
		#[serde(default)]
		pub treasury: Option<T::AccountId>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Err(reason) = self.check() {
				panic!("{reason}");
			}
			CurrentPlan::<T>::put(self.plan);
			Treasury::<T>::set(self.treasury.clone());
		}
	}

	impl<T: Config> GenesisConfig<T> {
		/// Checks the plan.
		///
		/// # Errors
		///
		/// A message for the author of the chain spec: the field, the value given, and what is allowed.
		pub fn check(&self) -> Result<(), String> {
			bounds::check(&self.plan, self.treasury.is_some())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(number: BlockNumberFor<T>) -> Weight {
			// Not as the block ends: the account must be there for the fees, and what remembers the author, such as
			// the SDK's authorship pallet, may have forgotten it by then.
			Self::pay(number.unique_saturated_into());
			T::WeightInfo::on_initialize()
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Pallet<T> {
		/// Pays the reward of the block at `height`.
		fn pay(height: u32) {
			let plan = CurrentPlan::<T>::get();
			let whole = plan.reward_at(height);
			if whole == 0 {
				return;
			}
			let author = T::Author::get();
			let (mut reward, mut share) = (0, 0);
			if let Some(author) = &author {
				let (treasury, to_treasury) = match Treasury::<T>::get() {
					Some(treasury) => (Some(treasury), plan.treasury_share.mul_floor(whole)),
					None => (None, 0),
				};
				share = treasury.map_or(0, |treasury| Self::issue(&treasury, to_treasury));
				reward = Self::issue(author, whole.saturating_sub(to_treasury));
			}
			let paid = share.saturating_add(reward);
			Issued::<T>::mutate(|issued| *issued = issued.saturating_add(paid));
			if let Some(author) = author.filter(|_| paid > 0) {
				Self::deposit_event(Event::Rewarded { author, reward, treasury: share });
			}
			let amount = whole.saturating_sub(paid);
			if amount > 0 {
				Self::deposit_event(Event::NotIssued { amount });
			}
		}

		/// Gives `amount` new planck to `who`. Returns what was given: all or nothing.
		fn issue(who: &T::AccountId, amount: u128) -> u128 {
			if amount > 0 && T::Currency::mint_into(who, amount).is_ok() {
				amount
			} else {
				0
			}
		}

		/// The height of the newest block.
		fn height() -> u32 {
			frame_system::Pallet::<T>::block_number().unique_saturated_into()
		}

		/// The reward of the next block, in planck.
		pub fn current_reward() -> u128 {
			CurrentPlan::<T>::get().reward_at(Self::height().saturating_add(1))
		}

		/// The first block after the next whose reward is another one, and that reward in planck.
		pub fn next_change() -> Option<(u32, u128)> {
			CurrentPlan::<T>::get().next_change(Self::height().saturating_add(1))
		}

		/// The most tokens that there can ever be, in planck; none if rewards never end.
		pub fn supply_cap() -> Option<u128> {
			T::Currency::total_issuance().checked_add(CurrentPlan::<T>::get().sum_above(Self::height())?)
		}
	}

	#[cfg(any(test, feature = "try-runtime"))]
	impl<T: Config> Pallet<T> {
		/// The invariants: the plan is one that genesis would have accepted, and no more was paid than it says.
		pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			let config = GenesisConfig::<T> { plan: CurrentPlan::<T>::get(), treasury: Treasury::<T>::get() };
			config.check().map_err(|reason| {
				log::error!(target: "runtime::block-reward", "{reason}");
				"block-reward: the stored plan is not allowed; see the log"
			})?;
			ensure!(
				Issued::<T>::get() <= config.plan.sum_up_to(Self::height()),
				"block-reward: more was paid than the plan says"
			);
			Ok(())
		}
	}
}
