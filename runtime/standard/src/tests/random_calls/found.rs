// SPDX-License-Identifier: Apache-2.0

//! What random calls have found, one story each.

use crate::{
	genesis_presets::LOCAL,
	tests::{
		chain::{submit, Chain},
		people::address,
	},
	units::CRN,
	Runtime, VoterList,
};
use frame_election_provider_support::SortedListProvider;
use frame_support::assert_ok;
use pallet_staking::{Nominators, RewardDestination, Validators};
use sp_keyring::Sr25519Keyring::{AliceStash, Bob, Eve};

/// Anybody could put accounts into the voter list that do not vote: those who have stopped, or never began.
#[test]
fn nobody_puts_an_account_into_the_voter_list_that_does_not_vote() {
	let mut chain = Chain::new(LOCAL);
	chain.block(0, || {
		let bond = pallet_staking::Call::bond { value: 50 * CRN, payee: RewardDestination::Staked };
		assert_ok!(submit(Bob, bond));
		let enter = || pallet_bags_list::Call::rebag { dislocated: address(Bob) };
		assert!(submit(Eve, enter()).is_err());
		assert_eq!(VoterList::count(), 4);

		assert_ok!(submit(Bob, pallet_staking::Call::nominate { targets: vec![address(AliceStash)] }));
		assert_eq!(VoterList::count(), 5);
		assert_ok!(submit(Bob, pallet_staking::Call::chill {}));
		assert!(submit(Eve, enter()).is_err());
		assert_eq!(VoterList::count(), Nominators::<Runtime>::count() + Validators::<Runtime>::count());
	});
}
