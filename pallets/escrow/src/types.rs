// SPDX-License-Identifier: Apache-2.0

//! What is agreed on, and what is stored of it.

use crate::{AccountIdOf, Config};
use frame_support::{pallet_prelude::*, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{Saturating, Zero},
	Permill,
};

/// The number of an escrow. Payments and swaps share one counter, and no number is used twice.
pub type EscrowId = u64;

/// One side of a payment.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Party {
	/// Who put the money in.
	Payer,
	/// Whom it is meant for.
	Payee,
}

/// Who can be paid out of a payment.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Role {
	/// The payee.
	Payee,
	/// The arbiter, for resolving a dispute.
	Arbiter,
	/// The payer, who gets money back.
	Payer,
}

impl Role {
	/// All roles, in the order in which they are paid.
	pub(crate) const ALL: [Self; 3] = [Self::Payee, Self::Arbiter, Self::Payer];
}

impl From<Party> for Role {
	fn from(party: Party) -> Self {
		match party {
			Party::Payer => Self::Payer,
			Party::Payee => Self::Payee,
		}
	}
}

/// A milestone, as the payer asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct NewMilestone<Balance, Hash> {
	/// What it pays, in the asset's smallest unit. At least the asset's minimum balance.
	pub amount: Balance,
	/// The hash of what is to be delivered for it, if the parties wrote that down.
	pub terms: Option<Hash>,
}

/// What became of a milestone.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Progress {
	/// Its money is in escrow, or is shared out by what ended the payment.
	Open,
	/// The payer released it to the payee.
	Released,
	/// The payee gave it back.
	Refunded,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Milestone<Balance, Hash> {
	/// What it pays, in the asset's smallest unit.
	pub amount: Balance,
	/// The hash of what is to be delivered for it.
	pub terms: Option<Hash>,
	/// What became of it.
	pub progress: Progress,
}

/// Who settles a dispute, and how. Without it there are no disputes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Arbitration<AccountId, BlockNumber> {
	/// Who resolves: any account, so a multisig or a DAO too. It is not asked whether it will.
	pub arbiter: AccountId,
	/// Its fee: a part of what is in dispute, paid only if it resolves.
	pub fee: Permill,
	/// How many blocks it has, from the block in which the dispute is opened.
	pub period: BlockNumber,
	/// Who gets the money if it lets them pass.
	pub on_silence: Party,
}

/// Amounts of one asset, by who gets them, in its smallest unit.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Split<Balance> {
	/// The payee's.
	pub payee: Balance,
	/// The arbiter's.
	pub arbiter: Balance,
	/// The payer's.
	pub payer: Balance,
}

impl<Balance: Copy + Saturating + Zero> Split<Balance> {
	/// All of it for one side.
	pub(crate) fn all_to(party: Party, amount: Balance) -> Self {
		let mut split = Self { payee: Zero::zero(), arbiter: Zero::zero(), payer: Zero::zero() };
		split.add(party.into(), amount);
		split
	}

	/// What this role gets.
	pub(crate) fn of(&self, role: Role) -> Balance {
		match role {
			Role::Payee => self.payee,
			Role::Arbiter => self.arbiter,
			Role::Payer => self.payer,
		}
	}

	/// Gives a role more. The parts of one payment add up to no more than its sum, which fits.
	pub(crate) fn add(&mut self, role: Role, amount: Balance) {
		let part = self.part(role);
		*part = part.saturating_add(amount);
	}

	/// Takes away what a role gets, and returns it.
	pub(crate) fn take(&mut self, role: Role) -> Balance {
		core::mem::replace(self.part(role), Zero::zero())
	}

	/// All parts together.
	pub(crate) fn total(&self) -> Balance {
		self.payee.saturating_add(self.arbiter).saturating_add(self.payer)
	}

	fn part(&mut self, role: Role) -> &mut Balance {
		match role {
			Role::Payee => &mut self.payee,
			Role::Arbiter => &mut self.arbiter,
			Role::Payer => &mut self.payer,
		}
	}
}

/// Where a payment stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum State<Balance, BlockNumber> {
	/// It waits for the parties, or for its deadline.
	Open,
	/// It waits for the arbiter. The deadline no longer counts.
	Disputed {
		/// Who opened the dispute.
		by: Party,
		/// The block from which on the arbiter is too late.
		until: BlockNumber,
	},
	/// It is decided who gets what, and not all of it could be paid yet.
	Decided {
		/// What is still to be paid.
		owed: Split<Balance>,
		/// The block in which it was decided.
		since: BlockNumber,
	},
}

/// How one side would end a payment.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Proposal<Balance> {
	/// Who proposes it. The other side may accept.
	pub by: Party,
	/// What of the rest the payee is to get; the payer gets what remains.
	pub to_payee: Balance,
}

/// A payment in escrow.
#[derive(
	CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params(T))]
pub struct Payment<T: Config> {
	/// Who pays. The money is on hold in this account.
	pub payer: AccountIdOf<T>,
	/// Who is to be paid.
	pub payee: AccountIdOf<T>,
	/// The asset in which it is paid.
	pub asset: T::AssetId,
	/// What is paid for what. At least one.
	pub milestones: BoundedVec<Milestone<T::Balance, T::Hash>, T::MaxMilestones>,
	/// The block from which on the payment has expired, unless it is in dispute.
	pub deadline: BlockNumberFor<T>,
	/// Who gets what is left when it expires.
	pub on_expiry: Party,
	/// Who settles disputes.
	pub arbitration: Option<Arbitration<AccountIdOf<T>, BlockNumberFor<T>>>,
	/// Where it stands.
	pub state: State<T::Balance, BlockNumberFor<T>>,
	/// How one side proposes to end it.
	pub proposal: Option<Proposal<T::Balance>>,
	/// Hashes of the payer's evidence in the dispute.
	pub payer_evidence: BoundedVec<T::Hash, T::MaxEvidence>,
	/// Hashes of the payee's evidence in the dispute.
	pub payee_evidence: BoundedVec<T::Hash, T::MaxEvidence>,
	/// What was paid so far.
	pub paid: Split<T::Balance>,
	/// The payer's deposit, in planck.
	pub deposit: T::Balance,
	/// The block that will end it by itself. None if none will, and [`crate::Call::expire`] has to be called.
	pub agenda: Option<BlockNumberFor<T>>,
}

impl<T: Config> Payment<T> {
	/// What is on hold for it, in the asset's smallest unit.
	pub fn held(&self) -> T::Balance {
		match &self.state {
			State::Decided { owed, .. } => owed.total(),
			// The sum of all milestones was found to fit when the payment was made.
			_ => self
				.milestones
				.iter()
				.filter(|milestone| milestone.progress == Progress::Open)
				.fold(Zero::zero(), |sum: T::Balance, milestone| sum.saturating_add(milestone.amount)),
		}
	}

	/// Which side an account is on.
	pub(crate) fn party(&self, who: &AccountIdOf<T>) -> Option<Party> {
		if *who == self.payer {
			Some(Party::Payer)
		} else if *who == self.payee {
			Some(Party::Payee)
		} else {
			None
		}
	}

	/// The arbiter, if there is one.
	pub(crate) fn arbiter(&self) -> Option<&AccountIdOf<T>> {
		self.arbitration.as_ref().map(|arbitration| &arbitration.arbiter)
	}

	/// Who is paid in a role. Where nobody is the arbiter, nothing is owed to it, and it is the payer.
	pub(crate) fn account(&self, role: Role) -> &AccountIdOf<T> {
		match role {
			Role::Payee => &self.payee,
			Role::Arbiter => self.arbiter().unwrap_or(&self.payer),
			Role::Payer => &self.payer,
		}
	}

	/// The evidence of one side.
	pub(crate) fn evidence(&self, party: Party) -> &BoundedVec<T::Hash, T::MaxEvidence> {
		match party {
			Party::Payer => &self.payer_evidence,
			Party::Payee => &self.payee_evidence,
		}
	}

	/// Whose [index](crate::EscrowsOf) it is in.
	pub(crate) fn involved(&self) -> impl Iterator<Item = &AccountIdOf<T>> {
		[&self.payer, &self.payee].into_iter().chain(self.arbiter())
	}
}

/// An amount of an asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sum<AssetId, Balance> {
	/// The asset.
	pub asset: AssetId,
	/// How much of it, in its smallest unit.
	pub amount: Balance,
}

/// A swap on offer.
#[derive(
	CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params(T))]
pub struct Swap<T: Config> {
	/// Who offers. What is offered is on hold in this account.
	pub maker: AccountIdOf<T>,
	/// Who may take it. None means anybody.
	pub taker: Option<AccountIdOf<T>>,
	/// What the taker gets.
	pub offered: Sum<T::AssetId, T::Balance>,
	/// What the maker gets.
	pub asked: Sum<T::AssetId, T::Balance>,
	/// The block from which on it can no longer be taken.
	pub deadline: BlockNumberFor<T>,
	/// The maker's deposit, in planck.
	pub deposit: T::Balance,
	/// The block that will end it by itself. None if none will, and [`crate::Call::expire`] has to be called.
	pub agenda: Option<BlockNumberFor<T>>,
}

impl<T: Config> Swap<T> {
	/// Whose [index](crate::EscrowsOf) it is in.
	pub(crate) fn involved(&self) -> impl Iterator<Item = &AccountIdOf<T>> {
		core::iter::once(&self.maker).chain(self.taker.as_ref())
	}
}

/// An escrow, as the runtime API shows it.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub enum Escrow<T: Config> {
	/// A payment.
	Payment(Payment<T>),
	/// A swap.
	Swap(Swap<T>),
}

/// What an account may do with an escrow. Each is a call.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Action {
	/// [`crate::Call::release`].
	Release,
	/// [`crate::Call::refund`].
	Refund,
	/// [`crate::Call::dispute`].
	Dispute,
	/// [`crate::Call::submit_evidence`].
	SubmitEvidence,
	/// [`crate::Call::resolve`].
	Resolve,
	/// [`crate::Call::propose_split`].
	ProposeSplit,
	/// [`crate::Call::accept_split`].
	AcceptSplit,
	/// [`crate::Call::waive`].
	Waive,
	/// [`crate::Call::expire`].
	Expire,
	/// [`crate::Call::take_swap`].
	TakeSwap,
	/// [`crate::Call::cancel_swap`].
	CancelSwap,
}

impl Action {
	/// What can be done with a payment.
	pub(crate) const OF_PAYMENTS: [Self; 9] = [
		Self::Release,
		Self::Refund,
		Self::Dispute,
		Self::SubmitEvidence,
		Self::Resolve,
		Self::ProposeSplit,
		Self::AcceptSplit,
		Self::Waive,
		Self::Expire,
	];

	/// What can be done with a swap.
	pub(crate) const OF_SWAPS: [Self; 3] = [Self::TakeSwap, Self::CancelSwap, Self::Expire];
}
