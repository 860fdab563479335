// SPDX-License-Identifier: Apache-2.0
//! Runtimes that are different or broken.

use crate::chain_spec::ChainSpec;
use std::{
	env, fs,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The identifier of the runtime API `BabeApi`: what asks the node for BABE.
pub const BABE_API: [u8; 8] = [0xcb, 0xca, 0x25, 0xe3, 0x9f, 0x14, 0x23, 0x87];

/// A Wasm module that is valid and empty.
pub const EMPTY_MODULE: &[u8] = b"\0asm\x01\0\0\0";

/// The custom section in which a runtime declares its APIs: for each, 8 bytes of identifier and 4 of version.
const APIS_SECTION: &[u8] = b"runtime_apis";

/// The custom section in which a runtime tells its version.
const VERSION_SECTION: &[u8] = b"runtime_version";

/// What the metadata of the small runtimes says of a call.
const SENTENCE: &[u8] = b"Permanently removes the sudo key";

/// What it says in [`raised`]: as many bytes.
const CHANGED_SENTENCE: &[u8] = b"Permanently deletes the sudo key";

/// No runtime is larger, compressed or not.
const MAX_SIZE: usize = 64 << 20;

/// The file of the standard runtime built once more, with another version and one more constant.
///
/// # Panics
///
/// When it is not there.
pub fn next_version() -> &'static Path {
	let path = Path::new(env!("NEXT_VERSION_WASM"));
	let missing = "unset SKIP_WASM_BUILD and build the tests again";
	assert!(path.is_file(), "there is no {}: {missing}", path.display());
	path
}

/// The environment variable with the file that [`checks`] gives.
const CHECKS: &str = "CAIRN_TRY_RUNTIME_WASM";

/// The file of the next version built with the feature `try-runtime`, which is for who runs tests that need it to build:
/// it takes minutes, and [`next_version`] cannot be that one, because a migration that fails stops a chain with it.
///
/// # Panics
///
/// When `$CAIRN_TRY_RUNTIME_WASM` does not name a file.
pub fn checks() -> PathBuf {
	let path = env::var_os(CHECKS).map(PathBuf::from).filter(|path| path.is_file());
	path.unwrap_or_else(|| {
		panic!("{CHECKS} has to name the runtime's Wasm with the features `next-version` and `try-runtime`")
	})
}

/// The code in a chain spec, uncompressed.
///
/// # Panics
///
/// When the chain spec has no code, or it does not decompress.
pub fn code_of(spec: &ChainSpec) -> Vec<u8> {
	let json = spec.json();
	let code =
		json["genesis"]["runtimeGenesis"]["code"].as_str().expect("a chain spec holds the runtime's code");
	uncompressed(&hex::decode(code.trim_start_matches("0x")).expect("code is in hexadecimal"))
}

/// A runtime's module, decompressed if it is compressed.
///
/// # Panics
///
/// When it does not decompress.
pub fn uncompressed(code: &[u8]) -> Vec<u8> {
	let module = sp_maybe_compressed_blob::decompress(code, MAX_SIZE);
	module.expect("a runtime's code decompresses").into_owned()
}

/// A module as a chain's code holds it: compressed.
///
/// # Panics
///
/// When it does not compress.
pub fn compressed(module: &[u8]) -> Vec<u8> {
	sp_maybe_compressed_blob::compress_weakly(module, MAX_SIZE).expect("a runtime's module compresses")
}

/// The same runtime, which however does not declare the API `api` any more.
///
/// # Panics
///
/// When `module` is not a runtime that declares `api`.
pub fn without_api(module: &[u8], api: [u8; 8]) -> Vec<u8> {
	let mut removed = 0;
	let result = edited(module, APIS_SECTION, |declared| {
		let kept = declared.chunks_exact(12).filter(|entry| entry[..8] != api).flatten();
		let kept = kept.copied().collect::<Vec<_>>();
		removed += declared.len() - kept.len();
		kept
	});
	assert_eq!(removed, 12, "the module must declare the API once");
	result
}

/// The same runtime under another `spec_name`, which is shorter than 64 bytes.
///
/// # Panics
///
/// When `module` is not a runtime that tells its version once, with such a name.
pub fn renamed(module: &[u8], name: &str) -> Vec<u8> {
	let mut found = 0;
	let result = edited(module, VERSION_SECTION, |version| {
		found += 1;
		// The name is what the version begins with: its length, which takes one byte if it is below 64, and itself.
		let length = |length: usize| u8::try_from(length << 2).expect("names are short");
		let old = usize::from(version[0] >> 2);
		assert_eq!(version[0], length(old), "the old name is longer than 63 bytes");
		[&[length(name.len())], name.as_bytes(), &version[1 + old..]].concat()
	});
	assert_eq!(found, 1, "the module must tell its version once");
	result
}

/// A next version of a small runtime, made from its compressed code without building it once more, which takes minutes:
/// it tells a `spec_version` one higher, and a sentence of its metadata is another.
///
/// The version is told where nodes and `System.apply_authorized_upgrade` look for it, beside the code. The code itself has
/// it folded into its instructions, and goes on with the old one: it asks signers for that, and sees no reason to run
/// migrations. The sentence is in the code: who reads it has had the new code executed.
///
/// # Panics
///
/// When `code` is not a runtime that tells its version and has the sentence, each once.
pub fn raised(code: &[u8]) -> Vec<u8> {
	let mut found = 0;
	let module = edited(&uncompressed(code), VERSION_SECTION, |version| {
		found += 1;
		let mut version = version.to_vec();
		// Two names, each after its length, which takes one byte if it is below 64; then the versions of authoring and of
		// the runtime.
		let after_name = |start: usize| start + 1 + usize::from(version[start] >> 2);
		let start = after_name(after_name(0)) + 4;
		let number: &mut [u8; 4] =
			version[start..].first_chunk_mut().expect("a version has more behind its names");
		*number = (u32::from_le_bytes(*number) + 1).to_le_bytes();
		version
	});
	assert_eq!(found, 1, "the module must tell its version once");
	compressed(&replaced(&module, SENTENCE, CHANGED_SENTENCE))
}

/// Whether metadata, in hexadecimal as nodes give it, is that of a [`raised`] runtime.
///
/// # Panics
///
/// When it has neither the old sentence nor the new one.
pub fn is_raised(metadata: &str) -> bool {
	let has = |sentence: &[u8]| metadata.contains(&hex::encode(sentence));
	assert!(has(SENTENCE) != has(CHANGED_SENTENCE), "one of the two sentences");
	has(CHANGED_SENTENCE)
}

/// The same bytes, with `new` in the one place where there was `old`, which is as long.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
	assert_eq!(old.len(), new.len(), "nothing may move");
	let found = bytes.windows(old.len()).enumerate().filter(|(_, window)| *window == old);
	let places = found.map(|(place, _)| place).collect::<Vec<_>>();
	assert_eq!(places.len(), 1, "{:?} must be there once", String::from_utf8_lossy(old));
	[&bytes[..places[0]], new, &bytes[places[0] + old.len()..]].concat()
}

/// The same module, with the contents of its custom sections `name` replaced.
fn edited(module: &[u8], name: &[u8], mut edit: impl FnMut(&[u8]) -> Vec<u8>) -> Vec<u8> {
	let mut result = module[..EMPTY_MODULE.len()].to_vec();
	let mut rest = &module[EMPTY_MODULE.len()..];
	while let [id, after @ ..] = rest {
		let (size, content) = leb128(after);
		let (content, next) = content.split_at(size);
		let content = match content.split_first() {
			Some((length, named)) if *id == 0 && usize::from(*length) == name.len() => {
				named.strip_prefix(name).map(|old| [&[*length], name, &edit(old)].concat())
			}
			_ => None,
		}
		.unwrap_or_else(|| content.to_vec());
		result.push(*id);
		result.extend(to_leb128(content.len()));
		result.extend(content);
		rest = next;
	}
	result
}

/// Writes a module to a file that lives as long as the returned folder.
///
/// # Panics
///
/// When it cannot be written.
pub fn in_file(module: &[u8]) -> (TempDir, PathBuf) {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let path = folder.path().join("runtime.wasm");
	fs::write(&path, module).expect("a temporary file can be written");
	(folder, path)
}

/// Reads a number as Wasm encodes lengths, and returns it with what follows.
fn leb128(bytes: &[u8]) -> (usize, &[u8]) {
	let length = 1 + bytes.iter().take_while(|byte| **byte >= 0x80).count();
	let (number, rest) = bytes.split_at(length);
	let value = number.iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f));
	(value, rest)
}

fn to_leb128(mut value: usize) -> Vec<u8> {
	let mut bytes = Vec::new();
	loop {
		let low = (value & 0x7f) as u8;
		value >>= 7;
		if value == 0 {
			bytes.push(low);
			return bytes;
		}
		bytes.push(low | 0x80);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn section(name: &[u8], content: &[u8]) -> Vec<u8> {
		let length = 1 + name.len() + content.len();
		[&[0][..], &to_leb128(length), &[name.len() as u8], name, content].concat()
	}

	#[test]
	fn numbers_survive_the_encoding() {
		for number in [0, 1, 127, 128, 300, 2_000_000] {
			let bytes = [to_leb128(number), vec![7]].concat();
			assert_eq!(leb128(&bytes), (number, &[7][..]));
		}
	}

	#[test]
	fn removes_one_api_and_nothing_else() {
		let other = [[1; 8].as_slice(), &[2, 0, 0, 0]].concat();
		let babe = [&BABE_API[..], &[2, 0, 0, 0]].concat();
		let with =
			[EMPTY_MODULE, &section(b"runtime_apis", &[other.clone(), babe].concat()), &section(b"x", b"y")];
		let without = [EMPTY_MODULE, &section(b"runtime_apis", &other), &section(b"x", b"y")];
		assert_eq!(without_api(&with.concat(), BABE_API), without.concat());
	}

	#[test]
	fn changes_the_name_and_nothing_else() {
		let version = |name: &str| {
			let encoded = [&[(name.len() as u8) << 2], name.as_bytes(), b"\x14cairn, and numbers"].concat();
			section(b"runtime_version", &encoded)
		};
		let module = |name| [EMPTY_MODULE, &section(b"x", b"y"), &version(name)].concat();
		assert_eq!(renamed(&module("cairn"), "another"), module("another"));
	}

	#[test]
	fn raises_the_version_and_changes_the_sentence_and_nothing_else() {
		let module = |number: u32, sentence: &[u8]| {
			let versions = [1, number, 1].map(u32::to_le_bytes).concat();
			let version = section(b"runtime_version", &[b"\x14cairn\x0cone", &versions[..]].concat());
			[EMPTY_MODULE, &section(b"x", sentence), &version].concat()
		};
		let old = compressed(&module(0x01ff, SENTENCE));
		assert_eq!(uncompressed(&raised(&old)), module(0x0200, CHANGED_SENTENCE));
	}

	#[test]
	fn tells_the_metadata_of_a_raised_runtime_from_that_of_another() {
		for (sentence, is) in [(SENTENCE, false), (CHANGED_SENTENCE, true)] {
			assert_eq!(is_raised(&format!("0x00{}ff", hex::encode(sentence))), is);
		}
	}

	#[test]
	#[should_panic(expected = "must be there once")]
	fn notices_that_a_sentence_is_there_twice() {
		replaced(b"one one", b"one", b"two");
	}

	#[test]
	#[should_panic(expected = "must tell its version once")]
	fn notices_that_there_was_no_name_to_change() {
		renamed(EMPTY_MODULE, "another");
	}

	#[test]
	fn what_is_compressed_can_be_uncompressed() {
		let module = [EMPTY_MODULE, &section(b"x", &[7; 500])].concat();
		let code = compressed(&module);
		assert_ne!(code, module);
		assert_eq!(uncompressed(&code), module);
	}

	#[test]
	#[should_panic(expected = "must declare the API once")]
	fn notices_that_there_was_nothing_to_remove() {
		without_api(EMPTY_MODULE, BABE_API);
	}
}
