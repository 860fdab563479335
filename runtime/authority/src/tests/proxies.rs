// SPDX-License-Identifier: Apache-2.0

//! What proxies of each kind may do.

use super::chain::{id, last_event, submit, transfer, Chain};
use crate::{
	configs::{accounts::ProxyType, council::CouncilCollective},
	genesis_presets::DEVELOPMENT,
	units::CRN,
	Address, Balances, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::{assert_ok, traits::InstanceFilter};
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{Alice, Dave, Eve};
use sp_runtime::DispatchResult;

const ALL: [ProxyType; 4] =
	[ProxyType::Any, ProxyType::NonTransfer, ProxyType::Council, ProxyType::CancelProxy];

/// Has Eve make `call` for Alice, and returns what came of it.
fn through_eve(call: RuntimeCall) -> DispatchResult {
	let real = Address::Id(id(Alice));
	assert_ok!(submit(Eve, pallet_proxy::Call::proxy { real, force_proxy_type: None, call: Box::new(call) }));
	last_event(|event| match event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	})
}

#[test]
fn each_kind_does_its_own_and_nothing_else() {
	let proposal: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
	let length_bound = proposal.encoded_size() as u32;
	let motion: RuntimeCall = pallet_collective::Call::<Runtime, CouncilCollective>::propose {
		threshold: 2,
		proposal: Box::new(proposal),
		length_bound,
	}
	.into();
	let purge: RuntimeCall = pallet_session::Call::purge_keys {}.into();
	let batch: RuntimeCall = pallet_utility::Call::batch_all { calls: vec![transfer(Dave, CRN)] }.into();
	for (kind, moves, proposes, purges) in [
		(ProxyType::Any, true, true, true),
		(ProxyType::NonTransfer, false, true, true),
		(ProxyType::Council, false, true, false),
		(ProxyType::CancelProxy, false, false, false),
	] {
		let mut chain = Chain::new(DEVELOPMENT);
		chain.block(|| {
			let delegate = Address::Id(id(Eve));
			assert_ok!(submit(Alice, pallet_proxy::Call::add_proxy { delegate, proxy_type: kind, delay: 0 }));
			assert_eq!(through_eve(transfer(Dave, CRN)).is_ok(), moves, "{kind:?}");
			assert_eq!(through_eve(batch.clone()).is_ok(), moves, "{kind:?} in a batch");
			assert_eq!(through_eve(motion.clone()).is_ok(), proposes, "{kind:?}");
			assert_eq!(through_eve(purge.clone()).is_ok(), purges, "{kind:?}");

			let delegate = Address::Id(id(Eve));
			assert_ok!(submit(
				Alice,
				pallet_proxy::Call::remove_proxy { delegate, proxy_type: kind, delay: 0 }
			));
			assert_eq!(Balances::reserved_balance(id(Alice)), 0, "the deposit comes back");
		});
	}
}

#[test]
fn a_kind_that_includes_another_lets_all_its_calls_through() {
	let calls: [RuntimeCall; 4] = [
		transfer(Dave, CRN),
		pallet_session::Call::purge_keys {}.into(),
		pallet_utility::Call::batch { calls: vec![] }.into(),
		pallet_proxy::Call::reject_announcement {
			delegate: Address::Id(id(Eve)),
			call_hash: Default::default(),
		}
		.into(),
	];
	for wide in ALL {
		for narrow in ALL.into_iter().filter(|narrow| wide.is_superset(narrow)) {
			for call in calls.iter().filter(|call| narrow.filter(call)) {
				assert!(wide.filter(call), "{wide:?} includes {narrow:?}, and refuses {call:?}");
			}
		}
	}
}
