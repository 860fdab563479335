// SPDX-License-Identifier: Apache-2.0

//! How DAOs are founded, and what rules they may have.

use super::*;
use crate::{
	mock::{
		genesis, MaxFirstMembers, MaxMembers, MaxOpenPerMember, MinVotingPeriod, FOUNDING, FUNDS, MEMBERSHIP,
	},
	Error, Event, Status,
};
use frame_support::traits::Hooks;

#[test]
fn a_founder_pays_deposits_and_an_endowment() {
	genesis().execute_with(|| {
		let id = guild();
		let sovereign = Dao::sovereign(id);
		assert_eq!(balance(NATIVE, sovereign), 1_000);
		assert_eq!(held(HoldReason::Founding, NATIVE, 1), FOUNDING);
		assert_eq!(held(HoldReason::Membership, NATIVE, 1), 3 * MEMBERSHIP);
		assert_eq!(balance(NATIVE, 1), FUNDS - 1_000 - FOUNDING - 3 * MEMBERSHIP);
		assert_eq!(balance(NATIVE, 2), FUNDS, "the founder pays for the first members");

		let dao = Daos::<Test>::get(id).expect("it was founded");
		assert_eq!((dao.founder, dao.members, dao.status), (1, 3, Status::Alive));
		assert_eq!((total(id), power(id, 1), power(id, 3), power(id, 4)), (3, 1, 1, 0));
		System::assert_has_event(Event::Founded { dao: id, founder: 1, sovereign }.into());
		System::assert_has_event(Event::Joined { dao: id, who: 2, power: 1 }.into());
	});
}

#[test]
fn each_dao_has_a_number_and_an_account_of_its_own() {
	genesis().execute_with(|| {
		let (first, second) = (guild(), guild());
		assert_eq!((first, second), (0, 1));
		assert_ne!(Dao::sovereign(first), Dao::sovereign(second));
		let accounts: std::collections::BTreeSet<_> = (0..10_000).map(Dao::sovereign).collect();
		assert_eq!(accounts.len(), 10_000);
	});
}

#[test]
fn a_founder_need_not_be_a_member() {
	genesis().execute_with(|| {
		let id = found(Kind::Shares, rules(), &[(2, 5), (3, 0)], None);
		assert_eq!((total(id), power(id, 1), power(id, 2)), (5, 0, 5));
	});
}

#[test]
fn rules_that_make_no_sense_are_refused() {
	let (percent, good) = (Perbill::from_percent, rules());
	let tribute = Admission::Tribute { asset: GOLD, amount: 1 };
	let cases = [
		(Kind::Membership, Rules { quorum: percent(0), ..good.clone() }, Error::<Test>::QuorumIsZero),
		(Kind::Membership, Rules { proposer_share: percent(51), ..good.clone() }, Error::ShareTooHigh),
		(Kind::Membership, Rules { voting: 1, ..good.clone() }, Error::PeriodOutOfBounds),
		(Kind::Membership, Rules { voting: 101, ..good.clone() }, Error::PeriodOutOfBounds),
		(Kind::Membership, Rules { grace: 101, ..good.clone() }, Error::PeriodOutOfBounds),
		(Kind::Membership, Rules { execution: 0, ..good.clone() }, Error::PeriodOutOfBounds),
		(Kind::Membership, Rules { execution: 101, ..good.clone() }, Error::PeriodOutOfBounds),
		(Kind::Membership, Rules { notice: 101, ..good.clone() }, Error::PeriodOutOfBounds),
		(Kind::Token(GOLD), Rules { notice: 4, ..good.clone() }, Error::NoticeTooShort),
		(Kind::Shares, Rules { admission: tribute.clone(), ..good.clone() }, Error::TributeForNothing),
		(Kind::Token(GOLD), Rules { ragequit: true, ..good.clone() }, Error::RagequitNeedsInvitation),
		(
			Kind::Membership,
			Rules { ragequit: true, admission: Admission::Open, ..good.clone() },
			Error::RagequitNeedsInvitation,
		),
		(
			Kind::Membership,
			Rules { ragequit: true, admission: tribute, ..good },
			Error::RagequitNeedsInvitation,
		),
	];
	genesis().execute_with(|| {
		for (kind, rules, error) in cases {
			assert_refused!(try_found(kind, rules, &[(1, 1)], None), error);
		}
	});
}

#[test]
fn a_dao_without_money_members_or_power_is_refused() {
	genesis().execute_with(|| {
		let found = |kind, members: &[_]| try_found(kind, rules(), members, None);
		assert_refused!(found(Kind::Membership, &[]), Error::<Test>::NoMembers);
		assert_refused!(found(Kind::Membership, &[(1, 1), (2, 2)]), Error::<Test>::PowerOutOfKind);
		assert_refused!(found(Kind::Token(GOLD), &[(1, 1)]), Error::<Test>::PowerOutOfKind);
		assert_refused!(found(Kind::Token(AssetId::WithId(99)), &[(1, 0)]), Error::<Test>::NoSuchAsset);
		assert_refused!(found(Kind::Shares, &[(1, 0)]), Error::<Test>::LastPower);
		assert_refused!(found(Kind::Membership, &[(1, 1), (1, 1)]), Error::<Test>::AlreadyMember);
		let overflow = sp_runtime::ArithmeticError::Overflow;
		assert_refused!(found(Kind::Shares, &[(1, u128::MAX), (2, 1)]), overflow);
		assert_refused!(
			Dao::found(
				signed(1),
				Default::default(),
				Kind::Shares,
				rules(),
				vec![(1, 1)].try_into().expect("few enough"),
				None,
				9,
			),
			Error::<Test>::EndowmentTooSmall
		);
	});
}

#[test]
fn a_dao_cannot_be_founded_with_too_many_members() {
	MaxMembers::set(2);
	genesis().execute_with(|| {
		assert_refused!(
			try_found(Kind::Membership, rules(), &[(1, 1), (2, 1), (3, 1)], None),
			Error::<Test>::TooManyMembers
		);
	});
	MaxMembers::set(6);
}

#[test]
fn numbers_of_daos_run_out_with_an_error() {
	genesis().execute_with(|| {
		crate::NextDao::<Test>::put(u32::MAX);
		let overflow = sp_runtime::ArithmeticError::Overflow;
		assert_refused!(try_found(Kind::Membership, rules(), &[(1, 1)], None), overflow);
	});
}

#[test]
fn only_signed_calls_found_anything() {
	genesis().execute_with(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_refused!(
				Dao::found(origin, Default::default(), Kind::Shares, rules(), Default::default(), None, 10),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_dao_cannot_be_a_member_of_itself() {
	genesis().execute_with(|| {
		let next = Dao::sovereign(0);
		assert_refused!(
			try_found(Kind::Membership, rules(), &[(1, 1), (next, 1)], None),
			Error::<Test>::OwnAccount
		);
		let id = found(Kind::Membership, Rules { admission: Admission::Open, ..rules() }, &[(1, 1)], None);
		let refused = Err(Error::<Test>::OwnAccount.into());
		assert_eq!(decide(id, &[1], own(Call::join { dao: id })), refused);
	});
}

#[test]
fn a_dao_changes_its_rules_and_its_guardian_by_vote() {
	genesis().execute_with(|| {
		let id = guild();
		let new = Rules { quorum: Perbill::from_percent(100), voting: 7, ..rules() };
		// What is open goes by the rules under which it was made.
		let open = propose(id, 1, nothing());
		assert_ok!(decide(id, &[1, 2], own(Call::set_rules { rules: new.clone() })));
		assert_eq!(Daos::<Test>::get(id).expect("it exists").rules, new);
		System::assert_has_event(Event::RulesSet { dao: id, rules: new }.into());
		let before = crate::Proposals::<Test>::get(id, open).expect("it is open");
		assert_eq!(before.quorum, Perbill::from_percent(50));

		assert_ok!(decide(id, &[1, 2, 3], own(Call::set_guardian { guardian: Some(5) })));
		assert_eq!(Daos::<Test>::get(id).expect("it exists").guardian, Some(5));
		System::assert_has_event(Event::GuardianSet { dao: id, guardian: Some(5) }.into());

		let bad = Rules { quorum: Perbill::zero(), ..rules() };
		let refused = Err(Error::<Test>::QuorumIsZero.into());
		assert_eq!(decide(id, &[1, 2, 3], own(Call::set_rules { rules: bad })), refused);
	});
}

#[test]
fn nobody_else_decides_for_a_dao() {
	genesis().execute_with(|| {
		guild();
		let calls = || {
			[
				Call::<Test>::set_rules { rules: rules() },
				Call::set_guardian { guardian: None },
				Call::invite { who: 4, shares: 0, tribute: None },
				Call::uninvite { who: 4 },
				Call::expel { who: 2 },
				Call::set_shares { who: 2, shares: 1 },
				Call::dissolve { heir: 1 },
			]
		};
		for call in calls() {
			use frame_support::traits::UnfilteredDispatchable;
			let not_a_dao = DispatchError::from(Error::<Test>::NotADao);
			assert_refused!(call.clone().dispatch_bypass_filter(signed(1)), not_a_dao);
			let bad_origin = DispatchError::BadOrigin;
			assert_refused!(call.clone().dispatch_bypass_filter(RuntimeOrigin::root()), bad_origin);
			// An account that another pallet derived.
			use sp_runtime::traits::AccountIdConversion;
			let other: AccountId = frame_support::PalletId(*b"test/oth").into_sub_account_truncating(0u32);
			assert_refused!(call.dispatch_bypass_filter(signed(other)), not_a_dao);
		}
	});
}

#[test]
fn the_runtime_passes_the_integrity_test() {
	Dao::integrity_test();
}

#[test]
#[should_panic(expected = "no DAO could be founded")]
fn a_runtime_without_first_members_fails_it() {
	MaxFirstMembers::set(0);
	Dao::integrity_test();
}

#[test]
#[should_panic(expected = "more first members than members")]
fn a_runtime_with_more_first_members_than_members_fails_it() {
	MaxFirstMembers::set(7);
	Dao::integrity_test();
}

#[test]
#[should_panic(expected = "one member could keep all others from proposing")]
fn a_runtime_in_which_one_member_can_take_all_places_fails_it() {
	MaxOpenPerMember::set(4);
	Dao::integrity_test();
}

#[test]
#[should_panic(expected = "nobody could propose anything")]
fn a_runtime_in_which_nobody_can_propose_fails_it() {
	MaxOpenPerMember::set(0);
	Dao::integrity_test();
}

#[test]
#[should_panic(expected = "no voting period would be allowed")]
fn a_runtime_without_a_possible_voting_period_fails_it() {
	MinVotingPeriod::set(101);
	Dao::integrity_test();
}
