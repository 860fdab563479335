// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may choose.

use crate::{
	mock::{empty, BlockReward, Test, PLAN},
	CurrentPlan, GenesisConfig, Plan, Treasury,
};
use frame_support::traits::BuildGenesisConfig;
use serde_json::json;
use sp_runtime::Perbill;

fn check(plan: Plan, treasury: Option<u64>) -> Result<(), String> {
	GenesisConfig::<Test> { plan, treasury }.check()
}

#[test]
fn a_genesis_is_read_from_json() {
	let config: GenesisConfig<Test> = serde_json::from_value(json!({
		"plan": { "initial": 1_000, "halvingInterval": 10, "tail": 3, "treasuryShare": 100_000_000 },
		"treasury": 7,
	}))
	.expect("the fields are right");
	empty().execute_with(|| {
		config.build();
		let plan = Plan { tail: 3, treasury_share: Perbill::from_percent(10), ..PLAN };
		assert_eq!((CurrentPlan::<Test>::get(), Treasury::<Test>::get()), (plan, Some(7)));
		BlockReward::do_try_state().expect("a genesis that is allowed");
	});
}

#[test]
fn without_a_plan_there_are_no_rewards() {
	let config: GenesisConfig<Test> = serde_json::from_value(json!({})).expect("all may be left out");
	assert_eq!(config.check(), Ok(()));
	assert_eq!(config.plan.reward_at(1), 0);
}

#[test]
fn a_tail_above_the_initial_reward_is_refused() {
	let message = check(Plan { tail: 1_001, ..PLAN }, None).expect_err("too high");
	assert!(message.starts_with("blockReward.plan.tail is 1001 planck; allowed: 0 to 1000"), "{message}");
}

#[test]
fn a_share_without_a_treasury_is_refused() {
	let plan = Plan { treasury_share: Perbill::from_percent(1), ..PLAN };
	let message = check(plan, None).expect_err("nobody to pay it to");
	assert!(message.contains("blockReward.treasury"), "{message}");
	assert_eq!(check(plan, Some(7)), Ok(()));
}

#[test]
fn a_share_above_the_whole_is_refused() {
	let share = json!({
		"plan": { "initial": 1, "halvingInterval": 0, "treasuryShare": 1_000_000_001 },
		"treasury": 7,
	});
	let config: GenesisConfig<Test> = serde_json::from_value(share).expect("JSON does not know");
	let message = config.check().expect_err("above the whole");
	assert!(message.starts_with("blockReward.plan.treasuryShare is 1000000001"), "{message}");
}

#[test]
fn a_plan_that_overflows_is_refused() {
	let plan = Plan { initial: u128::MAX / 2, halving_interval: 10, ..PLAN };
	let message = check(plan, None).expect_err("too much");
	assert!(message.starts_with("blockReward.plan gives out more than a balance can hold"), "{message}");
}

#[test]
#[should_panic(expected = "blockReward.plan.tail is 1001")]
fn a_genesis_that_is_refused_is_not_built() {
	empty().execute_with(|| {
		GenesisConfig::<Test> { plan: Plan { tail: 1_001, ..PLAN }, treasury: None }.build()
	});
}
