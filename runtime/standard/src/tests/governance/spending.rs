// SPDX-License-Identifier: Apache-2.0

//! The treasury: spends of the native token and of assets, and bounties.

use super::*;
use crate::{
	configs::{assets::TrustBackedAssets, governance::origins::Origin, treasury::TreasuryAccount},
	tests::{
		chain::{dispatch, transfer},
		people::{address, as_root, reserved},
	},
	units::deposit,
	Assets, Balances, Bounties,
};
use frame_support::{
	assert_err, assert_noop,
	traits::fungible::{Inspect, NativeOrWithId},
};
use pallet_treasury::Spends;
use sp_runtime::{DispatchError::BadOrigin, FixedU128};

type Treasury = pallet_treasury::Call<Runtime>;
type TreasuryError = pallet_treasury::Error<Runtime>;
type BountyCall = pallet_bounties::Call<Runtime>;
type BountyError = pallet_bounties::Error<Runtime>;
type Asset = pallet_assets::Call<Runtime, TrustBackedAssets>;

/// The asset that the treasury has. A unit of it counts as three tokens.
const GOLD: u32 = 7;

fn rich_chain() -> Chain {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(submit(FerdieStash, transfer(TreasuryAccount::get(), 900_000 * CRN)));
		let admin = address(Alice);
		assert_ok!(submit(Alice, Asset::create { id: GOLD.into(), admin, min_balance: 1 }));
		let beneficiary = TreasuryAccount::get().into();
		assert_ok!(submit(Alice, Asset::mint { id: GOLD.into(), beneficiary, amount: 10_000 }));
	});
	chain
}

fn spend(asset: NativeOrWithId<u32>, amount: Balance) -> Treasury {
	let (asset_kind, beneficiary) = (Box::new(asset), Box::new(id(Dave)));
	Treasury::spend { asset_kind, amount, beneficiary, valid_from: None }
}

#[test]
fn a_referendum_pays_out_of_the_treasury() {
	let mut chain = rich_chain();
	let index = chain.next_block(|| {
		let call = spend(NativeOrWithId::Native, 9_000 * CRN).into();
		let index = propose(Origin::SmallSpender, &call);
		place_decision_deposit(index);
		majority_votes(index, true);
		index
	});
	run_to_the_end(&mut chain, index);
	chain.run_blocks(2 * DAY);
	chain.next_block(|| {
		let before = (Balances::free_balance(id(Dave)), Balances::free_balance(TreasuryAccount::get()));
		assert!(Spends::<Runtime>::contains_key(0), "the spend is approved");
		assert_ok!(dispatch(crate::RuntimeOrigin::signed(id(Eve)), Treasury::payout { index: 0 }));
		assert_eq!(Balances::free_balance(id(Dave)) - before.0, 9_000 * CRN);
		assert_eq!(before.1 - Balances::free_balance(TreasuryAccount::get()), 9_000 * CRN);
		assert_err!(submit(Eve, Treasury::payout { index: 0 }), TreasuryError::AlreadyAttempted);
		assert_ok!(submit(Eve, Treasury::check_status { index: 0 }));
		assert!(!Spends::<Runtime>::contains_key(0), "it is done");
	});
}

#[test]
fn the_treasury_pays_in_an_asset_that_governance_has_given_a_worth() {
	let mut chain = rich_chain();
	chain.next_block(|| {
		let gold = || NativeOrWithId::WithId(GOLD);
		assert_noop!(
			dispatch(Origin::SmallSpender, spend(gold(), 1_000)),
			TreasuryError::FailedToConvertBalance
		);
		// Three tokens for the least unit: the limit of a small spender is 3,333 of them.
		let rate =
			FixedU128::from_u32(3).saturating_mul(FixedU128::from_inner(CRN * 1_000_000_000_000_000_000));
		let create = || pallet_asset_rate::Call::create { asset_kind: Box::new(gold()), rate };
		assert_err!(dispatch(Origin::Treasurer, create()), BadOrigin);
		assert_ok!(dispatch(Origin::GeneralAdmin, create()));

		assert_noop!(
			dispatch(Origin::SmallSpender, spend(gold(), 3_334)),
			TreasuryError::InsufficientPermission
		);
		assert_ok!(dispatch(Origin::SmallSpender, spend(gold(), 3_333)));
		assert_ok!(submit(Eve, Treasury::payout { index: 0 }));
		assert_eq!(Assets::balance(GOLD, id(Dave)), 3_333);
		assert_eq!(Assets::balance(GOLD, TreasuryAccount::get()), 10_000 - 3_333);
	});
}

#[test]
fn each_spender_has_its_limit() {
	let mut chain = rich_chain();
	chain.next_block(|| {
		for (origin, limit) in [
			(Origin::SmallSpender, 10_000 * CRN),
			(Origin::MediumSpender, 100_000 * CRN),
			(Origin::BigSpender, 1_000_000 * CRN),
		] {
			let too_much = spend(NativeOrWithId::Native, limit + 1);
			assert_noop!(dispatch(origin, too_much), TreasuryError::InsufficientPermission);
			assert_ok!(dispatch(origin, spend(NativeOrWithId::Native, limit)));
		}
		let all = || spend(NativeOrWithId::Native, 100_000_000 * CRN);
		assert_ok!(dispatch(Origin::Treasurer, all()));
		assert_ok!(as_root(all()));
		assert_err!(submit(Alice, all()), BadOrigin);
		assert_err!(dispatch(Origin::GeneralAdmin, all()), BadOrigin);
		assert_err!(dispatch(Origin::WhitelistedCaller, all()), BadOrigin);
		assert_err!(committee_decides(all()), BadOrigin);
	});
}

#[test]
fn a_spend_can_be_voided_before_it_is_paid_and_lapses_after_thirty_days() {
	let mut chain = rich_chain();
	chain.next_block(|| {
		assert_ok!(dispatch(Origin::SmallSpender, spend(NativeOrWithId::Native, CRN)));
		assert_ok!(dispatch(Origin::SmallSpender, spend(NativeOrWithId::Native, CRN)));
		assert_err!(submit(Dave, Treasury::void_spend { index: 0 }), BadOrigin);
		assert_ok!(dispatch(Origin::Treasurer, Treasury::void_spend { index: 0 }));
		assert_err!(submit(Dave, Treasury::payout { index: 0 }), TreasuryError::InvalidIndex);
	});
	chain.run_blocks(30 * DAY);
	chain.next_block(|| {
		assert_err!(submit(Dave, Treasury::payout { index: 1 }), TreasuryError::SpendExpired);
	});
}

#[test]
fn tokens_of_the_treasury_do_not_count_as_votes_that_were_not_given() {
	let mut chain = rich_chain();
	chain.empty_block();
	chain.read(|| {
		let idle = Balances::total_issuance() - Balances::active_issuance();
		assert_eq!(idle, pallet_treasury::Pallet::<Runtime>::pot());
		assert!(idle >= 900_000 * CRN);
	});
}

const BOUNTY: Balance = 500 * CRN;
const FEE: Balance = 50 * CRN;
const TASK: &[u8] = b"write the manual";

/// Makes blocks until the treasury has set aside what was approved: it does so every six days.
fn run_to_the_next_spend_period(chain: &mut Chain) {
	let period = 6 * DAY;
	let left = period - chain.number() % period;
	chain.run_blocks(left);
}

#[test]
fn a_bounty_is_funded_worked_for_and_claimed() {
	let mut chain = rich_chain();
	let of_proposal = CRN + deposit(0, TASK.len() as u32);
	chain.next_block(|| {
		assert_ok!(submit(Eve, BountyCall::propose_bounty { value: BOUNTY, description: TASK.to_vec() }));
		assert_eq!(reserved(Eve), of_proposal);
		assert_err!(submit(Eve, BountyCall::approve_bounty { bounty_id: 0 }), BadOrigin);
		assert_ok!(dispatch(Origin::SmallSpender, BountyCall::approve_bounty { bounty_id: 0 }));
	});
	let pot = Bounties::bounty_account_id(0);
	run_to_the_next_spend_period(&mut chain);
	chain.read(|| {
		assert_eq!(Balances::free_balance(&pot), BOUNTY, "it is set aside");
		assert_eq!(reserved(Eve), 0, "and the proposer has the deposit back");
	});

	chain.next_block(|| {
		let curator = address(Ferdie);
		let propose = BountyCall::propose_curator { bounty_id: 0, curator, fee: FEE };
		assert_ok!(dispatch(Origin::Treasurer, propose));
		assert_err!(submit(Eve, BountyCall::accept_curator { bounty_id: 0 }), BountyError::RequireCurator);
		assert_ok!(submit(Ferdie, BountyCall::accept_curator { bounty_id: 0 }));
		assert_eq!(reserved(Ferdie), FEE / 2, "a curator has something to lose");

		let award = || BountyCall::award_bounty { bounty_id: 0, beneficiary: address(Dave) };
		assert_err!(submit(Dave, award()), BountyError::RequireCurator);
		assert_ok!(submit(Ferdie, award()));
		assert_err!(submit(Bob, BountyCall::claim_bounty { bounty_id: 0 }), BountyError::Premature);
	});
	chain.run_blocks(DAY);
	chain.next_block(|| {
		let before = [Dave, Ferdie].map(|who| Balances::total_balance(&id(who)));
		assert_ok!(submit(Bob, BountyCall::claim_bounty { bounty_id: 0 }));
		let after = [Dave, Ferdie].map(|who| Balances::total_balance(&id(who)));
		assert_eq!(after[0] - before[0], BOUNTY - FEE);
		assert_eq!(after[1] - before[1], FEE);
		assert_eq!(reserved(Ferdie), 0);
		assert_eq!(Balances::free_balance(&pot), 0);
		assert!(pallet_bounties::Bounties::<Runtime>::get(0).is_none());
	});
}

#[test]
fn a_bounty_is_divided_among_several() {
	let mut chain = rich_chain();
	chain.next_block(|| {
		assert_ok!(submit(Eve, BountyCall::propose_bounty { value: BOUNTY, description: TASK.to_vec() }));
		assert_ok!(dispatch(Origin::Treasurer, BountyCall::approve_bounty { bounty_id: 0 }));
	});
	run_to_the_next_spend_period(&mut chain);
	chain.next_block(|| {
		let propose = BountyCall::propose_curator { bounty_id: 0, curator: address(Ferdie), fee: FEE };
		assert_ok!(dispatch(Origin::Treasurer, propose));
		assert_ok!(submit(Ferdie, BountyCall::accept_curator { bounty_id: 0 }));

		type Child = pallet_child_bounties::Call<Runtime>;
		let (parent_bounty_id, child_bounty_id) = (0, 0);
		let (value, description) = (100 * CRN, b"chapter one".to_vec());
		assert_ok!(submit(Ferdie, Child::add_child_bounty { parent_bounty_id, value, description }));
		let (curator, fee) = (address(Eve), CRN);
		assert_ok!(submit(
			Ferdie,
			Child::propose_curator { parent_bounty_id, child_bounty_id, curator, fee }
		));
		assert_ok!(submit(Eve, Child::accept_curator { parent_bounty_id, child_bounty_id }));
		let beneficiary = address(Dave);
		assert_ok!(submit(Eve, Child::award_child_bounty { parent_bounty_id, child_bounty_id, beneficiary }));
	});
	chain.run_blocks(DAY);
	chain.next_block(|| {
		type Child = pallet_child_bounties::Call<Runtime>;
		let before = Balances::free_balance(id(Dave));
		assert_ok!(submit(Bob, Child::claim_child_bounty { parent_bounty_id: 0, child_bounty_id: 0 }));
		assert_eq!(Balances::free_balance(id(Dave)) - before, 99 * CRN);
		assert_eq!(Balances::free_balance(Bounties::bounty_account_id(0)), BOUNTY - 100 * CRN);
	});
}
