// SPDX-License-Identifier: Apache-2.0

//! What the runtime API answers.

use crate::{
	mock::{
		blocks, feed, genesis, key, number, price, submit, with_operators, PriceFeeds, RuntimeOrigin, System,
		BLOCK, BOND, CRN, START, UNBONDING,
	},
	Bond, Feed, FeedState, OperatorState, ReadError, ReadFeed, Source, Standing, Submitted,
};
use frame_support::assert_ok;
use parity_scale_codec::{Decode, Encode};
use sp_runtime::Permill;

fn bytes(text: &str) -> Vec<u8> {
	text.as_bytes().to_vec()
}

#[test]
fn all_feeds_are_told_in_order_with_what_they_say() {
	with_operators(&[1, 2]).execute_with(|| {
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("A"), feed(1)));
		price(1, 100);
		price(2, 100);
		let states = PriceFeeds::feed_states();
		let plain = |min_sources| {
			let feed = feed(min_sources);
			Feed {
				description: feed.description.into_inner(),
				unit: feed.unit.into_inner(),
				min_sources,
				max_age: feed.max_age,
				max_deviation: feed.max_deviation,
				tolerance: feed.tolerance,
			}
		};
		assert_eq!(
			states,
			vec![
				FeedState {
					key: bytes("A"),
					feed: plain(1),
					reading: Err(ReadError::NotEnoughSources { have: 0, need: 1 }),
				},
				FeedState { key: bytes(CRN), feed: plain(2), reading: PriceFeeds::read(&key(CRN)) },
			]
		);
		assert!(states[1].reading.is_ok());
		let decoded = Vec::<FeedState<sp_runtime::FixedI128>>::decode(&mut &states.encode()[..]);
		assert_eq!(decoded, Ok(states), "as it goes through the API");
	});
}

#[test]
fn a_feed_is_read_by_the_bytes_of_its_key() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 100);
		price(2, 100);
		assert_eq!(PriceFeeds::read_by_bytes(bytes(CRN)), PriceFeeds::read(&key(CRN)));
		assert!(PriceFeeds::read_by_bytes(bytes(CRN)).is_ok());
		assert_eq!(PriceFeeds::read_by_bytes(bytes("RAIN")), Err(ReadError::NoSuchFeed));
		assert_eq!(PriceFeeds::read_by_bytes(vec![b'K'; 33]), Err(ReadError::NoSuchFeed));
	});
}

#[test]
fn the_sources_of_a_feed_are_told_with_how_far_off_they_are() {
	with_operators(&[1, 2, 3, 4, 5]).execute_with(|| {
		price(4, 100);
		blocks(11);
		price(1, 100);
		price(2, 150);
		price(3, 105);
		blocks(1);
		let source = |operator, value, age, fresh, agrees, parts| Source {
			operator,
			value: number(value),
			submitted_at: START + 12 * BLOCK - age,
			age,
			fresh,
			agrees,
			deviation: Some(Permill::from_parts(parts)),
		};
		// 105 is in the middle.
		assert_eq!(
			PriceFeeds::source_states(bytes(CRN)),
			vec![
				source(1, 100, BLOCK, true, true, 47_620),
				source(2, 150, BLOCK, true, false, 428_572),
				source(3, 105, BLOCK, true, true, 0),
				source(4, 100, 12 * BLOCK, false, false, 47_620),
			]
		);
	});
}

#[test]
fn where_no_source_is_fresh_nothing_is_said_of_how_far_they_are_off() {
	with_operators(&[1]).execute_with(|| {
		price(1, 100);
		blocks(11);
		let sources = PriceFeeds::source_states(bytes(CRN));
		assert_eq!(sources.len(), 1);
		assert_eq!((sources[0].fresh, sources[0].agrees, sources[0].deviation), (false, false, None));
	});
}

#[test]
fn what_is_no_feed_has_no_sources() {
	with_operators(&[1]).execute_with(|| {
		assert_eq!(PriceFeeds::source_states(bytes("RAIN")), vec![]);
		assert_eq!(PriceFeeds::source_states(vec![b'K'; 33]), vec![]);
	});
}

#[test]
fn all_who_have_a_bond_are_told_with_what_they_are_and_said() {
	with_operators(&[2, 3]).execute_with(|| {
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("A"), feed(1)));
		assert_ok!(submit(2, &[(CRN, number(100)), ("A", number(7))]));
		price(3, 100);
		blocks(2);
		assert_ok!(PriceFeeds::resign(RuntimeOrigin::signed(3)));
		assert_ok!(PriceFeeds::apply(RuntimeOrigin::signed(1)));
		let said = |name, value| Submitted {
			key: bytes(name),
			value: number(value),
			submitted_at: START,
			age: 2 * BLOCK,
		};
		let until = System::block_number() + UNBONDING;
		assert_eq!(
			PriceFeeds::operator_states(),
			vec![
				OperatorState {
					account: 1,
					bond: Bond { amount: BOND, standing: Standing::Applicant },
					values: vec![],
				},
				OperatorState {
					account: 2,
					bond: Bond { amount: BOND, standing: Standing::Operator },
					values: vec![said("A", 7), said(CRN, 100)],
				},
				OperatorState {
					account: 3,
					bond: Bond { amount: BOND, standing: Standing::Leaving { until } },
					values: vec![],
				},
			]
		);
	});
}

#[test]
fn of_nothing_nothing_is_told() {
	genesis().execute_with(|| {
		assert_eq!(PriceFeeds::feed_states(), vec![]);
		assert_eq!(PriceFeeds::operator_states(), vec![]);
	});
}
