// SPDX-License-Identifier: Apache-2.0

//! The validator set: the accounts named in genesis, for as long as they keep session keys.

use super::consensus::REPORTABLE_SESSIONS;
use crate::{AccountId, Historical, Runtime, Session};
use alloc::vec::Vec;
use pallet_session::historical::{self, HistoricalSessions};
use sp_runtime::traits::Convert;
use sp_staking::SessionIndex;

/// Keeps the validators of genesis.
///
/// Answering "no change" each time would be enough for that, but not for reports of offences. A proof that a key
/// was a validator's in a *past* session is checked against a root that is stored only when this manager names
/// a set, and otherwise copied from the session before. So it names the set (the same one) when there is no
/// root to copy yet, and when a validator has changed its keys, which makes the old root wrong.
pub struct GenesisValidators;

impl GenesisValidators {
	fn has_root(session: SessionIndex) -> bool {
		HistoricalSessions::<Runtime>::contains_key(session)
	}

	fn keys_have_changed() -> bool {
		pallet_session::QueuedKeys::<Runtime>::get()
			.iter()
			.any(|(validator, queued)| Session::load_keys(validator).as_ref() != Some(queued))
	}
}

impl historical::SessionManager<AccountId, ()> for GenesisValidators {
	fn new_session(new_index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		let root_can_be_copied = Self::has_root(new_index.saturating_sub(1)) && !Self::keys_have_changed();
		(!root_can_be_copied)
			.then(|| Session::validators().into_iter().map(|validator| (validator, ())).collect())
	}

	/// At genesis the session pallet takes the set from its own genesis configuration.
	fn new_session_genesis(_: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		None
	}

	fn start_session(index: SessionIndex) {
		if let Some(oldest_to_keep) = index.checked_sub(REPORTABLE_SESSIONS) {
			Historical::prune_up_to(oldest_to_keep);
		}
	}

	fn end_session(_: SessionIndex) {}
}

impl pallet_session::SessionManager<AccountId> for GenesisValidators {
	fn new_session(new_index: SessionIndex) -> Option<Vec<AccountId>> {
		<Self as historical::SessionManager<_, _>>::new_session(new_index)
			.map(|set| set.into_iter().map(|(validator, ())| validator).collect())
	}

	fn new_session_genesis(_: SessionIndex) -> Option<Vec<AccountId>> {
		None
	}

	fn start_session(index: SessionIndex) {
		<Self as historical::SessionManager<_, _>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as historical::SessionManager<_, _>>::end_session(index)
	}
}

/// A validator is identified by its account and by nothing else, as nobody has staked on it.
pub struct NoFurtherIdentification;

impl Convert<AccountId, Option<()>> for NoFurtherIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}
