// SPDX-License-Identifier: Apache-2.0

//! What happens to a validator that votes for two things where it may vote for one.
//!
//! Nobody has stake here, so there is nothing to slash. The offender is disabled: its slots stay empty until the set
//! of validators changes, and the council sees the event and decides.

use super::launch_config::getters::EpochDuration;
use crate::{AccountId, Runtime, Session};
use frame_support::{
	parameter_types,
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};
use pallet_session::historical::IdentificationTuple;
use sp_runtime::Perbill;
use sp_staking::{
	offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler},
	SessionIndex,
};

/// For how many sessions offences can be reported: so many keep a root that proofs of keys are checked against.
pub const KEPT_SESSIONS: u32 = 28;

parameter_types! {
	/// How long a report of an offence stays valid in the pool, in blocks: as long as it can be checked.
	pub ReportLongevity: u64 = u64::from(KEPT_SESSIONS).saturating_mul(EpochDuration::<Runtime>::get());
}

/// Disables offenders.
pub struct DisableOffenders;

impl OnOffenceHandler<AccountId, IdentificationTuple<Runtime>, Weight> for DisableOffenders {
	fn on_offence(
		offenders: &[OffenceDetails<AccountId, IdentificationTuple<Runtime>>],
		fractions: &[Perbill],
		_: SessionIndex,
	) -> Weight {
		for (details, fraction) in offenders.iter().zip(fractions) {
			let (validator, ()) = details.offender.clone();
			Session::report_offence(validator, OffenceSeverity(*fraction));
		}
		let offenders = offenders.len() as u64;
		RocksDbWeight::get().reads_writes(offenders.saturating_mul(2), offenders)
	}
}
