// SPDX-License-Identifier: Apache-2.0

//! What the client keeps from one start to the next: the newest final block that it has verified, with the validators
//! who decide on the next one; nodes of the network; the runtime. One file, a few megabytes at most.
//!
//! Nothing in it is secret. Whoever can write to it can make the client follow another chain, as whoever can write to
//! the chain specification can, so it is its owner's alone.

use std::{
	collections::BTreeMap,
	fs,
	io::{self, Read, Write},
	path::{Path, PathBuf},
};

use base64::{engine::general_purpose::STANDARD_NO_PAD, Engine};
use serde::Deserialize;
use serde_json::value::RawValue;
use smoldot::{
	chain::chain_information::ValidChainInformation, database::finalized_serialize::decode_chain,
	libp2p::Multiaddr,
};

use crate::{Error, BLOCK_NUMBER_BYTES};

/// Bytes of the largest database. The runtime, the greatest part, is left out when it would not fit.
pub(crate) const MAX_SIZE: usize = 8 * 1024 * 1024;

/// The file's name.
const FILE: &str = "light-client.json";

/// The database of one chain.
#[derive(Debug)]
pub(crate) struct Database {
	path: PathBuf,
}

impl Database {
	/// The database in `directory`, which is made if it is not there.
	///
	/// # Errors
	///
	/// When the directory cannot be made.
	pub(crate) fn open(directory: &Path) -> Result<Self, Error> {
		let mut builder = fs::DirBuilder::new();
		builder.recursive(true);
		#[cfg(unix)]
		std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
		builder.create(directory).map_err(|error| {
			Error::new(
				format!("the directory {} cannot be made: {error}", directory.display()),
				"choose another with --base-path, one that this user may write",
			)
		})?;
		Ok(Self { path: directory.join(FILE) })
	}

	/// Where the file is.
	pub(crate) fn path(&self) -> &Path {
		&self.path
	}

	/// Reads what the last run left for the chain with this genesis. What cannot be used is ignored with a warning:
	/// everything in it comes back from the network.
	pub(crate) fn load(&self, genesis_hash: [u8; 32]) -> Option<Content> {
		let text = match read_bounded(&self.path) {
			Ok(text) => text,
			Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
			Err(error) => {
				self.ignored(&error.to_string());
				return None;
			}
		};
		let whole = text.split_once('\n').filter(|(sum, rest)| *sum == checksum(rest));
		let Some((_, text)) = whole else {
			self.ignored("it is damaged (its checksum is wrong)");
			return None;
		};
		match Content::parse(text.to_owned(), genesis_hash) {
			Ok(content) => Some(content),
			Err(why) => {
				self.ignored(&why);
				None
			}
		}
	}

	fn ignored(&self, why: &str) {
		log::warn!("The database {} is not used, and will be replaced: {why}", self.path.display());
	}

	/// Replaces the file. One who is interrupted leaves the old one.
	pub(crate) fn store(&self, text: &str) -> io::Result<()> {
		let next = self.path.with_extension("json.new");
		// What is there may be somebody else's, or lead somewhere else.
		match fs::remove_file(&next) {
			Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
			_ => {}
		}
		let mut options = fs::OpenOptions::new();
		options.write(true).create_new(true);
		#[cfg(unix)]
		std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
		let mut file = options.open(&next)?;
		file.write_all(format!("{}\n{text}", checksum(text)).as_bytes())?;
		file.sync_all()?;
		fs::rename(&next, &self.path)
	}
}

/// What tells whether the file is as it was written: the library would believe a block that is wrong by one letter, and
/// then know no peer that has it. BLAKE2b with 256 bits, in hexadecimal.
fn checksum(text: &str) -> String {
	hex::encode(smoldot::header::hash_from_scale_encoded_header(text.as_bytes()))
}

/// Bytes of the checksum and the end of its line.
const CHECKSUM: usize = 65;

fn read_bounded(path: &Path) -> io::Result<String> {
	let mut text = String::new();
	let limit = (MAX_SIZE + CHECKSUM) as u64 + 1;
	fs::File::open(path)?.take(limit).read_to_string(&mut text)?;
	if text.len() > MAX_SIZE + CHECKSUM {
		return Err(io::Error::other(format!("it is larger than {MAX_SIZE} bytes")));
	}
	Ok(text)
}

/// What was read.
pub(crate) struct Content {
	/// The text, for `smoldot-light`.
	pub(crate) text: String,
	/// The final block in it, if it is a later one than the genesis.
	pub(crate) block: Option<ValidChainInformation>,
	/// How many nodes of the network it names.
	pub(crate) nodes: usize,
}

impl Content {
	/// Checks all that `smoldot-light` will read, for that ignores what it cannot read without a word.
	pub(crate) fn parse(text: String, genesis_hash: [u8; 32]) -> Result<Self, String> {
		let fields: Fields<'_> =
			serde_json::from_str(&text).map_err(|error| format!("it is damaged ({error})"))?;
		if fields.genesis_hash != hex::encode(genesis_hash) {
			return Err("it belongs to another chain".into());
		}
		let block = match fields.chain {
			None => None,
			Some(chain) => {
				let decoded = decode_chain(chain.get(), BLOCK_NUMBER_BYTES)
					.map_err(|error| format!("its block is damaged ({error})"))?;
				Some(decoded.chain_information)
			}
		};
		let nodes =
			fields.nodes.values().flatten().filter(|address| address.parse::<Multiaddr>().is_ok()).count();
		let runtime_is_sound = fields.runtime_code.is_none_or(|code| STANDARD_NO_PAD.decode(code).is_ok())
			&& fields.code_merkle_value.is_none_or(|value| hex::decode(value).is_ok())
			&& fields
				.code_closest_ancestor
				.is_none_or(|nibbles| nibbles.chars().all(|nibble| nibble.is_ascii_hexdigit()));
		if !runtime_is_sound {
			return Err("its runtime is damaged".into());
		}
		let block = block.filter(|block| block.as_ref().finalized_block_header.number > 0);
		Ok(Self { text, block, nodes })
	}

	/// The number of the final block in it.
	pub(crate) fn number(&self) -> Option<u64> {
		self.block.as_ref().map(|block| block.as_ref().finalized_block_header.number)
	}
}

/// The members of the file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields<'a> {
	genesis_hash: String,
	#[serde(borrow, default)]
	chain: Option<&'a RawValue>,
	nodes: BTreeMap<String, Vec<String>>,
	#[serde(default)]
	runtime_code: Option<String>,
	#[serde(default)]
	code_merkle_value: Option<String>,
	#[serde(default)]
	code_closest_ancestor: Option<String>,
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::checkpoint;
	use serde_json::{json, Value};
	use smoldot::database::finalized_serialize::encode_chain;

	const GENESIS: [u8; 32] = [6; 32];

	fn sound() -> Value {
		let block = encode_chain(&checkpoint::tests::babe(77), BLOCK_NUMBER_BYTES);
		json!({
			"genesisHash": hex::encode(GENESIS),
			"chain": serde_json::from_str::<Value>(&block).expect("JSON"),
			"nodes": { "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp": ["/ip4/127.0.0.1/tcp/1"] },
			"runtimeCode": "AAAA", "codeMerkleValue": "00ff", "codeClosestAncestor": "3a6",
		})
	}

	fn database() -> (tempfile::TempDir, Database) {
		let directory = tempfile::tempdir().expect("a directory");
		let database = Database::open(&directory.path().join("chains/test")).expect("made");
		(directory, database)
	}

	#[test]
	fn what_was_stored_is_read_again() {
		let (_directory, database) = database();
		assert!(database.load(GENESIS).is_none(), "nothing there yet");
		for _ in 0..2 {
			database.store(&sound().to_string()).expect("written");
			let content = database.load(GENESIS).expect("read");
			assert_eq!((content.number(), content.nodes), (Some(77), 1));
			assert!(checkpoint::of(&content.block.expect("a block").as_ref()).is_some());
		}
		let files = fs::read_dir(database.path().parent().expect("a directory")).expect("readable").count();
		assert_eq!(files, 1, "nothing else is left");
	}

	#[cfg(unix)]
	#[test]
	fn the_file_is_its_owners_alone() {
		use std::os::unix::fs::PermissionsExt;
		let (directory, database) = database();
		database.store("{}").expect("written");
		let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode();
		assert_eq!(mode(database.path()) & 0o077, 0);
		assert_eq!(mode(database.path().parent().expect("a directory")) & 0o077, 0);

		// Nor is it written to what somebody else has put in the way.
		let stranger = directory.path().join("stranger");
		fs::write(&stranger, "mine").expect("written");
		let next = database.path().with_extension("json.new");
		std::os::unix::fs::symlink(&stranger, &next).expect("linked");
		database.store("{}").expect("written");
		assert_eq!(fs::read_to_string(&stranger).expect("readable"), "mine");
	}

	#[test]
	fn a_damaged_database_is_ignored() {
		let whole = sound().to_string();
		let with = |member: &str, value: Value| {
			let mut json = sound();
			json[member] = value;
			json.to_string()
		};
		let damaged = [
			String::new(),
			whole[..whole.len() / 2].to_owned(),
			"<too-large>".to_owned(),
			with("chain", json!({ "version": "1" })),
			with("chain", json!(1)),
			with("nodes", Value::Null),
			with("runtimeCode", json!("%")),
			with("codeMerkleValue", json!("0x")),
			with("codeClosestAncestor", json!("xyz")),
		];
		let (_directory, database) = database();
		for text in damaged {
			let why = Content::parse(text.clone(), GENESIS).err().unwrap_or_else(|| panic!("taken: {text}"));
			assert!(why.contains("damaged"), "{text}: {why}");
			database.store(&text).expect("written");
			assert!(database.load(GENESIS).is_none(), "{text}");
		}
		// One letter of the runtime, which can be read as well as the right one.
		database.store(&whole).expect("written");
		assert!(database.load(GENESIS).is_some());
		let file = fs::read_to_string(database.path()).expect("readable");
		fs::write(database.path(), file.replace("\"AAAA\"", "\"AAAB\"")).expect("written");
		assert!(database.load(GENESIS).is_none(), "another runtime");
		fs::write(database.path(), [0xff, 0xfe]).expect("written");
		assert!(database.load(GENESIS).is_none(), "not text");
		fs::write(database.path(), vec![b' '; MAX_SIZE + CHECKSUM + 1]).expect("written");
		assert!(database.load(GENESIS).is_none(), "too large");
	}

	#[test]
	fn the_database_of_another_chain_is_ignored() {
		let why = Content::parse(sound().to_string(), [7; 32]).err().expect("refused");
		assert!(why.contains("another chain"), "{why}");
	}

	#[test]
	fn a_database_without_a_block_still_names_nodes() {
		let mut json = sound();
		json.as_object_mut().expect("an object").remove("chain");
		let content = Content::parse(json.to_string(), GENESIS).expect("read");
		assert_eq!((content.number(), content.nodes), (None, 1));
	}

	#[test]
	fn a_directory_that_cannot_be_made_is_told() {
		let directory = tempfile::tempdir().expect("a directory");
		let file = directory.path().join("file");
		fs::write(&file, "").expect("written");
		let error = Database::open(&file.join("below")).expect_err("refused").to_string();
		assert!(error.contains("cannot be made") && error.contains("--base-path"), "{error}");
	}
}
