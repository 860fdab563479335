// SPDX-License-Identifier: Apache-2.0

//! The tracks: which origin has which, and how fast they are.

use super::*;
use crate::{
	configs::governance::{origins::Origin, tracks::Tracks},
	genesis_presets::LOCAL,
};
use frame_support::dispatch::RawOrigin;
use pallet_referenda::TracksInfo;
use sp_runtime::Perbill;
use std::collections::BTreeSet;

/// Each origin with the number and the name of its track, in the order of the numbers.
fn expected() -> Vec<(OriginCaller, u16, &'static str)> {
	vec![
		(RawOrigin::Root.into(), 0, "root"),
		(Origin::WhitelistedCaller.into(), 1, "whitelisted_caller"),
		(Origin::StakingAdmin.into(), 10, "staking_admin"),
		(Origin::Treasurer.into(), 11, "treasurer"),
		(Origin::GeneralAdmin.into(), 12, "general_admin"),
		(Origin::ReferendumCanceller.into(), 20, "referendum_canceller"),
		(Origin::ReferendumKiller.into(), 21, "referendum_killer"),
		(Origin::SmallSpender.into(), 30, "small_spender"),
		(Origin::MediumSpender.into(), 31, "medium_spender"),
		(Origin::BigSpender.into(), 32, "big_spender"),
	]
}

fn name_of(id: u16) -> String {
	let info = Tracks::info(id).expect("the track is there");
	let text: Vec<u8> = info.name.iter().copied().take_while(|byte| *byte != 0).collect();
	String::from_utf8(text).expect("names are ASCII")
}

#[test]
fn each_origin_has_its_track_and_each_track_its_origin() {
	chain().read(|| {
		for (origin, id, name) in expected() {
			assert_eq!(Tracks::track_for(&origin), Ok(id));
			assert_eq!(name_of(id), name);
		}
		let ids: Vec<u16> = Tracks::track_ids().collect();
		assert_eq!(ids, expected().iter().map(|(_, id, _)| *id).collect::<Vec<_>>(), "no more, and in order");
		assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
		Tracks::check_integrity().expect("the numbers rise");
		assert_eq!(Tracks::track_for(&RawOrigin::Signed(id(Alice)).into()), Err(()));
		assert_eq!(Tracks::track_for(&RawOrigin::None.into()), Err(()));
	});
}

#[test]
fn a_proposal_is_put_on_the_track_of_its_origin() {
	let mut chain = chain();
	chain.next_block(|| {
		for (origin, id, _) in expected() {
			let proposal = Bounded::Inline(leave_a_trace().encode().try_into().expect("it is short"));
			let proposal_origin = Box::new(origin);
			let enactment_moment = DispatchTime::After(0);
			assert_ok!(submit(Eve, Referenda::submit { proposal_origin, proposal, enactment_moment }));
			let track = last_event(|event| match event {
				RuntimeEvent::Referenda(pallet_referenda::Event::Submitted { track, .. }) => Some(track),
				_ => None,
			});
			assert_eq!(track, id);
		}
	});
}

#[test]
fn periods_follow_the_governance_day_of_the_chain_spec() {
	let periods = |day: u32| {
		let patch = json!({ "launchConfig": { "governanceDay": day } });
		Chain::with_patch(LOCAL, patch).read(|| {
			let root = Tracks::info(0).expect("root has a track").into_owned();
			(root.prepare_period, root.decision_period, root.confirm_period, root.min_enactment_period)
		})
	};
	assert_eq!(periods(86_400), (7_200, 28 * 86_400, 86_400, 86_400), "two hours, weeks, days");
	assert_eq!(periods(60), (5, 28 * 60, 60, 60));
	assert_eq!(periods(1), (1, 28, 1, 1), "never no time at all");
}

#[test]
fn no_track_passes_against_the_majority_or_without_support_at_once() {
	chain().read(|| {
		for track in Tracks::tracks() {
			let (name, info) = (name_of(track.id), &track.info);
			let at =
				|curve: &pallet_referenda::Curve, percent| curve.threshold(Perbill::from_percent(percent));
			for percent in [0, 25, 50, 75, 100] {
				// But for rounding.
				let half = Perbill::from_percent(50) - Perbill::from_parts(1_000);
				assert!(at(&info.min_approval, percent) >= half, "{name} at {percent} %");
			}
			assert!(at(&info.min_approval, 0) > at(&info.min_approval, 100), "{name} gets easier");
			assert!(at(&info.min_support, 0) >= Perbill::from_percent(25), "{name} needs support at first");
			assert!(at(&info.min_support, 0) > at(&info.min_support, 100), "{name} gets easier");
		}
		let root = Tracks::info(0).expect("it is there");
		let at_the_end = root.min_support.threshold(Perbill::one());
		assert_eq!(at_the_end, Perbill::from_percent(1), "never without some of the tokens");
	});
}
