// SPDX-License-Identifier: Apache-2.0

//! Safe mode: who enters it, what gets through, how it ends.

use super::*;
use crate::tests::{chain::free, governance::majority_votes};
use frame_support::dispatch::RawOrigin;
use pallet_staking::RewardDestination;

#[test]
fn users_calls_are_refused_in_safe_mode_however_they_are_wrapped() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(pay());
		assert_ok!(committee_decides(Safe::force_enter {}));
		assert!(is_filtered(&pay()));

		let calls = vec![transfer(id(Ferdie), CRN)];
		assert!(is_filtered(&submit(Dave, pallet_utility::Call::batch_all { calls })));
		let staking = pallet_staking::Call::bond { value: CRN, payee: RewardDestination::Stash };
		assert!(is_filtered(&submit(Dave, staking)));
		let remark = frame_system::Call::remark { remark: vec![] };
		assert!(is_filtered(&submit(Dave, remark)));
	});
}

#[test]
fn a_refused_call_moves_nothing() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(committee_decides(Safe::force_enter {}));
		let before = free(Ferdie);
		assert!(pay().is_err());
		assert_eq!(free(Ferdie), before);
	});
}

#[test]
fn governance_goes_on_in_safe_mode_and_its_decision_is_enacted() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		// Root's safe mode lasts for seven days, and so longer than this referendum.
		assert_ok!(as_root(Safe::force_enter {}));
		let call: RuntimeCall = Safe::force_exit {}.into();
		assert_ok!(submit(Eve, pallet_preimage::Call::note_preimage { bytes: call.encode() }));
		let proposal = Bounded::Inline(call.encode().try_into().expect("it is short"));
		let (proposal_origin, enactment_moment) = (Box::new(RawOrigin::Root.into()), DispatchTime::After(0));
		let submission = pallet_referenda::Call::submit { proposal_origin, proposal, enactment_moment };
		assert_ok!(submit(Eve, submission));
		assert_ok!(submit(Ferdie, pallet_referenda::Call::place_decision_deposit { index: 0 }));
		majority_votes(0, true);
		0
	});
	for _ in 0..4 * DAY {
		chain.empty_block();
		if let Some(reason) = chain.read(left) {
			assert_eq!(reason, ExitReason::Force);
			chain.next_block(|| {
				assert_ok!(pay());
			});
			return;
		}
	}
	panic!("referendum {index} has not ended safe mode");
}

#[test]
fn blocks_are_made_and_eras_go_on_in_safe_mode() {
	let patch = json!({ "launchConfig": { "epochDuration": 10, "governanceDay": 50 } });
	let mut chain = Chain::with_patch(DEVELOPMENT, patch);
	chain.next_block(|| {
		assert_ok!(committee_decides(Safe::force_enter {}));
	});
	chain.run_to_era(2);
	chain.read(|| assert!(SafeMode::is_entered()));
}

#[test]
fn safe_mode_of_the_committee_ends_by_itself_after_a_day() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(committee_decides(Safe::force_enter {}));
	});
	let entered = chain.number();
	chain.read(|| assert_eq!(EnteredUntil::<Runtime>::get(), Some(entered + DAY)));
	chain.run_blocks(DAY - 1);
	chain.next_block(|| assert!(is_filtered(&pay())));
	chain.next_block(|| {
		assert_eq!(left(), Some(ExitReason::Timeout));
		assert_ok!(pay());
	});
}

#[test]
fn roots_lasts_for_a_week() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(as_root(Safe::force_enter {}));
	});
	let entered = chain.number();
	chain.read(|| assert_eq!(EnteredUntil::<Runtime>::get(), Some(entered + 7 * DAY)));
}

#[test]
fn the_committee_prolongs_it_and_ends_it() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(committee_decides(Safe::force_enter {}));
		let until = EnteredUntil::<Runtime>::get().expect("it is entered");
		assert_ok!(committee_decides(Safe::force_extend {}));
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(until + DAY));

		assert_ok!(committee_decides(Safe::force_exit {}));
		assert_eq!(left(), Some(ExitReason::Force));
		assert_ok!(pay());
	});
}

#[test]
fn no_user_enters_prolongs_or_ends_it_for_money_or_for_nothing() {
	let mut chain = chain();
	chain.next_block(|| {
		let not_for_sale = pallet_safe_mode::Error::<Runtime>::NotConfigured;
		assert_err!(submit(Alice, Safe::enter {}), not_for_sale);
		assert_err!(submit(Alice, Safe::force_enter {}), BadOrigin);
		assert_ok!(as_root(Safe::force_enter {}));
		let not_for_sale = pallet_safe_mode::Error::<Runtime>::NotConfigured;
		assert_err!(submit(Alice, Safe::extend {}), not_for_sale);
		assert_err!(submit(Alice, Safe::force_extend {}), BadOrigin);
		assert_err!(submit(Alice, Safe::force_exit {}), BadOrigin);
	});
}
