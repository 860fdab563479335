// SPDX-License-Identifier: Apache-2.0

//! The tracks: what it takes to pass a referendum, for each origin.
//!
//! A referendum first *prepares*, then is *decided* as soon as there is room on its track and somebody has placed the
//! decision deposit. It passes when **approval** (the share of ayes, counted with conviction) and **support** (the
//! share of all active tokens that voted aye, counted without) stay above the track's curves throughout the
//! *confirmation*. Both curves fall while a decision goes on, so that little resistance passes late and a clear
//! majority passes early. It is enacted no sooner than the *enactment* period later.
//!
//! `docs/governance.md` explains the table below to voters.

use super::origins::Origin;
use crate::{
	configs::launch_config::getters::GovernanceDay, units::CRN, Balance, BlockNumber, OriginCaller, Runtime,
};
use alloc::borrow::Cow;
use frame_support::traits::Get;
use pallet_referenda::{Curve, Track, TrackInfo, TracksInfo};
use sp_runtime::{str_array, FixedI64};

/// Minutes in a day; periods are given in minutes of a governance day.
const DAY: u32 = 24 * 60;
/// Minutes in an hour.
const HOUR: u32 = 60;

const fn percent(of: u128) -> FixedI64 {
	FixedI64::from_rational(of, 100)
}

/// One line of the table.
struct Line {
	id: u16,
	/// `None` is root.
	origin: Option<Origin>,
	name: [u8; 25],
	/// How many referenda can be decided at the same time.
	max_deciding: u32,
	/// In planck.
	decision_deposit: Balance,
	/// Periods in minutes of a governance day.
	prepare: u32,
	decision: u32,
	confirm: u32,
	enactment: u32,
	approval: Curve,
	support: Curve,
}

// Approval that starts at 100 % and falls towards one half: quickly for what is harmless, slowly for what is not.
const APPROVAL_STRICT: Curve = Curve::make_reciprocal(4, 28, percent(80), percent(50), percent(100));
const APPROVAL_LINEAR: Curve = Curve::make_linear(28, 28, percent(50), percent(100));
const APPROVAL_FAST: Curve = Curve::make_linear(10, 28, percent(50), percent(66));

// Support that starts at one half of all tokens and falls towards almost none.
const SUPPORT_STRICT: Curve = Curve::make_linear(28, 28, percent(1), percent(50));
const SUPPORT_FAST: Curve = Curve::make_reciprocal(7, 28, percent(5), percent(0), percent(25));
const SUPPORT_WHITELISTED: Curve = Curve::make_reciprocal(1, 28, percent(20), percent(2), percent(50));

const LINES: [Line; 10] = [
	Line {
		id: 0,
		origin: None,
		name: str_array("root"),
		max_deciding: 1,
		decision_deposit: 10_000 * CRN,
		prepare: 2 * HOUR,
		decision: 28 * DAY,
		confirm: DAY,
		enactment: DAY,
		approval: APPROVAL_STRICT,
		support: SUPPORT_STRICT,
	},
	Line {
		id: 1,
		origin: Some(Origin::WhitelistedCaller),
		name: str_array("whitelisted_caller"),
		max_deciding: 100,
		decision_deposit: 1_000 * CRN,
		prepare: 30,
		decision: 28 * DAY,
		confirm: 10,
		enactment: 10,
		approval: APPROVAL_STRICT,
		support: SUPPORT_WHITELISTED,
	},
	Line {
		id: 10,
		origin: Some(Origin::StakingAdmin),
		name: str_array("staking_admin"),
		max_deciding: 10,
		decision_deposit: 1_000 * CRN,
		prepare: 2 * HOUR,
		decision: 28 * DAY,
		confirm: 3 * HOUR,
		enactment: 10,
		approval: APPROVAL_LINEAR,
		support: SUPPORT_STRICT,
	},
	Line {
		id: 11,
		origin: Some(Origin::Treasurer),
		name: str_array("treasurer"),
		max_deciding: 10,
		decision_deposit: 1_000 * CRN,
		prepare: 2 * HOUR,
		decision: 28 * DAY,
		confirm: 7 * DAY,
		enactment: DAY,
		approval: APPROVAL_STRICT,
		support: SUPPORT_STRICT,
	},
	Line {
		id: 12,
		origin: Some(Origin::GeneralAdmin),
		name: str_array("general_admin"),
		max_deciding: 10,
		decision_deposit: 1_000 * CRN,
		prepare: 2 * HOUR,
		decision: 28 * DAY,
		confirm: 3 * HOUR,
		enactment: 10,
		approval: APPROVAL_STRICT,
		support: SUPPORT_FAST,
	},
	Line {
		id: 20,
		origin: Some(Origin::ReferendumCanceller),
		name: str_array("referendum_canceller"),
		max_deciding: 1_000,
		decision_deposit: 1_000 * CRN,
		prepare: 2 * HOUR,
		decision: 7 * DAY,
		confirm: 3 * HOUR,
		enactment: 10,
		approval: APPROVAL_LINEAR,
		support: SUPPORT_FAST,
	},
	Line {
		id: 21,
		origin: Some(Origin::ReferendumKiller),
		name: str_array("referendum_killer"),
		max_deciding: 1_000,
		decision_deposit: 5_000 * CRN,
		prepare: 2 * HOUR,
		decision: 28 * DAY,
		confirm: 3 * HOUR,
		enactment: 10,
		approval: APPROVAL_LINEAR,
		support: SUPPORT_FAST,
	},
	Line {
		id: 30,
		origin: Some(Origin::SmallSpender),
		name: str_array("small_spender"),
		max_deciding: 50,
		decision_deposit: 100 * CRN,
		prepare: 4 * HOUR,
		decision: 28 * DAY,
		confirm: 12 * HOUR,
		enactment: DAY,
		approval: APPROVAL_FAST,
		support: SUPPORT_FAST,
	},
	Line {
		id: 31,
		origin: Some(Origin::MediumSpender),
		name: str_array("medium_spender"),
		max_deciding: 50,
		decision_deposit: 200 * CRN,
		prepare: 4 * HOUR,
		decision: 28 * DAY,
		confirm: DAY,
		enactment: DAY,
		approval: APPROVAL_LINEAR,
		support: SUPPORT_FAST,
	},
	Line {
		id: 32,
		origin: Some(Origin::BigSpender),
		name: str_array("big_spender"),
		max_deciding: 50,
		decision_deposit: 400 * CRN,
		prepare: 4 * HOUR,
		decision: 28 * DAY,
		confirm: 2 * DAY,
		enactment: DAY,
		approval: APPROVAL_LINEAR,
		support: SUPPORT_STRICT,
	},
];

/// The table, at the pace of this chain.
pub struct Tracks;

impl TracksInfo<Balance, BlockNumber> for Tracks {
	type Id = u16;
	type RuntimeOrigin = OriginCaller;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
		let day = GovernanceDay::<Runtime>::get();
		LINES.iter().map(move |line| Cow::Owned(Track { id: line.id, info: line.info(day) }))
	}

	fn track_for(origin: &OriginCaller) -> Result<u16, ()> {
		let origin = match origin {
			OriginCaller::system(frame_system::RawOrigin::Root) => None,
			OriginCaller::Origins(origin) => Some(*origin),
			_ => return Err(()),
		};
		LINES.iter().find(|line| line.origin == origin).map(|line| line.id).ok_or(())
	}
}

impl Line {
	fn info(&self, day: u32) -> TrackInfo<Balance, BlockNumber> {
		TrackInfo {
			name: self.name,
			max_deciding: self.max_deciding,
			decision_deposit: self.decision_deposit,
			prepare_period: blocks(self.prepare, day),
			decision_period: blocks(self.decision, day),
			confirm_period: blocks(self.confirm, day),
			min_enactment_period: blocks(self.enactment, day),
			min_approval: self.approval.clone(),
			min_support: self.support.clone(),
		}
	}
}

/// So many minutes of a governance day, in blocks: at least one.
fn blocks(minutes: u32, day: u32) -> BlockNumber {
	let blocks = u64::from(minutes) * u64::from(day) / u64::from(DAY);
	u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
}
