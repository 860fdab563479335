// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may say, and what comes of it.

use crate::{
	mock::{
		check, empty, feed, genesis, genesis_config, held, key, PriceFeeds, RuntimeGenesisConfig, Test, BOND,
		CRN,
	},
	Bonds, Feeds, Operators, Standing,
};
use frame_support::{
	genesis_builder_helper::build_state,
	traits::{GetStorageVersion, Hooks, StorageVersion},
};
use serde_json::{json, Value};

/// Builds a state from the `priceFeeds` part of a chain spec, as a node does.
fn build_from_json(price_feeds: Value) -> Result<(), String> {
	crate::mock::OperatorBond::set(BOND);
	let mut genesis = serde_json::to_value(genesis_config()).expect("a genesis can be written as JSON");
	genesis["priceFeeds"] = price_feeds;
	build_state::<RuntimeGenesisConfig>(genesis.to_string().into_bytes())
}

/// A feed as JSON; it is what [`feed`] makes for two sources.
fn in_json() -> Value {
	json!({
		"key": CRN,
		"description": "Price of a CRN",
		"unit": "USD",
		"minSources": 2,
		"maxAge": 60_000,
		"maxDeviation": 100_000,
		"tolerance": "0",
	})
}

/// A feed in which one field is another.
fn with(field: &str, value: Value) -> Value {
	let mut feed = in_json();
	feed[field] = value;
	json!({ "feeds": [feed] })
}

/// The message with which a genesis is refused.
fn refusal(price_feeds: Value) -> String {
	empty().execute_with(|| {
		let caught = std::panic::catch_unwind(|| build_from_json(price_feeds));
		match caught {
			Ok(result) => result.expect_err("this genesis is not allowed"),
			Err(panic) => *panic.downcast::<String>().expect("the message is a string"),
		}
	})
}

#[test]
fn feeds_and_operators_from_genesis_are_stored() {
	empty().execute_with(|| {
		build_from_json(json!({ "feeds": [in_json()], "operators": [3, 1] })).expect("it is allowed");
		assert_eq!(Feeds::<Test>::get(key(CRN)), Some(feed(2)));
		assert_eq!(Operators::<Test>::get().into_inner(), vec![1, 3]);
		assert_eq!((held(1), held(2), held(3)), (BOND, 0, BOND));
		assert_eq!(Bonds::<Test>::get(3).map(|bond| bond.standing), Some(Standing::Operator));
		assert_eq!(PriceFeeds::on_chain_storage_version(), StorageVersion::new(1));
		check();
	});
}

#[test]
fn without_anything_there_is_nothing() {
	genesis().execute_with(|| {
		assert_eq!(Feeds::<Test>::count(), 0);
		assert!(Operators::<Test>::get().is_empty());
		check();
	});
}

#[test]
fn a_tolerance_is_a_string_of_the_smallest_steps() {
	empty().execute_with(|| {
		build_from_json(with("tolerance", json!("500000000000000000"))).expect("it is allowed");
		let tolerance = Feeds::<Test>::get(key(CRN)).map(|feed| feed.tolerance);
		assert_eq!(tolerance, Some(sp_runtime::FixedI128::from_rational(1, 2)));
	});
}

#[test]
fn a_feed_that_makes_no_sense_is_refused_with_a_reason() {
	let cases = [
		(with("key", json!("CRN USD")), "feed \"CRN USD\": the key must be visible ASCII, and not empty"),
		(with("key", json!("K".repeat(33))), "the key is too long"),
		(with("description", json!("")), "the description must not be empty"),
		(with("description", json!("d".repeat(65))), "description and unit may have 64 bytes each"),
		(with("unit", json!("\u{1b}")), "description and unit must have no control characters"),
		(with("minSources", json!(0)), "feed \"CRN/USD\": minSources is 0; allowed: 1 to 5"),
		(with("minSources", json!(6)), "minSources is 6; allowed: 1 to 5"),
		(with("maxAge", json!(0)), "maxAge is 0 milliseconds; allowed: at least 1"),
		(
			with("maxDeviation", json!(1_000_001)),
			"maxDeviation is 1000001 parts per million; allowed: 0 to 1000000",
		),
		(with("tolerance", json!("-1")), "tolerance is below 0"),
		(with("maxage", json!(1)), "unknown field"),
		(json!({ "feeds": [in_json(), in_json()] }), "feed \"CRN/USD\": there is another with this key"),
	];
	for (price_feeds, reason) in cases {
		let refusal = refusal(price_feeds);
		assert!(refusal.contains(reason), "{refusal:?} does not say {reason:?}");
	}
}

#[test]
fn more_feeds_than_there_may_be_are_refused() {
	let feeds: Vec<_> = ["A", "B", "C", "D", "E"]
		.map(|key| {
			let mut feed = in_json();
			feed["key"] = json!(key);
			feed
		})
		.into();
	assert_eq!(refusal(json!({ "feeds": feeds })), "PriceFeeds: feed \"E\": there are more than 4");
}

#[test]
fn operators_that_cannot_be_are_refused_with_a_reason() {
	let cases = [
		(json!([1, 1]), "PriceFeeds: operator 1: AlreadyBonded"),
		(json!([1, 2, 3, 4, 5, 6]), "PriceFeeds: operator 6: TooManyOperators"),
		(json!([42]), "PriceFeeds: operator 42: Funds are unavailable"),
	];
	for (operators, reason) in cases {
		assert_eq!(refusal(json!({ "operators": operators })), reason);
	}
}

#[test]
fn the_runtimes_settings_are_checked() {
	use crate::mock::{MostFeeds, MostOperators};
	let refuses = || std::panic::catch_unwind(PriceFeeds::integrity_test).is_err();
	assert!(!refuses());
	for most in [0, 6] {
		MostOperators::set(most);
		assert!(
			refuses(),
			"pallet-oracle has room for 6 who feed, root among them; at most {most} operators"
		);
	}
	MostOperators::set(5);
	MostFeeds::set(0);
	assert!(refuses());
	MostFeeds::set(4);
	assert!(!refuses());
}
