// SPDX-License-Identifier: Apache-2.0

//! What a chain spec must not say, and what it is told then.

use super::*;
use crate::{
	genesis_presets::{session_keys, stash, LOCAL},
	units::CRN,
};
use sp_core::crypto::Ss58Codec;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve, One};
use std::collections::BTreeSet;

/// A field, a patch with a wrong value in it, and a part of the message.
type Case = (&'static str, Value, &'static str);

/// A patch that gives `field` a value; `field` is a path with dots.
fn set(field: &str, value: Value) -> Value {
	field.rsplit('.').fold(value, |inner, name| json!({ name: inner }))
}

/// Cases of one field each.
fn one_by_one(cases: Vec<Case>) -> Vec<Case> {
	cases.into_iter().map(|(field, value, message)| (field, set(field, value), message)).collect()
}

fn launch_config() -> Vec<Case> {
	one_by_one(vec![
		(
			"launchConfig.slotDuration",
			json!(100),
			"launchConfig.slotDuration is 100 ms; allowed: 500 to 60000 ms",
		),
		(
			"launchConfig.slotDuration",
			json!(1_001),
			"launchConfig.slotDuration is 1001 ms; it must be even, because the least time between blocks is half a \
			 slot",
		),
		(
			"launchConfig.epochDuration",
			json!(1),
			"launchConfig.epochDuration is 1 slots; allowed: 10 to 86400 slots",
		),
		(
			"launchConfig.existentialDeposit",
			json!(0),
			"launchConfig.existentialDeposit is 0 planck; it must be at least 1",
		),
		(
			"launchConfig.sessionsPerEra",
			json!(97),
			"launchConfig.sessionsPerEra is 97 sessions; allowed: 1 to 96 sessions",
		),
		(
			"launchConfig.bondingDuration",
			json!(57),
			"launchConfig.bondingDuration is 57 eras; allowed: 1 to 56 eras",
		),
		(
			"launchConfig.slashDeferDuration",
			json!(3),
			"launchConfig.slashDeferDuration is 3 eras; it must be less than bondingDuration, which is 3 eras, or \
			 stake could leave before a slash is taken",
		),
		(
			"launchConfig.governanceDay",
			json!(0),
			"launchConfig.governanceDay is 0 blocks; allowed: 1 to 172800 blocks",
		),
		(
			"launchConfig.allowWellKnownKeys",
			json!(false),
			"its secret key is known to everybody: replace it by a key of your own",
		),
	])
}

fn tokens() -> Vec<Case> {
	one_by_one(vec![
		(
			"balances.balances",
			json!([[Bob.to_account_id(), 1]]),
			"the balance of any account should always be at least the existential deposit",
		),
		(
			"balances.balances",
			json!([[Bob.to_account_id(), 1_000_000_000], [Bob.to_account_id(), 1_000_000_000]]),
			"duplicate balances in genesis",
		),
		(
			"balances.devAccounts",
			json!([1, 1_000_000_000, "//Sender"]),
			"Invalid derivation, expected `{}` as part of the derivation",
		),
		(
			"transactionPayment.multiplier",
			json!("double"),
			"invalid string input for fixed point number",
		),
		(
			"vesting.vesting",
			json!([[One.to_account_id(), 1, 10, 0]]),
			"Currencies must be init'd before vesting",
		),
		("tokenomics.inflation.min", json!(100_000_001), "tokenomics.inflation.min is 100000001 parts per billion"),
		(
			"tokenomics.inflation.max",
			json!(200_000_001),
			"tokenomics.inflation.max is 200000001 parts per billion; allowed: 0 to 200000000",
		),
		(
			"tokenomics.inflation.idealStake",
			json!(0),
			"tokenomics.inflation.idealStake is 0 parts per billion; allowed: 1 to 1000000000",
		),
		(
			"tokenomics.inflation.falloff",
			json!(9_999_999),
			"tokenomics.inflation.falloff is 9999999 parts per billion; allowed: 10000000 to 1000000000",
		),
		(
			"tokenomics.inflation.treasuryShare",
			json!(1_000_000_001),
			"tokenomics.inflation.treasuryShare is 1000000001 parts per billion; allowed: 0 to 1000000000",
		),
		(
			"tokenomics.feeSplit.treasury",
			json!(400_000_001),
			"tokenomics.feeSplit.treasury is 400000001 and tokenomics.feeSplit.author is 600000000 parts per \
			 billion; allowed: at most 1000000000 together",
		),
		(
			"tokenomics.feeSplit.author",
			json!(1_000_000_001),
			"tokenomics.feeSplit.author is 1000000001 parts per billion; allowed: 0 to 1000000000",
		),
	])
}

fn assets() -> Vec<Case> {
	let alice = Alice.to_account_id();
	let mut cases = Vec::new();
	for (field, value, message) in [
		("assets", json!([[1, alice, true, 0]]), "Min balance should not be zero"),
		("assets", json!([[1, alice, true, 1], [1, alice, true, 1]]), "Asset id already in use"),
		("metadata", json!([[1, [65], [65], 2]]), "Asset does not exist"),
		("accounts", json!([[1, alice, 5]]), "assertion failed: result.is_ok()"),
		("nextAssetId", json!("next"), "invalid type: string \"next\", expected u32"),
		("reserves", json!([[1, []], [1, []]]), "Asset id already in use"),
	] {
		let patch = json!({ field: value });
		cases.push((leak(format!("assets.{field}")), json!({ "assets": patch.clone() }), message));
		cases.push((leak(format!("poolAssets.{field}")), json!({ "poolAssets": patch }), message));
	}
	cases.push((
		"assetConversion.pools",
		json!({ "assetConversion": { "pools": [["Native", "Native", alice, 1, 1]] } }),
		"Genesis pool (Native, Native) setup failed: Module",
	));
	cases
}

/// The names of fields that are put together here, to be listed with the others.
fn leak(name: String) -> &'static str {
	Box::leak(name.into_boxed_str())
}

fn consensus() -> Vec<Case> {
	let keys = session_keys(Alice);
	let twice = json!([[stash(Alice), stash(Alice), keys], [stash(Bob), stash(Bob), keys]]);
	one_by_one(vec![
		("babe.authorities", json!([[keys.babe, 1]]), "Authorities are already initialized!"),
		("babe.epochConfig.c", json!("1/4"), "invalid type: string \"1/4\", expected a tuple of size 2"),
		("babe.epochConfig.allowed_slots", json!("AllSlots"), "unknown variant `AllSlots`"),
		("grandpa.authorities", json!([[keys.grandpa, 1]]), "Authorities are already initialized!"),
		("imOnline.keys", json!([keys.im_online]), "Keys are already initialized!"),
		("authorityDiscovery.keys", json!([keys.authority_discovery]), "Keys are already initialized!"),
		("session.keys", twice.clone(), "genesis config must not contain duplicates"),
		("session.nonAuthorityKeys", json!([twice[1]]), "genesis config must not contain duplicates"),
	])
}

fn staking() -> Vec<Case> {
	let stakers = |amount: u64| json!([[stash(Alice), stash(Alice), amount, "Validator"]]);
	let with_nominator = json!([
		[stash(Alice), stash(Alice), 100_000_000_000_000_000u64, "Validator"],
		[Eve.to_account_id(), Eve.to_account_id(), 1_000_000_000_000u64, { "Nominator": [stash(Alice)] }],
	]);
	let mut cases = one_by_one(vec![
		("staking.validatorCount", json!(0), "the genesis elects 0 validators, and it takes 1"),
		("staking.validatorCount", json!(1_001), "assertion failed: ValidatorCount::<T>::get() <="),
		(
			"staking.minimumValidatorCount",
			json!(2),
			"the genesis elects 1 validators, and it takes 2: name more of them in `staking.stakers`, raise \
			 `staking.validatorCount`, or lower `staking.minimumValidatorCount`",
		),
		("staking.invulnerables", json!(["Alice"]), "Base 58 requirement is violated"),
		("staking.forceEra", json!("Sometimes"), "unknown variant `Sometimes`"),
		("staking.slashRewardFraction", json!("10%"), "invalid type: string \"10%\", expected u32"),
		(
			"staking.slashRewardFraction",
			json!(1_000_000_001),
			"staking.slashRewardFraction is 1000000001 parts per billion; allowed: 0 to 1000000000",
		),
		("staking.canceledPayout", json!("none"), "invalid number"),
		(
			"staking.stakers",
			stakers(2_000_000_000_000_000_000),
			"Stash does not have enough balance to bond.",
		),
		("staking.minValidatorBond", json!(100_000_000_000_000_001u64), "InsufficientBond"),
		("staking.maxValidatorCount", json!(0), "TooManyValidators"),
	]);
	for (field, value, message) in [
		("minNominatorBond", json!(1_000_000_000_001u64), "InsufficientBond"),
		("maxNominatorCount", json!(0), "TooManyNominators"),
	] {
		let patch = json!({ "staking": { "stakers": with_nominator, field: value } });
		cases.push((leak(format!("staking.{field}")), patch, message));
	}
	let rule = |min: u32, max: u32, step: u32, low: u32, high: u32| json!({ "validatorCount": { "rule": { "min": min, "max": max, "step": step, "low": low, "high": high } } });
	for (patch, message) in [
		(rule(1, 1_001, 1, 0, 1), "validatorCount.rule.max is 1001 validators; allowed: 1 to 1000"),
		(rule(0, 9, 1, 0, 1), "validatorCount.rule.min is 0 validators; allowed: 1 to 9"),
		(rule(1, 9, 0, 0, 1), "validatorCount.rule.step is 0 validators; allowed: at least 1"),
		(
			rule(1, 9, 1, 5, 5),
			"validatorCount.rule.low is 5 and validatorCount.rule.high is 5 parts per billion",
		),
		(json!({ "validatorCount": { "rule": { "min": 1 } } }), "missing field `max`"),
	] {
		cases.push(("validatorCount.rule", patch, message));
	}
	cases.extend(one_by_one(vec![
		("nominationPools.minJoinBond", json!("much"), "invalid number"),
		("nominationPools.minCreateBond", json!("much"), "invalid number"),
		("nominationPools.maxPools", json!(-1), "invalid value: integer `-1`, expected u32"),
		("nominationPools.maxMembersPerPool", json!(-1), "invalid value: integer `-1`, expected u32"),
		("nominationPools.maxMembers", json!(-1), "invalid value: integer `-1`, expected u32"),
		("nominationPools.globalMaxCommission", json!("25%"), "invalid type: string \"25%\", expected u32"),
		(
			"nominationPools.globalMaxCommission",
			json!(1_000_000_001),
			"nominationPools.globalMaxCommission is 1000000001 parts per billion; allowed: 0 to 1000000000",
		),
	]));
	cases
}

fn power() -> Vec<Case> {
	let alice = Alice.to_account_id();
	let call = |pallet: &str, call: &str| json!([[pallet.as_bytes(), call.as_bytes()]]);
	one_by_one(vec![
		("technicalCommittee.members", json!([alice, alice]), "Members cannot contain duplicate accounts."),
		("sudo.key", json!("Alice"), "Base 58 requirement is violated"),
		("safeMode.enteredUntil", json!("tomorrow"), "invalid type: string \"tomorrow\", expected u32"),
		("txPause.paused", call("System", "set_code"), "Unpausable"),
	])
}

fn feeds() -> Vec<Case> {
	let feed = json!({
		"key": "CRN/USD", "description": "Price", "unit": "USD", "minSources": 0, "maxAge": 60_000,
		"maxDeviation": 0, "tolerance": "0",
	});
	let mut cases = Vec::new();
	for family in ["priceFeeds", "weatherFeeds", "numberFeeds"] {
		let (feeds, operators) = (leak(format!("{family}.feeds")), leak(format!("{family}.operators")));
		cases.extend(one_by_one(vec![
			(feeds, json!([feed]), "feed \"CRN/USD\": minSources is 0; allowed: 1 to 25"),
			(operators, json!([validator()]), "operator 4d4d4d"),
			(operators, json!(["Alice"]), "Base 58 requirement is violated"),
		]));
	}
	cases
}

fn cases() -> Vec<Case> {
	[launch_config(), tokens(), assets(), consensus(), staking(), power(), feeds()].concat()
}

#[test]
fn a_wrong_value_in_any_field_is_refused_and_the_message_says_why() {
	let mut unexpected = Vec::new();
	for (field, patch, message) in cases() {
		let refusal = refusal(patch.clone());
		if !refusal.contains(message) {
			unexpected.push(format!("{field}: {patch} was refused with: {refusal}"));
		}
	}
	assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
}

/// The paths of all fields of a genesis.
fn fields(of: &Value, path: &str, found: &mut BTreeSet<String>) {
	match of {
		Value::Object(fields_of) => {
			for (name, value) in fields_of {
				let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
				fields(value, &path, found);
			}
		}
		_ => drop(found.insert(path.to_string())),
	}
}

#[test]
fn no_field_of_the_genesis_is_forgotten_above() {
	let default = Runtime::get_preset(&None).expect("there is a default");
	let mut all = BTreeSet::new();
	fields(&serde_json::from_slice(&default).expect("it is JSON"), "", &mut all);
	let tested: BTreeSet<String> = cases().into_iter().map(|(field, ..)| field.to_string()).collect();
	assert_eq!(tested, all);
}

#[test]
fn a_misspelt_field_is_refused() {
	for (patch, message) in [
		(json!({ "launchConfig": { "slotTime": 1_000 } }), "unknown field `slotTime`"),
		(json!({ "balance": {} }), "unknown field `balance`"),
		(json!({ "tokenomics": { "inflation": { "ideal": 1 } } }), "unknown field `ideal`"),
		(json!({ "staking": { "validators": 1 } }), "unknown field `validators`"),
	] {
		let refusal = refusal(patch.clone());
		assert!(refusal.contains(message), "{patch} was refused with: {refusal}");
	}
}

#[test]
fn what_is_no_account_is_refused() {
	let patch = json!({ "balances": { "balances": [["5GrwvaEF5zXb26", 1]] } });
	assert!(refusal(patch).contains("Invalid JSON blob"));
}

const NO_VALIDATORS: &str = "the genesis has no validators, so the chain would never make a block: name their \
	session keys in `session.keys`, and their stake in `staking.stakers`, with `staking.validatorCount` of at least 1";

#[test]
fn a_genesis_without_validators_is_refused() {
	let default = build(Runtime::get_preset(&None).expect("there is a default"));
	assert_eq!(default, Err(NO_VALIDATORS.into()), "nobody starts a chain by accident");
	assert_eq!(build(genesis_json(PRODUCTION, json!({}))), Err(NO_VALIDATORS.into()));
}

#[test]
fn a_validator_without_stake_is_refused() {
	let refused = build_production(|patch| patch["staking"]["stakers"] = json!([]));
	let expected = format!(
		"the validator {} has session keys and no stake: give it an entry in `staking.stakers`",
		validator().to_ss58check()
	);
	assert_eq!(refused, Err(expected));
}

#[test]
fn a_validator_without_session_keys_is_refused() {
	let refused = build_production(|patch| patch["session"]["keys"] = json!([]));
	let expected = format!(
		"the validator {} has stake and no session keys: give it an entry in `session.keys`",
		validator().to_ss58check()
	);
	assert_eq!(refused, Err(expected));
}

#[test]
fn a_genesis_that_elects_too_few_is_refused() {
	let refused = build_production(|patch| patch["staking"]["minimumValidatorCount"] = json!(2));
	let message = refused.expect_err("one is less than two");
	assert!(message.starts_with("the genesis elects 1 validators, and it takes 2"), "{message}");
}

/// What every refusal of a well-known key ends with.
const KNOWN: &str =
	", and its secret key is known to everybody: replace it by a key of your own. Only a chain that \
	holds nothing of value may set `launchConfig.allowWellKnownKeys`";

#[test]
fn a_real_chain_with_keys_of_its_own_is_built() {
	assert_eq!(build_production(|_| ()), Ok(()));
}

#[test]
fn a_well_known_sudo_key_is_refused() {
	let refused = build_production(|patch| patch["sudo"] = json!({ "key": Alice.to_account_id() }));
	let alice = Alice.to_account_id().to_ss58check();
	assert_eq!(refused, Err(format!("the sudo key is the development account {alice}{KNOWN}")));
}

#[test]
fn a_well_known_member_of_the_committee_is_refused() {
	let members = json!({ "members": [validator(), Bob.to_account_id()] });
	let refused = build_production(|patch| patch["technicalCommittee"] = members.clone());
	let bob = Bob.to_account_id().to_ss58check();
	let expected = format!("a member of the technical committee is the development account {bob}{KNOWN}");
	assert_eq!(refused, Err(expected));
}

#[test]
fn a_well_known_session_key_is_refused_whichever_it_is() {
	for field in ["babe", "grandpa", "im_online", "authority_discovery"] {
		let known = serde_json::to_value(session_keys(Alice)).expect("keys are texts");
		let refused = build_production(|patch| patch["session"]["keys"][0][2][field] = known[field].clone());
		let validator = validator().to_ss58check();
		let expected = format!("a session key of {validator} is a development key{KNOWN}");
		assert_eq!(refused, Err(expected), "{field}");
	}
}

#[test]
fn a_well_known_account_with_tokens_is_refused() {
	let tokens = u64::try_from(CRN).expect("a token is not much");
	for who in [Eve, One] {
		let refused = build_production(|patch| {
			let balances = patch["balances"]["balances"].as_array_mut().expect("it is a list");
			balances.push(json!([who.to_account_id(), tokens]));
		});
		let account = who.to_account_id().to_ss58check();
		assert_eq!(refused, Err(format!("the genesis uses the development account {account}{KNOWN}")));
	}
}

#[test]
fn a_development_preset_is_refused_without_its_permission() {
	for preset in [DEVELOPMENT, LOCAL] {
		let patch = json!({
			"launchConfig": { "allowWellKnownKeys": false },
			"sudo": { "key": null },
			"technicalCommittee": { "members": [] },
		});
		let message = build(genesis_json(preset, patch)).expect_err("its keys are well known");
		assert!(message.starts_with("a session key of "), "{message}");
		assert!(message.ends_with(KNOWN), "{message}");
	}
}
