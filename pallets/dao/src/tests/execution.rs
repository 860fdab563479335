// SPDX-License-Identifier: Apache-2.0

//! What a DAO can do, and what it cannot.

use super::*;
use crate::{
	mock::{genesis, Proxy, FUNDS, SUDO},
	Error, Event, Executing, Outcome, ProposalCalls, Proposals, StoredCallOf, WeightInfo,
};
use frame_support::dispatch::{GetDispatchInfo, RawOrigin};

type Batch = pallet_utility::Call<Test>;

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	RuntimeCall::Utility(Batch::batch_all { calls })
}

/// A call from an account derived from the caller's.
fn derived(call: RuntimeCall) -> RuntimeCall {
	RuntimeCall::Utility(Batch::as_derivative { index: 0, call: Box::new(call) })
}

/// A call that only root may make.
fn set_code() -> RuntimeCall {
	RuntimeCall::System(frame_system::Call::set_heap_pages { pages: 1 })
}

fn forbidden() -> RuntimeCall {
	RuntimeCall::System(frame_system::Call::remark_with_event { remark: vec![] })
}

#[test]
fn a_dao_pays_from_its_treasury_in_any_asset() {
	genesis().execute_with(|| {
		let id = guild();
		endow(id, GOLD, 500);
		assert_ok!(decide(id, &[1, 2], pay(4, 300)));
		assert_eq!(balance(NATIVE, 4), FUNDS + 300);
		let gold = pallet_assets::Call::<Test>::transfer { id: 7, target: 4, amount: 500 };
		assert_ok!(decide(id, &[1, 2], RuntimeCall::Assets(gold)));
		assert_eq!(balance(GOLD, 4), FUNDS + 500);
	});
}

#[test]
fn the_caller_pays_for_the_call_and_gets_back_what_it_did_not_need() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, pay(4, 1));
		approve(id, which, &[1, 2]);
		let needed = pay(4, 1).get_dispatch_info().call_weight;
		let execute = Call::<Test>::execute { dao: id, proposal: which, max_weight: ENOUGH };
		assert_eq!(execute.get_dispatch_info().call_weight, <()>::execute() + ENOUGH);
		let less = Weight::from_parts(needed.ref_time() - 1, needed.proof_size());
		let error = Dao::execute(signed(9), id, which, less).expect_err("too little").error;
		assert_eq!(error, Error::<Test>::WeightTooLow.into());
		let done = Dao::execute(signed(9), id, which, needed).expect("just enough");
		assert!(done.actual_weight.is_some_and(|used| used.all_lte(<()>::execute() + needed)));
	});
}

/// Threat: a call that fails half way leaves what it did before it failed.
#[test]
fn a_call_that_fails_changes_nothing_and_is_recorded() {
	genesis().execute_with(|| {
		let id = guild();
		let both = batch(vec![pay(4, 300), pay(5, 3_000)]);
		let which = propose(id, 1, both);
		approve(id, which, &[1, 2]);
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		assert_eq!(balance(NATIVE, 4), FUNDS);
		let error = Proposals::<Test>::get(id, which).and_then(|proposal| proposal.failure);
		let error = error.expect("it failed");
		System::assert_last_event(Event::ExecutionFailed { dao: id, proposal: which, error }.into());
		assert!(!Executing::<Test>::exists());

		// It blocks no other, and can be tried again.
		assert_ok!(decide(id, &[1, 2], nothing()));
	});
}

#[test]
fn a_call_that_failed_can_be_tried_again_until_its_time_is_over() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, pay(4, 3_000));
		let never = propose(id, 1, pay(4, 30_000));
		for who in [1, 2] {
			assert_ok!(Dao::vote(signed(who), id, never, Ballot::Aye));
		}
		approve(id, which, &[1, 2]);
		assert_ok!(Dao::execute(signed(9), id, never, ENOUGH));
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		endow(id, NATIVE, 3_000);
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		assert_eq!(balance(NATIVE, 4), FUNDS + 3_000);
		let error = Dao::execute(signed(9), id, which, ENOUGH).expect_err("it is done").error;
		assert_eq!(error, Error::<Test>::NotExecutable.into());

		let failure = Proposals::<Test>::get(id, never).and_then(|proposal| proposal.failure);
		let failure = failure.expect("it failed");
		pass_blocks(10);
		assert_ok!(Dao::settle(signed(9), id, never));
		System::assert_last_event(
			Event::Concluded { dao: id, proposal: never, outcome: Outcome::Failed(failure) }.into(),
		);
	});
}

/// Threat: the caller nests `execute` so deep in other calls that there is no room for what the DAO's call does, and
/// so burns the proposal.
#[test]
fn a_failure_that_the_caller_brings_about_burns_nothing() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, batch(vec![pay(4, 300)]));
		approve(id, which, &[1, 2]);
		// The SDK nests at most 255 layers of storage. This leaves one for `execute`, and none for the call.
		fn nest(depth: u32, last: &dyn Fn()) {
			if depth == 0 {
				return last();
			}
			let _ = frame_support::storage::with_storage_layer::<(), DispatchError, _>(|| {
				nest(depth - 1, last);
				Ok(())
			});
		}
		nest(254, &|| {
			assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		});
		let failure = Proposals::<Test>::get(id, which).and_then(|proposal| proposal.failure);
		assert_eq!(failure, Some(sp_runtime::TransactionalError::LimitReached.into()));
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		assert_eq!(balance(NATIVE, 4), FUNDS + 300);
	});
}

/// Threat: members approve a call that needs more rights than an account has.
#[test]
fn a_dao_has_no_more_rights_than_an_account() {
	genesis().execute_with(|| {
		let id = guild();
		let bad_origin = DispatchError::BadOrigin;
		assert_eq!(decide(id, &[1, 2], set_code()), Err(bad_origin));
		let sudo = pallet_sudo::Call::<Test>::sudo { call: Box::new(set_code()) };
		assert!(decide(id, &[1, 2], RuntimeCall::Sudo(sudo)).is_err());
		let as_sudo = pallet_sudo::Call::<Test>::sudo_as { who: 1, call: Box::new(pay(4, 1)) };
		assert!(decide(id, &[1, 2], RuntimeCall::Sudo(as_sudo)).is_err());
		assert_ne!(pallet_sudo::Key::<Test>::get(), Some(Dao::sovereign(id)));
		assert_eq!(pallet_sudo::Key::<Test>::get(), Some(SUDO));
		let force = pallet_balances::Call::<Test>::force_transfer { source: 5, dest: 4, value: 1 };
		assert_eq!(decide(id, &[1, 2], RuntimeCall::Balances(force)), Err(bad_origin));
	});
}

/// Threat: the same, wrapped in calls that make other calls.
#[test]
fn calls_within_calls_have_no_more_rights_either() {
	genesis().execute_with(|| {
		let id = guild();
		let bad_origin = Err(DispatchError::BadOrigin);
		assert_eq!(decide(id, &[1, 2], batch(vec![set_code()])), bad_origin);
		assert_eq!(decide(id, &[1, 2], derived(batch(vec![set_code()]))), bad_origin);
		let root = Box::new(RawOrigin::<AccountId>::Root.into());
		let as_root = Batch::dispatch_as { as_origin: root, call: Box::new(set_code()) };
		assert_eq!(decide(id, &[1, 2], RuntimeCall::Utility(as_root)), bad_origin);
		assert_eq!(decide(id, &[1, 2], derived(set_code())), bad_origin);
		assert!(decide(id, &[1, 2], derived(pay(4, 1))).is_err(), "another, empty account");
		let proxy = |real, call| {
			let call = Box::new(call);
			RuntimeCall::Proxy(pallet_proxy::Call::proxy { real, force_proxy_type: None, call })
		};
		assert!(decide(id, &[1, 2], proxy(5, pay(4, 1))).is_err(), "5 made nobody its proxy");

		// For one who made the DAO its proxy, it may do what that one may, and no more. The outcome of the call
		// for another is in the proxy's event.
		assert_ok!(Proxy::add_proxy(signed(5), Dao::sovereign(id), (), 0));
		assert_ok!(decide(id, &[1, 2], proxy(5, set_code())));
		System::assert_has_event(
			pallet_proxy::Event::<Test>::ProxyExecuted { result: Err(DispatchError::BadOrigin) }.into(),
		);
		let before = balance(NATIVE, 4);
		assert_ok!(decide(id, &[1, 2], proxy(5, pay(4, 1))));
		assert_eq!(balance(NATIVE, 4), before + 1);
	});
}

#[test]
fn the_filter_holds_for_calls_within_calls() {
	genesis().execute_with(|| {
		let id = guild();
		let filtered = DispatchError::from(frame_system::Error::<Test>::CallFiltered);
		assert_eq!(decide(id, &[1, 2], batch(vec![forbidden()])), Err(filtered));
		assert_eq!(decide(id, &[1, 2], derived(batch(vec![nothing(), forbidden()]))), Err(filtered));
		assert_eq!(decide(id, &[1, 2], derived(forbidden())), Err(filtered));
	});
}

/// Threat: a DAO executes proposals that execute proposals, until a block is full or the stack is.
#[test]
fn an_execution_executes_nothing_else() {
	genesis().execute_with(|| {
		let (first, second) = (guild(), guild());
		let inner = propose(second, 1, pay(4, 300));
		assert_ok!(Dao::vote(signed(1), second, inner, Ballot::Aye));
		assert_ok!(Dao::vote(signed(2), second, inner, Ballot::Aye));
		let max_weight = pay(4, 300).get_dispatch_info().call_weight;
		let execute = |dao, proposal| own(Call::execute { dao, proposal, max_weight });
		let direct = propose(first, 1, execute(second, inner));
		let batched = propose(first, 2, batch(vec![execute(second, inner)]));
		let itself = propose(first, 2, execute(first, 2));
		for which in [direct, batched] {
			assert_ok!(Dao::vote(signed(1), first, which, Ballot::Aye));
			assert_ok!(Dao::vote(signed(2), first, which, Ballot::Aye));
		}
		approve(first, itself, &[1, 2]);
		for which in [direct, batched, itself] {
			assert_ok!(Dao::execute(signed(9), first, which, ENOUGH));
			let failure = Proposals::<Test>::get(first, which).and_then(|proposal| proposal.failure);
			assert_eq!(failure, Some(Error::<Test>::Recursion.into()));
		}
		assert_eq!(balance(NATIVE, 4), FUNDS);
		assert_ok!(Dao::execute(signed(9), second, inner, ENOUGH));
		assert_eq!(balance(NATIVE, 4), FUNDS + 300);
	});
}

#[test]
fn a_call_that_an_upgrade_made_undecodable_fails_and_is_settled() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, nothing());
		approve(id, which, &[1, 2]);
		let garbage = StoredCallOf::<Test>::try_from(vec![255, 255]).expect("short enough");
		ProposalCalls::<Test>::insert(id, which, garbage);
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		let error = Error::<Test>::Undecodable.into();
		System::assert_last_event(Event::ExecutionFailed { dao: id, proposal: which, error }.into());
		pass_blocks(10);
		assert_ok!(Dao::settle(signed(9), id, which));
	});
}

#[test]
fn a_dao_is_a_member_of_another() {
	genesis().execute_with(|| {
		let parent = guild();
		let child = found(Kind::Membership, rules(), &[(Dao::sovereign(parent), 1), (5, 1)], None);
		// What the child is to do: pay 5. The parent's members decide how the parent votes.
		let rules = Rules { voting: 50, ..rules() };
		assert_ok!(decide_both(parent, child, own(Call::set_rules { rules })));
		let which = propose(child, 5, pay(6, 300));
		assert_ok!(Dao::vote(signed(5), child, which, Ballot::Aye));
		assert_refused!(Dao::vote(signed(1), child, which, Ballot::Aye), Error::<Test>::NotMember);
		let vote = Call::vote { dao: child, proposal: which, ballot: Ballot::Aye };
		assert_ok!(decide(parent, &[1, 2], own(vote)));
		pass_blocks(50);
		assert_ok!(Dao::execute(signed(9), child, which, ENOUGH));
		assert_eq!(balance(NATIVE, 6), FUNDS + 300);

		// It proposes there too, and leaves.
		let proposal = Call::propose { dao: child, call: Box::new(nothing()), note: None };
		assert_ok!(decide(parent, &[1, 2], own(proposal)));
		let proposed = Proposals::<Test>::get(child, which + 1).expect("it was made");
		assert_eq!(proposed.proposer, Dao::sovereign(parent));
		assert_ok!(decide(parent, &[1, 2], own(Call::leave { dao: child })));
		assert_eq!(total(child), 1);
	});
}

/// The child's two members, one of which is the parent, approve `call`. The child's vote is long enough for the
/// parent's only if the parent's members hurry: here they agreed on it before.
fn decide_both(parent: DaoId, child: DaoId, call: RuntimeCall) -> Result<(), DispatchError> {
	let which = propose(child, 5, call);
	assert_ok!(Dao::vote(signed(5), child, which, Ballot::Aye));
	let parents = Dao::sovereign(parent);
	assert_ok!(Dao::vote(signed(parents), child, which, Ballot::Aye));
	pass_blocks(9);
	assert_ok!(Dao::execute(signed(9), child, which, ENOUGH));
	assert_ok!(Dao::clear(signed(9), child, which, 10));
	Ok(())
}

/// Threat: two DAOs that are members of each other decide in a circle.
#[test]
fn daos_that_are_members_of_each_other_decide_one_step_at_a_time() {
	genesis().execute_with(|| {
		let open = Rules { admission: Admission::Open, ..rules() };
		let first = found(Kind::Membership, open.clone(), &[(1, 1)], None);
		let second = found(Kind::Membership, open, &[(Dao::sovereign(first), 1)], None);
		// The second is made to join the first by the first, which is its only member.
		let which = Call::propose { dao: second, call: Box::new(own(Call::join { dao: first })), note: None };
		assert_ok!(decide(first, &[1], own(which)));
		let vote = Call::vote { dao: second, proposal: 0, ballot: Ballot::Aye };
		let first_votes = propose(first, 1, own(vote));
		assert_ok!(Dao::vote(signed(1), first, first_votes, Ballot::Aye));
		pass_blocks(9);
		// Voting in the second is over by then: each step takes its time, and none causes another.
		assert_ok!(Dao::execute(signed(9), first, first_votes, ENOUGH));
		let failure = Proposals::<Test>::get(first, first_votes).and_then(|proposal| proposal.failure);
		assert_eq!(failure, Some(Error::<Test>::NotVoting.into()));
		assert!(!Executing::<Test>::exists());
	});
}

#[test]
fn a_call_costs_at_least_its_writes() {
	use crate::weights::SubstrateWeight as Weights;
	let db = frame_support::weights::constants::RocksDbWeight::get();
	// Each item once, however often it is written: who joins pays a tribute, who leaves had delegated its power, and of
	// those who are sent away another paid the deposit.
	let twice: [(Weight, Weight, u64); 26] = [
		(Weights::<Test>::found(2), <()>::found(2), 7),
		(Weights::<Test>::join(), <()>::join(), 6),
		(Weights::<Test>::leave(), <()>::leave(), 5),
		(Weights::<Test>::ragequit(4, 2), <()>::ragequit(4, 2), 9),
		(Weights::<Test>::stake(), <()>::stake(), 5),
		(Weights::<Test>::unstake(), <()>::unstake(), 3),
		(Weights::<Test>::withdraw(), <()>::withdraw(), 3),
		(Weights::<Test>::delegate(), <()>::delegate(), 3),
		(Weights::<Test>::undelegate(), <()>::undelegate(), 2),
		(Weights::<Test>::propose(10), <()>::propose(10), 5),
		(Weights::<Test>::vote(), <()>::vote(), 2),
		(Weights::<Test>::cancel(), <()>::cancel(), 5),
		(Weights::<Test>::veto(), <()>::veto(), 5),
		(Weights::<Test>::execute(), <()>::execute(), 4),
		(Weights::<Test>::settle(), <()>::settle(), 5),
		(Weights::<Test>::clear(3), <()>::clear(3), 7),
		(Weights::<Test>::set_rules(), <()>::set_rules(), 1),
		(Weights::<Test>::set_guardian(), <()>::set_guardian(), 1),
		(Weights::<Test>::invite(), <()>::invite(), 1),
		(Weights::<Test>::uninvite(), <()>::uninvite(), 1),
		(Weights::<Test>::expel(), <()>::expel(), 7),
		(Weights::<Test>::set_shares(), <()>::set_shares(), 3),
		(Weights::<Test>::dissolve(), <()>::dissolve(), 2),
		(Weights::<Test>::evict(), <()>::evict(), 7),
		(Weights::<Test>::recover(), <()>::recover(), 1),
		(Weights::<Test>::close(), <()>::close(), 3),
	];
	// The mock's database costs nothing, RocksDB what the second column has more.
	for (free, rocks, writes) in twice {
		assert!((free + db.writes(writes)).all_lte(rocks));
		assert!(free.ref_time() > 0);
	}
}
