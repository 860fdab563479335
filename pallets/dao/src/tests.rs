// SPDX-License-Identifier: Apache-2.0

//! What the tests share: a DAO of each kind, and the way from a proposal to its execution.

use crate::{
	mock::{
		AccountId, AssetId, Assets, Balances, Dao, NativeAndAssets, NativeAndAssetsHeld, RuntimeCall,
		RuntimeOrigin, System, Test, GOLD, NATIVE,
	},
	Admission, Ballot, Call, DaoId, Daos, HoldReason, Kind, Member, Members, Outcome, Power, ProposalId,
	Rules,
};
use frame_support::{
	assert_ok,
	traits::fungibles::{Inspect, InspectHold},
	weights::Weight,
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// Asserts that a call is refused with this error, and changes nothing. A transaction runs in a storage layer too.
macro_rules! assert_refused {
	($call:expr, $error:expr $(,)?) => {
		frame_support::assert_noop!(frame_support::storage::with_storage_layer(|| $call), $error)
	};
}

mod delegation;
mod dissolution;
mod execution;
mod founding;
mod invariants;
mod members;
mod property;
mod ragequit;
mod tokens;
mod views;
mod voting;

/// Enough weight for any call of a test.
const ENOUGH: Weight = Weight::from_parts(500_000_000_000, 500_000);

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Half of all power takes part, more for than against; 5 blocks of voting, 3 of grace, 10 to execute.
fn rules() -> Rules<AssetId, u64> {
	Rules {
		admission: Admission::Invitation,
		ragequit: false,
		quorum: Perbill::from_percent(50),
		threshold: Perbill::from_percent(50),
		proposer_share: Perbill::zero(),
		voting: 5,
		grace: 3,
		execution: 10,
		notice: 5,
	}
}

fn try_found(
	kind: Kind<AssetId>,
	rules: Rules<AssetId, u64>,
	members: &[(AccountId, Power)],
	guardian: Option<AccountId>,
) -> DispatchResult {
	let members = BoundedVec::try_from(members.to_vec()).expect("few enough");
	let name = b"guild".to_vec().try_into().expect("short enough");
	Dao::found(signed(1), name, kind, rules, members, guardian, 1_000)
}

/// Account 1 founds a DAO, with 1000 planck, and a block passes, so that the power of its members counts.
fn found(
	kind: Kind<AssetId>,
	rules: Rules<AssetId, u64>,
	members: &[(AccountId, Power)],
	guardian: Option<AccountId>,
) -> DaoId {
	let id = crate::NextDao::<Test>::get();
	assert_ok!(try_found(kind, rules, members, guardian));
	pass_blocks(1);
	id
}

/// A DAO of the members 1, 2 and 3, with one vote each, and nobody to veto.
fn guild() -> DaoId {
	found(Kind::Membership, rules(), &[(1, 1), (2, 1), (3, 1)], None)
}

/// A DAO of shares, where 1 has 60, 2 has 30 and 3 has 10, who may leave with their share.
fn company() -> DaoId {
	let rules = Rules { ragequit: true, ..rules() };
	found(Kind::Shares, rules, &[(1, 60), (2, 30), (3, 10)], None)
}

/// A DAO of those who stake gold. 1 has 600, 2 has 300 and 3 has 100 staked; 4 has joined and staked nothing.
fn bank() -> DaoId {
	let rules = Rules { admission: Admission::Open, ..rules() };
	let id = found(Kind::Token(GOLD), rules, &[(1, 0)], None);
	for (who, amount) in [(1, 600), (2, 300), (3, 100), (4, 0)] {
		if who != 1 {
			assert_ok!(Dao::join(signed(who), id));
		}
		if amount > 0 {
			assert_ok!(Dao::stake(signed(who), id, amount));
		}
	}
	pass_blocks(1);
	id
}

fn pass_blocks(blocks: u64) {
	System::set_block_number(System::block_number() + blocks);
	Dao::do_try_state().expect("the invariants hold");
}

/// A call that does nothing.
fn nothing() -> RuntimeCall {
	RuntimeCall::System(frame_system::Call::remark { remark: vec![] })
}

/// A payment in the native token.
fn pay(dest: AccountId, value: u128) -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value })
}

fn own(call: Call<Test>) -> RuntimeCall {
	RuntimeCall::Dao(call)
}

/// `who` proposes `call`.
fn propose(id: DaoId, who: AccountId, call: RuntimeCall) -> ProposalId {
	let which = Daos::<Test>::get(id).expect("it exists").next_proposal;
	assert_ok!(Dao::propose(signed(who), id, Box::new(call), None));
	which
}

/// `voters` say aye, and the time comes to execute the proposal.
fn approve(id: DaoId, which: ProposalId, voters: &[AccountId]) {
	for who in voters {
		assert_ok!(Dao::vote(signed(*who), id, which, Ballot::Aye));
	}
	let rules = Daos::<Test>::get(id).expect("it exists").rules;
	pass_blocks(rules.voting + rules.grace + 1);
}

/// The first of `voters` proposes `call`, all of them say aye, and it is executed. Returns how its call failed, if it
/// did. Nothing of the proposal is left.
fn decide(id: DaoId, voters: &[AccountId], call: RuntimeCall) -> Result<(), DispatchError> {
	let which = propose(id, voters[0], call);
	approve(id, which, voters);
	assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
	let failure = crate::Proposals::<Test>::get(id, which).and_then(|proposal| proposal.failure);
	match failure {
		Some(error) => {
			let rules = Daos::<Test>::get(id).expect("it exists").rules;
			pass_blocks(rules.execution);
			assert_ok!(Dao::settle(signed(9), id, which));
			assert_ok!(Dao::clear(signed(9), id, which, 10));
			Err(error)
		}
		None => {
			System::assert_has_event(
				crate::Event::Concluded { dao: id, proposal: which, outcome: Outcome::Executed }.into(),
			);
			assert_ok!(Dao::clear(signed(9), id, which, 10));
			assert_eq!(crate::Proposals::<Test>::get(id, which), None);
			Ok(())
		}
	}
}

fn member(id: DaoId, who: AccountId) -> Member<Test> {
	Members::<Test>::get(id, who).expect("it is a member")
}

fn power(id: DaoId, who: AccountId) -> Power {
	Members::<Test>::get(id, who).map_or(0, |member| member.history.now().power)
}

fn total(id: DaoId) -> Power {
	Daos::<Test>::get(id).expect("it exists").total.now()
}

fn balance(asset: AssetId, who: AccountId) -> u128 {
	NativeAndAssets::balance(asset, &who)
}

fn held(reason: HoldReason, asset: AssetId, who: AccountId) -> u128 {
	NativeAndAssetsHeld::balance_on_hold(asset, &reason.into(), &who)
}

/// Gives the DAO some of an account's tokens.
fn endow(id: DaoId, asset: AssetId, amount: u128) {
	let dest = Dao::sovereign(id);
	match asset {
		AssetId::Native => {
			assert_ok!(Balances::transfer_keep_alive(signed(7), dest, amount));
		}
		AssetId::WithId(asset) => {
			assert_ok!(Assets::transfer(signed(7), asset, dest, amount));
		}
	}
}
