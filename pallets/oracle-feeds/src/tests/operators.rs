// SPDX-License-Identifier: Apache-2.0

//! The way of an operator, from its application until it has its bond back.

use crate::{
	mock::{
		blocks, check, genesis, held, key, number, price, submit, total, with_operators, OperatorBond,
		PriceFeeds, RuntimeOrigin, System, Test, WeatherFeeds, BOND, CRN, FUNDS, MIN_BALANCE, TREASURY,
		UNBONDING,
	},
	Bond, Bonds, Error, Event, Operators, Standing,
};
use frame_support::{assert_noop, assert_ok, traits::SortedMembers};
use pallet_oracle::RawValues;
use sp_runtime::{DispatchError, Permill, TokenError};

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

#[test]
fn an_applicant_is_admitted_feeds_resigns_and_has_its_bond_back() {
	with_operators(&[]).execute_with(|| {
		assert_ok!(PriceFeeds::apply(signed(1)));
		System::assert_last_event(Event::<Test>::Applied { who: 1, bond: BOND }.into());
		assert_eq!(held(1), BOND);
		assert_eq!(Bonds::<Test>::get(1), Some(Bond { amount: BOND, standing: Standing::Applicant }));
		assert_noop!(submit(1, &[(CRN, number(1))]), pallet_oracle::Error::<Test>::NoPermission);

		assert_ok!(PriceFeeds::admit(root(), 1));
		System::assert_last_event(Event::<Test>::OperatorAdmitted { who: 1 }.into());
		assert_eq!(PriceFeeds::sorted_members(), vec![1]);
		assert_ok!(submit(1, &[(CRN, number(1))]));
		blocks(1);

		let until = System::block_number() + UNBONDING;
		assert_ok!(PriceFeeds::resign(signed(1)));
		System::assert_last_event(Event::<Test>::OperatorResigned { who: 1, until }.into());
		assert_eq!(Bonds::<Test>::get(1), Some(Bond { amount: BOND, standing: Standing::Leaving { until } }));
		assert_eq!(RawValues::<Test>::iter().count(), 0, "what it had fed is forgotten");
		assert_noop!(submit(1, &[(CRN, number(1))]), pallet_oracle::Error::<Test>::NoPermission);

		blocks(UNBONDING - 1);
		assert_noop!(PriceFeeds::withdraw_bond(signed(1)), Error::<Test>::StillUnbonding);
		assert_eq!(held(1), BOND);
		blocks(1);
		assert_ok!(PriceFeeds::withdraw_bond(signed(1)));
		System::assert_last_event(Event::<Test>::BondWithdrawn { who: 1, bond: BOND }.into());
		assert_eq!((held(1), total(1)), (0, FUNDS));
		assert_eq!(Bonds::<Test>::get(1), None);
		check();
	});
}

#[test]
fn an_application_can_be_taken_back() {
	genesis().execute_with(|| {
		assert_noop!(PriceFeeds::withdraw_application(signed(1)), Error::<Test>::NotAnApplicant);
		assert_ok!(PriceFeeds::apply(signed(1)));
		assert_ok!(PriceFeeds::withdraw_application(signed(1)));
		System::assert_last_event(Event::<Test>::ApplicationWithdrawn { who: 1, bond: BOND }.into());
		assert_eq!((held(1), Bonds::<Test>::get(1)), (0, None));
		assert_noop!(PriceFeeds::admit(root(), 1), Error::<Test>::NotAnApplicant);
		check();
	});
}

#[test]
fn an_application_can_be_turned_down_and_the_bond_comes_back_whole() {
	genesis().execute_with(|| {
		assert_noop!(PriceFeeds::reject(root(), 1), Error::<Test>::NotAnApplicant);
		assert_ok!(PriceFeeds::apply(signed(1)));
		assert_ok!(PriceFeeds::reject(root(), 1));
		System::assert_last_event(Event::<Test>::ApplicationRejected { who: 1, bond: BOND }.into());
		assert_eq!((held(1), total(1), Bonds::<Test>::get(1)), (0, FUNDS, None));
		check();
	});
}

#[test]
fn only_governance_decides_about_operators() {
	with_operators(&[1]).execute_with(|| {
		assert_ok!(PriceFeeds::apply(signed(2)));
		for origin in [signed(2), signed(1), RuntimeOrigin::none()] {
			assert_noop!(PriceFeeds::admit(origin.clone(), 2), DispatchError::BadOrigin);
			assert_noop!(PriceFeeds::reject(origin.clone(), 2), DispatchError::BadOrigin);
			assert_noop!(PriceFeeds::remove(origin, 1, Permill::one()), DispatchError::BadOrigin);
		}
		for origin in [root(), RuntimeOrigin::none()] {
			assert_noop!(PriceFeeds::apply(origin.clone()), DispatchError::BadOrigin);
			assert_noop!(PriceFeeds::withdraw_application(origin.clone()), DispatchError::BadOrigin);
			assert_noop!(PriceFeeds::resign(origin.clone()), DispatchError::BadOrigin);
			assert_noop!(PriceFeeds::withdraw_bond(origin), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn nobody_has_two_bonds() {
	with_operators(&[1]).execute_with(|| {
		assert_noop!(PriceFeeds::apply(signed(1)), Error::<Test>::AlreadyBonded);
		assert_ok!(PriceFeeds::apply(signed(2)));
		assert_noop!(PriceFeeds::apply(signed(2)), Error::<Test>::AlreadyBonded);
		assert_ok!(PriceFeeds::resign(signed(1)));
		assert_noop!(PriceFeeds::apply(signed(1)), Error::<Test>::AlreadyBonded);
		// Another family has bonds of its own: account 1 has one in each by genesis.
		assert_ok!(WeatherFeeds::apply(signed(2)));
		assert_eq!(total(2), FUNDS);
		check();
	});
}

#[test]
fn without_the_bond_there_is_no_application() {
	genesis().execute_with(|| {
		OperatorBond::set(FUNDS);
		assert_noop!(PriceFeeds::apply(signed(1)), TokenError::FundsUnavailable);
		OperatorBond::set(FUNDS - MIN_BALANCE);
		assert_ok!(PriceFeeds::apply(signed(1)));
		assert_noop!(PriceFeeds::apply(signed(42)), TokenError::FundsUnavailable);
		check();
	});
}

#[test]
fn a_bond_stays_what_it_was_when_the_price_changes() {
	genesis().execute_with(|| {
		assert_ok!(PriceFeeds::apply(signed(1)));
		OperatorBond::set(2 * BOND);
		assert_ok!(PriceFeeds::apply(signed(2)));
		assert_eq!((held(1), held(2)), (BOND, 2 * BOND));
		assert_ok!(PriceFeeds::withdraw_application(signed(1)));
		assert_ok!(PriceFeeds::withdraw_application(signed(2)));
		assert_eq!((held(1), held(2)), (0, 0));
		check();
	});
}

#[test]
fn there_are_no_more_operators_than_there_may_be() {
	with_operators(&[1, 2, 3, 4, 5]).execute_with(|| {
		assert_ok!(PriceFeeds::apply(signed(6)));
		assert_noop!(PriceFeeds::admit(root(), 6), Error::<Test>::TooManyOperators);
		assert_ok!(PriceFeeds::resign(signed(3)));
		assert_ok!(PriceFeeds::admit(root(), 6));
		assert_eq!(Operators::<Test>::get().into_inner(), vec![1, 2, 4, 5, 6]);
		assert_eq!(<PriceFeeds as SortedMembers<u64>>::count(), 5);
		assert!(<PriceFeeds as SortedMembers<u64>>::contains(&6));
		assert!(!<PriceFeeds as SortedMembers<u64>>::contains(&3));
		check();
	});
}

#[test]
fn operators_are_in_order_whatever_order_they_come_in() {
	genesis().execute_with(|| {
		for who in [4, 2, 5, 1, 3] {
			assert_ok!(PriceFeeds::apply(signed(who)));
			assert_ok!(PriceFeeds::admit(root(), who));
			check();
		}
		assert_eq!(PriceFeeds::sorted_members(), vec![1, 2, 3, 4, 5]);
	});
}

#[test]
fn only_operators_resign_and_only_who_left_withdraws() {
	genesis().execute_with(|| {
		assert_noop!(PriceFeeds::resign(signed(1)), Error::<Test>::NotAnOperator);
		assert_noop!(PriceFeeds::withdraw_bond(signed(1)), Error::<Test>::NotLeaving);
		assert_ok!(PriceFeeds::apply(signed(1)));
		assert_noop!(PriceFeeds::resign(signed(1)), Error::<Test>::NotAnOperator);
		assert_noop!(PriceFeeds::withdraw_bond(signed(1)), Error::<Test>::NotLeaving);
		assert_ok!(PriceFeeds::admit(root(), 1));
		assert_noop!(PriceFeeds::withdraw_application(signed(1)), Error::<Test>::NotAnApplicant);
		assert_noop!(PriceFeeds::admit(root(), 1), Error::<Test>::NotAnApplicant);
		assert_noop!(PriceFeeds::reject(root(), 1), Error::<Test>::NotAnApplicant);
		assert_noop!(PriceFeeds::withdraw_bond(signed(1)), Error::<Test>::NotLeaving);
		assert_ok!(PriceFeeds::resign(signed(1)));
		assert_noop!(PriceFeeds::resign(signed(1)), Error::<Test>::NotAnOperator);
		assert_noop!(PriceFeeds::withdraw_application(signed(1)), Error::<Test>::NotAnApplicant);
	});
}

#[test]
fn governance_removes_an_operator_and_takes_a_part_of_its_bond() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 100);
		let until = System::block_number() + UNBONDING;
		// A third of 1000 is 333.3: the treasury has the rest of the planck.
		assert_ok!(PriceFeeds::remove(root(), 1, Permill::from_rational(1_u32, 3)));
		System::assert_has_event(Event::<Test>::OperatorRemoved { who: 1, until }.into());
		System::assert_last_event(Event::<Test>::BondSlashed { who: 1, amount: 334, left: 666 }.into());
		assert_eq!((held(1), total(1), total(TREASURY)), (666, FUNDS - 334, MIN_BALANCE + 334));
		assert_eq!(PriceFeeds::sorted_members(), vec![2]);
		assert_eq!(RawValues::<Test>::iter_prefix(1).count(), 0);
		check();

		blocks(UNBONDING);
		assert_ok!(PriceFeeds::withdraw_bond(signed(1)));
		assert_eq!((held(1), total(1)), (0, FUNDS - 334));
		check();
	});
}

#[test]
fn an_operator_can_be_removed_without_being_slashed() {
	with_operators(&[1]).execute_with(|| {
		let until = System::block_number() + UNBONDING;
		assert_ok!(PriceFeeds::remove(root(), 1, Permill::zero()));
		System::assert_last_event(Event::<Test>::OperatorRemoved { who: 1, until }.into());
		assert_eq!((held(1), total(1)), (BOND, FUNDS));
		assert_noop!(PriceFeeds::remove(root(), 1, Permill::zero()), Error::<Test>::NotAnOperator);
		check();
	});
}

#[test]
fn a_bond_that_is_slashed_whole_leaves_no_record() {
	with_operators(&[1]).execute_with(|| {
		assert_ok!(PriceFeeds::remove(root(), 1, Permill::one()));
		System::assert_last_event(Event::<Test>::BondSlashed { who: 1, amount: BOND, left: 0 }.into());
		assert_eq!((held(1), Bonds::<Test>::get(1)), (0, None));
		assert_eq!(total(TREASURY), MIN_BALANCE + BOND);
		check();
		// It may try again, with another bond.
		assert_ok!(PriceFeeds::apply(signed(1)));
		check();
	});
}

#[test]
fn who_is_no_operator_cannot_be_removed() {
	genesis().execute_with(|| {
		assert_noop!(PriceFeeds::remove(root(), 1, Permill::one()), Error::<Test>::NotAnOperator);
		assert_ok!(PriceFeeds::apply(signed(1)));
		assert_noop!(PriceFeeds::remove(root(), 1, Permill::one()), Error::<Test>::NotAnOperator);
	});
}

#[test]
fn a_bond_of_nothing_goes_the_same_way() {
	genesis().execute_with(|| {
		OperatorBond::set(0);
		assert_ok!(PriceFeeds::apply(signed(1)));
		assert_ok!(PriceFeeds::admit(root(), 1));
		check();
		assert_ok!(PriceFeeds::resign(signed(1)));
		blocks(UNBONDING);
		assert_ok!(PriceFeeds::withdraw_bond(signed(1)));
		assert_eq!(Bonds::<Test>::get(1), None);
	});
}

#[test]
fn leaving_forgets_the_values_for_all_feeds_of_the_family_only() {
	with_operators(&[1, 2]).execute_with(|| {
		assert_ok!(PriceFeeds::set_feed(root(), key("A"), crate::mock::feed(1)));
		assert_ok!(submit(1, &[(CRN, number(1)), ("A", number(2))]));
		price(2, 1);
		use sp_runtime::traits::Dispatchable;
		let values = vec![(key(CRN), number(7))].try_into().unwrap();
		assert_ok!(crate::mock::RuntimeCall::WeatherOracle(pallet_oracle::Call::feed_values { values })
			.dispatch(signed(1)));
		assert_ok!(PriceFeeds::resign(signed(1)));
		assert_eq!(RawValues::<Test>::iter_prefix(1).count(), 0);
		assert_eq!(RawValues::<Test>::iter_prefix(2).count(), 1);
		assert_eq!(RawValues::<Test, crate::Instance1>::iter_prefix(1).count(), 1);
		check();
	});
}
