// SPDX-License-Identifier: Apache-2.0

//! The block that a reader trusts, given as its header.

use std::path::Path;

use cairn_primitives::{Hashing, Header};
use parity_scale_codec::DecodeAll;
use serde_json::Value;
use sp_core::H256;
use sp_runtime::traits::Hash as _;

use super::file::read_at_most;
use crate::cli::foreign::foreign;

/// The largest header that is read, in bytes, and the largest file with one.
pub(super) const MAX_HEADER: u64 = 1 << 20;

/// The hash of a header: one in hexadecimal, or the file that holds it, in hexadecimal or as JSON-RPC answers it.
///
/// # Errors
///
/// A message, if it is no header.
pub(super) fn hash_of(given: &str) -> Result<H256, String> {
	if given.starts_with("0x") {
		return encoded(given, "the header");
	}
	let bytes = read_at_most(Path::new(given), MAX_HEADER)?;
	let text = String::from_utf8_lossy(&bytes);
	match text.trim() {
		text if text.starts_with("0x") => encoded(text, given),
		text => json(text, given),
	}
}

fn encoded(text: &str, name: &str) -> Result<H256, String> {
	let bytes = hex::decode(&text[2..]).map_err(|error| refused(name, &error.to_string()))?;
	Header::decode_all(&mut &bytes[..]).map_err(|error| refused(name, &error.to_string()))?;
	Ok(Hashing::hash(&bytes))
}

fn json(text: &str, name: &str) -> Result<H256, String> {
	let mut value: Value = serde_json::from_str(text).map_err(|error| refused(name, &error.to_string()))?;
	// The whole answer of a node is as good as the header in it.
	if let Some(result) = value.get_mut("result") {
		value = result.take();
	}
	let header: Header = serde_json::from_value(value).map_err(|error| refused(name, &error.to_string()))?;
	Ok(header.hash())
}

fn refused(name: &str, cause: &str) -> String {
	format!(
		"{name} is not a block's header: {}\n  help: give what `chain_getHeader` answers, in a file, or the \
		 SCALE-encoded header in hexadecimal after 0x",
		foreign(cause)
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use parity_scale_codec::Encode;
	use sp_runtime::{Digest, DigestItem};
	use std::fs;

	fn header() -> Header {
		let digest = Digest { logs: vec![DigestItem::Consensus(*b"BEEF", vec![3; 33])] };
		Header {
			number: 70_000,
			parent_hash: H256::repeat_byte(1),
			state_root: H256::repeat_byte(2),
			extrinsics_root: H256::repeat_byte(3),
			digest,
		}
	}

	#[test]
	fn a_header_is_read_in_every_form_that_nodes_give_it() {
		let header = header();
		let hex = format!("0x{}", hex::encode(header.encode()));
		assert_eq!(hash_of(&hex), Ok(header.hash()));
		let directory = tempfile::tempdir().expect("a directory");
		let path = directory.path().join("header");
		let answer = serde_json::json!({ "jsonrpc": "2.0", "id": 1, "result": header });
		for text in [format!("{hex}\n"), serde_json::json!(header).to_string(), answer.to_string()] {
			fs::write(&path, &text).expect("written");
			assert_eq!(hash_of(path.to_str().expect("UTF-8")), Ok(header.hash()), "{text}");
		}
	}

	#[test]
	fn what_is_no_header_is_refused_by_name() {
		let directory = tempfile::tempdir().expect("a directory");
		let path = directory.path().join("header");
		let path = path.to_str().expect("UTF-8");
		let whole = format!("0x{}", hex::encode(header().encode()));
		for text in ["", "{}", "0x", "0x12", "[", "{\"result\":null}", &whole[..whole.len() - 2], "0xzz", "ä"]
		{
			fs::write(path, text).expect("written");
			let error = hash_of(path).expect_err("refused");
			assert!(error.starts_with(path) && error.contains("is not a block's header"), "{text}: {error}");
		}
		fs::write(path, r#"{"result":{"number":"\u001b[2J\n  help: run this"}}"#).expect("written");
		let error = hash_of(path).expect_err("refused");
		assert!(!error.contains('\u{1b}') && error.lines().count() == 2, "{error}");
		fs::write(path, vec![b' '; MAX_HEADER as usize + 1]).expect("written");
		assert!(hash_of(path).expect_err("refused").contains("larger than 1 MiB"));
		assert!(hash_of("/nowhere").expect_err("refused").contains("cannot be read"));
	}
}
