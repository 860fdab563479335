// SPDX-License-Identifier: Apache-2.0

//! The validator set: whom the council or root appointed, and among them those that have session keys.

use super::{
	consensus::{MaxAuthorities, SessionLength},
	council::{EitherRootOr, TwoThirdsOfCouncil},
	offences::KEPT_SESSIONS,
};
use crate::{AccountId, Balances, Historical, Runtime, RuntimeEvent, Session, SessionKeys, ValidatorSet};
use alloc::vec::Vec;
use frame_support::{parameter_types, traits::ConstU32, BoundedVec, PalletId};
use pallet_collator_selection::{IdentityCollator, Invulnerables};
use pallet_session::{
	historical::{self, HistoricalSessions},
	QueuedKeys, SessionInterface,
};
use sp_runtime::traits::OpaqueKeys;
use sp_staking::SessionIndex;

parameter_types! {
	/// Names an account of the pallet. Tokens sent to it go to the authors of the next blocks, half of what is left
	/// with each block.
	pub const PotId: PalletId = PalletId(*b"cairn/vs");
}

// The pallet's invulnerables are our validators. Its candidates, who would put themselves forward with a deposit, are
// switched off: there is no room for one. While candidates can register, they count as validators where the pallet
// refuses to remove the last one, so whoever switches them on has to see to that too.
impl pallet_collator_selection::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type UpdateOrigin = EitherRootOr<TwoThirdsOfCouncil>;
	type PotId = PotId;
	type MaxCandidates = ConstU32<0>;
	type MinEligibleCollators = ConstU32<1>;
	type MaxInvulnerables = MaxAuthorities;
	type KickThreshold = SessionLength;
	type ValidatorId = AccountId;
	type ValidatorIdOf = IdentityCollator;
	type ValidatorRegistration = Session;
	type WeightInfo = pallet_collator_selection::weights::SubstrateWeight<Runtime>;
}

/// Names the appointed validators for each session, and sees to it that offences in every session can be proved.
///
/// It names a set only when there is something new in it. Otherwise each session would begin with a new set of
/// finality voters, and those who sync by the changes of that set would have one more to check.
///
/// A proof that a key was a validator's in a *past* session is checked against a root that is stored only when this
/// manager names a set, and otherwise copied from the session before. So it also names the set (the same one) when
/// there is no root to copy yet, and when a validator has changed its keys, which makes the old root wrong.
///
/// It never names an empty set, which would stop the chain for good. When none of the appointed can work, those who
/// do so now go on; and when nobody is appointed, they are appointed again, so that whoever is appointed next joins
/// them instead of standing alone.
pub struct AppointedValidators;

impl AppointedValidators {
	/// Those of the appointed validators that can work. An appointed account may purge its keys; it is left out then.
	fn with_keys(appointed: Vec<AccountId>) -> Vec<AccountId> {
		appointed.into_iter().filter(|validator| Session::load_keys(validator).is_some()).collect()
	}

	/// The validators of the session that begins, with their keys, even if they have purged them meanwhile: for when
	/// nobody else is there to go on.
	///
	/// Keys that were purged may have been registered for another account since. Then that account goes on: its node
	/// has the keys, for it has proved so.
	fn those_who_are_there() -> Vec<AccountId> {
		let mut there: Vec<AccountId> =
			QueuedKeys::<Runtime>::get().into_iter().filter_map(Self::who_goes_on).collect();
		there.sort();
		there.dedup();
		there
	}

	/// The account that has keys to go on with in place of `validator`: itself, or else who has taken a key of its.
	///
	/// One of the two has: keys are refused only when one of them is somebody's.
	fn who_goes_on((validator, keys): (AccountId, SessionKeys)) -> Option<AccountId> {
		let has_keys = Session::load_keys(&validator).is_some()
			|| <Session as SessionInterface>::set_keys(&validator, keys.clone()).is_ok();
		if has_keys {
			return Some(validator);
		}
		SessionKeys::key_ids().iter().find_map(|id| Session::key_owner(*id, keys.get_raw(*id)))
	}

	fn has_root(session: SessionIndex) -> bool {
		HistoricalSessions::<Runtime>::contains_key(session)
	}

	fn keys_have_changed() -> bool {
		QueuedKeys::<Runtime>::get().iter().any(|(validator, queued): &(AccountId, SessionKeys)| {
			Session::load_keys(validator).as_ref() != Some(queued)
		})
	}
}

impl pallet_session::SessionManager<AccountId> for AppointedValidators {
	fn new_session(new_index: SessionIndex) -> Option<Vec<AccountId>> {
		let appointed = <ValidatorSet as pallet_session::SessionManager<AccountId>>::new_session(new_index);
		let mut set = Self::with_keys(appointed.unwrap_or_default());
		if set.is_empty() {
			set = Self::those_who_are_there();
			if Invulnerables::<Runtime>::get().is_empty() {
				// Sorted, as the pallet keeps them, and there are never more than it has room for.
				Invulnerables::<Runtime>::put(BoundedVec::truncate_from(set.clone()));
			}
		}
		let root_can_be_copied = Self::has_root(new_index.saturating_sub(1)) && !Self::keys_have_changed();
		let nothing_new = set == Session::validators() && root_can_be_copied;
		(!nothing_new).then_some(set)
	}

	fn start_session(index: SessionIndex) {
		if let Some(oldest) = (index + 1).checked_sub(KEPT_SESSIONS).filter(|oldest| *oldest > 0) {
			Historical::prune_up_to(oldest);
		}
	}

	fn end_session(_: SessionIndex) {}
}

impl historical::SessionManager<AccountId, ()> for AppointedValidators {
	fn new_session(new_index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		let set = <Self as pallet_session::SessionManager<AccountId>>::new_session(new_index)?;
		Some(set.into_iter().map(|validator| (validator, ())).collect())
	}

	fn start_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<AccountId>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<AccountId>>::end_session(index)
	}
}
