// SPDX-License-Identifier: Apache-2.0

//! Single calls that are paused.

use super::*;

fn name(pallet: &str, call: &str) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
	let bounded = |text: &str| text.as_bytes().to_vec().try_into().expect("it is short");
	(bounded(pallet), bounded(call))
}

fn pause(pallet: &str, call: &str) -> Pause {
	Pause::pause { full_name: name(pallet, call) }
}

#[test]
fn a_paused_call_is_refused_and_its_neighbours_are_not() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(committee_decides(pause("Balances", "transfer_allow_death")));
		assert!(is_filtered(&pay()));
		let calls = vec![transfer(id(Ferdie), CRN)];
		assert!(is_filtered(&submit(Dave, pallet_utility::Call::batch_all { calls })));

		let other = pallet_balances::Call::transfer_keep_alive { dest: address(Ferdie), value: CRN };
		assert_ok!(submit(Dave, other));

		let ident = name("Balances", "transfer_allow_death");
		assert_err!(submit(Dave, Pause::unpause { ident: ident.clone() }), BadOrigin);
		assert_ok!(committee_decides(Pause::unpause { ident }));
		assert_ok!(pay());
	});
}

#[test]
fn what_ends_a_pause_cannot_be_paused() {
	let mut chain = chain();
	chain.next_block(|| {
		for (pallet, call) in [
			("System", "set_code"),
			("Timestamp", "set"),
			("Scheduler", "schedule"),
			("Referenda", "submit"),
			("ConvictionVoting", "vote"),
			("TechnicalCommittee", "propose"),
			("SafeMode", "force_exit"),
			("TxPause", "unpause"),
		] {
			let refused = committee_decides(pause(pallet, call));
			assert_eq!(refused, Err(pallet_tx_pause::Error::<Runtime>::Unpausable.into()), "{pallet}");
		}
	});
}

#[test]
fn no_user_pauses_a_call() {
	let mut chain = chain();
	chain.next_block(|| assert_err!(submit(Bob, pause("Balances", "burn")), BadOrigin));
}
