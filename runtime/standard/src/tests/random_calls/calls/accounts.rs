// SPDX-License-Identifier: Apache-2.0

//! Accounts that act together and for each other.

use super::Make;
use crate::{
	configs::accounts::ProxyType,
	tests::{
		chain::transfer,
		people::{address, id},
		random_calls::draw::Draw,
	},
	AccountId, Hashing, Runtime, RuntimeCall,
};
use frame_support::{dispatch::GetDispatchInfo, BoundedVec};
use pallet_multisig::Timepoint;
use pallet_recovery::FriendGroup;
use parity_scale_codec::Encode;
use sp_crypto_hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::traits::Hash as _;

type Multisig = pallet_multisig::Call<Runtime>;
type Proxy = pallet_proxy::Call<Runtime>;
type Recovery = pallet_recovery::Call<Runtime>;

/// What is done together or for others.
fn errand(d: &Draw) -> RuntimeCall {
	match d.number {
		0 => frame_system::Call::remark { remark: vec![] }.into(),
		1 => transfer(id(d.third), crate::units::CRN),
		_ => pallet_utility::Call::batch { calls: vec![transfer(id(d.third), d.amount)] }.into(),
	}
}

/// All but the caller of Alice, Bob and Charlie.
fn others(d: &Draw) -> Vec<AccountId> {
	let mut others: Vec<_> = [Alice, Bob, Charlie].into_iter().filter(|who| *who != d.who).map(id).collect();
	others.sort();
	others
}

/// Where two of Alice, Bob and Charlie began what they do together.
fn begun(call: &RuntimeCall) -> Option<Timepoint<u32>> {
	let mut three: Vec<_> = [Alice, Bob, Charlie].into_iter().map(id).collect();
	three.sort();
	let account = pallet_multisig::Pallet::<Runtime>::multi_account_id(&three, 2);
	pallet_multisig::Multisigs::<Runtime>::get(account, blake2_256(&call.encode()))
		.map(|operation| operation.when)
}

fn kind(d: &Draw) -> ProxyType {
	match d.amount % 4 {
		0 => ProxyType::NonTransfer,
		1 => ProxyType::Assets,
		2 => ProxyType::Staking,
		_ => ProxyType::Any,
	}
}

pub(super) const CALLS: &[Make] = &[
	|d| {
		let call = errand(&Draw { third: Dave, ..d.clone() });
		Multisig::as_multi {
			threshold: 2,
			other_signatories: others(d),
			maybe_timepoint: begun(&call),
			max_weight: call.get_dispatch_info().call_weight,
			call: Box::new(call),
		}
		.into()
	},
	|d| {
		let call = errand(&Draw { third: Dave, ..d.clone() });
		Multisig::approve_as_multi {
			threshold: 2,
			other_signatories: others(d),
			maybe_timepoint: begun(&call),
			call_hash: blake2_256(&call.encode()),
			max_weight: Default::default(),
		}
		.into()
	},
	|d| {
		let call = errand(&Draw { third: Dave, ..d.clone() });
		Multisig::cancel_as_multi {
			threshold: 2,
			other_signatories: others(d),
			timepoint: begun(&call).unwrap_or_default(),
			call_hash: blake2_256(&call.encode()),
		}
		.into()
	},
	|d| Multisig::as_multi_threshold_1 { other_signatories: others(d), call: Box::new(errand(d)) }.into(),
	|d| {
		let delay = if d.flag { 0 } else { d.number };
		Proxy::add_proxy { delegate: address(d.other), proxy_type: kind(d), delay }.into()
	},
	|d| Proxy::remove_proxy { delegate: address(d.other), proxy_type: kind(d), delay: 0 }.into(),
	|_| Proxy::remove_proxies {}.into(),
	|d| Proxy::create_pure { proxy_type: kind(d), delay: 0, index: d.number as u16 }.into(),
	|d| {
		let call = Box::new(errand(d));
		Proxy::proxy { real: address(d.other), force_proxy_type: None, call }.into()
	},
	|d| Proxy::announce { real: address(d.other), call_hash: Hashing::hash_of(&errand(d)) }.into(),
	|d| Proxy::remove_announcement { real: address(d.other), call_hash: Hashing::hash_of(&errand(d)) }.into(),
	|d| {
		let call_hash = Hashing::hash_of(&errand(d));
		Proxy::reject_announcement { delegate: address(d.other), call_hash }.into()
	},
	|d| {
		let (delegate, real, call) = (address(d.who), address(d.other), Box::new(errand(d)));
		Proxy::proxy_announced { delegate, real, force_proxy_type: None, call }.into()
	},
	|d| {
		let mut friends = vec![id(d.other), id(d.third)];
		friends.sort();
		friends.dedup();
		let group = FriendGroup {
			friends: BoundedVec::truncate_from(friends),
			friends_needed: 1,
			inheritor: id(d.third),
			inheritance_delay: d.number,
			inheritance_priority: d.number,
			cancel_delay: 1,
		};
		Recovery::set_friend_groups { friend_groups: if d.amount > 20 { vec![group] } else { vec![] } }.into()
	},
	|d| Recovery::initiate_attempt { lost: address(d.other), friend_group_index: 0 }.into(),
	|d| Recovery::approve_attempt { lost: address(d.other), friend_group_index: 0 }.into(),
	|d| Recovery::finish_attempt { lost: address(d.other), friend_group_index: 0 }.into(),
	|d| Recovery::cancel_attempt { lost: address(d.other), friend_group_index: 0 }.into(),
	|_| Recovery::slash_attempt { friend_group_index: 0 }.into(),
	|d| {
		let call = Box::new(errand(d));
		Recovery::control_inherited_account { recovered: address(d.other), call }.into()
	},
	|_| Recovery::revoke_inheritor {}.into(),
];
