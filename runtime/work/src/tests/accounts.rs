// SPDX-License-Identifier: Apache-2.0

//! What accounts can do for each other, and what proxies may not.

use super::chain::{free, submit, transfer, Chain};
use crate::{
	configs::accounts::ProxyType, genesis_presets::DEVELOPMENT, units::CRN, Address, RuntimeCall, System,
};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};

fn through_proxy(call: RuntimeCall) -> RuntimeCall {
	pallet_proxy::Call::proxy {
		real: Address::Id(Alice.to_account_id()),
		force_proxy_type: None,
		call: Box::new(call),
	}
	.into()
}

#[test]
fn a_proxy_does_what_its_kind_allows() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(Charlie, || {
		for (who, proxy_type) in [(Bob, ProxyType::Any), (Dave, ProxyType::NonTransfer)] {
			let delegate = Address::Id(who.to_account_id());
			assert_ok!(submit(Alice, pallet_proxy::Call::add_proxy { delegate, proxy_type, delay: 0 }, 0));
		}
	});
	let gift = || transfer(Charlie.to_account_id(), CRN);
	for (proxy, moved) in [(Bob, CRN), (Dave, 0)] {
		let before = chain.read(|| free(Alice));
		chain.block(Charlie, || {
			assert_ok!(submit(proxy, through_proxy(gift()), 0));
		});
		assert_eq!(before - chain.read(|| free(Alice)), moved, "through {proxy:?}");
	}
	let remark = frame_system::Call::remark_with_event { remark: vec![1] };
	chain.block(Charlie, || {
		assert_ok!(submit(Dave, through_proxy(remark.into()), 0));
	});
	let remarked = chain.read(|| {
		System::events().iter().any(|record| {
			matches!(&record.event, crate::RuntimeEvent::System(frame_system::Event::Remarked { sender, .. })
				if *sender == Alice.to_account_id())
		})
	});
	assert!(remarked, "Dave remarks as Alice");
}
