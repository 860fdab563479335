// SPDX-License-Identifier: Apache-2.0

//! The smallest runtime with the pallet in it: a native token, and assets that can be put on hold.

use crate::{self as pallet_escrow, Arbitration, NewMilestone, Party, Sum};
use frame_support::{
	assert_ok, construct_runtime, derive_impl, parameter_types,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		fungibles::InspectHold,
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, Hooks,
	},
	BoundedVec,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_runtime::{testing::H256, traits::Dispatchable, BuildStorage, DispatchResult, Permill};

pub(crate) type AccountId = u64;
pub(crate) type AssetId = NativeOrWithId<u32>;
pub(crate) type Error = crate::Error<Test>;
pub(crate) type Event = crate::Event<Test>;
pub(crate) type Call = crate::Call<Test>;

/// Accounts with native tokens and with both assets.
pub(crate) const PAYER: AccountId = 1;
pub(crate) const PAYEE: AccountId = 2;
pub(crate) const ARBITER: AccountId = 3;
pub(crate) const OTHER: AccountId = 4;
/// The issuer of the assets. It has native tokens only.
pub(crate) const ISSUER: AccountId = 5;
/// An account that does not exist.
pub(crate) const NOBODY: AccountId = 99;

/// The native token.
pub(crate) const NATIVE: AssetId = NativeOrWithId::Native;
/// An asset that an account can exist by.
pub(crate) const COIN: AssetId = NativeOrWithId::WithId(1);
/// An asset for accounts that exist already.
pub(crate) const TICKET: AssetId = NativeOrWithId::WithId(2);
/// An asset that does not exist.
pub(crate) const UNKNOWN: AssetId = NativeOrWithId::WithId(3);

/// What each account has of each asset at genesis.
pub(crate) const FUNDS: u128 = 100_000;
/// The minimum balance of each asset.
pub(crate) const MIN_BALANCE: u128 = 10;
/// The deposit for any escrow.
pub(crate) const BASE: u128 = 100;
/// The deposit for each milestone and each hash.
pub(crate) const ITEM: u128 = 5;
/// How many hashes a party can submit.
pub(crate) const EVIDENCE: u32 = 3;
/// How many blocks a freeze can delay what was decided.
pub(crate) const GRACE: u64 = 50;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Assets: pallet_assets,
		AssetsHolder: pallet_assets_holder,
		Escrow: pallet_escrow,
	}
);

/// The native token and the assets as one registry.
pub(crate) type NativeAndAssets = UnionOf<Balances, Assets, NativeFromLeft, AssetId, AccountId>;
/// The holds of both.
pub(crate) type NativeAndAssetsHolds = UnionOf<Balances, AssetsHolder, NativeFromLeft, AssetId, AccountId>;

parameter_types! {
	pub const Native: AssetId = NATIVE;
	pub const MaxArbiterFee: Permill = Permill::from_percent(10);
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountData = pallet_balances::AccountData<u128>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = u128;
	type ExistentialDeposit = ConstU128<MIN_BALANCE>;
	type AccountStore = System;
	type MaxLocks = ConstU32<2>;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = u128;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Holder = AssetsHolder;
}

impl pallet_assets_holder::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_escrow::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetId = AssetId;
	type Balance = u128;
	type Assets = NativeAndAssets;
	type Holds = NativeAndAssetsHolds;
	type NativeAsset = Native;
	type DepositBase = ConstU128<BASE>;
	type DepositPerItem = ConstU128<ITEM>;
	type MaxMilestones = ConstU32<4>;
	type MaxEvidence = ConstU32<EVIDENCE>;
	type MaxDuration = ConstU64<100>;
	type MinDisputePeriod = ConstU64<5>;
	type MaxDisputePeriod = ConstU64<40>;
	type MaxArbiterFee = MaxArbiterFee;
	type MaxExpiriesPerBlock = ConstU32<2>;
	type ExpirySearch = ConstU32<3>;
	type FreezeGrace = ConstU64<GRACE>;
	type WeightInfo = pallet_escrow::weights::SubstrateWeight<Self>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Self;
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<AssetId> for Test {
	fn asset() -> AssetId {
		COIN
	}
}

/// A state in its first block, with the accounts and assets above.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	let people = [PAYER, PAYEE, ARBITER, OTHER];
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: people.into_iter().chain([ISSUER]).map(|who| (who, FUNDS)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(1, ISSUER, true, MIN_BALANCE), (2, ISSUER, false, MIN_BALANCE)],
			accounts: people.into_iter().flat_map(|who| [(1, who, FUNDS), (2, who, FUNDS)]).collect(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("the genesis above is allowed");
	let mut state = sp_io::TestExternalities::new(storage);
	// No events are kept in block 0.
	state.execute_with(|| System::set_block_number(1));
	state
}

/// Makes blocks up to this one.
pub(crate) fn run_to(block: u64) {
	while System::block_number() < block {
		System::set_block_number(System::block_number() + 1);
		Escrow::on_initialize(System::block_number());
		Escrow::do_try_state().expect("the invariants hold after each block");
	}
}

/// An account as the origin of a call.
pub(crate) fn by(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Milestones of these amounts.
pub(crate) fn milestones(amounts: &[u128]) -> BoundedVec<NewMilestone<u128, H256>, ConstU32<4>> {
	amounts
		.iter()
		.map(|amount| NewMilestone { amount: *amount, terms: None })
		.collect::<Vec<_>>()
		.try_into()
		.expect("there are at most four")
}

/// An arbiter with a fee of 5 % and 20 blocks of time, whose silence is in favour of the payer.
pub(crate) fn arbitration() -> Arbitration<AccountId, u64> {
	Arbitration { arbiter: ARBITER, fee: Permill::from_percent(5), period: 20, on_silence: Party::Payer }
}

/// Makes a call as a block does: it changes everything or nothing.
pub(crate) fn call(who: AccountId, call: Call) -> DispatchResult {
	RuntimeCall::from(call).dispatch(by(who)).map(drop).map_err(|error| error.error)
}

/// A payment from [`PAYER`] to [`PAYEE`] without an arbiter, which expires in favour of the payee in block 11.
pub(crate) fn new_payment(asset: AssetId, amounts: &[u128]) -> Call {
	Call::create_payment {
		payee: PAYEE,
		asset,
		milestones: milestones(amounts),
		deadline: 11,
		on_expiry: Party::Payee,
		arbitration: None,
	}
}

/// The same with these terms.
pub(crate) fn create(
	asset: AssetId,
	deadline: u64,
	on_expiry: Party,
	arbitration: Option<Arbitration<AccountId, u64>>,
) -> u64 {
	let id = crate::NextId::<Test>::get();
	let milestones = milestones(&[400, 600]);
	assert_ok!(call(
		PAYER,
		Call::create_payment { payee: PAYEE, asset, milestones, deadline, on_expiry, arbitration }
	));
	id
}

/// A payment of 1000 in two milestones with an arbiter, which expires in favour of the payee in block 11.
pub(crate) fn pay(asset: AssetId) -> u64 {
	create(asset, 11, Party::Payee, Some(arbitration()))
}

/// The deposit for a payment as [`pay`] makes it: two milestones, and evidence of both sides.
pub(crate) const PAY_DEPOSIT: u128 = BASE + (2 + 2 * EVIDENCE as u128) * ITEM;

/// A swap of 500 of the coin for 200 native tokens by [`PAYER`], until block 11.
pub(crate) fn offer(taker: Option<AccountId>) -> u64 {
	let id = crate::NextId::<Test>::get();
	let (offered, asked) = (sum(COIN, 500), sum(NATIVE, 200));
	assert_ok!(call(PAYER, Call::offer_swap { taker, offered, asked, deadline: 11 }));
	id
}

pub(crate) fn release(who: AccountId, id: u64, milestone: Option<u32>) -> DispatchResult {
	call(who, Call::release { id, milestone })
}

pub(crate) fn refund(who: AccountId, id: u64, milestone: Option<u32>) -> DispatchResult {
	call(who, Call::refund { id, milestone })
}

pub(crate) fn propose(who: AccountId, id: u64, to_payee: u128) -> DispatchResult {
	call(who, Call::propose_split { id, to_payee })
}

pub(crate) fn accept(who: AccountId, id: u64, to_payee: u128) -> DispatchResult {
	call(who, Call::accept_split { id, to_payee })
}

pub(crate) fn dispute(who: AccountId, id: u64) -> DispatchResult {
	call(who, Call::dispute { id })
}

pub(crate) fn submit(who: AccountId, id: u64, hash: u8) -> DispatchResult {
	call(who, Call::submit_evidence { id, hash: H256::repeat_byte(hash) })
}

pub(crate) fn resolve(who: AccountId, id: u64, percent: u32) -> DispatchResult {
	call(who, Call::resolve { id, payee_share: Permill::from_percent(percent) })
}

pub(crate) fn waive(who: AccountId, id: u64) -> DispatchResult {
	call(who, Call::waive { id })
}

pub(crate) fn expire(who: AccountId, id: u64) -> DispatchResult {
	call(who, Call::expire { id })
}

pub(crate) fn cancel(who: AccountId, id: u64) -> DispatchResult {
	call(who, Call::cancel_swap { id })
}

/// Takes a swap as [`offer`] makes it.
pub(crate) fn take(who: AccountId, id: u64) -> DispatchResult {
	call(who, Call::take_swap { id, offered: sum(COIN, 500), asked: sum(NATIVE, 200) })
}

/// The events of the pallet, from the first on.
pub(crate) fn events() -> Vec<Event> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Escrow(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// An amount of an asset.
pub(crate) fn sum(asset: AssetId, amount: u128) -> Sum<AssetId, u128> {
	Sum { asset, amount }
}

/// What an account has in escrow of an asset.
pub(crate) fn in_escrow(asset: AssetId, who: AccountId) -> u128 {
	NativeAndAssetsHolds::balance_on_hold(asset, &crate::HoldReason::Funds.into(), &who)
}

/// What an account has as deposits.
pub(crate) fn deposits(who: AccountId) -> u128 {
	NativeAndAssetsHolds::balance_on_hold(NATIVE, &crate::HoldReason::Deposit.into(), &who)
}

/// What an account has of an asset, without what is on hold.
pub(crate) fn free(asset: AssetId, who: AccountId) -> u128 {
	<NativeAndAssets as frame_support::traits::fungibles::Inspect<AccountId>>::balance(asset, &who)
}

/// Checks that nothing is stored and nothing on hold any more.
pub(crate) fn assert_nothing_is_left() {
	assert_eq!(crate::Payments::<Test>::iter().count(), 0);
	assert_eq!(crate::Swaps::<Test>::iter().count(), 0);
	assert_eq!(crate::Agenda::<Test>::iter().count(), 0);
	assert_eq!(crate::EscrowsOf::<Test>::iter().count(), 0);
	for who in [PAYER, PAYEE, ARBITER, OTHER, ISSUER, NOBODY] {
		assert_eq!(deposits(who), 0, "account {who} has its deposits back");
		for asset in [NATIVE, COIN, TICKET] {
			assert_eq!(in_escrow(asset, who), 0, "account {who} has nothing in escrow");
		}
	}
	Escrow::do_try_state().expect("an empty state is sound");
}

/// Blocks accounts of an asset: they can neither pay nor be paid.
pub(crate) fn block_account(id: u32, who: AccountId) {
	assert_ok!(Assets::block(by(ISSUER), id, who));
}

/// Undoes the above.
pub(crate) fn unblock_account(id: u32, who: AccountId) {
	assert_ok!(Assets::thaw(by(ISSUER), id, who));
}

/// Freezes native tokens of an account, as a vote does: free ones and those on hold. It replaces what was frozen.
pub(crate) fn freeze(who: AccountId, amount: u128) {
	use frame_support::traits::{LockableCurrency, WithdrawReasons};
	let id = *b"testvote";
	// A lock of nothing would leave the one before as it is.
	<Balances as LockableCurrency<AccountId>>::remove_lock(id, &who);
	<Balances as LockableCurrency<AccountId>>::set_lock(id, &who, amount, WithdrawReasons::all());
}
