// SPDX-License-Identifier: Apache-2.0

//! The accounts of a load as a part of a chain's genesis, so that a chain has a million of them from its start.

use crate::{
	account::{derive, Account, Scheme},
	problem::{Problem, Result},
};
use serde_json::value::RawValue;
use sp_core::crypto::{AccountId32, Ss58Codec};
use std::{
	collections::BTreeMap,
	io::{self, Write},
};

/// A JSON object whose values stay as they are written: amounts have more digits than a floating-point number.
type Object = BTreeMap<String, Box<RawValue>>;

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

	/// Writes a genesis configuration that has what `config` has, a JSON object, and these accounts.
	///
	/// # Errors
	///
	/// When it is no genesis configuration, or cannot be written.
	pub fn write(&self, config: &str, out: &mut impl Write) -> Result<()> {
		let mut config = object(config)?;
		let mut balances =
			config.remove("balances").map_or(Ok(Object::new()), |value| object(value.get()))?;
		let list = balances.remove("balances");
		let list = list.map_or(Ok(Vec::new()), |list| serde_json::from_str::<Vec<Box<RawValue>>>(list.get()));
		let list = list.map_err(|_| wrong())?;
		let written = self.write_parts(&config, &balances, &list, out);
		written.map_err(|error| Problem::new(format!("cannot write the accounts: {error}")))
	}

	fn write_parts(
		&self,
		config: &Object,
		balances: &Object,
		list: &[Box<RawValue>],
		out: &mut impl Write,
	) -> io::Result<()> {
		out.write_all(b"{")?;
		write_members(config, out)?;
		out.write_all(b"\n\"balances\": {")?;
		write_members(balances, out)?;
		out.write_all(b"\n\"balances\": [")?;
		let mut comma = "";
		for entry in list {
			write!(out, "{comma}\n{}", entry.get())?;
			comma = ",";
		}
		for account in &self.accounts {
			let address = AccountId32::new(account.id).to_ss58check();
			write!(out, "{comma}\n[\"{address}\",{}]", self.amount)?;
			comma = ",";
		}
		out.write_all(b"\n]}}\n")?;
		out.flush()
	}
}

/// Members of an object, each with a comma behind it.
fn write_members(members: &Object, out: &mut impl Write) -> io::Result<()> {
	for (name, value) in members {
		write!(out, "\n{}: {},", serde_json::to_string(name)?, value.get())?;
	}
	Ok(())
}

fn object(text: &str) -> Result<Object> {
	serde_json::from_str(text).map_err(|_| wrong())
}

fn wrong() -> Problem {
	Problem::with_help(
		"that is no genesis configuration",
		"give a file with what `cairn chain-spec show-preset` prints",
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value;

	fn written(config: &str) -> String {
		let endowment = Endowment::new("//Alice", Scheme::Sr25519, 2, 5_000).expect("a secret");
		let mut out = Vec::new();
		endowment.write(config, &mut out).expect("it is written");
		String::from_utf8(out).expect("text")
	}

	#[test]
	fn every_account_has_the_amount() {
		let genesis = serde_json::from_str::<Value>(&written("{}")).expect("it is JSON");
		let balances = genesis["balances"]["balances"].as_array().expect("a list");
		let accounts = derive("//Alice", Scheme::Sr25519, 2).expect("a secret");
		assert_eq!(balances.len(), accounts.len());
		for (balance, account) in balances.iter().zip(accounts) {
			let address = balance[0].as_str().expect("an address");
			assert_eq!(AccountId32::from_ss58check(address).map(<[u8; 32]>::from), Ok(account.id));
			assert_eq!(balance[1], 5_000);
		}
	}

	#[test]
	fn what_was_there_stays_to_the_last_digit() {
		let large = "340282366920938463463374607431768211455";
		let config = format!(
			r#"{{"sudo": {{"key": "\u0041"}}, "balances": {{"devAccounts": null, "balances": [["5F", {large}]]}}}}"#
		);
		let genesis = written(&config);
		assert!(genesis.contains(&format!(r#"["5F", {large}],"#)), "{genesis}");
		let genesis = serde_json::from_str::<Value>(&genesis).expect("it is JSON");
		assert_eq!(genesis["sudo"]["key"], "A");
		assert!(genesis["balances"]["devAccounts"].is_null());
		assert_eq!(genesis["balances"]["balances"].as_array().map(Vec::len), Some(3));
	}

	#[test]
	fn what_is_no_genesis_is_refused() {
		let endowment = Endowment::new("//Alice", Scheme::Sr25519, 1, 1).expect("a secret");
		for config in ["", "[]", r#"{"balances": 5}"#, r#"{"balances": {"balances": {}}}"#] {
			let error = endowment.write(config, &mut Vec::new()).expect_err(config);
			assert!(error.cause().contains("genesis"), "{error}");
		}
	}
}
