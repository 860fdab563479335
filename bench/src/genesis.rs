// SPDX-License-Identifier: Apache-2.0

//! The accounts of a load as a part of a chain's genesis, so that a chain has a million of them from its start.
//!
//! They are put into the state of a raw specification: a runtime that had to make its genesis of a million accounts would
//! run out of memory. What an account looks like there is what FRAME's pallets System and Balances make of it.

use crate::{
	account::{derive, Account, Scheme},
	node::{account_key, value_key},
	problem::{Problem, Result},
};
use parity_scale_codec::{Decode, Encode};
use serde_json::value::RawValue;
use std::{
	collections::BTreeMap,
	io::{self, Write},
};

/// A JSON object whose values stay as they are written: numbers may have more digits than a floating-point number.
type Object = BTreeMap<String, Box<RawValue>>;

/// Keys and values of a state, both as hexadecimal text.
type State = BTreeMap<String, String>;

/// What marks an account whose holds are counted as those of newer versions of Balances.
const NEW_LOGIC: u128 = 1 << 127;

/// Which accounts have how much from the start.
#[derive(Debug)]
pub struct Endowment {
	accounts: Vec<Account>,
	amount: u128,
}

impl Endowment {
	/// Each of the first `count` accounts of a secret has `amount`, in the smallest unit.
	///
	/// # Errors
	///
	/// When the secret is none.
	pub fn new(secret: &str, scheme: Scheme, count: u32, amount: u128) -> Result<Self> {
		Ok(Self { accounts: derive(secret, scheme, count)?, amount })
	}

	/// Writes a raw chain specification that has what `spec` has, another one, and these accounts. Those that it has already
	/// stay as they are.
	///
	/// # Errors
	///
	/// When `spec` is no raw chain specification, or the result cannot be written.
	pub fn write(&self, spec: &str, out: &mut impl Write) -> Result<()> {
		let mut spec = object(spec)?;
		let mut genesis = member(&mut spec, "genesis")?;
		let mut raw = member(&mut genesis, "raw")?;
		let top = raw.remove("top").ok_or_else(wrong)?;
		let mut top = serde_json::from_str::<State>(top.get()).map_err(|_| wrong())?;
		self.add_to(&mut top)?;
		let written = write_spec(&spec, &genesis, &raw, &top, out);
		written.map_err(|error| Problem::new(format!("cannot write the accounts: {error}")))
	}

	/// Adds the accounts to a state, and what they have to what all have.
	fn add_to(&self, top: &mut State) -> Result<()> {
		let before = top.len() as u128;
		let (consumers, providers, sufficients) = (0u32, 1u32, 0u32);
		let (reserved, frozen) = (0u128, 0u128);
		let account =
			(0u32, consumers, providers, sufficients, self.amount, reserved, frozen, NEW_LOGIC).encode();
		let account = hexadecimal(&account);
		for each in &self.accounts {
			let key = hexadecimal(&account_key("System", "Account", &each.id));
			top.entry(key).or_insert_with(|| account.clone());
		}
		let added = top.len() as u128 - before;
		let key = hexadecimal(&value_key("Balances", "TotalIssuance"));
		let issued = top.get(&key).map_or(Some(0), |value| issuance(value)).ok_or_else(wrong)?;
		let issued = added.checked_mul(self.amount).and_then(|added| issued.checked_add(added));
		let issued = issued.ok_or_else(|| {
			Problem::with_help("all accounts together have more than there can be", "give a smaller --amount")
		})?;
		top.insert(key, hexadecimal(&issued.encode()));
		Ok(())
	}
}

fn hexadecimal(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn issuance(value: &str) -> Option<u128> {
	let bytes = hex::decode(value.strip_prefix("0x")?).ok()?;
	u128::decode(&mut &bytes[..]).ok()
}

fn write_spec(
	spec: &Object,
	genesis: &Object,
	raw: &Object,
	top: &State,
	out: &mut impl Write,
) -> io::Result<()> {
	out.write_all(b"{")?;
	write_members(spec, out)?;
	out.write_all(b"\n\"genesis\": {")?;
	write_members(genesis, out)?;
	out.write_all(b"\n\"raw\": {")?;
	write_members(raw, out)?;
	out.write_all(b"\n\"top\": {")?;
	let mut comma = "";
	for (key, value) in top {
		write!(out, "{comma}\n{}: {}", serde_json::to_string(key)?, serde_json::to_string(value)?)?;
		comma = ",";
	}
	out.write_all(b"\n}}}}\n")?;
	out.flush()
}

/// Members of an object, each with a comma behind it.
fn write_members(members: &Object, out: &mut impl Write) -> io::Result<()> {
	for (name, value) in members {
		write!(out, "\n{}: {},", serde_json::to_string(name)?, value.get())?;
	}
	Ok(())
}

/// Takes a member that is an object.
fn member(parent: &mut Object, name: &str) -> Result<Object> {
	object(parent.remove(name).ok_or_else(wrong)?.get())
}

fn object(text: &str) -> Result<Object> {
	serde_json::from_str(text).map_err(|_| wrong())
}

fn wrong() -> Problem {
	Problem::with_help(
		"that is no raw chain specification",
		"give a file that `cairn chain-spec create --raw` wrote",
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value;

	const ISSUANCE: &str = "0xc2261276cc9d1f8598ea4b6a74b15c2f57c875e4cff74148e4628f264b974c80";

	/// The state of a specification with this one, after two accounts were added to it.
	fn written(top: &str) -> Value {
		let endowment = Endowment::new("//Alice", Scheme::Sr25519, 2, 5_000).expect("a secret");
		let spec = format!(
			r#"{{"name": "A", "large": 340282366920938463463374607431768211455, "genesis": {{"raw": {{"top": {top}, "childrenDefault": {{}}}}}}}}"#
		);
		let mut out = Vec::new();
		endowment.write(&spec, &mut out).expect("it is written");
		let text = String::from_utf8(out).expect("text");
		assert!(text.contains(r#""large": 340282366920938463463374607431768211455"#), "{text}");
		let spec: Value = serde_json::from_str(&text).expect("it is JSON");
		assert_eq!(spec["name"], "A");
		assert_eq!(spec["genesis"]["raw"]["childrenDefault"], serde_json::json!({}));
		spec["genesis"]["raw"]["top"].clone()
	}

	fn keys() -> Vec<String> {
		let accounts = derive("//Alice", Scheme::Sr25519, 2).expect("a secret");
		accounts.iter().map(|account| hexadecimal(&account_key("System", "Account", &account.id))).collect()
	}

	#[test]
	fn every_account_has_the_amount() {
		let top = written("{}");
		// Nonce and counters, the free balance, what is reserved and frozen, the mark.
		let account = format!(
			"0x{}8813{}{}{}80",
			"00000000000000000100000000000000",
			"00".repeat(14),
			"00".repeat(32),
			"00".repeat(15)
		);
		for key in keys() {
			assert_eq!(top[&key], account.as_str());
		}
		assert_eq!(top[ISSUANCE], hexadecimal(&10_000u128.encode()).as_str());
		assert_eq!(top.as_object().map(serde_json::Map::len), Some(3));
	}

	#[test]
	fn what_was_there_stays() {
		let there = &keys()[0];
		let issued = hexadecimal(&7u128.encode());
		let top = written(&format!(r#"{{"0x01": "0x02", "{there}": "0x03", "{ISSUANCE}": "{issued}"}}"#));
		assert_eq!((&top["0x01"], &top[there]), (&"0x02".into(), &"0x03".into()));
		assert_eq!(top[ISSUANCE], hexadecimal(&5_007u128.encode()).as_str());
	}

	#[test]
	fn what_is_no_raw_specification_is_refused() {
		let endowment = Endowment::new("//Alice", Scheme::Sr25519, 1, 1).expect("a secret");
		let not_raw = r#"{"genesis": {"runtimeGenesis": {}}}"#;
		let wrong_issuance = format!(r#"{{"genesis": {{"raw": {{"top": {{"{ISSUANCE}": "7"}}}}}}}}"#);
		for spec in ["", "[]", "{}", not_raw, r#"{"genesis": {"raw": {"top": []}}}"#, &wrong_issuance] {
			let error = endowment.write(spec, &mut Vec::new()).expect_err(spec);
			assert!(error.cause().contains("raw chain specification"), "{error}");
		}
	}

	#[test]
	fn more_than_there_can_be_is_refused() {
		let endowment = Endowment::new("//Alice", Scheme::Sr25519, 2, u128::MAX).expect("a secret");
		let spec = r#"{"genesis": {"raw": {"top": {}}}}"#;
		let error = endowment.write(spec, &mut Vec::new()).expect_err("it is too much");
		assert!(error.cause().contains("more than there can be"), "{error}");
	}
}
