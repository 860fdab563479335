// SPDX-License-Identifier: Apache-2.0

//! The invariants are checked for real: each kind of damage is found.

use crate::{
	mock::{feed, key, number, with_operators, PriceFeeds, Test, CRN, START},
	Bonds, Feeds, Operators, Standing,
};
use frame_support::assert_ok;
use pallet_oracle::{RawValues, TimestampedValue, Values};

#[test]
fn each_kind_of_damage_is_found() {
	type Breakage = fn();
	let said = || TimestampedValue { value: number(1), timestamp: START };
	let breakages: [(&str, Breakage); 8] = [
		("a stored feed is not allowed", || Feeds::<Test>::insert(key(CRN), feed(0))),
		("there are too many feeds", || {
			for name in ["A", "B", "C", "D"] {
				Feeds::<Test>::insert(key(name), feed(1));
			}
		}),
		("a bond is not what is held", || {
			Bonds::<Test>::mutate_extant(1, |bond| bond.amount += 1);
		}),
		("an operator is not in the list", || {
			Operators::<Test>::mutate(|operators| operators.retain(|who| *who != 1));
		}),
		("one in the list is not an operator", || {
			Bonds::<Test>::mutate_extant(1, |bond| bond.standing = Standing::Applicant);
		}),
		("the operators are out of order", || {
			Operators::<Test>::mutate(|operators| operators.as_mut().reverse());
		}),
		("there is a value of nobody's, or for no feed", || {
			RawValues::<Test>::insert(7, key(CRN), TimestampedValue { value: number(1), timestamp: START });
		}),
		("there is a combined value for no feed", || {
			Values::<Test>::insert(key("RAIN"), TimestampedValue { value: number(1), timestamp: START });
		}),
	];
	for (reason, breakage) in breakages {
		with_operators(&[1, 2]).execute_with(|| {
			assert_ok!(PriceFeeds::do_try_state());
			breakage();
			let error = PriceFeeds::do_try_state().expect_err("something is wrong");
			assert_eq!(<&str>::from(error), format!("oracle-feeds: {reason}"));
		});
	}
	with_operators(&[1]).execute_with(|| {
		RawValues::<Test>::insert(1, key("RAIN"), said());
		assert!(PriceFeeds::do_try_state().is_err(), "an operator's value for no feed");
	});
}
