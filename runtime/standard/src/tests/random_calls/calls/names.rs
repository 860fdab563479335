// SPDX-License-Identifier: Apache-2.0

//! Identities, and what Eve, the registrar, says of them.

use super::Make;
use crate::{
	tests::people::{address, id},
	units::CRN,
	Hashing, Runtime,
};
use frame_support::BoundedVec;
use pallet_identity::{legacy::IdentityInfo, Data, IdentityOf, Judgement};
use sp_runtime::traits::Hash as _;

type Identity = pallet_identity::Call<Runtime>;

fn text(length: u128) -> Data {
	Data::Raw(BoundedVec::truncate_from(vec![b'x'; length as usize % 32]))
}

pub(super) const CALLS: &[Make] = &[
	|d| {
		let info = IdentityInfo {
			additional: BoundedVec::new(),
			display: text(d.amount),
			legal: text(d.amount / 7),
			web: Data::None,
			riot: Data::None,
			email: Data::None,
			pgp_fingerprint: None,
			image: Data::None,
			twitter: Data::None,
		};
		Identity::set_identity { info: Box::new(info) }.into()
	},
	|_| Identity::clear_identity {}.into(),
	|d| Identity::set_subs { subs: vec![(id(d.other), text(d.amount)), (id(d.third), text(3))] }.into(),
	|d| Identity::add_sub { sub: address(d.other), data: text(d.amount) }.into(),
	|d| Identity::rename_sub { sub: address(d.other), data: text(d.amount) }.into(),
	|d| Identity::remove_sub { sub: address(d.other) }.into(),
	|_| Identity::quit_sub {}.into(),
	|d| Identity::set_fee { index: 0, fee: d.amount % (10 * CRN) }.into(),
	|d| Identity::request_judgement { reg_index: 0, max_fee: d.amount }.into(),
	|_| Identity::cancel_request { reg_index: 0 }.into(),
	|d| {
		let identity = IdentityOf::<Runtime>::get(id(d.other)).map(|found| Hashing::hash_of(&found.info));
		let judgement = match d.number {
			0 => Judgement::Erroneous,
			1 => Judgement::KnownGood,
			_ => Judgement::LowQuality,
		};
		let (target, identity) = (address(d.other), identity.unwrap_or_default());
		Identity::provide_judgement { reg_index: 0, target, judgement, identity }.into()
	},
];
