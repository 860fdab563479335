// SPDX-License-Identifier: Apache-2.0

//! # Tokenomics
//!
//! How many tokens are issued, to whom, and where fees go.
//!
//! ## Terms
//!
//! - **Issuance**: all tokens that exist. It grows by inflation and shrinks by what is burnt.
//! - **Stake**: the tokens locked behind validators. As a share of the issuance it decides how high inflation is.
//! - **Era**: the stretch of time after which stakers are paid.
//! - **Fee**: what a transaction must pay. **Tip**: what its sender adds.
//!
//! ## Inflation
//!
//! Few stakers make a chain cheap to attack; too many leave no tokens to use. Inflation pays for staking, most
//! where the ideal share is staked, so that the stake is drawn there from both sides. At the end of each era the
//! staking pallet asks this one, through [`sp_staking::EraPayout`], what to issue; [`Inflation`] has the curve.
//! A share of it goes to the treasury.
//!
//! An era counts for no longer than [`Config::MaxEraDuration`]. A chain that stood still for a month therefore does
//! not issue the tokens of a month as it wakes up, for which nobody did any work.
//!
//! ## Fees
//!
//! A fee is divided between treasury, author and burning, as [`FeeSplit`] says. A tip is the author's, whole:
//! it is what puts one transaction before another. [`fees`] has the types that do it.
//!
//! Fees and tips in the native token are collected during a block and paid out at its end, to treasury and author in
//! one payment each. Each fee is divided by itself as it comes, so both get to the planck what they would get if each
//! were paid at once. Until then they are in nobody's account and still part of the issuance; what is burnt of them
//! leaves the issuance at the end of the block too. The split and the author are read with the first fee of a block.
//!
//! ## Who sets it
//!
//! Genesis, and from there on the [admin origin](Config::AdminOrigin), by two calls. Either replaces a setting
//! whole, at once: a new split holds from the next fee, within a block too, and new inflation for all of the era
//! under way.
//!
//! ## Failure
//!
//! Settings that make no sense are refused: by the calls with an [`Error`], and at genesis with a panic, which
//! `GenesisBuilder::build_state` returns as an error; its message names the field, the value and what is allowed.
//! Nothing else can fail. A payment that cannot be made is burnt.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bounds;
pub mod collected;
mod curve;
pub mod fees;
#[cfg(test)]
mod mock;
pub mod runtime_api;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use curve::MILLISECONDS_PER_YEAR;
pub use pallet::*;
pub use types::{FeeSplit, Inflation, Tokenomics, MIN_FALLOFF};
pub use weights::WeightInfo;

use frame_support::traits::{fungible, Get};
use sp_runtime::{
	traits::{Bounded, Saturating},
	PerThing, Perbill, Perquintill, SaturatedConversion,
};

/// The runtime's type of an account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The runtime's type of an amount, in planck.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;

/// An amount of the native token that was taken from somebody and is nobody's yet. It is burnt if it is dropped.
pub type CreditOf<T> = fungible::Credit<AccountIdOf<T>, <T as Config>::Currency>;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::{collected::Collected, *};
	use alloc::{format, string::String};
	use core::marker::PhantomData;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may change inflation and the split of fees.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The native token.
		type Currency: fungible::Balanced<Self::AccountId> + 'static;

		/// How many tokens are staked at present, in planck. Only the runtime API asks: at the end of an era, the
		/// staking pallet itself says how many were.
		type TotalStaked: Get<BalanceOf<Self>>;

		/// The author of the block that is being made, if it has one. It is asked with the first fee of a block, while
		/// transactions are applied.
		type Author: Get<Option<Self::AccountId>>;

		/// Where the treasury's share of fees goes.
		type TreasuryAccount: Get<Self::AccountId>;

		/// The highest yearly inflation that can be set, as a share of all tokens.
		#[pallet::constant]
		type MaxInflation: Get<Perbill>;

		/// For how long an era counts at most, in milliseconds.
		#[pallet::constant]
		type MaxEraDuration: Get<u64>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// How many tokens are issued. Where nothing is stored, because the pallet came with an upgrade, it is the
	/// default.
	#[pallet::storage]
	pub type CurrentInflation<T: Config> = StorageValue<_, Inflation, ValueQuery>;

	/// Where fees go. Where nothing is stored, because the pallet came with an upgrade, it is the default.
	#[pallet::storage]
	pub type CurrentFeeSplit<T: Config> = StorageValue<_, FeeSplit, ValueQuery>;

	/// The fees and tips in native tokens that the block has collected so far. There is nothing between blocks. It is
	/// whitelisted because it never reaches the database: what a block pays for it is in `on_initialize`.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type CollectedFees<T: Config> = StorageValue<_, Collected<AccountIdOf<T>, BalanceOf<T>, CreditOf<T>>>;

	/// What the pallet reports. What an era issues is reported by the staking pallet.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Inflation was set.
		InflationSet {
			/// What it is now.
			inflation: Inflation,
		},
		/// The split of fees was set.
		FeeSplitSet {
			/// What it is now.
			split: FeeSplit,
		},
		/// The native fees and tips of the block were paid out. Together the three amounts are all that its
		/// transactions paid.
		FeesPaid {
			/// What the treasury got, in planck.
			to_treasury: BalanceOf<T>,
			/// The author of the block, if it has one.
			author: Option<T::AccountId>,
			/// What the author got, in planck.
			to_author: BalanceOf<T>,
			/// What was burnt, in planck.
			burnt: BalanceOf<T>,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The least inflation is above the greatest.
		InflationOutOfOrder,
		/// The greatest inflation is above `MaxInflation`.
		InflationTooHigh,
		/// The ideal stake is zero, and the curve divides by it.
		IdealStakeIsZero,
		/// The falloff is below the least allowed.
		FalloffTooSmall,
		/// The shares of treasury and author are more than the whole fee.
		SplitExceedsWhole,
	}

	/// The settings as the chain spec gives them. Each one, and each field in it, may be left out.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// How many tokens are issued.
		#[serde(default)]
		pub inflation: Inflation,
		/// Where fees go.
		#[serde(default)]
		pub fee_split: FeeSplit,
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
			CurrentInflation::<T>::put(self.inflation);
			CurrentFeeSplit::<T>::put(self.fee_split);
		}
	}

	impl<T: Config> GenesisConfig<T> {
		/// Checks each setting.
		///
		/// # Errors
		///
		/// A message for the author of the chain spec: the field, the value given, and what is allowed.
		pub fn check(&self) -> Result<(), String> {
			if let Some((field, share)) = bounds::first_above_whole(&self.inflation, &self.fee_split) {
				return Err(format!(
					"tokenomics.{field} is {} parts per billion; allowed: 0 to {}",
					share.deconstruct(),
					Perbill::ACCURACY
				));
			}
			bounds::check_inflation(&self.inflation, T::MaxInflation::get())
				.and_then(|()| bounds::check_fee_split(&self.fee_split))
				.map_err(|refusal| format!("{refusal}"))
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Sets how many tokens are issued. It holds for all of the era under way.
		///
		/// # Errors
		///
		/// [`Error::InflationTooHigh`], [`Error::InflationOutOfOrder`], [`Error::IdealStakeIsZero`],
		/// [`Error::FalloffTooSmall`].
		#[pallet::call_index(0)]
		pub fn set_inflation(origin: OriginFor<T>, inflation: Inflation) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			bounds::check_inflation(&inflation, T::MaxInflation::get()).map_err(Error::<T>::from)?;
			CurrentInflation::<T>::put(inflation);
			Self::deposit_event(Event::InflationSet { inflation });
			Ok(())
		}

		/// Sets where fees go. It holds from the next fee on, within a block too.
		///
		/// # Errors
		///
		/// [`Error::SplitExceedsWhole`].
		#[pallet::call_index(1)]
		pub fn set_fee_split(origin: OriginFor<T>, split: FeeSplit) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			bounds::check_fee_split(&split).map_err(Error::<T>::from)?;
			CurrentFeeSplit::<T>::put(split);
			if let Some(mut collected) = CollectedFees::<T>::get() {
				collected.split = split;
				CollectedFees::<T>::put(collected);
			}
			Self::deposit_event(Event::FeeSplitSet { split });
			Ok(())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// What `on_finalize` will use must be accounted for before the block is filled, and that the first fee
			// reads from the database, on behalf of all, that nothing is collected yet and what the split is.
			T::WeightInfo::pay_fees().saturating_add(T::DbWeight::get().reads(2))
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::pay_fees();
		}

		fn integrity_test() {
			if let Err(reason) = GenesisConfig::<T>::default().check() {
				panic!("the pallet's defaults are not allowed in this runtime: {reason}");
			}
			assert!(T::MaxEraDuration::get() > 0, "with a MaxEraDuration of 0 ms nothing would be issued");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[cfg(any(test, feature = "try-runtime"))]
	impl<T: Config> Pallet<T> {
		/// The invariants: no fees are left over from the block that ended, and the settings in storage are ones that
		/// genesis would have accepted.
		pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			ensure!(
				!CollectedFees::<T>::exists(),
				"tokenomics: a block has ended without paying out its fees"
			);
			GenesisConfig::<T> {
				inflation: CurrentInflation::<T>::get(),
				fee_split: CurrentFeeSplit::<T>::get(),
				_config: PhantomData,
			}
			.check()
			.map_err(|reason| {
				log::error!(target: "runtime::tokenomics", "{reason}");
				"tokenomics: a stored setting is not allowed; see the log".into()
			})
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The supply, the stake, the settings, and the inflation that follows from them.
	pub fn tokenomics() -> Tokenomics<BalanceOf<T>> {
		let total_issuance = <T::Currency as fungible::Inspect<AccountIdOf<T>>>::total_issuance();
		let total_staked = T::TotalStaked::get();
		let inflation = CurrentInflation::<T>::get();
		let rate = inflation.yearly_rate(total_staked.saturated_into(), total_issuance.saturated_into());
		Tokenomics {
			total_issuance,
			total_staked,
			inflation,
			yearly_inflation: narrow(rate),
			fee_split: CurrentFeeSplit::<T>::get(),
		}
	}
}

/// Called once an era by the staking pallet. The curve takes some hundred steps of long arithmetic at most, which
/// is nothing next to the rest of the work at the end of an era.
impl<T: Config> sp_staking::EraPayout<BalanceOf<T>> for Pallet<T> {
	fn era_payout(
		total_staked: BalanceOf<T>,
		total_issuance: BalanceOf<T>,
		era_duration_millis: u64,
	) -> (BalanceOf<T>, BalanceOf<T>) {
		let inflation = CurrentInflation::<T>::get();
		let issued = inflation.issued(
			total_staked.saturated_into(),
			total_issuance.saturated_into(),
			era_duration_millis.min(T::MaxEraDuration::get()),
		);
		// The issuance must remain a number that can be written.
		let room = BalanceOf::<T>::max_value().saturating_sub(total_issuance);
		let (stakers, treasury) = inflation.divide(issued.min(room.saturated_into()));
		(stakers.saturated_into(), treasury.saturated_into())
	}
}

/// The same share in coarser parts, rounded down.
fn narrow(share: Perquintill) -> Perbill {
	let parts = Perquintill::ACCURACY / u64::from(Perbill::ACCURACY);
	Perbill::from_parts((share.deconstruct() / parts).saturated_into())
}
