// SPDX-License-Identifier: Apache-2.0

//! What is in whose power: settings, the code of the chain, and the key of development chains.

use super::*;
use crate::{
	configs::{
		assets::TrustBackedAssets,
		governance::{
			origins::Origin,
			settings::{
				dynamic_params::{assets, fees, nfts, swaps},
				RuntimeParameters,
			},
		},
	},
	tests::{chain::dispatch, people::as_root},
	TransactionPayment,
};
use frame_support::{assert_err, traits::Get};
use frame_system::Call as System;
use sp_runtime::{DispatchError::BadOrigin, Permill};

const OWN_ORIGINS: [Origin; 9] = [
	Origin::WhitelistedCaller,
	Origin::StakingAdmin,
	Origin::Treasurer,
	Origin::GeneralAdmin,
	Origin::ReferendumCanceller,
	Origin::ReferendumKiller,
	Origin::SmallSpender,
	Origin::MediumSpender,
	Origin::BigSpender,
];

fn set(key_value: RuntimeParameters) -> RuntimeCall {
	pallet_parameters::Call::set_parameter { key_value }.into()
}

fn per_byte(value: Option<Balance>) -> RuntimeCall {
	set(RuntimeParameters::Fees(fees::Parameters::PerByte(fees::PerByte, value)))
}

#[test]
fn the_general_administration_changes_what_a_byte_costs() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_eq!(TransactionPayment::length_to_fee(1_000), 190_000_000);
		assert_ok!(dispatch(Origin::GeneralAdmin, per_byte(Some(7))));
		assert_eq!(TransactionPayment::length_to_fee(1_000), 7_000);
		assert_ok!(dispatch(Origin::GeneralAdmin, per_byte(None)));
		assert_eq!(TransactionPayment::length_to_fee(1_000), 190_000_000, "the default is back");
	});
}

#[test]
fn each_setting_reaches_the_pallet_that_it_is_for() {
	type Deposit = <Runtime as pallet_assets::Config<TrustBackedAssets>>::AssetDeposit;
	type Fee = <Runtime as pallet_asset_conversion::Config>::LPFee;
	type Setup = <Runtime as pallet_asset_conversion::Config>::PoolSetupFee;
	type Collection = <Runtime as pallet_nfts::Config>::CollectionDeposit;
	type Item = <Runtime as pallet_nfts::Config>::ItemDeposit;

	let mut chain = chain();
	chain.next_block(|| {
		let fee = Permill::from_percent(1);
		for key_value in [
			RuntimeParameters::Assets(assets::Parameters::AssetDeposit(assets::AssetDeposit, Some(2))),
			RuntimeParameters::Swaps(swaps::Parameters::LiquidityFee(swaps::LiquidityFee, Some(fee))),
			RuntimeParameters::Swaps(swaps::Parameters::PoolSetupFee(swaps::PoolSetupFee, Some(3))),
			RuntimeParameters::Nfts(nfts::Parameters::CollectionDeposit(nfts::CollectionDeposit, Some(4))),
			RuntimeParameters::Nfts(nfts::Parameters::ItemDeposit(nfts::ItemDeposit, Some(5))),
		] {
			assert_ok!(dispatch(Origin::GeneralAdmin, set(key_value)));
		}
		assert_eq!(<Fee as Get<Permill>>::get(), fee);
		let amounts: [Balance; 4] = [Deposit::get(), Setup::get(), Collection::get(), Item::get()];
		assert_eq!(amounts, [2, 3, 4, 5]);
	});
}

#[test]
fn nobody_else_changes_settings() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_err!(submit(Alice, per_byte(Some(7))), BadOrigin);
		for origin in OWN_ORIGINS.into_iter().filter(|origin| *origin != Origin::GeneralAdmin) {
			assert_err!(dispatch(origin, per_byte(Some(7))), BadOrigin);
		}
		assert_err!(committee_decides(per_byte(Some(7))), BadOrigin);
	});
}

/// Each way to another code of the chain.
fn upgrades() -> [RuntimeCall; 4] {
	let (code, code_hash) = (vec![0; 8], Hash::repeat_byte(1));
	[
		System::set_code { code: code.clone() }.into(),
		System::set_code_without_checks { code }.into(),
		System::authorize_upgrade { code_hash }.into(),
		System::authorize_upgrade_without_checks { code_hash }.into(),
	]
}

#[test]
fn only_root_changes_the_code_of_the_chain() {
	let mut chain = chain();
	for upgrade in upgrades() {
		chain.next_block(|| {
			assert_err!(submit(Alice, upgrade.clone()), BadOrigin);
			for origin in OWN_ORIGINS {
				assert_err!(dispatch(origin, upgrade.clone()), BadOrigin);
			}
		});
		// In a block of its own: new code is heavy.
		chain.next_block(|| assert_err!(committee_decides(upgrade), BadOrigin));
	}
	chain.next_block(|| {
		let unasked = System::apply_authorized_upgrade { code: vec![0; 8] };
		assert_err!(submit(Alice, unasked), frame_system::Error::<Runtime>::NothingAuthorized);
	});
}

#[test]
fn only_the_code_that_was_voted_on_can_be_applied() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(as_root(System::authorize_upgrade { code_hash: Hash::repeat_byte(1) }));
		let other = System::apply_authorized_upgrade { code: vec![0; 8] };
		assert_err!(submit(Alice, other), frame_system::Error::<Runtime>::Unauthorized);
	});
}

#[test]
fn the_key_of_a_development_chain_removes_itself_for_good() {
	let mut chain = chain();
	chain.next_block(|| {
		let trace = || pallet_sudo::Call::sudo { call: Box::new(leave_a_trace()) };
		assert_err!(
			submit(Bob, pallet_sudo::Call::remove_key {}),
			pallet_sudo::Error::<Runtime>::RequireSudo
		);
		assert_ok!(submit(Alice, pallet_sudo::Call::remove_key {}));
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		assert_err!(submit(Alice, trace()), pallet_sudo::Error::<Runtime>::RequireSudo);
		assert!(!trace_is_left());
	});
}
