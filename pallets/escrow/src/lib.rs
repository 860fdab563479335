// SPDX-License-Identifier: Apache-2.0

//! # Escrow
//!
//! Money held between two parties until both, time or an arbiter say who gets it.
//!
//! ## Terms
//!
//! - **Payment**: money of a payer that is meant for a payee, milestone by milestone.
//! - **Swap**: an amount of one asset that its maker offers for an amount of another.
//! - **Escrow**: a payment or a swap.
//! - **In escrow**: on hold in the account of the payer or the maker, for [`HoldReason::Funds`]. It is still their
//!   money, and nobody but this pallet can move it.
//! - **Decided**: of a payment, that nothing can change any more who gets what. It is paid in the same call or block,
//!   if it can be.
//!
//! ## How a payment goes
//!
//! 1. The payer makes it: milestones, a deadline, who gets the rest when the deadline passes, and perhaps an arbiter.
//!    None of this changes afterwards. The payee is not asked, and needs not be: it can lose nothing by it.
//! 2. The payer releases milestones to the payee, the payee refunds them to the payer, or one proposes a split of the
//!    rest and the other accepts it.
//! 3. Where there is an arbiter, either party may open a dispute before the deadline. Both submit hashes of their
//!    evidence, and the arbiter divides what is left, less its fee. If it does not in the time that it has, what was
//!    agreed on for that case happens.
//! 4. When the deadline passes, what is left goes to whom it was agreed on.
//!
//! What time or an arbiter decided but cannot be paid, as where an issuer has frozen its asset, stays on hold, owed
//! and in the record. Anybody may have it tried again, and whom it is owed to may waive it.
//!
//! ## How a swap goes
//!
//! The maker offers. Anybody, or only the taker it named, takes it: both amounts move in one call, or none does. Until
//! then the maker may cancel. When the deadline passes, it has its offer back.
//!
//! ## Time
//!
//! An escrow is on the agenda of the block that ends it, or of one soon after where that one is full. A block ends at
//! most [`Config::MaxExpiriesPerBlock`] of them. Once the time is up anybody may do it by a call as well, and nothing
//! depends on which comes first.
//!
//! ## Failure
//!
//! A call that is refused changes nothing and returns an [`Error`], or that of the asset's pallet. What fails in
//! `on_initialize` is an event, and is left to the call. The README has the state diagrams, and who could try to gain
//! by what.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod agenda;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod funds;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
#[cfg(test)]
mod mock;
mod outcomes;
mod payments;
mod queries;
mod rights;
pub mod runtime_api;
mod swaps;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use pallet::*;
pub use queries::MAX_PAGE;
pub use types::{
	Action, Arbitration, Escrow, EscrowId, Milestone, NewMilestone, Party, Payment, Progress, Proposal, Role,
	Split, State, Sum, Swap,
};
pub use weights::WeightInfo;

/// The type of an account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// A milestone, as a payer asks for it.
pub type NewMilestoneOf<T> = NewMilestone<<T as Config>::Balance, <T as frame_system::Config>::Hash>;
/// Who settles disputes.
pub type ArbitrationOf<T> = Arbitration<AccountIdOf<T>, frame_system::pallet_prelude::BlockNumberFor<T>>;
/// An amount of an asset.
pub type SumOf<T> = Sum<<T as Config>::AssetId, <T as Config>::Balance>;

/// What the benchmarks need of a runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AssetId> {
	/// An asset other than the native token, which anybody with native tokens can hold. It is created if it does
	/// not exist.
	fn asset() -> AssetId;
}

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::payments::NewPayment;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, tokens},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{traits::Zero, Permill};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The runtime's reasons for a hold.
		type RuntimeHoldReason: From<HoldReason>;

		/// How an asset is named, the native token among them.
		type AssetId: tokens::AssetId;

		/// An amount of an asset, in its smallest unit.
		type Balance: tokens::Balance;

		/// The assets.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Self::AssetId, Balance = Self::Balance>;

		/// The same assets' holds. It is a type of its own, as `pallet-assets` leaves holds to another pallet.
		type Holds: fungibles::MutateHold<
			Self::AccountId,
			AssetId = Self::AssetId,
			Balance = Self::Balance,
			Reason = Self::RuntimeHoldReason,
		>;

		/// The native token, in which deposits are taken.
		type NativeAsset: Get<Self::AssetId>;

		/// The deposit for any escrow, in planck. At least the minimum balance of the native token, so that it can
		/// always be given back.
		#[pallet::constant]
		type DepositBase: Get<Self::Balance>;

		/// The deposit for each milestone and, with an arbiter, for each hash of evidence that may come, in planck.
		#[pallet::constant]
		type DepositPerItem: Get<Self::Balance>;

		/// How many milestones a payment can have. At least 1.
		#[pallet::constant]
		type MaxMilestones: Get<u32>;

		/// How many hashes of evidence each party can submit.
		#[pallet::constant]
		type MaxEvidence: Get<u32>;

		/// How far ahead a deadline can be, in blocks.
		#[pallet::constant]
		type MaxDuration: Get<BlockNumberFor<Self>>;

		/// The shortest time that an arbiter can be given, in blocks. At least 1.
		#[pallet::constant]
		type MinDisputePeriod: Get<BlockNumberFor<Self>>;

		/// The longest time that an arbiter can be given, in blocks.
		#[pallet::constant]
		type MaxDisputePeriod: Get<BlockNumberFor<Self>>;

		/// The greatest fee of an arbiter, as a part of what is in dispute.
		#[pallet::constant]
		type MaxArbiterFee: Get<Permill>;

		/// How many escrows a block ends by itself at most. At least 1.
		#[pallet::constant]
		type MaxExpiriesPerBlock: Get<u32>;

		/// How many blocks are tried for room on the agenda, from the one wanted. At least 1. Each costs a storage
		/// read.
		#[pallet::constant]
		type ExpirySearch: Get<u32>;

		/// How many blocks a freeze of the payer's balance can delay what was decided. See the README, *Frozen
		/// money*, for how long that should be.
		#[pallet::constant]
		type FreezeGrace: Get<BlockNumberFor<Self>>;

		/// What the hook and the calls cost.
		type WeightInfo: WeightInfo;

		/// What the benchmarks need.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AssetId>;
	}

	/// Why money is on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// It is in escrow.
		Funds,
		/// It is the deposit for the record of an escrow. It is given back when the record goes.
		Deposit,
	}

	/// The number of the next escrow.
	#[pallet::storage]
	pub type NextId<T: Config> = StorageValue<_, EscrowId, ValueQuery>;

	/// The payments, by number.
	#[pallet::storage]
	pub type Payments<T: Config> = StorageMap<_, Twox64Concat, EscrowId, Payment<T>, OptionQuery>;

	/// The swaps, by number.
	#[pallet::storage]
	pub type Swaps<T: Config> = StorageMap<_, Twox64Concat, EscrowId, Swap<T>, OptionQuery>;

	/// The escrows that end by themselves, by the block that ends them.
	#[pallet::storage]
	pub type Agenda<T: Config> = StorageMap<
		_,
		Twox64Concat,
		BlockNumberFor<T>,
		BoundedVec<EscrowId, T::MaxExpiriesPerBlock>,
		ValueQuery,
	>;

	/// The escrows that concern an account. It is not a list, which others could fill up.
	#[pallet::storage]
	pub type EscrowsOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, AccountIdOf<T>, Twox64Concat, EscrowId, (), OptionQuery>;

	/// What the pallet reports.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payment was made.
		PaymentCreated {
			/// Its number.
			id: EscrowId,
			/// Who pays.
			payer: T::AccountId,
			/// Who is to be paid.
			payee: T::AccountId,
			/// Who settles disputes.
			arbiter: Option<T::AccountId>,
			/// In which asset.
			asset: T::AssetId,
			/// The sum of its milestones.
			amount: T::Balance,
			/// When it expires.
			deadline: BlockNumberFor<T>,
		},
		/// The payer released money to the payee.
		Released {
			/// The payment.
			id: EscrowId,
			/// The milestone, or none for all that was left.
			milestone: Option<u32>,
			/// Who was paid.
			to: T::AccountId,
			/// How much.
			amount: T::Balance,
		},
		/// The payee gave money back to the payer.
		Refunded {
			/// The payment.
			id: EscrowId,
			/// The milestone, or none for all that was left.
			milestone: Option<u32>,
			/// Who has it back.
			to: T::AccountId,
			/// How much.
			amount: T::Balance,
		},
		/// One side proposed how to end a payment.
		SplitProposed {
			/// The payment.
			id: EscrowId,
			/// Who proposed.
			by: T::AccountId,
			/// What of the rest the payee would get.
			to_payee: T::Balance,
		},
		/// The other side accepted, and both were paid.
		SplitAgreed {
			/// The payment.
			id: EscrowId,
			/// What the payee got.
			to_payee: T::Balance,
			/// What the payer got back.
			to_payer: T::Balance,
		},
		/// A dispute was opened.
		Disputed {
			/// The payment.
			id: EscrowId,
			/// Who opened it.
			by: T::AccountId,
			/// The block from which on the arbiter is too late.
			until: BlockNumberFor<T>,
		},
		/// A party submitted evidence.
		EvidenceSubmitted {
			/// The payment.
			id: EscrowId,
			/// Who submitted it.
			by: T::AccountId,
			/// Its hash.
			hash: T::Hash,
		},
		/// The arbiter decided who gets what.
		Resolved {
			/// The payment.
			id: EscrowId,
			/// Who gets what.
			split: Split<T::Balance>,
		},
		/// The arbiter let its time pass: what was agreed on for that case is decided.
		DisputeLapsed {
			/// The payment.
			id: EscrowId,
			/// Who gets what is left.
			to: Party,
		},
		/// The deadline passed: what was agreed on for that case is decided.
		Expired {
			/// The payment.
			id: EscrowId,
			/// Who gets what is left.
			to: Party,
		},
		/// What was decided was paid.
		Paid {
			/// The payment.
			id: EscrowId,
			/// Who was paid.
			to: T::AccountId,
			/// How much.
			amount: T::Balance,
		},
		/// What was decided could not be paid. It stays owed; `expire` tries again.
		PaymentFailed {
			/// The payment.
			id: EscrowId,
			/// Who is owed it.
			to: T::AccountId,
			/// How much.
			amount: T::Balance,
			/// Why it failed.
			error: DispatchError,
		},
		/// An account gave up what was owed to it. It goes to the payer.
		Waived {
			/// The payment.
			id: EscrowId,
			/// Who gave it up.
			by: T::AccountId,
			/// How much.
			amount: T::Balance,
		},
		/// A payment is over: all is paid, and nothing of it is stored any more.
		Closed {
			/// The payment.
			id: EscrowId,
			/// What each got of it, from beginning to end.
			paid: Split<T::Balance>,
			/// The deposit that the payer has back, in planck.
			deposit: T::Balance,
		},
		/// A swap was put on offer.
		SwapOffered {
			/// Its number.
			id: EscrowId,
			/// Who offers.
			maker: T::AccountId,
			/// Who may take it. None means anybody.
			taker: Option<T::AccountId>,
			/// What the taker gets.
			offered: SumOf<T>,
			/// What the maker gets.
			asked: SumOf<T>,
			/// When it expires.
			deadline: BlockNumberFor<T>,
		},
		/// A swap was taken: both amounts changed hands, and the maker has its deposit back.
		SwapTaken {
			/// The swap.
			id: EscrowId,
			/// Who offered, and got what was asked.
			maker: T::AccountId,
			/// Who took it, and got what was offered.
			taker: T::AccountId,
			/// What the taker got.
			offered: SumOf<T>,
			/// What the maker got.
			asked: SumOf<T>,
		},
		/// A swap was not taken: the maker has its offer and its deposit back.
		SwapReturned {
			/// The swap.
			id: EscrowId,
			/// Who offered.
			maker: T::AccountId,
			/// What it has back.
			offered: SumOf<T>,
			/// Whether its time was up. If not, the maker cancelled.
			expired: bool,
		},
		/// An escrow could not be ended as its time was up. It stays as it is; `expire` tries again.
		ExpiryFailed {
			/// The escrow.
			id: EscrowId,
			/// Why it failed.
			error: DispatchError,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no escrow with this number, or it is over.
		NoSuchEscrow,
		/// There is no payment with this number, or it is over.
		NoSuchPayment,
		/// There is no swap with this number, or it is over.
		NoSuchSwap,
		/// The payment has no such milestone, or its money is no longer in escrow.
		NoSuchMilestone,
		/// The asset does not exist.
		UnknownAsset,
		/// A payment needs a milestone.
		NoMilestones,
		/// A milestone is below the asset's minimum balance, or pays nothing.
		MilestoneTooSmall,
		/// Nobody can pay themselves through an escrow.
		PayerIsPayee,
		/// A party cannot be the arbiter.
		ArbiterIsParty,
		/// The arbiter's fee is above `MaxArbiterFee`.
		FeeTooHigh,
		/// The arbiter's time is not within `MinDisputePeriod` and `MaxDisputePeriod`.
		DisputePeriodOutOfBounds,
		/// The deadline is not ahead.
		DeadlinePassed,
		/// The deadline is further ahead than `MaxDuration`.
		DeadlineTooFar,
		/// The payee could not be paid as things are. It may need an account first.
		PayeeCannotReceive,
		/// The account has not enough that is neither frozen, on hold nor its minimum balance. Money that is in escrow
		/// already does not count towards what is frozen.
		NotEnoughFree,
		/// As many escrows end in each block around the deadline as can. Another deadline may do.
		AgendaFull,
		/// Only the payer may.
		NotPayer,
		/// Only the payee may.
		NotPayee,
		/// Only the payer or the payee may.
		NotAParty,
		/// Only the arbiter may.
		NotArbiter,
		/// The payment has no arbiter, so that there is nobody to decide a dispute.
		NoArbiter,
		/// There is a dispute about the payment already.
		AlreadyDisputed,
		/// There is no dispute about the payment.
		NotDisputed,
		/// It is decided who gets what.
		AlreadyDecided,
		/// The time for this is up.
		TooLate,
		/// The time is not up yet.
		NotExpired,
		/// This party has submitted all the evidence that it can.
		TooMuchEvidence,
		/// The other side proposed nothing.
		NoProposal,
		/// What the other side proposes is something else.
		ProposalChanged,
		/// The payee cannot get more than there is.
		SplitTooLarge,
		/// Nothing is owed to this account, or it is its own money.
		NothingOwed,
		/// Both sides of a swap are the same asset.
		SameAsset,
		/// One side of a swap is nothing.
		NothingToSwap,
		/// Nobody can swap with themselves.
		OwnSwap,
		/// The swap is for another taker.
		NotTaker,
		/// Only the maker may.
		NotMaker,
		/// The swap is not what the taker takes it for.
		NotAsExpected,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Makes a payment: puts the sum of `milestones` on hold in the caller's account, and a deposit in planck.
		///
		/// If it is open in block `deadline`, what is left goes to `on_expiry`. With `arbitration` there can be
		/// disputes. None of the terms changes later.
		///
		/// # Errors
		///
		/// [`Error::PayerIsPayee`], [`Error::DeadlinePassed`], [`Error::DeadlineTooFar`],
		/// [`Error::ArbiterIsParty`], [`Error::FeeTooHigh`], [`Error::DisputePeriodOutOfBounds`],
		/// [`Error::UnknownAsset`], [`Error::NoMilestones`], [`Error::MilestoneTooSmall`],
		/// [`Error::PayeeCannotReceive`], [`Error::NotEnoughFree`], [`Error::AgendaFull`]; an overflow if the
		/// milestones add up to more than a balance can be.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create_payment(T::ExpirySearch::get()))]
		pub fn create_payment(
			origin: OriginFor<T>,
			payee: T::AccountId,
			asset: T::AssetId,
			milestones: BoundedVec<NewMilestoneOf<T>, T::MaxMilestones>,
			deadline: BlockNumberFor<T>,
			on_expiry: Party,
			arbitration: Option<ArbitrationOf<T>>,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_create_payment(NewPayment {
				payer,
				payee,
				asset,
				milestones,
				deadline,
				on_expiry,
				arbitration,
			})
		}

		/// Pays a milestone to the payee, or all that is left. Only the payer may, until it is decided who gets what.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotPayer`], [`Error::AlreadyDecided`], [`Error::NoSuchMilestone`]; or
		/// why the payee cannot be paid.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::release())]
		pub fn release(origin: OriginFor<T>, id: EscrowId, milestone: Option<u32>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let payment = Self::payment_for(id, &who, Action::Release)?;
			Self::hand_over(id, payment, milestone, Party::Payee)
		}

		/// Gives a milestone back to the payer, or all that is left. Only the payee may, until it is decided who gets
		/// what.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotPayee`], [`Error::AlreadyDecided`], [`Error::NoSuchMilestone`]; or
		/// why the payer cannot have it back.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::refund())]
		pub fn refund(origin: OriginFor<T>, id: EscrowId, milestone: Option<u32>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let payment = Self::payment_for(id, &who, Action::Refund)?;
			Self::hand_over(id, payment, milestone, Party::Payer)
		}

		/// Proposes to end the payment: `to_payee` of what is left to the payee, the rest to the payer.
		///
		/// It replaces what either party proposed before, and is forgotten when a milestone is released or refunded.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotAParty`], [`Error::AlreadyDecided`], [`Error::SplitTooLarge`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::propose_split())]
		pub fn propose_split(
			origin: OriginFor<T>,
			id: EscrowId,
			#[pallet::compact] to_payee: T::Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose_split(id, who, to_payee)
		}

		/// Accepts what the other party proposed, which `to_payee` repeats, and ends the payment.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotAParty`], [`Error::AlreadyDecided`], [`Error::NoProposal`],
		/// [`Error::ProposalChanged`]; or why one of them cannot be paid.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::accept_split())]
		pub fn accept_split(
			origin: OriginFor<T>,
			id: EscrowId,
			#[pallet::compact] to_payee: T::Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_split(id, &who, to_payee)
		}

		/// Opens a dispute about what is left. The deadline no longer counts; instead the arbiter has the time that
		/// was agreed on.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotAParty`], [`Error::NoArbiter`], [`Error::AlreadyDecided`],
		/// [`Error::AlreadyDisputed`], [`Error::TooLate`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::dispute(T::ExpirySearch::get()))]
		pub fn dispute(origin: OriginFor<T>, id: EscrowId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_dispute(id, who)
		}

		/// Adds a hash to the caller's evidence in a dispute. The evidence itself is shown to the arbiter elsewhere.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotAParty`], [`Error::NotDisputed`], [`Error::TooLate`],
		/// [`Error::TooMuchEvidence`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::submit_evidence())]
		pub fn submit_evidence(origin: OriginFor<T>, id: EscrowId, hash: T::Hash) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit_evidence(id, who, hash)
		}

		/// Ends a dispute: after the arbiter's fee, `payee_share` of what is left goes to the payee and the rest to
		/// the payer. Only the arbiter may.
		///
		/// Who cannot be paid is owed it, and does not keep the others from being paid.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NotArbiter`], [`Error::NotDisputed`], [`Error::TooLate`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::resolve())]
		pub fn resolve(origin: OriginFor<T>, id: EscrowId, payee_share: Permill) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_resolve(id, &who, payee_share)
		}

		/// Gives up what is owed to the caller of a payment that is decided and could not be paid. It goes to the
		/// payer.
		///
		/// # Errors
		///
		/// [`Error::NoSuchPayment`], [`Error::NothingOwed`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::waive())]
		pub fn waive(origin: OriginFor<T>, id: EscrowId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_waive(id, who)
		}

		/// Ends an escrow whose time is up, or tries again to pay what is owed. Anybody may.
		///
		/// # Errors
		///
		/// [`Error::NoSuchEscrow`], [`Error::NotExpired`]; or why nobody can be paid.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::expire())]
		pub fn expire(origin: OriginFor<T>, id: EscrowId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_expire(id)
		}

		/// Offers a swap: puts what is `offered` on hold in the caller's account, and a deposit in planck. With a
		/// `taker`, nobody else can take it.
		///
		/// # Errors
		///
		/// [`Error::OwnSwap`], [`Error::SameAsset`], [`Error::UnknownAsset`], [`Error::NothingToSwap`],
		/// [`Error::DeadlinePassed`], [`Error::DeadlineTooFar`], [`Error::NotEnoughFree`], [`Error::AgendaFull`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::offer_swap(T::ExpirySearch::get()))]
		pub fn offer_swap(
			origin: OriginFor<T>,
			taker: Option<T::AccountId>,
			offered: SumOf<T>,
			asked: SumOf<T>,
			deadline: BlockNumberFor<T>,
		) -> DispatchResult {
			let maker = ensure_signed(origin)?;
			Self::do_offer_swap(maker, taker, offered, asked, deadline)
		}

		/// Takes a swap: the caller pays what is `asked` and gets what is `offered`. Both repeat the swap's terms, so
		/// that nobody gets another one than they signed for, as after a change of fork.
		///
		/// The caller keeps the minimum balance of what it pays.
		///
		/// # Errors
		///
		/// [`Error::NoSuchSwap`], [`Error::OwnSwap`], [`Error::NotTaker`], [`Error::TooLate`],
		/// [`Error::NotAsExpected`]; or why one of them cannot be paid.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::take_swap())]
		pub fn take_swap(
			origin: OriginFor<T>,
			id: EscrowId,
			offered: SumOf<T>,
			asked: SumOf<T>,
		) -> DispatchResult {
			let taker = ensure_signed(origin)?;
			Self::do_take_swap(id, taker, &offered, &asked)
		}

		/// Takes a swap off the market. Only the maker may.
		///
		/// # Errors
		///
		/// [`Error::NoSuchSwap`], [`Error::NotMaker`]; or why the maker cannot have its offer back.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::cancel_swap())]
		pub fn cancel_swap(origin: OriginFor<T>, id: EscrowId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let swap = Self::swap_for(id, &who, Action::CancelSwap)?;
			Self::return_swap(id, swap, false)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::run_agenda(now)
		}

		fn integrity_test() {
			assert!(T::MaxMilestones::get() > 0, "with a MaxMilestones of 0 there could be no payment");
			assert!(
				T::MaxExpiriesPerBlock::get() > 0,
				"with a MaxExpiriesPerBlock of 0 the agenda has no room"
			);
			assert!(T::ExpirySearch::get() > 0, "with an ExpirySearch of 0 no block is tried");
			assert!(
				!T::MinDisputePeriod::get().is_zero(),
				"with a MinDisputePeriod of 0 an arbiter could be given no time"
			);
			assert!(
				T::MinDisputePeriod::get() <= T::MaxDisputePeriod::get(),
				"MinDisputePeriod is above MaxDisputePeriod"
			);
			assert!(
				T::DepositBase::get()
					>= <T::Assets as fungibles::Inspect<_>>::minimum_balance(T::NativeAsset::get()),
				"a DepositBase below the minimum balance could not always be given back"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
