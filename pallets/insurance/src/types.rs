// SPDX-License-Identifier: Apache-2.0

//! What is stored, and what the calls take. Amounts are in the smallest unit of the pool's asset, times and
//! durations in milliseconds.

use frame_support::pallet_prelude::*;
use sp_runtime::Perbill;

/// An amount of an asset, in its smallest unit (planck for the native token).
pub type Balance = u128;

/// A time since the Unix epoch, or a duration, in milliseconds.
pub type Moment = u64;

/// The number of a pool. Never used twice.
pub type PoolId = u32;

/// The number of a product within its pool. Never used twice.
pub type ProductId = u32;

/// The number of a policy. Never used twice.
pub type PolicyId = u64;

/// What holds of a pool for as long as it exists.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PoolTerms {
	/// How much cover may be live, in percent of the free capital. 100: each policy can always be paid in full.
	pub ratio_percent: u32,
	/// The manager's share of each premium.
	pub fee: Perbill,
	/// How long before a withdrawal it must be requested, in ms. At least waiting, term and claim window of any
	/// product, and the voting time.
	pub notice: Moment,
	/// How long assessors have to vote on a claim, in ms.
	pub voting: Moment,
	/// What binds the panel of assessors, if the pool has one.
	pub panel: Option<PanelTerms>,
}

/// What binds a panel of assessors.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PanelTerms {
	/// What each assessor has on hold, in the pool's asset.
	pub bond: Balance,
	/// How many votes make a decision.
	pub quorum: u32,
	/// The share of the bond that an assessor loses to the pool for not voting on a claim.
	pub penalty: Perbill,
}

/// Whether a pool does business.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum PoolState {
	/// It takes deposits and sells cover.
	Open,
	/// Its manager closed it: no deposits and no sales any more. The rest goes on until nobody is left.
	Closed {
		/// When, in ms.
		since: Moment,
	},
	/// It owes more than it has. What it has is divided among those it owes.
	Failed {
		/// When, in ms.
		since: Moment,
		/// Until when claims may be made that share in what there is, in ms.
		claims_until: Moment,
	},
}

/// A pool: its terms and its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Pool<AccountId, AssetId> {
	/// Who made it, adds products, gets the fee and may close it.
	pub manager: AccountId,
	/// The asset of capital, premiums, cover and bonds.
	pub asset: AssetId,
	/// Its terms.
	pub terms: PoolTerms,
	/// Whether it does business.
	pub state: PoolState,
	/// What its manager has on hold for it, in the deposit asset. Products have deposits of their own.
	pub deposit: Balance,
	/// What its manager paid in that keeps its account alive, in its asset. Not capital.
	pub seed: Balance,
	/// What it has, unpaid claims included.
	pub capital: Balance,
	/// What it owes for approved claims.
	pub pending: Balance,
	/// All shares that underwriters hold.
	pub shares: u128,
	/// What the shares under notice were worth as their withdrawals were requested.
	pub leaving: Balance,
	/// The cover of all policies that may still lead to an approved claim.
	pub live_cover: Balance,
	/// The part of it on which claims wait for assessors.
	pub claimed: Balance,
	/// How many policies there are.
	pub policies: u32,
	/// How many claims wait for assessors.
	pub open_claims: u32,
	/// How many accounts hold shares.
	pub underwriters: u32,
	/// How many products there are.
	pub products: u32,
	/// How many products there ever were. It is the number of the next one.
	pub products_made: ProductId,
	/// How many assessors have a bond.
	pub bonds: u32,
}

/// Which side of the bound a feed must be on for cover to be paid.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Comparison {
	/// Strictly above.
	Above,
	/// Strictly below.
	Below,
}

/// Who votes on claims.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Assessor<AccountId> {
	/// One account, such as that of a DAO or a multisig. It decides alone.
	Account(AccountId),
	/// The pool's panel.
	Panel,
}

/// What makes a policy pay.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Trigger<AccountId, FeedId, Value> {
	/// A feed that crosses a bound during the term. Pays the whole cover.
	Parametric {
		/// The feed.
		feed: FeedId,
		/// Which side of the bound pays.
		comparison: Comparison,
		/// The bound.
		bound: Value,
	},
	/// Assessors who find a claim justified. Pays what was claimed, at most the cover.
	Assessed {
		/// Who they are.
		by: Assessor<AccountId>,
	},
}

/// What is sold. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ProductTerms<AccountId, FeedId, Value> {
	/// The premium for the whole term, as a share of the cover. Rounded up to a unit.
	pub rate: Perbill,
	/// The least cover of a policy.
	pub min_cover: Balance,
	/// The greatest cover of a policy.
	pub max_cover: Balance,
	/// From the purchase to the start of the cover, in ms.
	pub waiting: Moment,
	/// From the start of the cover to its end, in ms.
	pub term: Moment,
	/// For how long after the end of the cover claims may be made, in ms.
	pub window: Moment,
	/// What makes it pay.
	pub trigger: Trigger<AccountId, FeedId, Value>,
}

/// A product of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Product<AccountId, FeedId, Value> {
	/// Its terms.
	pub terms: ProductTerms<AccountId, FeedId, Value>,
	/// From when it is sold, in ms.
	pub on_sale_from: Moment,
	/// Whether its sale was stopped, for good.
	pub stopped: bool,
	/// How many policies of it there are.
	pub policies: u32,
	/// What the pool's manager has on hold for it, in the deposit asset.
	pub deposit: Balance,
}

/// What an underwriter has in a pool.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Position {
	/// All its shares, those under notice included.
	pub shares: u128,
	/// The withdrawal that it requested.
	pub leaving: Option<Leaving>,
	/// What it has on hold for the record, in the deposit asset.
	pub deposit: Balance,
}

/// A withdrawal that was requested.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Leaving {
	/// The shares that are to be paid out.
	pub shares: u128,
	/// What they were worth as the withdrawal was requested. It is never more that is paid.
	pub value: Balance,
	/// From when they may be paid out, in ms.
	pub ready_at: Moment,
}

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Policy<AccountId> {
	/// Who is insured.
	pub holder: AccountId,
	/// The pool that insures.
	pub pool: PoolId,
	/// The product.
	pub product: ProductId,
	/// The most that is paid.
	pub cover: Balance,
	/// What was paid for it.
	pub premium: Balance,
	/// The start of the cover, in ms.
	pub start: Moment,
	/// The end of the cover, in ms. The first moment that is not covered.
	pub end: Moment,
	/// The end of the claim window, in ms. The first moment at which no claim can be made.
	pub claims_until: Moment,
	/// How many claims were filed.
	pub filings: u8,
	/// Where it stands.
	pub state: PolicyState,
	/// What its holder has on hold for the record, in the deposit asset.
	pub deposit: Balance,
}

/// Where a policy stands.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum PolicyState {
	/// Nothing was claimed, or what was claimed was not approved.
	Live,
	/// A claim waits for assessors.
	Filed(Filing),
	/// A claim was approved and is to be paid.
	Approved {
		/// The amount.
		amount: Balance,
		/// From when it can be paid in any case, in ms. A failed pool has its own time.
		due: Moment,
	},
}

/// A claim that waits for assessors.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Filing {
	/// What is claimed.
	pub amount: Balance,
	/// The hash of the evidence, which is kept elsewhere.
	pub evidence: [u8; 32],
	/// When it was filed, in ms.
	pub filed_at: Moment,
	/// Until when votes count, in ms.
	pub deadline: Moment,
	/// The votes for paying: a bit for each assessor of the panel, in the panel's order.
	pub ayes: u32,
	/// The votes against paying, alike.
	pub nays: u32,
}

/// What an assessor has on hold.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Bond {
	/// How much, in the pool's asset.
	pub amount: Balance,
	/// Since when it has served without a break, in ms.
	pub since: Moment,
	/// When it resigned, in ms.
	pub resigned_at: Option<Moment>,
}

/// A feed that was seen beyond a product's bound.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Observation<Value> {
	/// The feed's value.
	pub value: Value,
	/// The time of the value, in ms.
	pub observed_at: Moment,
}
