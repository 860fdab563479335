// SPDX-License-Identifier: Apache-2.0

//! Bonds, whatever anybody does in whatever order: what is held is what is recorded, nothing is made or lost, and
//! everybody gets back what was not slashed.

use crate::{
	mock::{
		blocks, check, held, key, submit, total, with_operators, Balances, OperatorBond, PriceFeeds,
		RuntimeOrigin, System, Test, ACCOUNTS, BOND, CRN, FUNDS, MIN_BALANCE, TREASURY, UNBONDING,
	},
	Bonds, Event, HoldReason, Standing,
};
use frame_support::traits::fungible::InspectHold;
use proptest::prelude::*;
use sp_runtime::{Permill, StateVersion};
use std::collections::BTreeMap;

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Step {
	Apply(u64),
	WithdrawApplication(u64),
	Admit(u64),
	Reject(u64),
	Resign(u64),
	WithdrawBond(u64),
	Remove(u64, u32),
	Submit(u64, i128),
	ClearFeed,
	Price(u64),
	Blocks(u64),
}

fn step() -> impl Strategy<Value = Step> {
	let who = ACCOUNTS;
	prop_oneof![
		4 => who.clone().prop_map(Step::Apply),
		1 => who.clone().prop_map(Step::WithdrawApplication),
		5 => who.clone().prop_map(Step::Admit),
		1 => who.clone().prop_map(Step::Reject),
		3 => who.clone().prop_map(Step::Resign),
		3 => who.clone().prop_map(Step::WithdrawBond),
		3 => (who.clone(), 0..=1_000_000_u32).prop_map(|(who, share)| Step::Remove(who, share)),
		1 => who.clone().prop_map(|who| Step::Remove(who, 1_000_000)),
		3 => (who, any::<i128>()).prop_map(|(who, value)| Step::Submit(who, value)),
		1 => Just(Step::ClearFeed),
		// From nothing to more than anybody has.
		1 => prop_oneof![Just(0), Just(1), 0..2 * FUNDS].prop_map(Step::Price),
		2 => (1..UNBONDING + 2).prop_map(Step::Blocks),
	]
}

/// Does it. Most of it is refused, which is fine, as long as it then changes nothing.
fn take(step: &Step) {
	let (root, signed) = (RuntimeOrigin::root(), RuntimeOrigin::signed);
	let before = sp_io::storage::root(StateVersion::V1);
	let result = match *step {
		Step::Apply(who) => PriceFeeds::apply(signed(who)),
		Step::WithdrawApplication(who) => PriceFeeds::withdraw_application(signed(who)),
		Step::Admit(who) => PriceFeeds::admit(root, who),
		Step::Reject(who) => PriceFeeds::reject(root, who),
		Step::Resign(who) => PriceFeeds::resign(signed(who)),
		Step::WithdrawBond(who) => PriceFeeds::withdraw_bond(signed(who)),
		Step::Remove(who, share) => PriceFeeds::remove(root, who, Permill::from_parts(share)),
		Step::Submit(who, value) => submit(who, &[(CRN, sp_runtime::FixedI128::from_inner(value))]),
		Step::ClearFeed => PriceFeeds::remove_feed(root.clone(), key(CRN))
			.and_then(|()| PriceFeeds::set_feed(root, key(CRN), crate::mock::feed(1))),
		Step::Price(bond) => {
			OperatorBond::set(bond);
			Ok(())
		}
		Step::Blocks(count) => {
			blocks(count);
			Ok(())
		}
	};
	if result.is_err() {
		let after = sp_io::storage::root(StateVersion::V1);
		assert_eq!(before, after, "{step:?} was refused and changed something");
	}
}

/// What was slashed of each, from the events since they were last looked at.
fn slashed(by: &mut BTreeMap<u64, u64>) {
	for record in System::read_events_no_consensus() {
		if let crate::mock::RuntimeEvent::PriceFeeds(Event::BondSlashed { who, amount, .. }) = record.event {
			*by.entry(who).or_default() += amount;
		}
	}
	System::reset_events();
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn holds_are_what_is_recorded_and_nothing_is_lost(steps in prop::collection::vec(step(), 1..60)) {
		with_operators(&[1, 2]).execute_with(|| {
			let issued = Balances::total_issuance();
			let mut lost = BTreeMap::new();
			for step in &steps {
				take(step);
				check();
				slashed(&mut lost);
				for who in ACCOUNTS {
					// Every hold has its record, as `check` has seen that every record has its hold.
					let recorded = Bonds::<Test>::get(who).map_or(0, |bond| bond.amount);
					assert_eq!(held(who), recorded, "{who} after {step:?}");
					let gone = lost.get(&who).copied().unwrap_or_default();
					assert_eq!(total(who), FUNDS - gone, "{who} after {step:?}");
				}
				assert_eq!(total(TREASURY), MIN_BALANCE + lost.values().sum::<u64>());
				assert_eq!(Balances::total_issuance(), issued);
			}

			// Everybody leaves, without anybody's help.
			for who in ACCOUNTS {
				match Bonds::<Test>::get(who).map(|bond| bond.standing) {
					Some(Standing::Applicant) => {
						PriceFeeds::withdraw_application(RuntimeOrigin::signed(who)).expect("it may go");
					}
					Some(Standing::Operator) => {
						PriceFeeds::resign(RuntimeOrigin::signed(who)).expect("it may go");
					}
					Some(Standing::Leaving { .. }) | None => {}
				}
			}
			blocks(UNBONDING);
			for who in ACCOUNTS {
				if Bonds::<Test>::contains_key(who) {
					PriceFeeds::withdraw_bond(RuntimeOrigin::signed(who)).expect("its time is over");
				}
				assert_eq!(held(who), 0);
				assert_eq!(total(who), FUNDS - lost.get(&who).copied().unwrap_or_default());
			}
			assert_eq!(Bonds::<Test>::iter().count(), 0);
			assert_eq!(pallet_oracle::RawValues::<Test>::iter().count(), 0);
			check();
		});
	}
}

#[test]
fn the_families_hold_for_reasons_of_their_own() {
	with_operators(&[1]).execute_with(|| {
		let prices = HoldReason::<()>::OperatorBond.into();
		let weather = HoldReason::<crate::Instance1>::OperatorBond.into();
		assert_eq!(Balances::balance_on_hold(&prices, &1), BOND);
		assert_eq!(Balances::balance_on_hold(&weather, &1), BOND);
		PriceFeeds::remove(RuntimeOrigin::root(), 1, Permill::one()).expect("it is an operator");
		assert_eq!(Balances::balance_on_hold(&prices, &1), 0);
		assert_eq!(Balances::balance_on_hold(&weather, &1), BOND);
		check();
	});
}
