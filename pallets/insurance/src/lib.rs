// SPDX-License-Identifier: Apache-2.0

//! # Insurance
//!
//! Mutual pools: underwriters bring capital, products sell cover that it backs, and policies pay when a feed crosses
//! a bound or assessors say so.
//!
//! ## Terms
//!
//! - **Underwriter**: who deposits an asset in a pool and holds shares of it. It earns the premiums and bears the
//!   losses.
//! - **Manager**: who made a pool. It adds products and gets a share of the premiums. It can neither take the
//!   capital nor change the terms.
//! - **Product**: what is sold: premium, cover, term, and the trigger. It never changes.
//! - **Policy**: a product that somebody bought. **Cover**: the most that it pays.
//! - **Live cover**: the cover of all policies that may still lead to an approved claim.
//! - **Pending**: what is owed for approved claims. **Net**: the capital less that, which is what shares own.
//! - **Notice**: the time from the request of a withdrawal to its payment.
//!
//! ## The rules that keep a pool honest
//!
//! 1. **Solvency.** A policy is sold only if live cover and its cover are at most `(net − leaving) × ratio`.
//! 2. **Nobody outruns a loss.** The notice is at least as long as the longest time from the sale of a policy to the
//!    decision on its last claim. So when notice is over, every policy sold before it is concluded, and what it cost
//!    is off the price. Nothing is paid that live cover needs.
//! 3. **Nobody takes premiums without bearing risk.** Shares under notice bear losses and earn nothing.
//! 4. **No order of claims is better than another.** Claims wait until all of the same event could be made, unless
//!    the rest is enough to pay all live cover in full. A pool that owes more than it has fails: what it has is
//!    divided among all unpaid claims in proportion.
//! 5. **Rounding is in the pool's favour**, and prices come from a ledger that a donation does not change.
//! 6. **Nothing new comes unannounced.** A product that is added where there are underwriters is sold only after each
//!    of them could have left.
//!
//! ## Where things are
//!
//! Capital is in an account of the pool, as it is no longer any one underwriter's. Deposits for storage and bonds of
//! assessors are on hold in the accounts of who put them up. All work is done by calls; no hook does any.
//!
//! ## Failure
//!
//! A call that is refused changes nothing and says why with an [`Error`]. A payment that its receiver cannot take
//! never stands in anybody's way: after a time it stays in the pool.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod assessors;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod claims;
mod feeds;
mod invariants;
mod ledger;
#[cfg(test)]
mod mock;
mod policies;
mod pools;
mod products;
pub mod runtime_api;
#[cfg(test)]
mod tests;
mod triggers;
mod types;
mod underwriting;
mod views;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use feeds::BenchmarkHelper;
pub use feeds::{FeedError, Feeds, Reading};
pub use ledger::VIRTUAL_SHARES;
pub use pallet::*;
pub use types::*;
pub use views::{PolicyAction, PolicyView, PoolView, PositionView, ProductView, Quote};
pub use weights::WeightInfo;

use frame_support::traits::{fungibles, ConstU32};

/// The runtime's type of an account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The runtime's type of an asset's number.
pub type AssetIdOf<T> = <<T as Config>::Assets as fungibles::Inspect<AccountIdOf<T>>>::AssetId;

/// What names a feed.
pub type FeedIdOf<T> = <<T as Config>::Feeds as Feeds>::FeedId;

/// What a feed tells.
pub type ValueOf<T> = <<T as Config>::Feeds as Feeds>::Value;

/// A pool of this runtime.
pub type PoolOf<T> = Pool<AccountIdOf<T>, AssetIdOf<T>>;

/// A product of this runtime.
pub type ProductOf<T> = Product<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>>;

/// The terms of a product of this runtime.
pub type ProductTermsOf<T> = ProductTerms<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>>;

/// A policy of this runtime.
pub type PolicyOf<T> = Policy<AccountIdOf<T>>;

/// How many observations of a product are kept at most. `triggers.rs` shows that no more are of use.
pub type MaxObservations = ConstU32<4>;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles::hold, UnixTime},
		PalletId,
	};
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
		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// All assets that a pool may be in, the native token included.
		type Assets: fungibles::Mutate<Self::AccountId, Balance = Balance>;

		/// Holds of the same assets.
		type Holds: hold::Mutate<
			Self::AccountId,
			AssetId = AssetIdOf<Self>,
			Balance = Balance,
			Reason = Self::RuntimeHoldReason,
		>;

		/// The asset of deposits: the native token.
		type DepositAsset: Get<AssetIdOf<Self>>;

		/// The feeds that products can name.
		type Feeds: Feeds;

		/// The time.
		type Time: UnixTime;

		/// The pallet's number, of which the accounts of pools are made.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The deposit for a pool, in planck.
		#[pallet::constant]
		type PoolDeposit: Get<Balance>;

		/// The deposit for a product, in planck.
		#[pallet::constant]
		type ProductDeposit: Get<Balance>;

		/// The deposit for an underwriter's record, in planck.
		#[pallet::constant]
		type PositionDeposit: Get<Balance>;

		/// The deposit for a policy, in planck.
		#[pallet::constant]
		type PolicyDeposit: Get<Balance>;

		/// The greatest ratio of live cover to capital, in percent.
		#[pallet::constant]
		type MaxRatioPercent: Get<u32>;

		/// The greatest share of a premium that a manager may take.
		#[pallet::constant]
		type MaxFee: Get<Perbill>;

		/// The longest notice, in ms.
		#[pallet::constant]
		type MaxNotice: Get<Moment>;

		/// For how long a withdrawal may be paid once notice is over, in ms.
		#[pallet::constant]
		type ExitWindow: Get<Moment>;

		/// For how long the claims of one event are collected, in ms.
		#[pallet::constant]
		type SettlementPeriod: Get<Moment>;

		/// The shortest time from the purchase of a policy to the start of its cover, in ms.
		#[pallet::constant]
		type MinWaiting: Get<Moment>;

		/// How old a reading may be, in ms, whatever the feed says.
		#[pallet::constant]
		type MaxReadingAge: Get<Moment>;

		/// How many products a pool may have.
		#[pallet::constant]
		type MaxProducts: Get<u32>;

		/// How many assessors a panel may have. At most 32.
		#[pallet::constant]
		type MaxAssessors: Get<u32>;

		/// How many claims may be filed on one policy.
		#[pallet::constant]
		type MaxFilings: Get<u8>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<AssetIdOf<Self>, FeedIdOf<Self>, ValueOf<Self>>;
	}

	/// Why something is on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The storage of a pool and its products.
		Pool,
		/// The storage of an underwriter's record.
		Position,
		/// The storage of a policy.
		Policy,
		/// The bond of an assessor.
		Assessor,
	}

	/// The number of the next pool.
	#[pallet::storage]
	pub type NextPool<T: Config> = StorageValue<_, PoolId, ValueQuery>;

	/// The pools. Each has a deposit of its manager.
	#[pallet::storage]
	pub type Pools<T: Config> = StorageMap<_, Twox64Concat, PoolId, PoolOf<T>, OptionQuery>;

	/// The panels of the pools that have one.
	#[pallet::storage]
	pub type Panels<T: Config> =
		StorageMap<_, Twox64Concat, PoolId, BoundedVec<AccountIdOf<T>, T::MaxAssessors>, ValueQuery>;

	/// The products of each pool, at most [`Config::MaxProducts`]. Each has a deposit of the manager.
	#[pallet::storage]
	pub type Products<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PoolId, Twox64Concat, ProductId, ProductOf<T>, OptionQuery>;

	/// When the feed of a product was beyond its bound, the oldest first. Part of what the product's deposit pays
	/// for.
	#[pallet::storage]
	pub type Observations<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		PoolId,
		Twox64Concat,
		ProductId,
		BoundedVec<Observation<ValueOf<T>>, MaxObservations>,
		ValueQuery,
	>;

	/// What each underwriter has in a pool. Each has a deposit of its own.
	#[pallet::storage]
	pub type Positions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PoolId, Blake2_128Concat, AccountIdOf<T>, Position, OptionQuery>;

	/// The bonds of the assessors of each pool.
	#[pallet::storage]
	pub type Bonds<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PoolId, Blake2_128Concat, AccountIdOf<T>, Bond, OptionQuery>;

	/// The number of the next policy.
	#[pallet::storage]
	pub type NextPolicy<T: Config> = StorageValue<_, PolicyId, ValueQuery>;

	/// The policies. Each has a deposit of its holder.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Twox64Concat, PolicyId, PolicyOf<T>, OptionQuery>;

	/// The policies of each account, so that a wallet finds them.
	#[pallet::storage]
	pub type PoliciesOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AccountIdOf<T>, Twox64Concat, PolicyId, (), OptionQuery>;

	/// What the pallet reports.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A pool was made.
		PoolCreated {
			/// Its number.
			pool: PoolId,
			/// Who made it.
			manager: AccountIdOf<T>,
			/// Its asset.
			asset: AssetIdOf<T>,
		},
		/// A pool takes no new business any more.
		PoolClosed {
			/// Its number.
			pool: PoolId,
		},
		/// A pool owes more than it has.
		PoolFailed {
			/// Its number.
			pool: PoolId,
			/// Until when claims may be made that share in what there is, in ms.
			claims_until: Moment,
		},
		/// A pool is gone, and what was left in its account went to its manager.
		PoolRemoved {
			/// Its number.
			pool: PoolId,
			/// What was left, in its asset.
			left: Balance,
		},
		/// A product was added.
		ProductAdded {
			/// Its pool.
			pool: PoolId,
			/// Its number.
			product: ProductId,
			/// From when it is sold, in ms.
			on_sale_from: Moment,
		},
		/// The sale of a product was stopped.
		ProductStopped {
			/// Its pool.
			pool: PoolId,
			/// Its number.
			product: ProductId,
		},
		/// A product is gone.
		ProductRemoved {
			/// Its pool.
			pool: PoolId,
			/// Its number.
			product: ProductId,
		},
		/// An underwriter deposited.
		Deposited {
			/// The pool.
			pool: PoolId,
			/// The underwriter.
			who: AccountIdOf<T>,
			/// How much.
			amount: Balance,
			/// The shares that it got.
			shares: u128,
		},
		/// A withdrawal was requested.
		WithdrawalRequested {
			/// The pool.
			pool: PoolId,
			/// The underwriter.
			who: AccountIdOf<T>,
			/// The shares under notice.
			shares: u128,
			/// What they are worth: the most that is paid.
			value: Balance,
			/// From when they may be paid out, in ms.
			ready_at: Moment,
		},
		/// A withdrawal was called off.
		WithdrawalCancelled {
			/// The pool.
			pool: PoolId,
			/// The underwriter.
			who: AccountIdOf<T>,
			/// The shares that are no longer under notice.
			shares: u128,
			/// The shares that it gave up, as they earned nothing under notice.
			given_up: u128,
		},
		/// Shares were paid out.
		Withdrawn {
			/// The pool.
			pool: PoolId,
			/// The underwriter.
			who: AccountIdOf<T>,
			/// How much.
			amount: Balance,
			/// The shares that are gone.
			shares: u128,
		},
		/// An underwriter's last shares could not be paid out. Their value stays in the pool.
		SharesForfeited {
			/// The pool.
			pool: PoolId,
			/// The underwriter.
			who: AccountIdOf<T>,
			/// The value.
			amount: Balance,
		},
		/// A policy was sold.
		PolicySold {
			/// Its number.
			policy: PolicyId,
			/// The pool.
			pool: PoolId,
			/// The product.
			product: ProductId,
			/// Who is insured.
			holder: AccountIdOf<T>,
			/// The cover.
			cover: Balance,
			/// What was paid.
			premium: Balance,
			/// The manager's part of it.
			fee: Balance,
			/// The start of the cover, in ms.
			start: Moment,
			/// The end of the cover, in ms.
			end: Moment,
		},
		/// A policy ended without a claim.
		PolicyExpired {
			/// Its number.
			policy: PolicyId,
		},
		/// A product's feed is beyond its bound.
		Observed {
			/// The pool.
			pool: PoolId,
			/// The product.
			product: ProductId,
			/// The feed's value.
			value: ValueOf<T>,
			/// The time of the value, in ms.
			observed_at: Moment,
		},
		/// A claim was filed with the assessors.
		ClaimFiled {
			/// The policy.
			policy: PolicyId,
			/// What is claimed.
			amount: Balance,
			/// The hash of the evidence.
			evidence: [u8; 32],
			/// Until when votes count, in ms.
			deadline: Moment,
		},
		/// An assessor voted.
		Voted {
			/// The policy.
			policy: PolicyId,
			/// The assessor.
			who: AccountIdOf<T>,
			/// Whether the claim is to be paid.
			approve: bool,
		},
		/// A claim is to be paid.
		ClaimApproved {
			/// The policy.
			policy: PolicyId,
			/// How much, if the pool has it.
			amount: Balance,
			/// From when it can be paid in any case, in ms.
			due: Moment,
		},
		/// Assessors rejected a claim.
		ClaimRejected {
			/// The policy.
			policy: PolicyId,
		},
		/// Too few assessors voted. The holder may file the claim again.
		ClaimUndecided {
			/// The policy.
			policy: PolicyId,
		},
		/// A claim was paid, and the policy has ended.
		ClaimPaid {
			/// The policy.
			policy: PolicyId,
			/// Who was insured.
			holder: AccountIdOf<T>,
			/// What was approved.
			amount: Balance,
			/// What was paid. Less if the pool failed.
			paid: Balance,
		},
		/// A claim could not be paid to its holder. It stays in the pool, and the policy has ended.
		ClaimForfeited {
			/// The policy.
			policy: PolicyId,
			/// What would have been paid.
			amount: Balance,
		},
		/// An assessor serves.
		AssessorServes {
			/// The pool.
			pool: PoolId,
			/// The assessor.
			who: AccountIdOf<T>,
			/// What was put on hold.
			held: Balance,
		},
		/// An assessor resigned.
		AssessorResigned {
			/// The pool.
			pool: PoolId,
			/// The assessor.
			who: AccountIdOf<T>,
			/// When its bond can be released, in ms.
			free_at: Moment,
		},
		/// An assessor's bond was released.
		AssessorReleased {
			/// The pool.
			pool: PoolId,
			/// The assessor.
			who: AccountIdOf<T>,
			/// How much.
			amount: Balance,
		},
		/// An assessor did not vote, and lost a part of its bond to the pool.
		AssessorPenalised {
			/// The pool.
			pool: PoolId,
			/// The assessor.
			who: AccountIdOf<T>,
			/// How much.
			amount: Balance,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such asset.
		UnknownAsset,
		/// The ratio is zero, or above `MaxRatioPercent`.
		BadRatio,
		/// The fee is above `MaxFee`.
		FeeTooHigh,
		/// The notice is zero, or above `MaxNotice`.
		BadNotice,
		/// The voting time is zero, or not below the notice.
		BadVotingTime,
		/// There are assessors without terms or terms without assessors, one is named twice, the bond is zero, or
		/// the quorum is not between 1 and their number.
		BadPanel,
		/// There is no such pool.
		NoPool,
		/// There is no such product.
		NoProduct,
		/// There is no such policy.
		NoPolicy,
		/// Only the pool's manager may do that.
		NotManager,
		/// The pool is closed, or has failed.
		PoolNotOpen,
		/// The pool is open, and this is for pools that are not.
		PoolStillOpen,
		/// The pool has failed, and the time for this is over.
		PoolHasFailed,
		/// There are products, policies, underwriters or bonds left.
		PoolNotEmpty,
		/// The pool has `MaxProducts` products.
		TooManyProducts,
		/// The premium would be zero.
		BadRate,
		/// The least cover is zero, or above the greatest.
		BadCoverLimits,
		/// The term or the claim window is zero, the waiting time is below `MinWaiting`, or the claim
		/// window of a parametric product is longer than its term.
		BadTimes,
		/// Waiting time, term, claim window and voting time are together longer than the pool's notice.
		NoticeTooShort,
		/// The pool has no panel.
		NoPanel,
		/// There are policies of the product.
		ProductInUse,
		/// A product was added since the underwriter looked.
		TermsChanged,
		/// The amount does not make a share.
		DepositTooSmall,
		/// The account has no shares of the pool.
		NotUnderwriter,
		/// The account has fewer shares, or none were asked for.
		NotEnoughShares,
		/// A withdrawal is under way already.
		AlreadyLeaving,
		/// No withdrawal was requested.
		NotLeaving,
		/// Notice is not over.
		NoticeNotOver,
		/// The time in which the withdrawal could be paid is over. It can be called off, and requested again.
		WithdrawalLapsed,
		/// The shares are worth nothing.
		NothingToWithdraw,
		/// All of the capital is needed for live cover.
		BacksLiveCover,
		/// The product is not on sale yet.
		NotOnSaleYet,
		/// The sale of the product was stopped.
		SaleStopped,
		/// The cover is outside the product's limits.
		CoverOutOfLimits,
		/// The capital does not back so much more cover.
		NotEnoughCapital,
		/// The feed is beyond the bound at present. What has happened cannot be insured.
		EventUnderWay,
		/// Fewer assessors serve than make a decision.
		TooFewAssessors,
		/// There is no such feed.
		FeedUnknown,
		/// The feed's value is too old.
		FeedStale,
		/// The feed has no value.
		FeedUnavailable,
		/// The feed's value is of a time that has not come.
		FeedFromTheFuture,
		/// The feed is not beyond the bound.
		BoundNotCrossed,
		/// This value of the feed, or a later one, was recorded before.
		AlreadyObserved,
		/// The product has the other kind of trigger.
		WrongTrigger,
		/// A claim was made on the policy already.
		PolicyNotLive,
		/// The time for claims is over.
		ClaimWindowOver,
		/// The feed was not seen beyond the bound while the cover lasted.
		NoTrigger,
		/// Only the policy's holder may do that.
		NotHolder,
		/// The cover has not started.
		CoverNotStarted,
		/// What is claimed is zero, or more than the cover.
		BadClaim,
		/// The policy has had `MaxFilings` claims filed.
		TooManyFilings,
		/// No claim waits for assessors.
		NoOpenClaim,
		/// The account is not an assessor of this.
		NotAssessor,
		/// The assessor has no bond.
		NotServing,
		/// The assessor voted on this claim before.
		AlreadyVoted,
		/// The time for votes is over.
		VotingOver,
		/// The time for votes is not over, and not all have voted.
		VotingNotOver,
		/// No claim was approved.
		ClaimNotApproved,
		/// Other claims that must share with this one may still come.
		NotDueYet,
		/// The policy can still lead to a claim.
		PolicyStillLive,
		/// The assessor serves already, with its full bond.
		AlreadyServing,
		/// The assessor's bond cannot be released yet.
		BondNotFree,
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Makes a pool. Its maker becomes its manager, has [`Config::PoolDeposit`] on hold, and pays what keeps the
		/// pool's account alive; all of it comes back with [`Self::remove_pool`]. The `assessors` are its panel;
		/// none, and it has no panel.
		///
		/// # Errors
		///
		/// [`Error::UnknownAsset`], [`Error::BadRatio`], [`Error::FeeTooHigh`], [`Error::BadNotice`],
		/// [`Error::BadVotingTime`], [`Error::BadPanel`], and those of the hold and the transfer.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_pool(assessors.len() as u32))]
		pub fn create_pool(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			terms: PoolTerms,
			assessors: BoundedVec<AccountIdOf<T>, T::MaxAssessors>,
		) -> DispatchResult {
			Self::do_create_pool(ensure_signed(origin)?, asset, terms, assessors)
		}

		/// Closes a pool to deposits and sales, for good. Only for its manager.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::NotManager`], [`Error::PoolNotOpen`].
		#[pallet::call_index(1)]
		pub fn close_pool(origin: OriginFor<T>, pool: PoolId) -> DispatchResult {
			Self::do_close_pool(ensure_signed(origin)?, pool)
		}

		/// Removes a pool that is closed or failed and that everybody has left. Anyone may; the manager gets back its
		/// deposit and what is left in the pool's account. While that cannot be moved, because its asset is frozen, only
		/// the manager may, who gives it up.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolStillOpen`], [`Error::PoolNotEmpty`], [`Error::NotManager`] if something has to
		/// be left behind, and those of the transfers.
		#[pallet::call_index(2)]
		pub fn remove_pool(origin: OriginFor<T>, pool: PoolId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_pool(who, pool)
		}

		/// Adds a product. Only for the pool's manager, who has [`Config::ProductDeposit`] on hold for it. Where there
		/// are underwriters, it is sold only after notice and [`Config::ExitWindow`], so that each could leave.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::NotManager`], [`Error::PoolNotOpen`], [`Error::TooManyProducts`],
		/// [`Error::BadRate`], [`Error::BadCoverLimits`], [`Error::BadTimes`], [`Error::NoticeTooShort`],
		/// [`Error::NoPanel`], and those of the hold.
		#[pallet::call_index(3)]
		pub fn add_product(origin: OriginFor<T>, pool: PoolId, terms: ProductTermsOf<T>) -> DispatchResult {
			Self::do_add_product(ensure_signed(origin)?, pool, terms)
		}

		/// Stops the sale of a product, for good. Policies that were sold stay as they are. Only for the pool's
		/// manager.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::NotManager`], [`Error::NoProduct`], [`Error::SaleStopped`].
		#[pallet::call_index(4)]
		pub fn stop_product(origin: OriginFor<T>, pool: PoolId, product: ProductId) -> DispatchResult {
			Self::do_stop_product(ensure_signed(origin)?, pool, product)
		}

		/// Removes a product of which there are no policies; its deposit goes back to the pool's manager. Only for
		/// the manager, and for anyone once the pool is closed or failed.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::NotManager`], [`Error::NoProduct`], [`Error::ProductInUse`].
		#[pallet::call_index(5)]
		pub fn remove_product(origin: OriginFor<T>, pool: PoolId, product: ProductId) -> DispatchResult {
			Self::do_remove_product(ensure_signed(origin)?, pool, product)
		}

		/// Deposits in a pool, for shares. The first time, [`Config::PositionDeposit`] is put on hold.
		///
		/// `products_made` is the field of that name as the underwriter saw it: a product that is added in between
		/// makes the call fail.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolNotOpen`], [`Error::TermsChanged`], [`Error::DepositTooSmall`], and those
		/// of the hold and the transfer.
		#[pallet::call_index(6)]
		pub fn deposit(
			origin: OriginFor<T>,
			pool: PoolId,
			#[pallet::compact] amount: Balance,
			products_made: ProductId,
		) -> DispatchResult {
			Self::do_deposit(ensure_signed(origin)?, pool, amount, products_made)
		}

		/// Requests a withdrawal of so many shares. From now on they bear losses and earn nothing, and no new cover
		/// is sold on them.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolHasFailed`], [`Error::NotUnderwriter`], [`Error::AlreadyLeaving`],
		/// [`Error::NotEnoughShares`], [`Error::NothingToWithdraw`].
		#[pallet::call_index(7)]
		pub fn request_withdrawal(
			origin: OriginFor<T>,
			pool: PoolId,
			#[pallet::compact] shares: u128,
		) -> DispatchResult {
			Self::do_request_withdrawal(ensure_signed(origin)?, pool, shares)
		}

		/// Calls a withdrawal off. The shares count again, less those that others earned meanwhile.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolHasFailed`], [`Error::NotUnderwriter`], [`Error::NotLeaving`].
		#[pallet::call_index(8)]
		pub fn cancel_withdrawal(origin: OriginFor<T>, pool: PoolId) -> DispatchResult {
			Self::do_cancel_withdrawal(ensure_signed(origin)?, pool)
		}

		/// Pays out the shares under notice, when it is over and for [`Config::ExitWindow`]: the lesser of what they
		/// were worth at the request and what they are worth now. Where live cover needs a part of it, the rest is
		/// paid and that part stays under notice.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolHasFailed`], [`Error::NotUnderwriter`], [`Error::NotLeaving`],
		/// [`Error::NoticeNotOver`], [`Error::WithdrawalLapsed`], [`Error::NothingToWithdraw`],
		/// [`Error::BacksLiveCover`], and those of the transfer.
		#[pallet::call_index(9)]
		pub fn withdraw(origin: OriginFor<T>, pool: PoolId) -> DispatchResult {
			Self::do_withdraw(ensure_signed(origin)?, pool)
		}

		/// Pays out all shares of `who`, without notice, in a pool that is closed or failed and has no policies left.
		/// Anyone may. A payment that `who` cannot take stays in the pool once the pool has been closed for its notice
		/// and [`Config::ExitWindow`], provided that another account makes the call.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolStillOpen`], [`Error::PoolNotEmpty`], [`Error::NotUnderwriter`], and those
		/// of the transfer.
		#[pallet::call_index(10)]
		pub fn leave(origin: OriginFor<T>, pool: PoolId, who: AccountIdOf<T>) -> DispatchResult {
			Self::do_leave(ensure_signed(origin)?, pool, who)
		}

		/// Buys a policy. The premium is paid at once and not given back; [`Config::PolicyDeposit`] is put on hold
		/// until the policy ends.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::NoProduct`], [`Error::PoolNotOpen`], [`Error::SaleStopped`],
		/// [`Error::NotOnSaleYet`], [`Error::CoverOutOfLimits`], [`Error::NotEnoughCapital`],
		/// [`Error::EventUnderWay`], [`Error::TooFewAssessors`], the four of the feed, and those of the hold and the
		/// transfer.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::buy(T::MaxAssessors::get()).saturating_add(T::Feeds::read_weight()))]
		pub fn buy(
			origin: OriginFor<T>,
			pool: PoolId,
			product: ProductId,
			#[pallet::compact] cover: Balance,
		) -> DispatchResult {
			Self::do_buy(ensure_signed(origin)?, pool, product, cover)
		}

		/// Records that the feed of a parametric product is beyond its bound. Anyone may.
		///
		/// # Errors
		///
		/// [`Error::NoProduct`], [`Error::WrongTrigger`], the four of the feed, [`Error::BoundNotCrossed`],
		/// [`Error::AlreadyObserved`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::observe().saturating_add(T::Feeds::read_weight()))]
		pub fn observe(origin: OriginFor<T>, pool: PoolId, product: ProductId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_observe(pool, product)
		}

		/// Claims the cover of a policy whose feed was seen beyond the bound. Anyone may, for the holder.
		///
		/// # Errors
		///
		/// [`Error::NoPolicy`], [`Error::PolicyNotLive`], [`Error::ClaimWindowOver`], [`Error::PoolHasFailed`],
		/// [`Error::WrongTrigger`], [`Error::NoTrigger`].
		#[pallet::call_index(13)]
		pub fn claim(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim(policy)
		}

		/// Files a claim with the assessors. Only for the holder.
		///
		/// # Errors
		///
		/// [`Error::NoPolicy`], [`Error::NotHolder`], [`Error::PolicyNotLive`], [`Error::ClaimWindowOver`],
		/// [`Error::PoolHasFailed`], [`Error::WrongTrigger`], [`Error::CoverNotStarted`], [`Error::BadClaim`],
		/// [`Error::TooManyFilings`].
		#[pallet::call_index(14)]
		pub fn file_claim(
			origin: OriginFor<T>,
			policy: PolicyId,
			#[pallet::compact] amount: Balance,
			evidence: [u8; 32],
		) -> DispatchResult {
			Self::do_file_claim(ensure_signed(origin)?, policy, amount, evidence)
		}

		/// Votes on a claim. A single assessor decides with it; a panel's claim is decided at once when all have
		/// voted.
		///
		/// # Errors
		///
		/// [`Error::NoPolicy`], [`Error::NoOpenClaim`], [`Error::VotingOver`], [`Error::NotAssessor`],
		/// [`Error::NotServing`], [`Error::AlreadyVoted`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::vote(T::MaxAssessors::get()))]
		pub fn vote(origin: OriginFor<T>, policy: PolicyId, approve: bool) -> DispatchResult {
			Self::do_vote(ensure_signed(origin)?, policy, approve)
		}

		/// Decides on a claim whose time for votes is over. Anyone may. Assessors who did not vote pay the penalty.
		///
		/// # Errors
		///
		/// [`Error::NoPolicy`], [`Error::NoOpenClaim`], [`Error::VotingNotOver`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::resolve(T::MaxAssessors::get()))]
		pub fn resolve(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_resolve(policy)
		}

		/// Pays an approved claim to its holder and ends the policy. Anyone may.
		///
		/// # Errors
		///
		/// [`Error::NoPolicy`], [`Error::ClaimNotApproved`], [`Error::NotDueYet`], and those of the transfer.
		#[pallet::call_index(17)]
		pub fn collect(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect(policy)
		}

		/// Ends a policy on which no claim can be made any more. Anyone may, and it is free of charge: it frees
		/// capital, and the holder's deposit.
		///
		/// # Errors
		///
		/// [`Error::NoPolicy`], [`Error::PolicyNotLive`], [`Error::PolicyStillLive`].
		#[pallet::call_index(18)]
		pub fn expire(origin: OriginFor<T>, policy: PolicyId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_expire(policy)?;
			Ok(Pays::No.into())
		}

		/// Serves as an assessor of a pool whose panel names the account, with the bond on hold. Tops up a bond that
		/// a penalty reduced, and takes back a resignation.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::PoolNotOpen`], [`Error::NoPanel`], [`Error::NotAssessor`],
		/// [`Error::AlreadyServing`], and those of the hold.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::serve(T::MaxAssessors::get()))]
		pub fn serve(origin: OriginFor<T>, pool: PoolId) -> DispatchResult {
			Self::do_serve(ensure_signed(origin)?, pool)
		}

		/// Resigns as an assessor, and called again after the pool's notice, or once the pool has no policies,
		/// releases the bond. Until then the assessor is to vote on claims. Only for the assessor itself, and for
		/// anyone once the pool is closed or failed and has no policies.
		///
		/// # Errors
		///
		/// [`Error::NoPool`], [`Error::NotServing`], [`Error::NotAssessor`], [`Error::BondNotFree`], and those of the
		/// release.
		#[pallet::call_index(20)]
		pub fn resign(origin: OriginFor<T>, pool: PoolId, who: AccountIdOf<T>) -> DispatchResult {
			Self::do_resign(ensure_signed(origin)?, pool, who)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				(1..=32).contains(&T::MaxAssessors::get()),
				"MaxAssessors must be 1 to 32: votes are bits of a u32"
			);
			assert!(T::MaxRatioPercent::get() > 0, "with a MaxRatioPercent of 0 no pool would be allowed");
			assert!(T::MaxFilings::get() > 0, "with a MaxFilings of 0 no claim could be filed");
			assert!(T::MinWaiting::get() > 0, "without a waiting time what has happened could be insured");
			assert!(T::SettlementPeriod::get() > 0, "without a SettlementPeriod the first claim takes all");
			assert!(T::ExitWindow::get() > 0, "without an ExitWindow nobody could withdraw");
			let longest = [T::MaxNotice::get(), T::ExitWindow::get(), T::SettlementPeriod::get()];
			assert!(
				longest.iter().all(|period| *period > 0 && *period <= Moment::MAX / 16),
				"MaxNotice, ExitWindow and SettlementPeriod must be above 0, and leave room for sums"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
