// SPDX-License-Identifier: Apache-2.0

//! Any calls by any accounts, in any order: no value is made or lost, what is on hold is what the records say, and in
//! the end everybody has its deposits back.

use super::*;
use crate::{
	mock::{genesis, FUNDS, LAST},
	Proposals, Stage,
};
use frame_support::{storage::with_storage_layer, traits::UnfilteredDispatchable};
use proptest::prelude::*;

const SILVER: AssetId = crate::mock::SILVER;

/// One of the accounts that take part.
fn account() -> impl Strategy<Value = AccountId> {
	1..=5u128
}

/// What a DAO may be made to do to itself.
fn own_call() -> impl Strategy<Value = Call<Test>> {
	prop_oneof![
		3 => (account(), 0..50u128, any::<bool>()).prop_map(|(who, shares, pays)| Call::invite {
			who,
			shares,
			tribute: pays.then_some((SILVER, 100)),
		}),
		1 => account().prop_map(|who| Call::uninvite { who }),
		1 => account().prop_map(|who| Call::expel { who }),
		3 => (account(), 0..100u128).prop_map(|(who, shares)| Call::set_shares { who, shares }),
		1 => proptest::option::of(account()).prop_map(|guardian| Call::set_guardian { guardian }),
		1 => (2..8u64, 0..4u64, 0..9u64).prop_map(|(voting, grace, notice)| Call::set_rules {
			rules: Rules { voting, grace, notice, ..rules() },
		}),
		1 => account().prop_map(|heir| Call::dissolve { heir }),
	]
}

/// What is proposed.
fn proposed() -> impl Strategy<Value = RuntimeCall> {
	prop_oneof![
		5 => own_call().prop_map(own),
		2 => (account(), 0..2_000u128).prop_map(|(dest, value)| pay(dest, value)),
		1 => proptest::collection::vec(own_call().prop_map(own), 0..3).prop_map(|calls| {
			RuntimeCall::Utility(pallet_utility::Call::batch { calls })
		}),
	]
}

fn ballot() -> impl Strategy<Value = Ballot> {
	prop_oneof![4 => Just(Ballot::Aye), 1 => Just(Ballot::Nay), 1 => Just(Ballot::Abstain)]
}

/// What an account calls, in DAO 0 or, of tokens, 1.
fn call() -> impl Strategy<Value = Call<Test>> {
	let dao = 0..2u32;
	let which = 0..6u32;
	let amount = 0..500u128;
	prop_oneof![
		2 => dao.clone().prop_map(|dao| Call::join { dao }),
		1 => dao.clone().prop_map(|dao| Call::leave { dao }),
		2 => (dao.clone(), 0..3usize).prop_map(|(dao, number)| {
			let assets = [NATIVE, GOLD, SILVER][..number].to_vec();
			Call::ragequit { dao, assets: assets.try_into().expect("few enough") }
		}),
		3 => amount.clone().prop_map(|amount| Call::stake { dao: 1, amount }),
		2 => amount.prop_map(|amount| Call::unstake { dao: 1, amount }),
		2 => dao.clone().prop_map(|dao| Call::withdraw { dao }),
		2 => (dao.clone(), account()).prop_map(|(dao, to)| Call::delegate { dao, to }),
		1 => (dao.clone(), account()).prop_map(|(dao, who)| Call::undelegate { dao, who }),
		6 => (dao.clone(), proposed()).prop_map(|(dao, call)| Call::propose {
			dao,
			call: Box::new(call),
			note: None,
		}),
		12 => (dao.clone(), which.clone(), ballot())
			.prop_map(|(dao, proposal, ballot)| Call::vote { dao, proposal, ballot }),
		1 => (dao.clone(), which.clone()).prop_map(|(dao, proposal)| Call::cancel { dao, proposal }),
		1 => (dao.clone(), which.clone()).prop_map(|(dao, proposal)| Call::veto { dao, proposal }),
		8 => (dao.clone(), which.clone())
			.prop_map(|(dao, proposal)| Call::execute { dao, proposal, max_weight: ENOUGH }),
		2 => (dao.clone(), which.clone()).prop_map(|(dao, proposal)| Call::settle { dao, proposal }),
		2 => (dao.clone(), which, 0..3u32)
			.prop_map(|(dao, proposal, limit)| Call::clear { dao, proposal, limit }),
		1 => (dao.clone(), account()).prop_map(|(dao, who)| Call::evict { dao, who }),
		1 => (dao.clone(), account()).prop_map(|(dao, to)| Call::recover {
			dao,
			call: Box::new(pay(to, 10)),
		}),
		1 => dao.prop_map(|dao| Call::close { dao }),
	]
}

/// What happens: an account calls something after some blocks, or members decide something, or try to.
#[derive(Clone, Debug)]
enum Step {
	Call { blocks: u64, who: AccountId, call: Call<Test> },
	Decision { dao: DaoId, call: RuntimeCall, ballots: Vec<(AccountId, Ballot)>, blocks: u64 },
}

fn step() -> impl Strategy<Value = Step> {
	let blocks = prop_oneof![6 => Just(0u64), 2 => 1..3u64, 1 => 3..9u64];
	prop_oneof![
		4 => (blocks, account(), call()).prop_map(|(blocks, who, call)| Step::Call { blocks, who, call }),
		1 => (0..2u32, proposed(), proptest::collection::vec((account(), ballot()), 1..5), 5..14u64)
			.prop_map(|(dao, call, ballots, blocks)| Step::Decision { dao, call, ballots, blocks }),
	]
}

impl Step {
	/// The calls that it comes to in the present state, each with its caller and the blocks that pass before it.
	fn calls(self) -> Vec<(u64, AccountId, Call<Test>)> {
		let (dao, call, ballots, blocks) = match self {
			Self::Call { blocks, who, call } => return vec![(blocks, who, call)],
			Self::Decision { dao, call, ballots, blocks } => (dao, call, ballots, blocks),
		};
		let proposal = Daos::<Test>::get(dao).map_or(0, |dao| dao.next_proposal);
		let proposer = ballots.first().map_or(1, |(who, _)| *who);
		let propose = Call::propose { dao, call: Box::new(call), note: None };
		let votes = ballots.into_iter().map(|(who, ballot)| (0, who, Call::vote { dao, proposal, ballot }));
		let execute = Call::execute { dao, proposal, max_weight: ENOUGH };
		[(1, proposer, propose)].into_iter().chain(votes).chain([(blocks, 9, execute)]).collect()
	}
}

/// A DAO of shares and one of tokens, with treasuries.
fn start(ragequit: bool) {
	found(Kind::Shares, Rules { ragequit, ..rules() }, &[(1, 50), (2, 30), (3, 20)], Some(5));
	let open = Rules { admission: Admission::Open, ..rules() };
	found(Kind::Token(GOLD), open, &[(1, 0)], Some(5));
	for id in [0, 1] {
		endow(id, GOLD, 1_001);
		endow(id, SILVER, 2_003);
	}
	assert_ok!(Dao::stake(signed(1), 1, 300));
}

fn issued() -> [u128; 3] {
	[NATIVE, GOLD, SILVER].map(NativeAndAssets::total_issuance)
}

/// Ends a DAO in the shortest way from wherever it is.
fn wind_up(id: DaoId) {
	let Some(mut dao) = Daos::<Test>::get(id) else { return };
	// Whatever its members think: they can no more be brought to agree. The state is one that a dissolution leads to.
	if dao.is_alive() {
		crate::Invitations::<Test>::remove(id);
		dao.status = crate::Status::Dissolving {
			snapshot: System::block_number(),
			unclaimed: dao.total.before(System::block_number()),
			heir: LAST,
			ends: System::block_number(),
		};
		Daos::<Test>::insert(id, dao);
	}
	pass_blocks(100);
	let members: Vec<AccountId> = Members::<Test>::iter_key_prefix(id).collect();
	for who in members {
		let assets = vec![NATIVE, GOLD, SILVER].try_into().expect("few enough");
		let quit = || Dao::ragequit(signed(who), id, assets);
		if with_storage_layer(quit).is_err() {
			assert_ok!(Dao::evict(signed(9), id, who));
		}
	}
	let stored: Vec<ProposalId> = Proposals::<Test>::iter_key_prefix(id).collect();
	for which in stored {
		let stage = Dao::proposal(id, which).expect("it is stored").stage;
		if let Stage::Ended(_) = stage {
			assert_ok!(Dao::settle(signed(9), id, which));
		}
		let _ = Dao::clear(signed(9), id, which, 10);
	}
	assert_ok!(Dao::close(signed(9), id));
}

fn run(steps: Vec<Step>, ragequit: bool) {
	genesis().execute_with(|| {
		start(ragequit);
		let before = issued();
		for step in steps {
			for (blocks, who, call) in step.calls() {
				System::set_block_number(System::block_number() + blocks);
				// Refused or not, the invariants hold; a refusal changes nothing.
				let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
				let done = with_storage_layer(|| call.dispatch_bypass_filter(signed(who)));
				if done.is_err() {
					assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), root);
				}
				Dao::do_try_state().expect("the invariants hold");
				assert_eq!(issued(), before, "value was made or lost");
			}
		}
		for id in [0, 1] {
			wind_up(id);
		}
		Dao::do_try_state().expect("the invariants hold");
		assert_eq!(issued(), before);
		for who in 1..=LAST {
			for asset in [NATIVE, GOLD, SILVER] {
				assert_eq!(
					NativeAndAssetsHeld::total_balance_on_hold(asset, &who),
					0,
					"{who} lacks a deposit"
				);
			}
		}
		for asset in [NATIVE, GOLD, SILVER] {
			let theirs: u128 = (1..=LAST).map(|who| balance(asset.clone(), who)).sum();
			let treasuries: u128 = [0, 1].map(|id| balance(asset.clone(), Dao::sovereign(id))).iter().sum();
			assert_eq!(theirs + treasuries, LAST * FUNDS);
		}
		assert_eq!(Members::<Test>::iter().count() + crate::Votes::<Test>::iter().count(), 0);
		assert_eq!(Proposals::<Test>::iter().count() + crate::ProposalCalls::<Test>::iter().count(), 0);
		assert_eq!(crate::Invitations::<Test>::iter().count() + Daos::<Test>::iter().count(), 0);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn whatever_is_called_no_value_is_made_or_lost_and_all_deposits_come_back(
		steps in proptest::collection::vec(step(), 1..60),
		ragequit: bool,
	) {
		run(steps, ragequit);
	}
}

/// What the random sequences rest on: they reach what matters.
#[test]
fn random_sequences_execute_and_dissolve() {
	use proptest::{strategy::ValueTree, test_runner::TestRunner};
	let mut runner = TestRunner::deterministic();
	let (mut executed, mut dissolved, mut shared) = (0, 0, 0);
	for _ in 0..60 {
		let steps =
			proptest::collection::vec(step(), 60).new_tree(&mut runner).expect("it can be made").current();
		genesis().execute_with(|| {
			start(true);
			for step in steps {
				for (blocks, who, call) in step.calls() {
					System::set_block_number(System::block_number() + blocks);
					let _ = with_storage_layer(|| call.dispatch_bypass_filter(signed(who)));
				}
			}
			for record in System::events() {
				match record.event {
					crate::mock::RuntimeEvent::Dao(crate::Event::Concluded {
						outcome: Outcome::Executed,
						..
					}) => executed += 1,
					crate::mock::RuntimeEvent::Dao(crate::Event::DissolutionBegan { .. }) => dissolved += 1,
					crate::mock::RuntimeEvent::Dao(crate::Event::Ragequit { .. }) => shared += 1,
					_ => (),
				}
			}
		});
	}
	assert!(executed > 20 && dissolved > 0 && shared > 10, "{executed} {dissolved} {shared}");
}
