// SPDX-License-Identifier: Apache-2.0

//! The administrator: a key with every power, which a chain can begin with and give up.

use super::{
	chain::{id, submit, Chain},
	council,
	operator::registers_keys,
};
use crate::{genesis_presets::LOCAL, Runtime, RuntimeCall, Session};
use frame_support::{assert_err, assert_ok};
use serde_json::json;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Eve};
use sp_runtime::DispatchResult;

fn chain() -> Chain {
	Chain::with_patch(LOCAL, json!({ "launchConfig": { "epochDuration": 10 } }))
}

fn sudo(who: sp_keyring::Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	submit(who, pallet_sudo::Call::sudo { call: Box::new(call.into()) })
}

#[test]
fn the_administrator_appoints_validators() {
	let mut chain = chain();
	chain.block(|| {
		assert_ok!(registers_keys(Eve));
		let add = || pallet_collator_selection::Call::add_invulnerable { who: id(Eve) };
		assert_err!(sudo(Bob, add()), pallet_sudo::Error::<Runtime>::RequireSudo);
		assert_ok!(sudo(Alice, add()));
	});
	chain.run_to_session(2);
	assert!(chain.read(Session::validators).contains(&id(Eve)));
}

#[test]
fn the_administrator_goes_for_good() {
	let mut chain = chain();
	chain.block(|| {
		let remove = || pallet_sudo::Call::remove_key {};
		assert_err!(submit(Bob, remove()), pallet_sudo::Error::<Runtime>::RequireSudo);
		assert_ok!(submit(Alice, remove()));
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		let call = frame_system::Call::set_heap_pages { pages: 64 };
		assert_err!(sudo(Alice, call), pallet_sudo::Error::<Runtime>::RequireSudo);
	});
	// The council governs alone then.
	chain.block(|| {
		let call = frame_system::Call::set_heap_pages { pages: 64 };
		assert_ok!(council::decides(&[Alice, Bob, Charlie], council::as_root(call)));
		assert!(sp_io::storage::get(b":heappages").is_some());
	});
}

#[test]
fn a_chain_without_an_administrator_obeys_none() {
	let mut chain = council::chain();
	chain.block(|| {
		let call = frame_system::Call::set_heap_pages { pages: 64 };
		assert_err!(sudo(Alice, call), pallet_sudo::Error::<Runtime>::RequireSudo);
	});
}
