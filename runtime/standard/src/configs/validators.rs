// SPDX-License-Identifier: Apache-2.0

//! The validator set: those whom staking elected, with a root for each session that proofs can be checked against.

use crate::{AccountId, Runtime, Session, Staking};
use alloc::vec::Vec;
use pallet_session::historical::{self, HistoricalSessions};
use sp_staking::SessionIndex;

/// Has staking elect the validators, and sees to it that offences in every session can be proved.
///
/// Staking names a set once an era and otherwise answers "no change". A proof that a key was a validator's in a
/// *past* session is checked against a root that is stored only when this manager names a set, and otherwise copied
/// from the session before. So it names the set (the same one) when there is no root to copy yet, and when a
/// validator has changed its keys in the middle of an era, which makes the old root wrong.
pub struct ElectedValidators;

impl ElectedValidators {
	fn has_root(session: SessionIndex) -> bool {
		HistoricalSessions::<Runtime>::contains_key(session)
	}

	fn keys_have_changed() -> bool {
		pallet_session::QueuedKeys::<Runtime>::get()
			.iter()
			.any(|(validator, queued)| Session::load_keys(validator).as_ref() != Some(queued))
	}
}

impl pallet_session::SessionManager<AccountId> for ElectedValidators {
	fn new_session(new_index: SessionIndex) -> Option<Vec<AccountId>> {
		<Staking as pallet_session::SessionManager<AccountId>>::new_session(new_index).or_else(|| {
			let root_can_be_copied =
				Self::has_root(new_index.saturating_sub(1)) && !Self::keys_have_changed();
			(!root_can_be_copied).then(Session::validators)
		})
	}

	fn new_session_genesis(new_index: SessionIndex) -> Option<Vec<AccountId>> {
		<Staking as pallet_session::SessionManager<AccountId>>::new_session_genesis(new_index)
	}

	fn start_session(index: SessionIndex) {
		<Staking as pallet_session::SessionManager<AccountId>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Staking as pallet_session::SessionManager<AccountId>>::end_session(index)
	}
}

impl historical::SessionManager<AccountId, ()> for ElectedValidators {
	fn new_session(new_index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as pallet_session::SessionManager<_>>::new_session(new_index).map(without_identification)
	}

	fn new_session_genesis(new_index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as pallet_session::SessionManager<_>>::new_session_genesis(new_index)
			.map(without_identification)
	}

	fn start_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::end_session(index)
	}
}

/// A validator is identified by its account; what is staked on it, staking knows.
fn without_identification(set: Vec<AccountId>) -> Vec<(AccountId, ())> {
	set.into_iter().map(|validator| (validator, ())).collect()
}
