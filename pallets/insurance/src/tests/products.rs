// SPDX-License-Identifier: Apache-2.0

//! Products: what may be offered, when it is sold, and how it goes.

use crate::{mock::*, Assessor, Error, Event, Observations, ProductTerms, Products};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;

type E = Error<Test>;

#[test]
fn a_product_is_on_sale_at_once_where_there_are_no_underwriters() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		assert_ok!(Insurance::add_product(by(MANAGER), pool, drought()));
		let event = Event::ProductAdded { pool, product: 0, on_sale_from: BEGINNING };
		System::assert_last_event(event.into());
		assert_eq!(held(NATIVE, MANAGER), 1_500);
		assert_eq!(pool_of(pool).products_made, 1);
	});
}

#[test]
fn underwriters_can_leave_before_a_new_product_is_sold() {
	run(|| {
		let (pool, _) = funded(100, 100_000);
		// The manager insures itself against something that is certain, for next to nothing.
		let trick = ProductTerms { rate: Perbill::from_parts(1), ..assessed(Assessor::Account(MANAGER)) };
		assert_ok!(Insurance::add_product(by(MANAGER), pool, trick));
		assert_noop!(Insurance::buy(by(MANAGER), pool, 1, 50_000), E::NotOnSaleYet);

		let shares = Insurance::position(pool, &ALICE).expect("she is in").position.shares;
		assert_ok!(Insurance::request_withdrawal(by(ALICE), pool, shares));
		pass(50 * DAY);
		assert_noop!(Insurance::buy(by(MANAGER), pool, 1, 50_000), E::NotOnSaleYet);
		assert_ok!(Insurance::withdraw(by(ALICE), pool));
		assert_eq!(wealth(COIN, ALICE), FUNDS);
		pass(5 * DAY);
		assert_noop!(Insurance::buy(by(MANAGER), pool, 1, 50_000), E::NotEnoughCapital);
	});
}

#[test]
fn no_product_is_slipped_in_before_a_deposit() {
	run(|| {
		let (pool, _) = pool_with(COIN, terms(), drought());
		assert_ok!(Insurance::add_product(by(MANAGER), pool, assessed(Assessor::Account(MANAGER))));
		assert_noop!(Insurance::deposit(by(ALICE), pool, 10_000, 1), E::TermsChanged);
		assert_ok!(Insurance::deposit(by(ALICE), pool, 10_000, 2));
	});
}

#[test]
fn products_that_make_no_sense_are_refused() {
	let cases = [
		(ProductTerms { rate: Perbill::zero(), ..drought() }, E::BadRate),
		(ProductTerms { min_cover: 0, ..drought() }, E::BadCoverLimits),
		(ProductTerms { min_cover: 9, max_cover: 8, ..drought() }, E::BadCoverLimits),
		(ProductTerms { term: 0, ..drought() }, E::BadTimes),
		(ProductTerms { window: 0, ..drought() }, E::BadTimes),
		(ProductTerms { waiting: 60 * MINUTE - 1, ..drought() }, E::BadTimes),
		(ProductTerms { term: 5 * DAY, window: 5 * DAY + 1, ..drought() }, E::BadTimes),
		(ProductTerms { term: 38 * DAY, ..drought() }, E::NoticeTooShort),
		(ProductTerms { term: u64::MAX, ..drought() }, E::NoticeTooShort),
		(assessed(Assessor::Panel), E::NoPanel),
	];
	run(|| {
		let pool = empty_pool(COIN, terms());
		for (terms, error) in cases {
			assert_noop!(Insurance::add_product(by(MANAGER), pool, terms), error);
		}
		// Waiting, term, window and voting: as long as the notice.
		assert_ok!(Insurance::add_product(by(MANAGER), pool, ProductTerms { term: 37 * DAY, ..drought() }));
		// Only what a feed tells is kept for a time that depends on the term.
		let slow = ProductTerms { term: DAY, ..assessed(Assessor::Account(JUDGE)) };
		assert_ok!(Insurance::add_product(by(MANAGER), pool, slow));
	});
}

#[test]
fn only_the_manager_adds_products_and_no_more_than_allowed() {
	run(|| {
		assert_noop!(Insurance::add_product(by(MANAGER), 0, drought()), E::NoPool);
		let pool = empty_pool(COIN, terms());
		assert_noop!(Insurance::add_product(by(ALICE), pool, drought()), E::NotManager);
		for _ in 0..3 {
			assert_ok!(Insurance::add_product(by(MANAGER), pool, drought()));
		}
		assert_noop!(Insurance::add_product(by(MANAGER), pool, drought()), E::TooManyProducts);
	});
}

#[test]
fn a_stopped_product_is_not_sold_and_its_policies_stay() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 1_000);
		assert_noop!(Insurance::stop_product(by(MANAGER), 9, product), E::NoPool);
		assert_noop!(Insurance::stop_product(by(ALICE), pool, product), E::NotManager);
		assert_noop!(Insurance::stop_product(by(MANAGER), pool, 9), E::NoProduct);
		assert_ok!(Insurance::stop_product(by(MANAGER), pool, product));
		System::assert_last_event(Event::ProductStopped { pool, product }.into());
		assert_noop!(Insurance::stop_product(by(MANAGER), pool, product), E::SaleStopped);
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 1_000), E::SaleStopped);

		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
	});
}

#[test]
fn a_product_without_policies_is_removed_and_its_deposit_comes_back() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 1_000);
		assert_noop!(Insurance::remove_product(by(MANAGER), 9, product), E::NoPool);
		assert_noop!(Insurance::remove_product(by(ALICE), pool, product), E::NotManager);
		assert_noop!(Insurance::remove_product(by(MANAGER), pool, 9), E::NoProduct);
		assert_noop!(Insurance::remove_product(by(MANAGER), pool, product), E::ProductInUse);
		pass(41 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::expire(by(BOB), policy));
		assert_ok!(Insurance::remove_product(by(MANAGER), pool, product));
		System::assert_last_event(Event::ProductRemoved { pool, product }.into());
		assert_eq!(held(NATIVE, MANAGER), 1_000);
		assert!(!Products::<Test>::contains_key(pool, product));
		assert!(!Observations::<Test>::contains_key(pool, product));

		// Its number is not given out again.
		assert_ok!(Insurance::add_product(by(MANAGER), pool, drought()));
		assert!(Products::<Test>::contains_key(pool, 1));
	});
}
