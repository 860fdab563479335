// SPDX-License-Identifier: Apache-2.0

//! # Oracle feeds
//!
//! What a feed of the oracle means, who may feed it with which bond, and readings that consumers can rely on.
//!
//! ## Terms
//!
//! - **Feed**: a number from outside the chain, named by a key, such as a price or the rain at a station.
//! - **Operator**: an account that governance has admitted and that feeds. **Bond**: what is held of it meanwhile.
//! - **Source** of a feed: an operator's last value for it. **Fresh**: not older than the feed allows.
//! - **Reading**: what a feed says at present, with its age and how far its sources are apart.
//!
//! ## Beside `pallet-oracle`
//!
//! Operators send their values to the SDK's `pallet-oracle`, which stamps and keeps them. It keeps whatever an
//! operator sends under whatever key, for ever; the value that it combines stays in its storage when all sources are
//! long dead; and it leaves to others who its members are. This pallet is those others. One instance of it belongs
//! to the instance of `pallet-oracle` with the same index, and is its [`Members`](pallet_oracle::Config::Members)
//! and its [`CombineData`](pallet_oracle::Config::CombineData).
//!
//! ## Feeds
//!
//! Governance registers each feed: what it means, how many sources it takes, how old they may be and how far apart.
//! [`RegisteredFeedsOnly`] in the runtime's call filter refuses submissions for any other key, so that what operators
//! can store is bounded by feeds × operators. When a feed goes, or comes to mean something else, its values go too.
//!
//! ## Operators
//!
//! ```text
//!             apply               admit                resign, remove               withdraw_bond
//!  (nobody) ────────▶ Applicant ────────▶ Operator ─────────────────────▶ Leaving ────────────────▶ (nobody)
//!      ▲                  │                   │                            │   ▲ │                      ▲
//!      │ withdraw_application                 │                            └───┘ │                      │
//!      └──── reject ──────┘                   │                     remove: slash│                      │
//!                                             └──────── remove, all slashed ─────┴──────────────────────┘
//! ```
//!
//! The bond is on hold from the first step to the last. It can be slashed until it is withdrawn, which is some time
//! after the last value: an operator cannot lie and leave before anybody has noticed.
//!
//! ## Readings
//!
//! [`ReadFeed`] is the only way for other pallets to read. A reading is worked out from the sources each time, and is
//! an error unless enough of them are fresh and agree. `pallet-oracle`'s `Values` is for looking at: it never
//! expires.
//!
//! What root feeds through the account of `pallet-oracle` is not a source: it has no bond, and governance that could
//! set values could as well pay itself.
//!
//! ## Failure
//!
//! Every refusal is an [`Error`], and nothing has changed then. What genesis does not accept is a panic, which
//! `GenesisBuilder::build_state` returns as an error.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod bounds;
mod feeds;
mod filter;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
#[cfg(test)]
mod mock;
mod operators;
mod reading;
pub mod runtime_api;
mod submission_weight;
#[cfg(test)]
mod tests;
mod types;
mod value;
mod views;
pub mod weights;

pub use filter::RegisteredFeedsOnly;
pub use pallet::*;
pub use submission_weight::OracleWeights;
pub use types::{
	Bond, Feed, FeedState, GenesisFeed, OperatorState, ReadError, ReadFeed, Reading, Source, Standing,
	Submitted,
};
pub use value::FeedValue;
pub use views::OperatorStateOf;
pub use weights::WeightInfo;

use frame_support::{traits::fungible, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::StaticLookup;

/// The runtime's type of an account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// What names an account in a call.
pub type LookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

/// The runtime's type of an amount, in planck.
pub type BalanceOf<T, I = ()> = <<T as Config<I>>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;

/// What is taken of a bond.
pub type CreditOf<T, I = ()> = fungible::Credit<AccountIdOf<T>, <T as Config<I>>::Currency>;

/// What a feed's values are.
pub type ValueOf<T, I = ()> = <T as pallet_oracle::Config<I>>::OracleValue;

/// A feed as it is stored.
pub type FeedOf<T, I = ()> = Feed<ValueOf<T, I>, BoundedVec<u8, <T as Config<I>>::MaxTextLength>>;

/// A bond as it is stored.
pub type BondOf<T, I = ()> = Bond<BalanceOf<T, I>, BlockNumberFor<T>>;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{
		format,
		string::{String, ToString},
		vec::Vec,
	};
	use core::marker::PhantomData;
	use frame_support::{
		pallet_prelude::*,
		traits::{OnUnbalanced, PalletInfoAccess, Time},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{
		traits::{Saturating, Zero},
		Permill,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T, I = ()>(PhantomData<(T, I)>);

	/// What the pallet needs of a runtime, and of the instance of `pallet-oracle` that it belongs to: keys made of
	/// bytes, values that can be compared by distance, and time in milliseconds.
	#[pallet::config]
	pub trait Config<I: 'static = ()>:
		frame_system::Config<RuntimeEvent: From<Event<Self, I>>>
		+ pallet_oracle::Config<
			I,
			OracleKey: AsRef<[u8]> + TryFrom<Vec<u8>>,
			OracleValue: FeedValue,
			Time: Time<Moment = u64>,
		>
	{
		/// Why something is on hold.
		type RuntimeHoldReason: From<HoldReason<I>>;

		/// The token of the bonds.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::BalancedHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// Who sets and removes feeds.
		type FeedsOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who admits, rejects, removes and slashes operators.
		type OperatorsOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What becomes of what is slashed.
		type Slash: OnUnbalanced<CreditOf<Self, I>>;

		/// What an applicant has held, in planck. Who has a bond keeps the one that was taken.
		type OperatorBond: Get<BalanceOf<Self, I>>;

		/// For how many blocks a bond can still be slashed after its owner has ceased to be an operator. Long
		/// enough for [`OperatorsOrigin`](Config::OperatorsOrigin) to act.
		#[pallet::constant]
		type UnbondingPeriod: Get<BlockNumberFor<Self>>;

		/// The greatest number of operators. At least 1, and less than the `MaxHasDispatchedSize` of
		/// `pallet-oracle`, so that all of them and root can feed in one block.
		#[pallet::constant]
		type MaxOperators: Get<u32>;

		/// The greatest number of feeds. At least 1.
		#[pallet::constant]
		type MaxFeeds: Get<u32>;

		/// How many bytes the description of a feed and its unit may have, each.
		#[pallet::constant]
		type MaxTextLength: Get<u32>;

		/// What the calls and a reading cost.
		type WeightInfo: WeightInfo;
	}

	/// Why the pallet holds something of an account.
	#[pallet::composite_enum]
	pub enum HoldReason<I: 'static = ()> {
		/// An operator, or one who was or wants to be one, answers for what it feeds.
		#[codec(index = 0)]
		OperatorBond,
	}

	/// The feeds, by key. No more than [`Config::MaxFeeds`].
	#[pallet::storage]
	pub type Feeds<T: Config<I>, I: 'static = ()> =
		CountedStorageMap<_, Blake2_128Concat, T::OracleKey, FeedOf<T, I>, OptionQuery>;

	/// The operators, in ascending order.
	#[pallet::storage]
	pub type Operators<T: Config<I>, I: 'static = ()> =
		StorageValue<_, BoundedVec<T::AccountId, <T as Config<I>>::MaxOperators>, ValueQuery>;

	/// The bonds, by owner. Each entry is paid for by what it holds.
	#[pallet::storage]
	pub type Bonds<T: Config<I>, I: 'static = ()> =
		StorageMap<_, Blake2_128Concat, T::AccountId, BondOf<T, I>, OptionQuery>;

	/// What the pallet reports. Values are reported by `pallet-oracle` as they come.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config<I>, I: 'static = ()> {
		/// A feed was registered, or changed.
		FeedSet {
			/// Its key.
			key: T::OracleKey,
			/// What it is now.
			feed: FeedOf<T, I>,
			/// Whether what sources had said before was forgotten.
			cleared: bool,
		},
		/// A feed was removed, with all that its sources had said.
		FeedRemoved {
			/// Its key.
			key: T::OracleKey,
		},
		/// Somebody wants to be an operator.
		Applied {
			/// Who.
			who: T::AccountId,
			/// What is held, in planck.
			bond: BalanceOf<T, I>,
		},
		/// An applicant went, and has its bond back.
		ApplicationWithdrawn {
			/// Who.
			who: T::AccountId,
			/// What was released, in planck.
			bond: BalanceOf<T, I>,
		},
		/// An applicant was turned away, and has its bond back.
		ApplicationRejected {
			/// Who.
			who: T::AccountId,
			/// What was released, in planck.
			bond: BalanceOf<T, I>,
		},
		/// An applicant became an operator.
		OperatorAdmitted {
			/// Who.
			who: T::AccountId,
		},
		/// An operator has ceased to be one by its own will. Its values are forgotten.
		OperatorResigned {
			/// Who.
			who: T::AccountId,
			/// The first block in which it can withdraw its bond.
			until: BlockNumberFor<T>,
		},
		/// An operator has ceased to be one by the will of governance. Its values are forgotten.
		OperatorRemoved {
			/// Who.
			who: T::AccountId,
			/// The first block in which it can withdraw what is left of its bond, if anything is.
			until: BlockNumberFor<T>,
		},
		/// A part of a bond was taken.
		BondSlashed {
			/// Whose.
			who: T::AccountId,
			/// How much, in planck.
			amount: BalanceOf<T, I>,
			/// What is still held, in planck.
			left: BalanceOf<T, I>,
		},
		/// One who was an operator has what was left of its bond back.
		BondWithdrawn {
			/// Who.
			who: T::AccountId,
			/// What was released, in planck.
			bond: BalanceOf<T, I>,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T, I = ()> {
		/// The key is empty, or has something else in it than visible ASCII.
		KeyNotPrintable,
		/// The description is empty, or it or the unit has control characters in it or is no UTF-8.
		TextNotPrintable,
		/// The least number of sources is 0, or above `MaxOperators`.
		MinSourcesOutOfRange,
		/// Values would be too old at once.
		MaxAgeIsZero,
		/// The deviation is above the whole.
		DeviationExceedsWhole,
		/// The tolerance is below zero.
		ToleranceIsNegative,
		/// There are `MaxFeeds` feeds already.
		TooManyFeeds,
		/// There is no feed with this key.
		NoSuchFeed,
		/// The account has a bond already: as an applicant, as an operator, or from when it was one.
		AlreadyBonded,
		/// The account has not applied, or is not an applicant any more.
		NotAnApplicant,
		/// The account is not an operator.
		NotAnOperator,
		/// There are `MaxOperators` operators already.
		TooManyOperators,
		/// The account has no bond that could be withdrawn: it never was an operator, or still is one.
		NotLeaving,
		/// The bond can still be slashed, and be withdrawn later.
		StillUnbonding,
	}

	/// The feeds and operators as the chain spec gives them.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config<I>, I: 'static = ()> {
		/// The feeds.
		#[serde(default)]
		pub feeds: Vec<GenesisFeed<ValueOf<T, I>>>,
		/// The operators. Each must have the bond at genesis, which is held.
		#[serde(default)]
		pub operators: Vec<T::AccountId>,
		/// Nothing. It ties the type to a runtime.
		#[serde(skip)]
		pub _config: PhantomData<(T, I)>,
	}

	#[pallet::genesis_build]
	impl<T: Config<I>, I: 'static> BuildGenesisConfig for GenesisConfig<T, I> {
		fn build(&self) {
			if let Err(reason) = self.store() {
				panic!("{}: {reason}", Pallet::<T, I>::name());
			}
		}
	}

	impl<T: Config<I>, I: 'static> GenesisConfig<T, I> {
		/// Checks and stores everything. The error is a message for the author of a chain spec.
		fn store(&self) -> Result<(), String> {
			for given in &self.feeds {
				let named = |reason: &str| format!("feed {:?}: {reason}", given.key);
				let (key, feed) = Self::feed(given).map_err(|reason| named(&reason))?;
				if Feeds::<T, I>::contains_key(&key) {
					return Err(named("there is another with this key"));
				}
				if Feeds::<T, I>::count() >= T::MaxFeeds::get() {
					return Err(named(&format!("there are more than {}", T::MaxFeeds::get())));
				}
				Feeds::<T, I>::insert(key, feed);
			}
			for who in &self.operators {
				Pallet::<T, I>::open_bond(who)
					.and_then(|_| Pallet::<T, I>::seat(who))
					.map_err(|error| format!("operator {who:?}: {}", <&str>::from(error)))?;
			}
			Ok(())
		}

		/// A feed as it is stored.
		fn feed(given: &GenesisFeed<ValueOf<T, I>>) -> Result<(T::OracleKey, FeedOf<T, I>), String> {
			let key = T::OracleKey::try_from(given.key.clone().into_bytes())
				.map_err(|_| "the key is too long".to_string())?;
			let text = |text: &String| {
				BoundedVec::try_from(text.clone().into_bytes()).map_err(|_| {
					format!("description and unit may have {} bytes each", T::MaxTextLength::get())
				})
			};
			let feed = Feed {
				description: text(&given.description)?,
				unit: text(&given.unit)?,
				min_sources: given.min_sources,
				max_age: given.max_age,
				max_deviation: given.max_deviation,
				tolerance: given.tolerance,
			};
			bounds::check(key.as_ref(), &feed, T::MaxOperators::get())
				.map_err(|refusal| refusal.to_string())?;
			Ok((key, feed))
		}
	}

	#[pallet::call]
	impl<T: Config<I>, I: 'static> Pallet<T, I> {
		/// Asks to be an operator: the bond is held, and governance decides. Until it has,
		/// [`withdraw_application`](Pallet::withdraw_application) gives the bond back at any time.
		///
		/// # Errors
		///
		/// [`Error::AlreadyBonded`], and those of the token if the bond cannot be held.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::apply())]
		pub fn apply(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let bond = Self::open_bond(&who)?;
			Self::deposit_event(Event::Applied { who, bond });
			Ok(())
		}

		/// Takes one's application back, and the bond with it.
		///
		/// # Errors
		///
		/// [`Error::NotAnApplicant`].
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::withdraw_application())]
		pub fn withdraw_application(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let bond = Self::applicants_bond(&who)?;
			Self::close_bond(&who, bond)?;
			Self::deposit_event(Event::ApplicationWithdrawn { who, bond });
			Ok(())
		}

		/// Makes an applicant an operator. Needs [`Config::OperatorsOrigin`].
		///
		/// # Errors
		///
		/// [`Error::NotAnApplicant`], [`Error::TooManyOperators`].
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::admit())]
		pub fn admit(origin: OriginFor<T>, who: LookupOf<T>) -> DispatchResult {
			T::OperatorsOrigin::ensure_origin(origin)?;
			let who = T::Lookup::lookup(who)?;
			Self::applicants_bond(&who)?;
			Self::seat(&who)?;
			Self::deposit_event(Event::OperatorAdmitted { who });
			Ok(())
		}

		/// Turns an applicant away and gives it its bond back, whole. Needs [`Config::OperatorsOrigin`].
		///
		/// # Errors
		///
		/// [`Error::NotAnApplicant`].
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::reject())]
		pub fn reject(origin: OriginFor<T>, who: LookupOf<T>) -> DispatchResult {
			T::OperatorsOrigin::ensure_origin(origin)?;
			let who = T::Lookup::lookup(who)?;
			let bond = Self::applicants_bond(&who)?;
			Self::close_bond(&who, bond)?;
			Self::deposit_event(Event::ApplicationRejected { who, bond });
			Ok(())
		}

		/// Ceases to be an operator. What one has fed is forgotten at once; the bond can be withdrawn
		/// [`Config::UnbondingPeriod`] later.
		///
		/// # Errors
		///
		/// [`Error::NotAnOperator`].
		#[pallet::call_index(4)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::resign(T::MaxFeeds::get()))]
		pub fn resign(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let bond = Bonds::<T, I>::get(&who).ok_or(Error::<T, I>::NotAnOperator)?;
			ensure!(bond.standing == Standing::Operator, Error::<T, I>::NotAnOperator);
			let until = Self::unseat(&who);
			Bonds::<T, I>::insert(&who, Bond { standing: Standing::Leaving { until }, ..bond });
			Self::deposit_event(Event::OperatorResigned { who, until });
			Ok(())
		}

		/// Takes back what is left of one's bond, [`Config::UnbondingPeriod`] after one has ceased to be an operator.
		///
		/// # Errors
		///
		/// [`Error::NotLeaving`], [`Error::StillUnbonding`].
		#[pallet::call_index(5)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::withdraw_bond())]
		pub fn withdraw_bond(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let bond = Bonds::<T, I>::get(&who).ok_or(Error::<T, I>::NotLeaving)?;
			let Standing::Leaving { until } = bond.standing else {
				return Err(Error::<T, I>::NotLeaving.into());
			};
			ensure!(frame_system::Pallet::<T>::block_number() >= until, Error::<T, I>::StillUnbonding);
			Self::close_bond(&who, bond.amount)?;
			Self::deposit_event(Event::BondWithdrawn { who, bond: bond.amount });
			Ok(())
		}

		/// Removes an operator, and takes a share of its bond, rounded up. What it has fed is forgotten at once. Of
		/// one who has ceased to be an operator and has not withdrawn its bond, it takes a share of what is left.
		/// Needs [`Config::OperatorsOrigin`].
		///
		/// # Errors
		///
		/// [`Error::NotAnOperator`], also if it is one no longer and nothing is to be slashed.
		#[pallet::call_index(6)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::remove(T::MaxFeeds::get()))]
		pub fn remove(origin: OriginFor<T>, who: LookupOf<T>, slash: Permill) -> DispatchResult {
			T::OperatorsOrigin::ensure_origin(origin)?;
			let who = T::Lookup::lookup(who)?;
			let bond = Bonds::<T, I>::get(&who).ok_or(Error::<T, I>::NotAnOperator)?;
			let until = match bond.standing {
				Standing::Operator => {
					let until = Self::unseat(&who);
					Self::deposit_event(Event::OperatorRemoved { who: who.clone(), until });
					until
				}
				Standing::Leaving { until } if !slash.is_zero() => until,
				Standing::Leaving { .. } | Standing::Applicant => {
					return Err(Error::<T, I>::NotAnOperator.into());
				}
			};
			let left = Self::slash(&who, bond.amount, slash);
			if left.is_zero() {
				// There is nothing to wait for.
				Bonds::<T, I>::remove(&who);
			} else {
				Bonds::<T, I>::insert(&who, Bond { amount: left, standing: Standing::Leaving { until } });
			}
			Ok(())
		}

		/// Registers a feed, or changes one. A new feed has no values; nor has one whose unit is another than before,
		/// for its values meant something else. Needs [`Config::FeedsOrigin`].
		///
		/// # Errors
		///
		/// [`Error::KeyNotPrintable`], [`Error::TextNotPrintable`], [`Error::MinSourcesOutOfRange`],
		/// [`Error::MaxAgeIsZero`], [`Error::DeviationExceedsWhole`], [`Error::ToleranceIsNegative`],
		/// [`Error::TooManyFeeds`].
		#[pallet::call_index(7)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::set_feed(T::MaxOperators::get()))]
		pub fn set_feed(origin: OriginFor<T>, key: T::OracleKey, feed: FeedOf<T, I>) -> DispatchResult {
			T::FeedsOrigin::ensure_origin(origin)?;
			bounds::check(key.as_ref(), &feed, T::MaxOperators::get()).map_err(Error::<T, I>::from)?;
			let before = Feeds::<T, I>::get(&key);
			ensure!(
				before.is_some() || Feeds::<T, I>::count() < T::MaxFeeds::get(),
				Error::<T, I>::TooManyFeeds
			);
			let cleared = before.is_none_or(|before| before.unit != feed.unit);
			if cleared {
				Self::forget_values(&key);
			}
			Feeds::<T, I>::insert(&key, &feed);
			Self::deposit_event(Event::FeedSet { key, feed, cleared });
			Ok(())
		}

		/// Removes a feed, with all that its sources have said. Needs [`Config::FeedsOrigin`].
		///
		/// # Errors
		///
		/// [`Error::NoSuchFeed`].
		#[pallet::call_index(8)]
		#[pallet::weight(<T as Config<I>>::WeightInfo::remove_feed(T::MaxOperators::get()))]
		pub fn remove_feed(origin: OriginFor<T>, key: T::OracleKey) -> DispatchResult {
			T::FeedsOrigin::ensure_origin(origin)?;
			ensure!(Feeds::<T, I>::take(&key).is_some(), Error::<T, I>::NoSuchFeed);
			Self::forget_values(&key);
			Self::deposit_event(Event::FeedRemoved { key });
			Ok(())
		}
	}

	#[pallet::hooks]
	impl<T: Config<I>, I: 'static> Hooks<BlockNumberFor<T>> for Pallet<T, I> {
		fn integrity_test() {
			assert!(T::MaxOperators::get() > 0, "with a MaxOperators of 0 nobody could feed");
			assert!(T::MaxFeeds::get() > 0, "with a MaxFeeds of 0 nothing could be fed");
			assert!(
				<T as pallet_oracle::Config<I>>::MaxHasDispatchedSize::get() > T::MaxOperators::get(),
				"MaxHasDispatchedSize must have room for all operators and root"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config<I>, I: 'static> Pallet<T, I> {
		/// The first block in which a bond can be withdrawn whose owner ceases to be an operator now.
		pub(crate) fn unbonded_at() -> BlockNumberFor<T> {
			frame_system::Pallet::<T>::block_number().saturating_add(T::UnbondingPeriod::get())
		}
	}
}
