// SPDX-License-Identifier: Apache-2.0

//! A runtime with the pallet, a native token, assets, and transactions that are charged for.

use crate as pallet_tokenomics;
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		AsEnsureOriginWithArg, ConstU128, ConstU64,
	},
	weights::IdentityFee,
};
use frame_system::{EnsureRoot, EnsureSigned};
use pallet_transaction_payment::FungibleAdapter;
use sp_runtime::{BuildStorage, Perbill};

/// An account with tokens.
pub(crate) const PAYER: u64 = 1;
/// The author of blocks, where there is one. It has an account only if a test gives it one.
pub(crate) const AUTHOR: u64 = 2;
/// The treasury. Its account exists from genesis.
pub(crate) const TREASURY: u64 = 3;

/// What [`PAYER`] has at genesis.
pub(crate) const FUNDS: u128 = 1_000_000;
/// The existential deposit. It is what [`TREASURY`] has at genesis.
pub(crate) const MIN_BALANCE: u128 = 10;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Assets: pallet_assets,
		TransactionPayment: pallet_transaction_payment,
		Tokenomics: pallet_tokenomics,
	}
);

/// The native token and the assets as one registry.
pub(crate) type NativeAndAssets = UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<u32>, u64>;

parameter_types! {
	pub static BlockAuthor: Option<u64> = Some(AUTHOR);
	pub static TotalStaked: u128 = 0;
	pub const MaxInflation: Perbill = Perbill::from_percent(20);
	pub const TreasuryAccount: u64 = TREASURY;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = u128;
	type ExistentialDeposit = ConstU128<MIN_BALANCE>;
	type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = u128;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<u64>>;
	type ForceOrigin = EnsureRoot<u64>;
}

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Test {
	type OnChargeTransaction = FungibleAdapter<Balances, crate::fees::NativeFees<Self>>;
	type WeightToFee = IdentityFee<u128>;
	type LengthToFee = IdentityFee<u128>;
}

impl pallet_tokenomics::Config for Test {
	type AdminOrigin = EnsureRoot<u64>;
	type Currency = Balances;
	type TotalStaked = TotalStaked;
	type Author = BlockAuthor;
	type TreasuryAccount = TreasuryAccount;
	type MaxInflation = MaxInflation;
	// A day.
	type MaxEraDuration = ConstU64<86_400_000>;
	type WeightInfo = crate::weights::SubstrateWeight<Self>;
}

/// An empty state: no genesis was built in it.
pub(crate) fn empty() -> sp_io::TestExternalities {
	sp_io::TestExternalities::new_empty()
}

/// A state in its first block, with the pallet's defaults.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	BlockAuthor::set(Some(AUTHOR));
	TotalStaked::set(0);
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: vec![(PAYER, FUNDS), (TREASURY, MIN_BALANCE)],
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
