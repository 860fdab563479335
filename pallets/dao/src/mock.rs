// SPDX-License-Identifier: Apache-2.0

//! A runtime with the pallet, a native token, assets that can be held, and the pallets through which somebody might
//! try to get more rights than are his: calls in batches, for others, and as the superuser.

use crate as pallet_dao;
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, Contains,
	},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

/// An account. 16 bytes are what the account of a DAO takes.
pub(crate) type AccountId = u128;
/// Names an asset.
pub(crate) type AssetId = NativeOrWithId<u32>;

/// Accounts with tokens, from 1 to this one.
pub(crate) const LAST: AccountId = 8;
/// What each of them has at genesis, of the native token and of each asset.
pub(crate) const FUNDS: u128 = 1_000_000;
/// The existential deposit.
pub(crate) const MIN_BALANCE: u128 = 10;
/// An asset, and another.
pub(crate) const GOLD: AssetId = NativeOrWithId::WithId(7);
pub(crate) const SILVER: AssetId = NativeOrWithId::WithId(8);
/// The native token.
pub(crate) const NATIVE: AssetId = NativeOrWithId::Native;
/// Who may call as root.
pub(crate) const SUDO: AccountId = LAST;

pub(crate) const FOUNDING: u128 = 1_000;
pub(crate) const MEMBERSHIP: u128 = 100;
pub(crate) const PROPOSAL: u128 = 500;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Assets: pallet_assets,
		AssetsHolder: pallet_assets_holder,
		Utility: pallet_utility,
		Proxy: pallet_proxy,
		Sudo: pallet_sudo,
		Dao: pallet_dao,
	}
);

/// The native token and the assets as one registry.
pub(crate) type NativeAndAssets = UnionOf<Balances, Assets, NativeFromLeft, AssetId, AccountId>;
/// The same, with holds.
pub(crate) type NativeAndAssetsHeld = UnionOf<Balances, AssetsHolder, NativeFromLeft, AssetId, AccountId>;

/// All calls but a remark with an event.
// An associated type of a public trait must be public, even where nobody outside can name it.
#[allow(unreachable_pub)]
pub struct Filter;

impl Contains<RuntimeCall> for Filter {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::System(frame_system::Call::remark_with_event { .. }))
	}
}

parameter_types! {
	pub const Native: AssetId = NATIVE;
	pub const DaoPalletId: PalletId = PalletId(*b"test/dao");
	pub const MaxCallWeight: Weight = Weight::from_parts(1_000_000_000_000, 1_000_000);
	pub static MaxFirstMembers: u32 = 5;
	pub static MaxMembers: u32 = 6;
	pub static MaxOpenPerMember: u32 = 2;
	pub static MinVotingPeriod: u64 = 2;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = u128;
	type ExistentialDeposit = ConstU128<MIN_BALANCE>;
	type AccountStore = System;
	type RuntimeHoldReason = RuntimeHoldReason;
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

impl pallet_utility::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = ();
}

impl pallet_proxy::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ();
	type ProxyDepositBase = ConstU128<1>;
	type ProxyDepositFactor = ConstU128<1>;
	type MaxProxies = ConstU32<4>;
	type WeightInfo = ();
	type MaxPending = ConstU32<4>;
	type CallHasher = sp_runtime::traits::BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<1>;
	type AnnouncementDepositFactor = ConstU128<1>;
	type BlockNumberProvider = System;
}

impl pallet_sudo::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = ();
}

impl pallet_dao::Config for Test {
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetId = AssetId;
	type Assets = NativeAndAssets;
	type Holds = NativeAndAssetsHeld;
	type NativeAsset = Native;
	type PalletId = DaoPalletId;
	type CallFilter = Filter;
	type FoundingDeposit = ConstU128<FOUNDING>;
	type MemberDeposit = ConstU128<MEMBERSHIP>;
	type ProposalDeposit = ConstU128<PROPOSAL>;
	type ProposalByteDeposit = ConstU128<1>;
	type MaxMembers = MaxMembers;
	type MaxFirstMembers = MaxFirstMembers;
	type MaxInvitations = ConstU32<2>;
	type MaxOpenProposals = ConstU32<4>;
	type MaxOpenPerMember = MaxOpenPerMember;
	type MaxCallSize = ConstU32<512>;
	type MaxCallWeight = MaxCallWeight;
	type MaxNameLength = ConstU32<32>;
	type MaxRagequitAssets = ConstU32<4>;
	type MinVotingPeriod = MinVotingPeriod;
	type MaxPeriod = ConstU64<100>;
	type DissolutionPeriod = ConstU64<20>;
	type WeightInfo = ();
}

/// A state in its first block.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	let accounts = || 1..=LAST;
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: accounts().map(|who| (who, FUNDS)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(7, 1, true, 1), (8, 1, false, 5)],
			accounts: accounts().flat_map(|who| [(7, who, FUNDS), (8, who, FUNDS)]).collect(),
			..Default::default()
		},
		sudo: pallet_sudo::GenesisConfig { key: Some(SUDO) },
		..Default::default()
	}
	.build_storage()
	.expect("the genesis above is allowed");
	let mut state = sp_io::TestExternalities::new(storage);
	// No events are kept in block 0.
	state.execute_with(|| System::set_block_number(1));
	state
}
