// SPDX-License-Identifier: Apache-2.0

//! Signed transactions in a file, so that a load need not be signed again.
//!
//! The file has a line of JSON that says for what the transactions are good, and then the transactions, each with its
//! length of four bytes before it. They are good for the same chain, at the same version, where no sender has sent anything
//! since; so one file is good for one run on each fresh chain.

use crate::{
	presign::Presigned,
	problem::{Problem, Result},
};
use serde::{Deserialize, Serialize};
use std::{
	fs::File,
	io::{BufRead, BufReader, BufWriter, Read, Write},
	path::Path,
};

/// The first word of a file.
const KIND: &str = "cairn-bench transactions 1";

/// No transaction is longer, in bytes.
const LONGEST: u32 = 1 << 20;

/// For what transactions are good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
	kind: String,
	/// The hash of the chain's block 0.
	pub genesis: String,
	/// The version of the runtime's behaviour.
	pub spec_version: u32,
	/// The version of how transactions are encoded.
	pub transaction_version: u32,
	/// What they do.
	pub scenario: String,
	/// How many there are.
	pub count: usize,
	/// The account of each sender.
	pub senders: Vec<String>,
	/// The first nonce of each sender.
	pub nonces: Vec<u32>,
}

impl Label {
	/// Of transactions for this chain.
	pub fn new(genesis: [u8; 32], versions: (u32, u32), scenario: &str, count: usize) -> Self {
		Self {
			kind: KIND.into(),
			genesis: hex::encode(genesis),
			spec_version: versions.0,
			transaction_version: versions.1,
			scenario: scenario.into(),
			count,
			senders: Vec::new(),
			nonces: Vec::new(),
		}
	}

	/// What makes transactions with this label useless where those with the `other` are needed.
	///
	/// # Errors
	///
	/// The first thing that differs.
	pub fn check(&self, other: &Self) -> Result<()> {
		let differs = [
			("another chain", self.genesis != other.genesis),
			("another version of the runtime", self.spec_version != other.spec_version),
			("another version of transactions", self.transaction_version != other.transaction_version),
			("another scenario", self.scenario != other.scenario),
			("other accounts", self.senders != other.senders),
			("other nonces: the accounts have sent something since", self.nonces != other.nonces),
		];
		match differs.iter().find(|(_, differs)| *differs) {
			None => Ok(()),
			Some((what, _)) => Err(Problem::with_help(
				format!("the file's transactions are for {what}"),
				"leave out --load, and --save a new file",
			)),
		}
	}
}

/// Writes transactions to a file.
///
/// # Errors
///
/// When it cannot be written.
pub fn save(path: &Path, label: &Label, presigned: &Presigned) -> Result<()> {
	let written = || -> std::io::Result<()> {
		let mut file = BufWriter::new(File::create(path)?);
		writeln!(file, "{}", serde_json::to_string(label)?)?;
		for index in 0..presigned.len() {
			let transaction = presigned.transaction(index);
			file.write_all(&(transaction.len() as u32).to_le_bytes())?;
			file.write_all(transaction)?;
		}
		file.flush()
	};
	written().map_err(|error| Problem::new(format!("cannot write {}: {error}", path.display())))
}

/// Reads transactions from a file.
///
/// # Errors
///
/// When it cannot be read, or is no such file.
pub fn load(path: &Path) -> Result<(Label, Presigned)> {
	let wrong = |cause: &dyn std::fmt::Display| {
		Problem::with_help(format!("cannot read {}: {cause}", path.display()), "--save writes such a file")
	};
	let mut file = BufReader::new(File::open(path).map_err(|error| wrong(&error))?);
	let mut line = String::new();
	file.read_line(&mut line).map_err(|error| wrong(&error))?;
	let label = serde_json::from_str::<Label>(&line).map_err(|_| wrong(&"no transactions are in it"))?;
	if label.kind != KIND {
		return Err(wrong(&"it is of another version"));
	}
	let mut presigned = Presigned::default();
	let mut transaction = Vec::new();
	for _ in 0..label.count {
		let mut length = [0; 4];
		file.read_exact(&mut length).map_err(|error| wrong(&error))?;
		let length = u32::from_le_bytes(length);
		if length > LONGEST {
			return Err(wrong(&"a transaction in it is longer than any is"));
		}
		transaction.resize(length as usize, 0);
		file.read_exact(&mut transaction).map_err(|error| wrong(&error))?;
		presigned.push(&transaction);
	}
	Ok((label, presigned))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn label() -> Label {
		let mut label = Label::new([1; 32], (2, 3), "transfer", 3);
		label.senders = vec!["aa".into()];
		label.nonces = vec![7];
		label
	}

	fn presigned() -> Presigned {
		let mut presigned = Presigned::default();
		[&b"one"[..], b"", b"three"].iter().for_each(|transaction| presigned.push(transaction));
		presigned
	}

	#[test]
	fn what_is_saved_can_be_loaded() {
		let folder = tempfile::tempdir().expect("a folder");
		let path = folder.path().join("transactions");
		save(&path, &label(), &presigned()).expect("it can be written");
		assert_eq!(load(&path), Ok((label(), presigned())));
	}

	#[test]
	fn a_file_that_is_cut_off_or_of_another_kind_is_refused() {
		let folder = tempfile::tempdir().expect("a folder");
		let path = folder.path().join("transactions");
		assert!(load(&path).expect_err("no file").cause().contains("cannot read"));
		save(&path, &label(), &presigned()).expect("it can be written");
		let whole = std::fs::read(&path).expect("it is there");
		std::fs::write(&path, &whole[..whole.len() - 1]).expect("it can be written");
		load(&path).expect_err("a byte is missing");
		std::fs::write(&path, "something else\n").expect("it can be written");
		assert!(load(&path).expect_err("no label").cause().contains("no transactions"));
		let mut long = whole.clone();
		let first = long.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
		long[first..first + 4].fill(0xff);
		std::fs::write(&path, long).expect("it can be written");
		assert!(load(&path).expect_err("too long").cause().contains("longer"));
	}

	#[test]
	fn transactions_for_something_else_are_refused() {
		label().check(&label()).expect("the same");
		type Change = fn(&mut Label);
		let changes: [(&str, Change); 5] = [
			("another chain", |label| label.genesis.clear()),
			("the runtime", |label| label.spec_version += 1),
			("of transactions", |label| label.transaction_version += 1),
			("scenario", |label| label.scenario.push('s')),
			("nonces", |label| label.nonces[0] += 1),
		];
		for (part, change) in changes {
			let mut other = label();
			change(&mut other);
			let error = label().check(&other).expect_err(part);
			assert!(error.cause().contains(part), "{error}");
		}
	}
}
