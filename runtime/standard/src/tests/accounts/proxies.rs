// SPDX-License-Identifier: Apache-2.0

//! Accounts that act for others: appointed, dismissed, and accounts that have nobody but proxies.

use crate::{
	configs::accounts::ProxyType,
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{free, submit, transfer, Chain},
		people::{address, id, is_filtered, last_event, reserved},
	},
	units::{deposit, CRN},
	Address, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, System,
};
use frame_support::{assert_ok, traits::fungible::Inspect};
use pallet_proxy::{Call, Error, Event};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve};
use sp_runtime::DispatchResult;

/// Has `delegate` appointed for `proxy_type`, to act without delay.
pub(super) fn appoint(delegate: Sr25519Keyring, proxy_type: ProxyType) -> Call<Runtime> {
	Call::add_proxy { delegate: address(delegate), proxy_type, delay: 0 }
}

/// `who` makes `call` for `real`, and it is made. What came of it.
pub(super) fn act(
	who: Sr25519Keyring,
	real: Sr25519Keyring,
	kind: ProxyType,
	call: impl Into<RuntimeCall>,
) -> DispatchResult {
	let call = Box::new(call.into());
	assert_ok!(submit(who, Call::proxy { real: address(real), force_proxy_type: Some(kind), call }));
	outcome()
}

/// What came of the last call that was made by a proxy.
pub(super) fn outcome() -> DispatchResult {
	last_event(|event| match event {
		RuntimeEvent::Proxy(Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	})
}

pub(super) fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

#[test]
fn a_proxy_acts_with_the_means_of_the_account_that_appointed_it() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let call = || Call::proxy {
			real: address(Bob),
			force_proxy_type: None,
			call: Box::new(transfer(id(Eve), 10 * CRN)),
		};
		assert_eq!(submit(Charlie, call()), error(Error::NotProxy));
		assert_ok!(submit(Bob, appoint(Charlie, ProxyType::Any)));

		let (bob, eve) = (free(Bob), free(Eve));
		assert_ok!(submit(Charlie, call()));
		assert_ok!(outcome());
		assert_eq!((free(Bob), free(Eve)), (bob - 10 * CRN, eve + 10 * CRN), "Charlie pays the fee");
	});
}

#[test]
fn a_dismissed_proxy_acts_no_more_and_deposits_come_back() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, appoint(Charlie, ProxyType::Any)));
		assert_eq!(reserved(Bob), deposit(1, 8) + deposit(0, 37));
		assert_ok!(submit(Bob, appoint(Dave, ProxyType::Staking)));
		assert_ok!(submit(Bob, appoint(Eve, ProxyType::Staking)));
		assert_eq!(reserved(Bob), deposit(1, 8) + 3 * deposit(0, 37));

		let dismiss = Call::remove_proxy { delegate: address(Charlie), proxy_type: ProxyType::Any, delay: 0 };
		assert_ok!(submit(Bob, dismiss));
		assert_eq!(reserved(Bob), deposit(1, 8) + 2 * deposit(0, 37));
		let call = Box::new(transfer(id(Charlie), CRN));
		let attempt = Call::proxy { real: address(Bob), force_proxy_type: None, call };
		assert_eq!(submit(Charlie, attempt), error(Error::NotProxy));

		assert_ok!(submit(Bob, Call::remove_proxies {}));
		assert_eq!(reserved(Bob), 0);
	});
}

#[test]
fn no_proxy_appoints_or_dismisses_one_that_may_do_more_than_itself() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, appoint(Charlie, ProxyType::NonTransfer)));
		for kind in [ProxyType::Any, ProxyType::Assets] {
			let result = act(Charlie, Bob, ProxyType::NonTransfer, appoint(Dave, kind));
			assert!(is_filtered(&result), "{kind:?}: {result:?}");
		}
		assert!(is_filtered(&act(Charlie, Bob, ProxyType::NonTransfer, Call::remove_proxies {})));
		for kind in [ProxyType::NonTransfer, ProxyType::Staking, ProxyType::Governance] {
			assert_ok!(act(Charlie, Bob, ProxyType::NonTransfer, appoint(Dave, kind)));
		}
	});
}

#[test]
fn an_account_of_proxies_only_is_created_used_and_given_up() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let create = Call::create_pure { proxy_type: ProxyType::Any, delay: 0, index: 0 };
		assert_ok!(submit(Bob, create));
		assert_eq!(reserved(Bob), deposit(1, 8) + deposit(0, 37));
		let (pure, height, ext_index): (_, BlockNumber, u32) = last_event(|event| match event {
			RuntimeEvent::Proxy(Event::PureCreated { pure, at, extrinsic_index, .. }) => {
				Some((pure, at, extrinsic_index))
			}
			_ => None,
		});
		assert_eq!(height, System::block_number());

		assert_ok!(submit(Bob, transfer(pure.clone(), 5 * CRN)));
		let act = |who, call: RuntimeCall| {
			let real = Address::Id(pure.clone());
			submit(who, Call::proxy { real, force_proxy_type: None, call: Box::new(call) })
		};
		assert_eq!(act(Eve, transfer(id(Eve), CRN)), error(Error::NotProxy));
		let eve = free(Eve);
		assert_ok!(act(Bob, transfer(id(Eve), 5 * CRN)));
		assert_ok!(outcome());
		assert_eq!((free(Eve), Balances::total_balance(&pure)), (eve + 5 * CRN, 0));

		let kill = Call::kill_pure {
			spawner: address(Bob),
			proxy_type: ProxyType::Any,
			index: 0,
			height,
			ext_index,
		};
		assert_ok!(act(Bob, kill.into()));
		assert_ok!(outcome());
		assert_eq!(reserved(Bob), 0);
		assert_eq!(act(Bob, transfer(id(Eve), CRN)), error(Error::NotProxy));
	});
}
