// SPDX-License-Identifier: Apache-2.0

//! The smallest runtime with the pallet in it, and a token for the deposits.

use crate as pallet_@snake@;
use frame_support::{construct_runtime, derive_impl, parameter_types, traits::ConstU32};
use sp_runtime::BuildStorage;

/// Accounts with [`FUNDS`].
pub(crate) const ALICE: u64 = 1;
/// Another.
pub(crate) const BOB: u64 = 2;
/// What each has at genesis, in planck.
pub(crate) const FUNDS: u64 = 1_000;
/// The length of the longest text, in bytes.
pub(crate) const MAX_LENGTH: u32 = 64;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		@Pascal@: pallet_@snake@,
	}
);

parameter_types! {
	pub static DepositBase: u64 = 100;
	pub static DepositPerByte: u64 = 2;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

impl pallet_@snake@::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type DepositBase = DepositBase;
	type DepositPerByte = DepositPerByte;
	type MaxLength = ConstU32<MAX_LENGTH>;
	type WeightInfo = pallet_@snake@::weights::SubstrateWeight<Self>;
}

/// The state after genesis.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	let balances = pallet_balances::GenesisConfig {
		balances: vec![(ALICE, FUNDS), (BOB, FUNDS)],
		..Default::default()
	};
	let storage = RuntimeGenesisConfig { balances, ..Default::default() }
		.build_storage()
		.expect("the balances are above the existential deposit");
	let mut state = sp_io::TestExternalities::new(storage);
	// No events are kept in block 0.
	state.execute_with(|| System::set_block_number(1));
	state
}

/// Runs a test on the state after genesis, and sees to it that the invariants hold in the end.
pub(crate) fn run(test: impl FnOnce()) {
	genesis().execute_with(|| {
		test();
		@Pascal@::do_try_state().expect("the invariants hold");
	});
}
