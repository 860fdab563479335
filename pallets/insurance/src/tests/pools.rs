// SPDX-License-Identifier: Apache-2.0

//! Pools: how they come, close and go.

use crate::{mock::*, Error, Event, PanelTerms, Panels, PoolState, PoolTerms, Pools};
use frame_support::{assert_noop, assert_ok, traits::Hooks};
use sp_runtime::{Perbill, TokenError};

type E = Error<Test>;

fn create(asset: Asset, terms: PoolTerms, assessors: &[AccountId]) -> sp_runtime::DispatchResult {
	Insurance::create_pool(by(MANAGER), asset, terms, assessors.to_vec().try_into().expect("at most 5"))
}

#[test]
fn a_pool_has_an_account_that_lives_and_a_deposit() {
	run(|| {
		assert_ok!(create(COIN, terms(), &[]));
		System::assert_last_event(Event::PoolCreated { pool: 0, manager: MANAGER, asset: COIN }.into());
		let account = Insurance::account(0);
		assert_eq!(balance(COIN, account), MIN_COINS);
		assert_eq!(balance(NATIVE, account), MIN_BALANCE);
		assert_eq!(held(NATIVE, MANAGER), 1_000);
		assert_eq!(pool_of(0).state, PoolState::Open);

		assert_ok!(create(NATIVE, terms(), &[]));
		assert_ne!(Insurance::account(1), account);
		assert_eq!(balance(NATIVE, Insurance::account(1)), MIN_BALANCE);
		assert_eq!(held(NATIVE, MANAGER), 2_000);
	});
}

#[test]
fn terms_that_make_no_sense_are_refused() {
	let panel = PanelTerms { bond: 1, quorum: 1, penalty: Perbill::one() };
	let with = |panel| PoolTerms { panel: Some(panel), ..terms() };
	let cases = [
		(PoolTerms { ratio_percent: 0, ..terms() }, vec![], E::BadRatio),
		(PoolTerms { ratio_percent: 501, ..terms() }, vec![], E::BadRatio),
		(PoolTerms { fee: Perbill::from_percent(31), ..terms() }, vec![], E::FeeTooHigh),
		(PoolTerms { notice: 0, ..terms() }, vec![], E::BadNotice),
		(PoolTerms { notice: 1_000 * DAY + 1, ..terms() }, vec![], E::BadNotice),
		(PoolTerms { voting: 0, ..terms() }, vec![], E::BadVotingTime),
		(PoolTerms { voting: 50 * DAY, ..terms() }, vec![], E::BadVotingTime),
		(terms(), vec![11], E::BadPanel),
		(with(panel), vec![], E::BadPanel),
		(with(panel), vec![11, 12, 11], E::BadPanel),
		(with(PanelTerms { bond: 0, ..panel }), vec![11], E::BadPanel),
		(with(PanelTerms { quorum: 0, ..panel }), vec![11], E::BadPanel),
		(with(PanelTerms { quorum: 2, ..panel }), vec![11], E::BadPanel),
	];
	run(|| {
		for (terms, assessors, error) in cases {
			assert_noop!(create(COIN, terms, &assessors), error);
		}
		assert_noop!(create(Asset::WithId(8), terms(), &[]), E::UnknownAsset);
	});
}

#[test]
fn who_cannot_pay_the_deposit_makes_no_pool() {
	run(|| {
		let poor = 77;
		assert_noop!(
			Insurance::create_pool(by(poor), NATIVE, terms(), Default::default()),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn only_the_manager_closes_a_pool_and_only_once() {
	run(|| {
		assert_noop!(Insurance::close_pool(by(MANAGER), 0), E::NoPool);
		let pool = empty_pool(COIN, terms());
		assert_noop!(Insurance::close_pool(by(ALICE), pool), E::NotManager);
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		System::assert_last_event(Event::PoolClosed { pool }.into());
		assert_eq!(pool_of(pool).state, PoolState::Closed { since: BEGINNING });
		assert_noop!(Insurance::close_pool(by(MANAGER), pool), E::PoolNotOpen);
	});
}

#[test]
fn a_closed_pool_takes_no_new_business() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		assert_noop!(Insurance::deposit(by(BOB), pool, 1_000, 1), E::PoolNotOpen);
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 1_000), E::PoolNotOpen);
		assert_noop!(Insurance::add_product(by(MANAGER), pool, drought()), E::PoolNotOpen);
		assert_noop!(Insurance::serve(by(PANEL[0]), pool), E::PoolNotOpen);
	});
}

#[test]
fn only_the_manager_gives_up_what_cannot_be_moved() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		let account = Insurance::account(pool);
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		assert_ok!(Assets::freeze(by(99), 7, account));
		assert_noop!(Insurance::remove_pool(by(BOB), pool), E::NotManager);

		assert_ok!(Assets::thaw(by(99), 7, account));
		assert_ok!(Insurance::remove_pool(by(BOB), pool));
		System::assert_last_event(Event::PoolRemoved { pool, left: MIN_COINS }.into());

		let pool = empty_pool(COIN, terms());
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		assert_ok!(Assets::freeze(by(99), 7, Insurance::account(pool)));
		assert_ok!(Insurance::remove_pool(by(MANAGER), pool));
		System::assert_last_event(Event::PoolRemoved { pool, left: 0 }.into());
		assert_eq!(held(NATIVE, MANAGER), 0);
	});
}

#[test]
fn a_pool_that_all_have_left_is_removed_and_the_manager_has_everything_back() {
	for asset in [COIN, NATIVE] {
		run(|| {
			let before = (wealth(asset.clone(), MANAGER), wealth(NATIVE, MANAGER));
			let (pool, product) = pool_with(asset.clone(), panel_terms(), drought());
			underwrite(ALICE, pool, 10_000);
			assert_ok!(Insurance::serve(by(PANEL[0]), pool));
			assert_noop!(Insurance::remove_pool(by(BOB), 9), E::NoPool);
			assert_noop!(Insurance::remove_pool(by(BOB), pool), E::PoolStillOpen);
			assert_ok!(Insurance::close_pool(by(MANAGER), pool));

			assert_noop!(Insurance::remove_pool(by(BOB), pool), E::PoolNotEmpty);
			assert_ok!(Insurance::leave(by(ALICE), pool, ALICE));
			assert_noop!(Insurance::remove_pool(by(BOB), pool), E::PoolNotEmpty);
			assert_ok!(Insurance::remove_product(by(BOB), pool, product));
			assert_noop!(Insurance::remove_pool(by(BOB), pool), E::PoolNotEmpty);
			assert_ok!(Insurance::resign(by(BOB), pool, PANEL[0]));

			assert_ok!(Insurance::remove_pool(by(BOB), pool));
			let left = if asset == NATIVE { MIN_BALANCE } else { MIN_COINS };
			System::assert_last_event(Event::PoolRemoved { pool, left }.into());
			assert!(!Pools::<Test>::contains_key(pool) && !Panels::<Test>::contains_key(pool));
			assert_eq!((wealth(asset.clone(), MANAGER), wealth(NATIVE, MANAGER)), before);
			assert_eq!(held(NATIVE, MANAGER), 0);
			assert_eq!(wealth(asset.clone(), Insurance::account(pool)), 0);
			assert_eq!(wealth(NATIVE, Insurance::account(pool)), 0);
			for who in PEOPLE {
				assert_eq!((wealth(asset.clone(), who), wealth(NATIVE, who)), (FUNDS, FUNDS));
			}
		});
	}
}

#[test]
fn the_runtimes_constants_are_checked() {
	run(<Insurance as Hooks<u64>>::integrity_test);
}

#[test]
fn both_sets_of_weights_agree_where_the_database_does() {
	use crate::{weights::SubstrateWeight, WeightInfo};
	type W = SubstrateWeight<Test>;
	assert_eq!(W::create_pool(3), <()>::create_pool(3));
	assert_eq!(W::close_pool(), <()>::close_pool());
	assert_eq!(W::remove_pool(), <()>::remove_pool());
	assert_eq!(W::add_product(), <()>::add_product());
	assert_eq!(W::stop_product(), <()>::stop_product());
	assert_eq!(W::remove_product(), <()>::remove_product());
	assert_eq!(W::deposit(), <()>::deposit());
	assert_eq!(W::request_withdrawal(), <()>::request_withdrawal());
	assert_eq!(W::cancel_withdrawal(), <()>::cancel_withdrawal());
	assert_eq!(W::withdraw(), <()>::withdraw());
	assert_eq!(W::leave(), <()>::leave());
	assert_eq!(W::buy(3), <()>::buy(3));
	assert_eq!(W::observe(), <()>::observe());
	assert_eq!(W::claim(), <()>::claim());
	assert_eq!(W::file_claim(), <()>::file_claim());
	assert_eq!(W::vote(3), <()>::vote(3));
	assert_eq!(W::resolve(3), <()>::resolve(3));
	assert_eq!(W::collect(), <()>::collect());
	assert_eq!(W::expire(), <()>::expire());
	assert_eq!(W::serve(3), <()>::serve(3));
	assert_eq!(W::resign(), <()>::resign());
	assert!(W::resolve(4).all_gt(W::resolve(3)), "each assessor costs");
}

#[test]
fn each_call_is_charged_for_the_longest_panel_and_the_reading_that_it_may_meet() {
	use crate::{weights::SubstrateWeight, Call, Feeds, WeightInfo};
	use frame_support::dispatch::GetDispatchInfo;
	type W = SubstrateWeight<Test>;
	let reading = TestFeeds::read_weight();
	let cases = [
		(Call::<Test>::buy { pool: 0, product: 0, cover: 1 }, W::buy(5) + reading),
		(Call::vote { policy: 0, approve: true }, W::vote(5)),
		(Call::resolve { policy: 0 }, W::resolve(5)),
		(Call::serve { pool: 0 }, W::serve(5)),
		(Call::observe { pool: 0, product: 0 }, W::observe() + reading),
	];
	for (call, weight) in cases {
		assert_eq!(call.get_dispatch_info().call_weight, weight);
	}
}

#[test]
fn every_call_needs_a_signature() {
	use sp_runtime::DispatchError::BadOrigin;
	run(|| {
		let none = RuntimeOrigin::none;
		assert_noop!(Insurance::create_pool(none(), COIN, terms(), Default::default()), BadOrigin);
		assert_noop!(Insurance::close_pool(none(), 0), BadOrigin);
		assert_noop!(Insurance::remove_pool(none(), 0), BadOrigin);
		assert_noop!(Insurance::add_product(none(), 0, drought()), BadOrigin);
		assert_noop!(Insurance::stop_product(none(), 0, 0), BadOrigin);
		assert_noop!(Insurance::remove_product(none(), 0, 0), BadOrigin);
		assert_noop!(Insurance::deposit(none(), 0, 1, 0), BadOrigin);
		assert_noop!(Insurance::request_withdrawal(none(), 0, 1), BadOrigin);
		assert_noop!(Insurance::cancel_withdrawal(none(), 0), BadOrigin);
		assert_noop!(Insurance::withdraw(none(), 0), BadOrigin);
		assert_noop!(Insurance::leave(none(), 0, ALICE), BadOrigin);
		assert_noop!(Insurance::buy(none(), 0, 0, 1), BadOrigin);
		assert_noop!(Insurance::observe(none(), 0, 0), BadOrigin);
		assert_noop!(Insurance::claim(none(), 0), BadOrigin);
		assert_noop!(Insurance::file_claim(none(), 0, 1, [0; 32]), BadOrigin);
		assert_noop!(Insurance::vote(none(), 0, true), BadOrigin);
		assert_noop!(Insurance::resolve(none(), 0), BadOrigin);
		assert_noop!(Insurance::collect(none(), 0), BadOrigin);
		assert_noop!(Insurance::expire(none(), 0), BadOrigin);
		assert_noop!(Insurance::serve(none(), 0), BadOrigin);
		assert_noop!(Insurance::resign(none(), 0, ALICE), BadOrigin);
	});
}
