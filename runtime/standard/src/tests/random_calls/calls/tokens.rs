// SPDX-License-Identifier: Apache-2.0

//! The native token and assets.

use super::Make;
use crate::{
	configs::assets::TrustBackedAssets,
	tests::people::{address, id},
	units::CRN,
	Runtime, System,
};
use pallet_vesting::VestingInfo;

type Native = pallet_balances::Call<Runtime>;
type Assets = pallet_assets::Call<Runtime, TrustBackedAssets>;
type Vesting = pallet_vesting::Call<Runtime>;

pub(super) const CALLS: &[Make] = &[
	|d| Native::transfer_allow_death { dest: address(d.other), value: d.amount }.into(),
	|d| Native::transfer_keep_alive { dest: address(d.other), value: d.amount }.into(),
	|d| Native::transfer_all { dest: address(d.other), keep_alive: d.flag }.into(),
	|d| Native::burn { value: d.amount % (1_000 * CRN), keep_alive: d.flag }.into(),
	|d| {
		let amount = d.amount % (1_000 * CRN);
		let start = System::block_number() + d.number;
		let schedule = VestingInfo::new(amount, amount / 10, start);
		Vesting::vested_transfer { target: address(d.other), schedule }.into()
	},
	|_| Vesting::vest {}.into(),
	|d| Vesting::vest_other { target: address(d.other) }.into(),
	|d| Vesting::merge_schedules { schedule1_index: 0, schedule2_index: d.number }.into(),
	|d| {
		let min_balance = d.amount % 50;
		Assets::create { id: d.number.into(), admin: address(d.other), min_balance }.into()
	},
	|d| {
		let amount = d.amount;
		Assets::mint { id: d.number.into(), beneficiary: address(d.other), amount }.into()
	},
	|d| Assets::burn { id: d.number.into(), who: address(d.other), amount: d.amount }.into(),
	|d| Assets::transfer { id: d.number.into(), target: address(d.other), amount: d.amount }.into(),
	|d| {
		let amount = d.amount;
		Assets::transfer_keep_alive { id: d.number.into(), target: address(d.other), amount }.into()
	},
	|d| Assets::transfer_all { id: d.number.into(), dest: address(d.other), keep_alive: d.flag }.into(),
	|d| {
		let (source, dest, amount) = (address(d.other), address(d.third), d.amount);
		Assets::force_transfer { id: d.number.into(), source, dest, amount }.into()
	},
	|d| {
		let amount = d.amount;
		Assets::approve_transfer { id: d.number.into(), delegate: address(d.other), amount }.into()
	},
	|d| Assets::cancel_approval { id: d.number.into(), delegate: address(d.other) }.into(),
	|d| {
		let (owner, destination, amount) = (address(d.other), address(d.third), d.amount);
		Assets::transfer_approved { id: d.number.into(), owner, destination, amount }.into()
	},
	|d| Assets::touch { id: d.number.into() }.into(),
	|d| Assets::touch_other { id: d.number.into(), who: address(d.other) }.into(),
	|d| Assets::refund { id: d.number.into(), allow_burn: d.flag }.into(),
	|d| Assets::refund_other { id: d.number.into(), who: address(d.other) }.into(),
	|d| Assets::freeze { id: d.number.into(), who: address(d.other) }.into(),
	|d| Assets::block { id: d.number.into(), who: address(d.other) }.into(),
	|d| Assets::thaw { id: d.number.into(), who: address(d.other) }.into(),
	|d| Assets::freeze_asset { id: d.number.into() }.into(),
	|d| Assets::thaw_asset { id: d.number.into() }.into(),
	|d| {
		let (name, symbol) = (vec![b'n'; d.amount as usize % 50], vec![b's'; d.number as usize]);
		Assets::set_metadata { id: d.number.into(), name, symbol, decimals: 6 }.into()
	},
	|d| Assets::clear_metadata { id: d.number.into() }.into(),
	|d| Assets::transfer_ownership { id: d.number.into(), owner: address(d.other) }.into(),
	|d| {
		let (issuer, admin, freezer) = (address(d.who), address(d.other), address(d.third));
		Assets::set_team { id: d.number.into(), issuer, admin, freezer }.into()
	},
	|d| Assets::set_min_balance { id: d.number.into(), min_balance: d.amount % 50 }.into(),
	// The pool of asset 0 would go with it.
	|d| Assets::start_destroy { id: d.number.max(1).into() }.into(),
	|d| Assets::destroy_accounts { id: d.number.into() }.into(),
	|d| Assets::destroy_approvals { id: d.number.into() }.into(),
	|d| Assets::finish_destroy { id: d.number.into() }.into(),
	|d| {
		let calls = vec![
			Native::transfer_allow_death { dest: address(d.other), value: d.amount }.into(),
			Assets::transfer { id: d.number.into(), target: address(d.third), amount: d.amount }.into(),
			pallet_utility::Call::as_derivative {
				index: 1,
				call: Box::new(Native::transfer_all { dest: address(d.who), keep_alive: false }.into()),
			}
			.into(),
		];
		match d.number {
			0 => pallet_utility::Call::batch { calls }.into(),
			1 => pallet_utility::Call::batch_all { calls }.into(),
			_ => pallet_utility::Call::force_batch { calls }.into(),
		}
	},
	|d| {
		let dest = pallet_utility::derivative_account_id(id(d.who), 1);
		Native::transfer_allow_death { dest: crate::Address::Id(dest), value: d.amount }.into()
	},
];
