// SPDX-License-Identifier: Apache-2.0

//! Bob loses his key. Two of his three friends hand his account to Ferdie, whom he named as his heir.

use crate::{
	configs::treasury::TreasuryAccount,
	genesis_presets::{DEVELOPMENT, ENDOWMENT},
	tests::{
		chain::{free, submit, transfer, Chain},
		people::{address, id, is_filtered, last_event, reserved, run_to_block},
	},
	units::{deposit, CRN},
	Balance, Balances, BlockNumber, Recovery, Runtime, RuntimeCall, RuntimeEvent, System,
};
use frame_support::{assert_ok, traits::fungible::Inspect, BoundedVec};
use pallet_recovery::{Call, Error, Event, FriendGroup, FriendGroupOf};
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{DispatchResult, TokenError};

/// How long an attempt takes at least, in blocks.
const DELAY: BlockNumber = 6;

/// How long the one who began an attempt must wait before he can end it, in blocks.
const CANCEL_DELAY: BlockNumber = 4;

/// What an attempt costs if it is not a friend's.
const SECURITY: Balance = 10 * CRN;

/// Some of `friends` hand the account to Ferdie. Of two groups, the one with the lower priority wins.
fn group(
	friends: &[Sr25519Keyring],
	friends_needed: u32,
	inheritance_priority: u32,
) -> FriendGroupOf<Runtime> {
	let mut friends: Vec<_> = friends.iter().map(|who| id(*who)).collect();
	friends.sort();
	FriendGroup {
		friends: BoundedVec::truncate_from(friends),
		friends_needed,
		inheritor: id(Ferdie),
		inheritance_delay: DELAY,
		inheritance_priority,
		cancel_delay: CANCEL_DELAY,
	}
}

fn trust(friend_groups: Vec<FriendGroupOf<Runtime>>) -> DispatchResult {
	submit(Bob, Call::set_friend_groups { friend_groups })
}

/// A chain on which Bob has named his friends.
fn chain() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(trust(vec![group(&[Charlie, Dave, Eve], 2, 0)]));
	});
	chain
}

fn begin(who: Sr25519Keyring) -> DispatchResult {
	submit(who, Call::initiate_attempt { lost: address(Bob), friend_group_index: 0 })
}

fn agree(who: Sr25519Keyring) -> DispatchResult {
	submit(who, Call::approve_attempt { lost: address(Bob), friend_group_index: 0 })
}

fn finish(who: Sr25519Keyring) -> DispatchResult {
	submit(who, Call::finish_attempt { lost: address(Bob), friend_group_index: 0 })
}

fn cancel(who: Sr25519Keyring) -> DispatchResult {
	submit(who, Call::cancel_attempt { lost: address(Bob), friend_group_index: 0 })
}

/// `who` makes `call` as Bob. What came of it.
fn act_as_bob(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	submit(who, Call::control_inherited_account { recovered: address(Bob), call: Box::new(call.into()) })?;
	last_event(|event| match event {
		RuntimeEvent::Recovery(Event::RecoveredAccountControlled { call_result, .. }) => Some(call_result),
		_ => None,
	})
}

fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

/// Charlie begins, Dave agrees, and the time passes.
fn chain_with_recovered_account() -> Chain {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(begin(Charlie));
		assert_ok!(agree(Dave));
	});
	let number = chain.read(System::block_number);
	run_to_block(&mut chain, number + DELAY - 1);
	chain.block(0, || {
		assert_ok!(finish(Eve));
	});
	chain
}

#[test]
fn two_friends_hand_a_lost_account_to_the_heir_once_the_time_has_passed() {
	let mut chain = chain();
	let begun = chain.block(0, || {
		assert_eq!(begin(Ferdie), error(Error::NotFriend), "the heir is no friend himself");
		assert_ok!(begin(Charlie));
		assert_eq!(begin(Dave), error(Error::AlreadyInitiated));
		assert_eq!(agree(Charlie), error(Error::AlreadyVoted), "to begin is to agree");
		assert_eq!(agree(Ferdie), error(Error::NotFriend));
		assert_eq!(finish(Charlie), error(Error::NotApproved));
		assert_ok!(agree(Dave));
		assert_eq!(agree(Eve), error(Error::AlreadyApproved));
		assert_eq!(finish(Charlie), error(Error::NotYetInheritable));
		System::block_number()
	});
	run_to_block(&mut chain, begun + DELAY - 2);
	chain.block(0, || {
		assert_eq!(finish(Charlie), error(Error::NotYetInheritable), "a block too early");
		assert_eq!(act_as_bob(Ferdie, transfer(id(Ferdie), CRN)), error(Error::NoInheritor));
	});
	chain.block(0, || {
		assert!(reserved(Charlie) > SECURITY);
		assert_ok!(finish(Eve));
		assert_eq!(Recovery::inheritor(id(Bob)), Some(id(Ferdie)));
		assert_eq!(reserved(Charlie), 0, "the attempt was honest");
		assert!(reserved(Eve) > 0, "who finishes it pays for the entry");

		let (bob, ferdie) = (free(Bob), free(Ferdie));
		assert_eq!(act_as_bob(Charlie, transfer(id(Charlie), CRN)), error(Error::NotInheritor));
		assert_ok!(act_as_bob(Ferdie, transfer(id(Ferdie), 500 * CRN)));
		assert_eq!(free(Bob), bob - 500 * CRN);
		assert!(free(Ferdie) > ferdie + 499 * CRN);
	});
}

#[test]
fn the_heir_empties_the_account_deposits_and_all_but_not_the_friends_list() {
	let mut chain = chain_with_recovered_account();
	chain.block(0, || {
		let proxy = pallet_proxy::Call::add_proxy {
			delegate: address(Ferdie),
			proxy_type: Default::default(),
			delay: 0,
		};
		assert_ok!(act_as_bob(Ferdie, proxy));
		assert_ok!(act_as_bob(Ferdie, pallet_proxy::Call::remove_proxies {}));
		let meddle = act_as_bob(Ferdie, Call::set_friend_groups { friend_groups: vec![] });
		assert!(is_filtered(&meddle), "not {meddle:?}: he may not shut out friends whom Bob trusts more");

		let groups = reserved(Bob);
		assert!(groups > 0);
		let all = pallet_balances::Call::transfer_all { dest: address(Ferdie), keep_alive: false };
		assert_ok!(act_as_bob(Ferdie, all));
		assert_eq!(Balances::total_balance(&id(Bob)), groups + crate::units::MILLI_CRN);
	});
}

#[test]
fn the_heirs_failures_are_told_and_cost_him_only_the_fee() {
	let mut chain = chain_with_recovered_account();
	chain.block(0, || {
		let too_much = act_as_bob(Ferdie, transfer(id(Ferdie), 2 * ENDOWMENT));
		assert_eq!(too_much, Err(TokenError::FundsUnavailable.into()));
	});
}

#[test]
fn an_owner_who_is_there_after_all_takes_his_account_back() {
	let mut chain = chain_with_recovered_account();
	chain.block(0, || {
		assert!(reserved(Eve) > 0);
		assert_ok!(submit(Bob, Call::revoke_inheritor {}));
		assert_eq!((Recovery::inheritor(id(Bob)), reserved(Eve)), (None, 0));
		assert_eq!(act_as_bob(Ferdie, transfer(id(Ferdie), CRN)), error(Error::NoInheritor));
	});
}

#[test]
fn a_malicious_attempt_is_stopped_by_the_owner_and_costs_the_security_deposit() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(begin(Charlie));
		assert_ok!(agree(Dave));
		assert_eq!(cancel(Charlie), error(Error::NotYetCancelable), "he does not slip away in time");
		assert_eq!(trust(vec![]), error(Error::HasOngoingAttempts));
	});
	chain.block(0, || {
		let charlie = free(Charlie) + reserved(Charlie);
		let treasury = Balances::free_balance(TreasuryAccount::get());
		let slash = || Call::slash_attempt { friend_group_index: 0 };
		assert_eq!(submit(Eve, slash()), error(Error::NotAttempt), "Eve can stop attempts on herself only");
		assert_ok!(submit(Bob, slash()));

		assert_eq!((free(Charlie), reserved(Charlie)), (charlie - SECURITY, 0));
		let gain = Balances::free_balance(TreasuryAccount::get()) - treasury;
		assert!((SECURITY..SECURITY + CRN / 1_000).contains(&gain), "the treasury got {gain}");
	});
	run_to_block(&mut chain, 12);
	chain.block(0, || {
		assert_eq!(finish(Charlie), error(Error::NotAttempt));
		assert_eq!(Recovery::inheritor(id(Bob)), None);
	});
}

#[test]
fn an_attempt_made_in_error_is_called_off_without_a_loss() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(begin(Charlie));
		assert_eq!(cancel(Eve), error(Error::NotCanceller));
		assert_ok!(cancel(Bob));
		assert_eq!(reserved(Charlie), 0, "the owner forgives at once");
		assert_ok!(begin(Charlie));
	});
	let number = chain.read(System::block_number);
	run_to_block(&mut chain, number + CANCEL_DELAY - 1);
	chain.block(0, || {
		assert_ok!(cancel(Charlie));
		assert_eq!(reserved(Charlie), 0, "and the friend may after a while");
	});
}

#[test]
fn friends_whom_the_owner_trusts_more_take_over_from_others() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let family = FriendGroup { inheritor: id(Eve), ..group(&[Dave], 1, 0) };
		let others = group(&[Charlie], 1, 1);
		assert_ok!(trust(vec![others, family]));
		assert_ok!(begin(Charlie));
	});
	run_to_block(&mut chain, 10);
	chain.block(0, || {
		assert_ok!(finish(Charlie));
		assert_eq!(Recovery::inheritor(id(Bob)), Some(id(Ferdie)));
		assert_eq!(begin(Charlie), error(Error::HigherPriorityRecovered));
		assert_ok!(submit(Dave, Call::initiate_attempt { lost: address(Bob), friend_group_index: 1 }));
	});
	run_to_block(&mut chain, 20);
	chain.block(0, || {
		assert_ok!(submit(Dave, Call::finish_attempt { lost: address(Bob), friend_group_index: 1 }));
		assert_eq!(Recovery::inheritor(id(Bob)), Some(id(Eve)));
		assert_eq!(act_as_bob(Ferdie, transfer(id(Ferdie), CRN)), error(Error::NotInheritor));
		assert_ok!(act_as_bob(Eve, transfer(id(Eve), CRN)));
		assert_eq!((reserved(Charlie), reserved(Dave) > 0), (0, true), "the entry is paid by who made it");
	});
}

#[test]
fn a_list_of_friends_is_checked_and_paid_for_and_can_be_withdrawn() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_eq!(trust(vec![group(&[], 1, 0)]), error(Error::NoFriends));
		assert_eq!(trust(vec![group(&[Charlie], 2, 0)]), error(Error::TooManyFriendsNeeded));
		assert_eq!(trust(vec![group(&[Charlie], 0, 0)]), error(Error::NoFriendsNeeded));
		assert_eq!(trust(vec![group(&[Bob, Charlie], 1, 0)]), error(Error::LostAccountInFriendGroup));
		assert_eq!(trust(vec![group(&[Charlie, Charlie], 1, 0)]), error(Error::FriendsNotSortedOrUnique));

		let groups = vec![group(&[Charlie, Dave, Eve], 2, 0)];
		assert_ok!(trust(groups.clone()));
		assert_eq!(reserved(Bob), deposit(1, 64) + deposit(0, groups.encoded_size() as u32));
		assert_ok!(trust(vec![]));
		assert_eq!(reserved(Bob), 0);
		assert_eq!(begin(Charlie), error(Error::NoFriendGroups));
	});
}
