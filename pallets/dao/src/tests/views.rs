// SPDX-License-Identifier: Apache-2.0

//! What the runtime API answers.

use super::*;
use crate::{
	mock::{genesis, MEMBERSHIP},
	Action, Outcome, Stage, Status, Tally,
};
use parity_scale_codec::Encode;
use sp_runtime::traits::{BlakeTwo256, Hash};

fn actions(id: DaoId, which: ProposalId) -> Vec<Action> {
	Dao::proposal(id, which).expect("it is stored").actions
}

#[test]
fn a_dao_is_described() {
	genesis().execute_with(|| {
		let id = found(Kind::Token(GOLD), rules(), &[(1, 0)], Some(5));
		assert_ok!(Dao::stake(signed(1), id, 70));
		pass_blocks(1);
		let which = propose(id, 1, nothing());
		let dao = Dao::dao(id).expect("it exists");
		assert_eq!((dao.id, dao.name.as_slice(), dao.sovereign), (id, &b"guild"[..], Dao::sovereign(id)));
		assert_eq!((dao.founder, dao.kind, dao.rules), (1, Kind::Token(GOLD), rules()));
		assert_eq!((dao.guardian, dao.status, dao.members, dao.total_power), (Some(5), Status::Alive, 1, 70));
		assert_eq!((dao.open, dao.next_proposal), (vec![which], which + 1));
		assert_eq!(Dao::dao(id + 1), None);

		guild();
		let numbers = |from, limit| Dao::daos(from, limit).iter().map(|dao| dao.id).collect::<Vec<_>>();
		assert_eq!((numbers(0, 5), numbers(1, 5), numbers(0, 1)), (vec![0, 1], vec![1], vec![0]));
	});
}

#[test]
fn members_are_described_page_by_page() {
	genesis().execute_with(|| {
		let id = bank();
		assert_ok!(Dao::delegate(signed(2), id, 3));
		assert_ok!(Dao::unstake(signed(1), id, 100));
		let one = Dao::member(id, 1).expect("it is a member");
		assert_eq!((one.account, one.power, one.weight, one.received), (1, 500, 500, 0));
		assert_eq!(one.withdrawal.map(|withdrawal| withdrawal.amount), Some(100));
		assert_eq!(one.deposit, (1, MEMBERSHIP));
		let (two, three) = (Dao::member(id, 2).expect("so is it"), Dao::member(id, 3).expect("so is it"));
		assert_eq!((two.power, two.weight, two.delegate, two.delegate_has_left), (300, 0, Some(3), false));
		assert_eq!((three.power, three.weight, three.received), (100, 400, 300));
		assert_eq!(Dao::member(id, 5), None);

		let all = Dao::members(id, None, 10);
		assert_eq!(all.len(), 4);
		let mut paged = Vec::new();
		loop {
			let page =
				Dao::members(id, paged.last().map(|member: &crate::MemberView<_, _>| member.account), 3);
			if page.is_empty() {
				break;
			}
			paged.extend(page);
		}
		assert_eq!(paged, all);

		assert_ok!(decide(id, &[1], own(Call::expel { who: 3 })));
		assert!(Dao::member(id, 2).expect("it is a member").delegate_has_left);
	});
}

#[test]
fn invitations_are_listed() {
	genesis().execute_with(|| {
		let id = company();
		let invite = Call::invite { who: 4, shares: 7, tribute: Some((GOLD, 5)) };
		assert_ok!(decide(id, &[1], own(invite)));
		assert_eq!(Dao::invitations(id), vec![(4, 7, Some((GOLD, 5)))]);
		assert_eq!(Dao::invitations(id + 1), vec![]);
	});
}

#[test]
fn a_proposal_is_described_with_what_may_be_done() {
	genesis().execute_with(|| {
		let id = found(Kind::Shares, rules(), &[(1, 60), (2, 41)], Some(5));
		let note = BlakeTwo256::hash(b"why");
		assert_ok!(Dao::propose(signed(1), id, Box::new(pay(4, 1)), Some(note)));
		assert_ok!(Dao::vote(signed(1), id, 0, Ballot::Aye));
		let made = System::block_number();
		let proposal = Dao::proposal(id, 0).expect("it is stored");
		assert_eq!((proposal.id, proposal.proposer, proposal.note), (0, 1, Some(note)));
		assert_eq!(proposal.call, pay(4, 1).encode());
		assert_eq!(proposal.call_hash, BlakeTwo256::hash_of(&pay(4, 1)));
		assert_eq!((proposal.stage, proposal.approved), (Stage::Voting, true));
		assert_eq!(proposal.tally, Tally { ayes: 60, nays: 0, abstentions: 0 });
		assert_eq!((proposal.electorate, proposal.quorum, proposal.votes), (101, 51, 1));
		let ends = (proposal.made, proposal.voting_until, proposal.grace_until, proposal.execution_until);
		assert_eq!(ends, (made, made + 5, made + 8, made + 18));

		assert_eq!(actions(id, 0), [Action::Vote, Action::Cancel, Action::Veto]);
		pass_blocks(6);
		assert_eq!(actions(id, 0), [Action::Veto]);
		pass_blocks(3);
		assert_eq!(actions(id, 0), [Action::Execute, Action::Veto]);
		pass_blocks(10);
		assert_eq!(actions(id, 0), [Action::Settle]);
		assert_eq!(Dao::proposal(id, 0).expect("it is stored").stage, Stage::Ended(Outcome::Expired));
		assert_ok!(Dao::settle(signed(9), id, 0));
		assert_eq!(actions(id, 0), [Action::Clear]);
		assert_eq!(Dao::proposal(id, 0).expect("it is stored").call, Vec::<u8>::new());
		assert_ok!(Dao::clear(signed(9), id, 0, 5));
		assert_eq!(Dao::proposal(id, 0), None);

		let beyond = propose(id, 1, own(Call::set_guardian { guardian: None }));
		assert_eq!(actions(id, beyond), [Action::Vote, Action::Cancel]);
	});
}

#[test]
fn proposals_are_described_page_by_page() {
	genesis().execute_with(|| {
		let id = guild();
		for who in [1, 2, 3] {
			propose(id, who, nothing());
		}
		assert_ok!(Dao::cancel(signed(2), id, 1));
		let numbers = |from, limit| {
			Dao::proposals(id, from, limit).iter().map(|proposal| proposal.id).collect::<Vec<_>>()
		};
		assert_eq!((numbers(0, 5), numbers(1, 5), numbers(0, 1)), (vec![0, 2], vec![2], vec![0]));
		assert_eq!(Dao::proposal(id + 1, 0), None);
	});
}
