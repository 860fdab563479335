// SPDX-License-Identifier: Apache-2.0

//! What the rules of a DAO may be. Founding, the change of rules and `try_state` ask here, so they cannot disagree.

use crate::{Admission, Config, Error, Kind, RulesOf};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::Zero, Perbill};

/// Checks the rules of a DAO of this kind.
///
/// # Errors
///
/// [`Error::QuorumIsZero`], [`Error::ShareTooHigh`], [`Error::PeriodOutOfBounds`], [`Error::NoticeTooShort`],
/// [`Error::TributeForNothing`], [`Error::RagequitNeedsInvitation`], in this order.
pub(crate) fn check<T: Config>(kind: &Kind<T::AssetId>, rules: &RulesOf<T>) -> Result<(), Error<T>> {
	ensure!(!rules.quorum.is_zero(), Error::QuorumIsZero);
	// Above a half, two members could never both be able to propose, and often none would be.
	ensure!(rules.proposer_share <= Perbill::from_percent(50), Error::ShareTooHigh);
	let max = T::MaxPeriod::get();
	let within = rules.voting >= T::MinVotingPeriod::get()
		&& !rules.execution.is_zero()
		&& [rules.voting, rules.grace, rules.execution, rules.notice].iter().all(|period| *period <= max);
	ensure!(within, Error::PeriodOutOfBounds);
	match kind {
		// Tokens that vote, borrowed ones too, stay until the vote has ended.
		Kind::Token(_) => ensure!(rules.notice >= rules.voting, Error::NoticeTooShort),
		Kind::Shares => {
			ensure!(!matches!(rules.admission, Admission::Tribute { .. }), Error::TributeForNothing)
		}
		Kind::Membership => (),
	}
	if rules.ragequit {
		// Otherwise somebody could join, or stake borrowed tokens, to leave at once with a share of the treasury.
		let by_vote_only = rules.admission == Admission::Invitation && !matches!(kind, Kind::Token(_));
		ensure!(by_vote_only, Error::RagequitNeedsInvitation);
	}
	Ok(())
}
