// SPDX-License-Identifier: Apache-2.0

//! The number of validators: moved by governance, or by the load of the network.

use super::*;
use crate::{
	configs::{governance::origins::Origin, staking::ActiveEra, system::RuntimeBlockWeights},
	genesis_presets::{stash, STAKE},
	tests::{chain::dispatch, operator::new_keys, people::as_root},
	Session, System,
};
use frame_support::{assert_err, dispatch::DispatchClass};
use pallet_staking::{ValidatorCount, ValidatorPrefs};
use pallet_validator_count::Rule;
use sp_keyring::Sr25519Keyring::{Eve, EveStash};
use sp_runtime::{DispatchError::BadOrigin, Perbill};

/// A chain with four validators, of which load makes up to five and its absence down to three.
fn chain_with_rule() -> Chain {
	let launch = json!({
		"epochDuration": 10, "sessionsPerEra": 2, "bondingDuration": 2, "slashDeferDuration": 1,
	});
	let rule = json!({ "min": 3, "max": 5, "step": 1, "low": 100_000_000, "high": 500_000_000 });
	Chain::with_patch(LOCAL, json!({ "launchConfig": launch, "validatorCount": { "rule": rule } }))
}

/// A block in which transactions use a part of what they may.
fn fill(chain: &mut Chain, part: Perbill) {
	chain.next_block(|| {
		let limits = RuntimeBlockWeights::get();
		let limit = limits.get(DispatchClass::Normal).max_total.expect("it is limited");
		let used = *System::block_weight().get(DispatchClass::Normal);
		let more = (part * limit.ref_time()).saturating_sub(used.ref_time());
		let weight = frame_support::weights::Weight::from_parts(more, 0);
		System::register_extra_weight_unchecked(weight, DispatchClass::Normal);
	});
}

/// Runs through the era that has begun, with blocks so full.
fn run_an_era(chain: &mut Chain, part: Perbill) {
	let era = chain.read(ActiveEra::get);
	while chain.read(ActiveEra::get) == era {
		fill(chain, part);
	}
}

fn aimed_at(chain: &mut Chain) -> u32 {
	chain.read(ValidatorCount::<Runtime>::get)
}

#[test]
fn validators_come_while_blocks_are_full_and_go_while_they_are_empty() {
	let mut chain = chain_with_rule();
	chain.next_block(|| {
		let (keys, proof) = new_keys(EveStash);
		assert_ok!(submit(EveStash, Call::bond { value: STAKE / 2, payee: RewardDestination::Staked }));
		assert_ok!(submit(EveStash, pallet_session::Call::set_keys { keys, proof }));
		assert_ok!(submit(EveStash, Call::validate { prefs: ValidatorPrefs::default() }));
	});
	run_an_era(&mut chain, Perbill::from_percent(60));
	assert_eq!(aimed_at(&mut chain), 5);
	assert_eq!(chain.read(Session::validators).len(), 4, "those in office stay until the next election");

	run_an_era(&mut chain, Perbill::from_percent(60));
	assert_eq!(aimed_at(&mut chain), 5, "the rule has a bound");
	assert_eq!(chain.read(Session::validators).len(), 5);
	assert!(chain.read(Session::validators).contains(&stash(Eve)));

	for (aim, in_office) in [(4, 5), (3, 4), (3, 3)] {
		run_an_era(&mut chain, Perbill::zero());
		assert_eq!(aimed_at(&mut chain), aim);
		assert_eq!(chain.read(Session::validators).len(), in_office);
	}
}

#[test]
fn a_load_between_the_thresholds_moves_nothing() {
	let mut chain = chain_with_rule();
	run_an_era(&mut chain, Perbill::from_percent(30));
	assert_eq!(aimed_at(&mut chain), 4);
}

#[test]
fn without_a_rule_the_load_moves_nothing() {
	let mut chain = chain();
	run_an_era(&mut chain, Perbill::from_percent(90));
	run_an_era(&mut chain, Perbill::zero());
	assert_eq!(aimed_at(&mut chain), 4);
}

#[test]
fn root_sets_the_count_and_the_staking_administration_the_rule() {
	let mut chain = chain();
	chain.next_block(|| {
		let (low, high) = (Perbill::from_percent(10), Perbill::from_percent(50));
		let rule = Rule { min: 2, max: 9, step: 2, low, high };
		let set_rule = || pallet_validator_count::Call::set_rule { rule: Some(rule) };
		let set_count = || Call::set_validator_count { new: 3 };
		assert_err!(submit(Eve, set_rule()), BadOrigin);
		assert_err!(submit(Eve, set_count()), BadOrigin);
		assert_err!(dispatch(Origin::GeneralAdmin, set_rule()), BadOrigin);
		assert_ok!(dispatch(Origin::StakingAdmin, set_rule()));
		assert_ok!(as_root(set_count()));
	});
	chain.run_to_era(1);
	assert_eq!(chain.read(Session::validators).len(), 3, "the election came before the rule was applied");
	assert_eq!(aimed_at(&mut chain), 2, "the era was empty");
}
