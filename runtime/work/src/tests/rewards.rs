// SPDX-License-Identifier: Apache-2.0

//! What a block earns, and whom.

use super::chain::{fees_paid, free, miner_digest, submit, sum_of_balances, transfer, Chain};
use crate::{
	genesis_presets::{BLOCK_TIME, DEVELOPMENT, ENDOWMENT, REWARD},
	units::CRN,
	Balances, BlockReward, RuntimeEvent,
};
use parity_scale_codec::Encode;
use serde_json::json;
use sp_consensus_pow::POW_ENGINE_ID;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::DigestItem;

#[test]
fn the_miner_gets_reward_fees_and_tips_to_the_planck() {
	let mut chain = Chain::new(DEVELOPMENT);
	let before = chain.read(Balances::total_issuance);
	chain.block(Charlie, || {
		submit(Alice, transfer(Bob.to_account_id(), 3 * CRN), 0).expect("Alice has enough");
		submit(Bob, transfer(Alice.to_account_id(), CRN), 7).expect("Bob has enough");
	});
	chain.read(|| {
		let fees = fees_paid();
		assert!(fees > 7);
		assert_eq!(free(Charlie), ENDOWMENT + REWARD + fees);
		assert_eq!(free(Alice) + free(Bob), 2 * ENDOWMENT - fees);
		assert_eq!(
			Balances::total_issuance(),
			before + REWARD,
			"nothing is burnt, nothing else comes into being"
		);
		assert_eq!(sum_of_balances(), Balances::total_issuance());
	});
}

#[test]
fn each_miner_is_paid_for_its_own_block_from_its_first_on() {
	// Neither Charlie nor Dave has an account before its first block.
	let balances = [Alice, Bob].map(|who| (who.to_account_id(), ENDOWMENT));
	let patch = json!({ "balances": { "balances": balances } });
	let mut chain = Chain::with_patch(DEVELOPMENT, patch);
	chain.block(Charlie, || ());
	assert_eq!(chain.read(|| free(Charlie)), REWARD);
	let before = chain.read(Balances::total_issuance);
	chain.block(Dave, || {
		submit(Alice, transfer(Bob.to_account_id(), CRN), 7).expect("Alice has enough");
	});
	chain.read(|| {
		assert_eq!(free(Charlie), REWARD, "it did not find this block");
		let fees = fees_paid();
		assert!(fees > 7);
		assert_eq!(free(Dave), REWARD + fees);
		assert_eq!(free(Alice) + free(Bob), 2 * ENDOWMENT - fees);
		assert_eq!(Balances::total_issuance(), before + REWARD);
	});
}

#[test]
fn a_miner_whose_account_is_no_account_earns_nothing_and_its_block_counts() {
	let mut chain = Chain::new(DEVELOPMENT);
	let before = chain.read(Balances::total_issuance);
	let wrong = DigestItem::PreRuntime(POW_ENGINE_ID, vec![1; 31]);
	chain.block_with(vec![wrong], BLOCK_TIME, || {
		submit(Alice, transfer(Bob.to_account_id(), CRN), 0).expect("Alice has enough");
	});
	chain.read(|| {
		assert_eq!(Balances::total_issuance(), before - fees_paid(), "fees for nobody are burnt");
		assert_eq!(sum_of_balances(), Balances::total_issuance());
	});
}

#[test]
fn digests_of_other_engines_name_no_miner() {
	let mut chain = Chain::new(DEVELOPMENT);
	let other = DigestItem::PreRuntime(*b"BABE", Bob.to_account_id().encode());
	chain.block_with(vec![other, miner_digest(Dave)], BLOCK_TIME, || ());
	chain.read(|| assert_eq!((free(Bob), free(Dave)), (ENDOWMENT, ENDOWMENT + REWARD)));
}

#[test]
fn a_treasury_gets_its_share() {
	let patch = json!({ "blockReward": {
		"plan": { "initial": 1_000_000_000u64, "halvingInterval": 2, "treasuryShare": 250_000_000 },
		"treasury": Dave.to_account_id(),
	} });
	let mut chain = Chain::with_patch(DEVELOPMENT, patch);
	chain.block(Charlie, || ());
	chain.read(|| {
		assert_eq!((free(Dave), free(Charlie)), (ENDOWMENT + 250_000_000, ENDOWMENT + 750_000_000));
		assert_eq!(BlockReward::next_change(), Some((3, 500_000_000)));
	});
}

#[test]
fn the_supply_ends_where_the_api_says() {
	let patch = json!({ "blockReward": {
		"plan": { "initial": 1_000_000_000u64, "halvingInterval": 2 },
	} });
	let mut chain = Chain::with_patch(DEVELOPMENT, patch);
	let cap = chain.read(BlockReward::supply_cap).expect("the rewards end");
	for _ in 0..70 {
		chain.block(Charlie, || ());
	}
	chain.read(|| assert_eq!(Balances::total_issuance(), cap));
}

#[test]
fn a_reward_is_reported() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(Charlie, || ());
	let reported = RuntimeEvent::BlockReward(pallet_block_reward::Event::Rewarded {
		author: Charlie.to_account_id(),
		reward: REWARD,
		treasury: 0,
	});
	assert!(chain.read(super::chain::events).contains(&reported));
}
