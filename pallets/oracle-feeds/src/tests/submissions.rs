// SPDX-License-Identifier: Apache-2.0

//! What operators may send to `pallet-oracle`, and what it costs.

use crate::{
	mock::{
		blocks, check, feed, key, number, submit, submit_as, with_operators, PriceFeeds, RuntimeCall,
		RuntimeOrigin, System, Test, CRN,
	},
	OracleWeights, RegisteredFeedsOnly, WeightInfo,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{GetDispatchInfo, Pays},
	instances::Instance1,
	traits::Contains,
	weights::constants::RocksDbWeight,
};
use pallet_oracle::{Error as OracleError, RawValues, WeightInfo as _};
use sp_runtime::traits::Dispatchable;

#[test]
fn an_operator_feeds_registered_feeds() {
	with_operators(&[1, 2]).execute_with(|| {
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("A"), feed(1)));
		assert_ok!(submit(1, &[(CRN, number(1)), ("A", number(2))]));
		assert_eq!(RawValues::<Test>::iter_prefix(1).count(), 2);
		System::assert_last_event(
			pallet_oracle::Event::<Test>::NewFeedData {
				sender: 1,
				values: vec![(key(CRN), number(1)), (key("A"), number(2))],
			}
			.into(),
		);
		check();
	});
}

#[test]
fn one_unregistered_key_has_the_whole_submission_refused() {
	with_operators(&[1]).execute_with(|| {
		for values in [
			vec![("RAIN", number(1))],
			vec![(CRN, number(1)), ("RAIN", number(1))],
			vec![("RAIN", number(1)), (CRN, number(1))],
		] {
			assert_noop!(submit(1, &values), frame_system::Error::<Test>::CallFiltered);
		}
	});
}

#[test]
fn a_key_that_comes_twice_has_the_whole_submission_refused() {
	with_operators(&[1]).execute_with(|| {
		let twice = [(CRN, number(1)), (CRN, number(2))];
		assert_noop!(submit(1, &twice), frame_system::Error::<Test>::CallFiltered);
	});
}

#[test]
fn a_submission_of_nothing_is_refused() {
	with_operators(&[1]).execute_with(|| {
		assert_noop!(submit(1, &[]), frame_system::Error::<Test>::CallFiltered);
	});
}

#[test]
fn the_filter_lets_everything_else_through() {
	with_operators(&[1]).execute_with(|| {
		let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
		assert!(RegisteredFeedsOnly::<Test>::contains(&remark));
		let values = vec![(key("RAIN"), number(1))].try_into().unwrap();
		let other_family = RuntimeCall::WeatherOracle(pallet_oracle::Call::feed_values { values });
		assert!(RegisteredFeedsOnly::<Test>::contains(&other_family));
		assert!(!RegisteredFeedsOnly::<Test, Instance1>::contains(&other_family));
	});
}

#[test]
fn only_operators_and_root_feed() {
	with_operators(&[1]).execute_with(|| {
		assert_noop!(submit(2, &[(CRN, number(1))]), OracleError::<Test>::NoPermission);
		assert_ok!(submit_as(RuntimeOrigin::root(), &[(CRN, number(1))]));
	});
}

#[test]
fn all_operators_and_root_feed_in_one_block() {
	with_operators(&[1, 2, 3, 4, 5]).execute_with(|| {
		assert_ok!(submit_as(RuntimeOrigin::root(), &[(CRN, number(1))]));
		for who in 1..=5 {
			assert_ok!(submit(who, &[(CRN, number(1))]));
		}
		blocks(1);
		assert_ok!(submit(1, &[(CRN, number(1))]));
	});
}

#[test]
fn feeding_is_free_for_operators_and_weighs_what_it_takes() {
	with_operators(&[1]).execute_with(|| {
		let values = vec![(key(CRN), number(1))].try_into().unwrap();
		let call = RuntimeCall::PriceOracle(pallet_oracle::Call::feed_values { values });
		let weight = <() as WeightInfo>::feed_values(1);
		assert_eq!(call.get_dispatch_info().call_weight, weight);
		assert_eq!(OracleWeights::<Test>::feed_values(1), weight);
		let paid = call.dispatch(RuntimeOrigin::signed(1)).expect("an operator may feed this");
		assert_eq!(paid.pays_fee, Pays::No);
	});
}

#[test]
fn a_submission_weighs_what_it_takes_with_as_many_operators_as_there_may_be() {
	let weight = <() as WeightInfo>::feed_values;
	assert!(weight(2).all_gt(weight(1)));
	let reads = |count| RocksDbWeight::get().reads(count).ref_time();
	assert!(weight(20).ref_time() > reads(20 * 25), "25 operators may have a value for each of 20 feeds");
	let own = <() as pallet_oracle::WeightInfo>::feed_values(20);
	assert!(weight(20).ref_time() > own.ref_time(), "pallet-oracle counts no operators");
	assert_eq!(
		OracleWeights::<Test>::on_finalize(),
		<() as pallet_oracle::WeightInfo>::on_finalize(),
		"the mock has the same database"
	);
}

#[test]
fn the_calls_weights_count_operators_and_feeds() {
	type Weights = ();
	let call = crate::Call::<Test>::resign {};
	assert_eq!(call.get_dispatch_info().call_weight, Weights::resign(4));
	let call = crate::Call::<Test>::remove { who: 1, slash: Default::default() };
	assert_eq!(call.get_dispatch_info().call_weight, Weights::remove(4));
	assert!(Weights::remove(4).all_gt(Weights::resign(4)));
	let call = crate::Call::<Test>::set_feed { key: key(CRN), feed: feed(1) };
	assert_eq!(call.get_dispatch_info().call_weight, Weights::set_feed(5));
	let call = crate::Call::<Test>::remove_feed { key: key(CRN) };
	assert_eq!(call.get_dispatch_info().call_weight, Weights::remove_feed(5));
	let bond = [
		(crate::Call::<Test>::apply {}, Weights::apply()),
		(crate::Call::withdraw_application {}, Weights::withdraw_application()),
		(crate::Call::reject { who: 1 }, Weights::reject()),
		(crate::Call::withdraw_bond {}, Weights::withdraw_bond()),
		(crate::Call::admit { who: 1 }, Weights::admit()),
	];
	for (call, weight) in bond {
		assert_eq!(call.get_dispatch_info().call_weight, weight);
	}
	let with_own_price = <crate::weights::SubstrateWeight<Test> as WeightInfo>::apply();
	assert_eq!(with_own_price, Weights::apply(), "the mock has the same database");
}
