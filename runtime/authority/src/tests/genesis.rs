// SPDX-License-Identifier: Apache-2.0

//! What can be chosen in a chain spec, what the presets choose, and what is refused.

use super::chain::{free, genesis_json, id, sum_of_balances, Chain};
use crate::{
	configs::council::CouncilCollective,
	genesis_presets::{self, session_keys, DEVELOPMENT, ENDOWMENT, LOCAL, PRODUCTION},
	units::MILLI_CRN,
	AccountId, Balances, Runtime, Session, SessionKeys,
};
use frame_support::traits::Get;
use pallet_launch_config::{getters, WellKnownKeysAllowed};
use serde_json::{json, Value};
use sp_core::{crypto::Ss58Codec, ed25519, sr25519, Pair};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, One};
use std::{
	collections::BTreeSet,
	panic::{catch_unwind, AssertUnwindSafe},
};

/// Builds a genesis, and returns what it says if it is refused.
fn build(json: Vec<u8>) -> Result<(), String> {
	let mut state = TestExternalities::new_empty();
	match catch_unwind(AssertUnwindSafe(|| state.execute_with(|| Runtime::build_state(json)))) {
		Ok(result) => result,
		Err(panic) => match panic.downcast::<String>() {
			Ok(message) => Err(*message),
			Err(panic) => Err(panic.downcast::<&str>().expect("panics carry a text").to_string()),
		},
	}
}

/// Builds a genesis that must fail, and returns what it says.
fn refusal(patch: Value) -> String {
	build(genesis_json(DEVELOPMENT, patch)).expect_err("the genesis must be refused")
}

/// The account of a validator that nobody knows the key of.
fn validator() -> AccountId {
	AccountId::new([77; 32])
}

/// Its session keys.
fn own_keys() -> SessionKeys {
	SessionKeys {
		aura: sr25519::Pair::from_seed(&[101; 32]).public().into(),
		grandpa: ed25519::Pair::from_seed(&[102; 32]).public().into(),
	}
}

/// What makes a chain out of the preset for real ones, with a single validator and a council of one.
fn completion() -> Value {
	json!({
		"balances": { "balances": [[validator(), 2_000_000_000_000_000u64]] },
		"validatorSet": { "invulnerables": [validator()] },
		"session": { "keys": [[validator(), validator(), own_keys()]] },
		"council": { "members": [AccountId::new([78; 32])] },
	})
}

/// Builds a chain from the preset for real ones, completed and then changed by `change`.
fn build_production(change: impl FnOnce(&mut Value)) -> Result<(), String> {
	let mut patch = completion();
	change(&mut patch);
	build(genesis_json(PRODUCTION, patch))
}

#[test]
fn the_runtime_names_its_presets_and_no_others() {
	assert_eq!(Runtime::preset_names(), [DEVELOPMENT, LOCAL, PRODUCTION]);
	for name in Runtime::preset_names() {
		assert!(Runtime::get_preset(&Some(name)).is_some());
	}
	assert!(Runtime::get_preset(&Some("staging".into())).is_none());
	assert_eq!(genesis_presets::get(&"".into()), None);
}

/// The validators of each preset for development.
fn development_presets() -> [(&'static str, Vec<Sr25519Keyring>); 2] {
	[(DEVELOPMENT, vec![Alice]), (LOCAL, vec![Alice, Bob, Charlie, Dave])]
}

#[test]
fn the_development_presets_are_built_with_the_well_known_accounts() {
	for (preset, validators) in development_presets() {
		let mut chain = Chain::new(preset);
		chain.read(|| {
			let expected: BTreeSet<_> = validators.into_iter().map(id).collect();
			assert_eq!(Session::validators().into_iter().collect::<BTreeSet<_>>(), expected);
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(id(Alice)));
			let council = pallet_collective::Members::<Runtime, CouncilCollective>::get();
			let expected: BTreeSet<_> = [Alice, Bob, Charlie].map(id).into();
			assert_eq!(council.into_iter().collect::<BTreeSet<_>>(), expected);
			assert!(WellKnownKeysAllowed::<Runtime>::get());
			assert_eq!(getters::SlotDuration::<Runtime>::get(), 1_000);
			assert_eq!(getters::EpochDuration::<Runtime>::get(), 60);
			assert_eq!(getters::GovernanceDay::<Runtime>::get(), 60);
			assert_eq!(getters::ExistentialDeposit::<Runtime>::get(), MILLI_CRN);
			assert_eq!(free(Eve), ENDOWMENT);
			assert_eq!(sum_of_balances(), Balances::total_issuance());
		});
		chain.block(|| ());
		chain.check_invariants();
	}
}

#[test]
fn a_real_chain_with_keys_of_its_own_is_built() {
	assert_eq!(build_production(|_| ()), Ok(()));
	let mut chain = Chain::with_patch(PRODUCTION, completion());
	chain.block(|| ());
	chain.read(|| {
		assert_eq!(Session::validators(), [validator()]);
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		assert_eq!(getters::GovernanceDay::<Runtime>::get(), 86_400, "a real day");
	});
	chain.check_invariants();
}

#[test]
fn an_administrator_in_place_of_a_council_is_enough() {
	let only = |patch: &mut Value| {
		patch["council"] = json!({ "members": [] });
		patch["sudo"] = json!({ "key": AccountId::new([79; 32]) });
	};
	assert_eq!(build_production(only), Ok(()));
}

const NO_VALIDATORS: &str =
	"the genesis has no validators, so the chain would never make a block: name their accounts \
	in `validatorSet.invulnerables`, and their session keys in `session.keys`";

#[test]
fn a_genesis_without_validators_is_refused() {
	let default = build(Runtime::get_preset(&None).expect("there is a default"));
	assert_eq!(default, Err(NO_VALIDATORS.into()), "nobody starts a chain by accident");
	assert_eq!(build(genesis_json(PRODUCTION, json!({}))), Err(NO_VALIDATORS.into()));
}

#[test]
fn a_genesis_that_nobody_governs_is_refused() {
	let refused = build_production(|patch| patch["council"] = json!({ "members": [] }));
	let message = refused.expect_err("neither a council nor an administrator");
	assert!(message.contains("`council.members`") && message.contains("`sudo.key`"), "{message}");
}

#[test]
fn a_validator_without_session_keys_is_refused() {
	let expected = format!(
		"the validator {} has no session keys: give it an entry in `session.keys`",
		validator().to_ss58check()
	);
	let refused = build_production(|patch| patch["session"]["keys"] = json!([]));
	assert_eq!(refused, Err(expected.clone()));
	// Keys that wait for later are no keys of a validator.
	let waiting = json!({ "keys": [], "nonAuthorityKeys": [[validator(), validator(), own_keys()]] });
	assert_eq!(build_production(|patch| patch["session"] = waiting), Err(expected));
}

#[test]
fn what_stands_twice_is_refused_with_the_field_that_it_stands_in() {
	let other = AccountId::new([80; 32]);
	let (one, two) = (validator().to_ss58check(), other.to_ss58check());
	let keys = |keys: SessionKeys| json!([[validator(), validator(), own_keys()], [other, other, keys]]);
	let fresh = || SessionKeys {
		aura: sr25519::Pair::from_seed(&[103; 32]).public().into(),
		grandpa: ed25519::Pair::from_seed(&[104; 32]).public().into(),
	};
	let same_aura = SessionKeys { aura: own_keys().aura, ..fresh() };
	let same_grandpa = SessionKeys { grandpa: own_keys().grandpa, ..fresh() };
	let twice = json!([[validator(), validator(), own_keys()], [validator(), validator(), fresh()]]);
	let for_another = json!([[validator(), validator(), own_keys()], [other, validator(), fresh()]]);
	let cases = [
		(
			"/validatorSet/invulnerables",
			json!([validator(), validator()]),
			format!("`validatorSet.invulnerables` has {one} twice"),
		),
		("/session/keys", keys(same_aura), "`session.keys` has the key `aura` ".into()),
		("/session/keys", keys(same_grandpa), "`session.keys` has the key `grandpa` ".into()),
		("/session/keys", twice, format!("`session.keys` has two entries of {one}")),
		("/session/keys", for_another, format!("`session.keys` has an entry of {two} for {one}")),
		("/council/members", json!([other, other]), format!("`council.members` has {two} twice")),
	];
	assert_eq!(build_production(|patch| patch["session"]["keys"] = keys(fresh())), Ok(()));
	for (field, value, message) in cases {
		let refused = build_production(|patch| *patch.pointer_mut(field).unwrap() = value);
		let refused = refused.expect_err(field);
		assert!(refused.starts_with(&message), "{field}: {refused}");
	}
}

#[test]
fn more_validators_or_members_than_there_is_room_for_are_refused() {
	let crowd: Vec<_> = (0..101).map(|number| AccountId::new([number; 32])).collect();
	let refused = build_production(|patch| patch["validatorSet"]["invulnerables"] = json!(crowd));
	assert_eq!(refused, Err("`validatorSet.invulnerables` has 101 accounts; allowed: 1 to 100".into()));
	let refused = build_production(|patch| patch["council"]["members"] = json!(crowd));
	assert_eq!(refused, Err("`council.members` has 101 accounts; allowed: 0 to 100".into()));
}

/// A patch that gives `field` a value; `field` is a path with dots.
fn set(field: &str, value: Value) -> Value {
	field.rsplit('.').fold(value, |inner, name| json!({ name: inner }))
}

/// A field, a wrong value of it, and a part of the message.
fn cases() -> Vec<(&'static str, Value, &'static str)> {
	let keys = session_keys(Alice);
	vec![
		(
			"launchConfig.slotDuration",
			json!(248),
			"launchConfig.slotDuration is 248 ms; allowed: 250 to 60000 ms",
		),
		("launchConfig.slotDuration", json!(501), "launchConfig.slotDuration is 501 ms; it must be even"),
		(
			"launchConfig.epochDuration",
			json!(9),
			"launchConfig.epochDuration is 9 slots; allowed: 10 to 345600 slots",
		),
		("launchConfig.existentialDeposit", json!(0), "launchConfig.existentialDeposit is 0 planck"),
		(
			"launchConfig.sessionsPerEra",
			json!(2),
			"launchConfig.sessionsPerEra is 2 sessions; allowed: 1 to 1",
		),
		("launchConfig.bondingDuration", json!(2), "launchConfig.bondingDuration is 2 eras; allowed: 1 to 1"),
		("launchConfig.slashDeferDuration", json!(1), "launchConfig.slashDeferDuration is 1 eras"),
		(
			"launchConfig.governanceDay",
			json!(345_601),
			"launchConfig.governanceDay is 345601 blocks; allowed: 1 to 345600 blocks",
		),
		(
			"launchConfig.allowWellKnownKeys",
			json!(false),
			"its secret key is known to everybody: replace it by a key of your own",
		),
		(
			"balances.balances",
			json!([[id(Bob), 1]]),
			"the balance of any account should always be at least the existential deposit",
		),
		("balances.devAccounts", json!([1, 1_000_000_000, "//Sender"]), "Invalid derivation"),
		("transactionPayment.multiplier", json!("double"), "invalid string input for fixed point number"),
		("aura.authorities", json!([keys.aura]), "Authorities are already initialized!"),
		("grandpa.authorities", json!([[keys.grandpa, 1]]), "Authorities are already initialized!"),
		("validatorSet.invulnerables", json!([]), NO_VALIDATORS),
		("validatorSet.candidacyBond", json!("much"), "invalid number"),
		("validatorSet.desiredCandidates", json!(1), "`validatorSet.desiredCandidates` is 1; allowed: 0"),
		("session.keys", json!([]), "has no session keys: give it an entry in `session.keys`"),
		("session.nonAuthorityKeys", json!([[id(Bob), id(Bob), keys]]), "`session.keys` has the key `aura` "),
		("council.members", json!([id(Eve), id(Eve)]), "`council.members` has "),
		("sudo.key", json!("Alice"), "Base 58 requirement is violated"),
	]
}

#[test]
fn a_wrong_value_in_any_field_is_refused_and_the_message_says_why() {
	let mut unexpected = Vec::new();
	for (field, value, message) in cases() {
		let refusal = refusal(set(field, value));
		if !refusal.contains(message) {
			unexpected.push(format!("{field} was refused with: {refusal}"));
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
		(json!({ "validators": {} }), "unknown field `validators`"),
		(json!({ "validatorSet": { "validators": [] } }), "unknown field `validators`"),
	] {
		let refusal = refusal(patch.clone());
		assert!(refusal.contains(message), "{patch} was refused with: {refusal}");
	}
}

/// What every refusal of a well-known key ends with.
const KNOWN: &str =
	", and its secret key is known to everybody: replace it by a key of your own. Only a chain that \
	holds nothing of value may set `launchConfig.allowWellKnownKeys`";

/// Asserts that a real chain changed like this is refused, because of `what`.
fn is_known(what: String, change: impl FnOnce(&mut Value)) {
	assert_eq!(build_production(change), Err(format!("{what}{KNOWN}")));
}

#[test]
fn a_well_known_key_with_power_is_refused_wherever_it_is() {
	let (alice, bob) = (id(Alice).to_ss58check(), id(Bob).to_ss58check());
	is_known(format!("`sudo.key` is the development account {alice}"), |patch| {
		patch["sudo"] = json!({ "key": id(Alice) });
	});
	is_known(format!("`council.members` has the development account {bob}"), |patch| {
		patch["council"]["members"] = json!([validator(), id(Bob)]);
	});
	is_known(format!("`validatorSet.invulnerables` has the development account {bob}"), |patch| {
		patch["validatorSet"]["invulnerables"] = json!([id(Bob)]);
		patch["session"]["keys"] = json!([[id(Bob), id(Bob), own_keys()]]);
	});
}

#[test]
fn a_well_known_session_key_is_refused_whichever_it_is() {
	for field in ["aura", "grandpa"] {
		let known = serde_json::to_value(session_keys(Alice)).expect("keys are texts");
		let validator = validator().to_ss58check();
		is_known(format!("`session.keys` has a development key for {validator}"), |patch| {
			patch["session"]["keys"][0][2][field] = known[field].clone();
		});
	}
}

#[test]
fn a_well_known_account_with_tokens_or_keys_is_refused() {
	for who in [Eve, One] {
		let what = format!("the genesis uses the development account {}", id(who).to_ss58check());
		is_known(what.clone(), |patch| {
			let balances = patch["balances"]["balances"].as_array_mut().expect("it is a list");
			balances.push(json!([id(who), 1_000_000_000_000u64]));
		});
		is_known(what, |patch| {
			let keys = SessionKeys {
				aura: sr25519::Pair::from_seed(&[105; 32]).public().into(),
				grandpa: ed25519::Pair::from_seed(&[106; 32]).public().into(),
			};
			patch["session"]["nonAuthorityKeys"] = json!([[id(who), id(who), keys]]);
		});
	}
	is_known("`balances.devAccounts` makes accounts out of a path of derivation".into(), |patch| {
		patch["balances"]["devAccounts"] = json!([1, 1_000_000_000_000u64, "//Sender//{}"]);
	});
}

#[test]
fn a_development_preset_is_refused_without_its_permission() {
	for preset in [DEVELOPMENT, LOCAL] {
		let patch = json!({ "launchConfig": { "allowWellKnownKeys": false } });
		let message = build(genesis_json(preset, patch)).expect_err("its keys are well known");
		assert!(message.starts_with("`sudo.key` is the development account "), "{message}");
		assert!(message.ends_with(KNOWN), "{message}");
	}
}
