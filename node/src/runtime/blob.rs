// SPDX-License-Identifier: Apache-2.0

//! A runtime's Wasm, before it is part of a chain.

use std::borrow::Cow;

use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use parity_scale_codec::Decode;
use sc_executor::{read_embedded_version, RuntimeVersionOf};
use sc_executor_common::runtime_blob::RuntimeBlob;
use sp_core::traits::{FetchRuntimeCode, RuntimeCode, WrappedRuntimeCode};
use sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
use sp_state_machine::BasicExternalities;
use sp_version::RuntimeVersion;

use super::shared_executor;

/// The first bytes of every Wasm module.
const WASM_MAGIC: &[u8] = b"\0asm";
/// The first bytes of a compressed runtime, as `sp-maybe-compressed-blob` writes them.
const COMPRESSED_MAGIC: &[u8] = &[82, 188, 83, 118, 70, 219, 142, 5];

/// Why some bytes cannot be used as a runtime.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
	/// Not even the start of a module.
	#[error("{0} is not a Wasm module\n  help: give the `.wasm` file that building a runtime crate leaves")]
	NotWasm(String),
	/// A module that is damaged or is no runtime.
	#[error(
		"{name} is not a usable runtime: {reason}\n  help: build it as a FRAME runtime, and check that the \
		 file is complete"
	)]
	NotARuntime {
		/// What the bytes were called by whoever gave them.
		name: String,
		/// What the executor said.
		reason: String,
	},
}

/// A runtime's Wasm and a name for it in messages.
pub struct Blob<'a> {
	name: String,
	code: Cow<'a, [u8]>,
}

/// A pallet as a runtime's metadata lists it.
#[derive(Debug, serde::Serialize)]
pub struct PalletInfo {
	/// Its position in calls, events and errors.
	pub index: u8,
	/// Its name in the runtime.
	pub name: String,
}

impl<'a> Blob<'a> {
	/// Whether `bytes` begin as a Wasm module or a compressed one does.
	pub fn looks_like_wasm(bytes: &[u8]) -> bool {
		bytes.starts_with(WASM_MAGIC) || bytes.starts_with(COMPRESSED_MAGIC)
	}

	/// Takes `code`, called `name` in messages.
	///
	/// # Errors
	///
	/// [`BlobError::NotWasm`] if it does not begin as a module does.
	pub fn new(name: impl Into<String>, code: impl Into<Cow<'a, [u8]>>) -> Result<Self, BlobError> {
		let (name, code) = (name.into(), code.into());
		if Self::looks_like_wasm(&code) {
			Ok(Self { name, code })
		} else {
			Err(BlobError::NotWasm(name))
		}
	}

	/// The bytes.
	pub fn code(&self) -> &[u8] {
		&self.code
	}

	/// The bytes' length when not compressed.
	///
	/// # Errors
	///
	/// [`BlobError::NotARuntime`] if they do not decompress within the executor's limit.
	pub fn uncompressed_len(&self) -> Result<usize, BlobError> {
		sp_maybe_compressed_blob::decompress(&self.code, CODE_BLOB_BOMB_LIMIT)
			.map(|code| code.len())
			.map_err(|error| self.refuse(error))
	}

	/// The version record, with the APIs that the runtime declares.
	///
	/// Read from where the build embeds it; a runtime built without is asked, which takes compiling it.
	///
	/// # Errors
	///
	/// [`BlobError::NotARuntime`] if the module is damaged or has no version.
	pub fn version(&self) -> Result<RuntimeVersion, BlobError> {
		let blob = RuntimeBlob::uncompress_if_needed(&self.code).map_err(|error| self.refuse(error))?;
		let embedded = read_embedded_version(&blob).map_err(|error| self.refuse(error))?;
		embedded.map_or_else(|| self.ask_version(), Ok)
	}

	fn ask_version(&self) -> Result<RuntimeVersion, BlobError> {
		let fetcher = WrappedRuntimeCode(Cow::Borrowed(self.code()));
		let runtime_code = RuntimeCode {
			code_fetcher: &fetcher as &dyn FetchRuntimeCode,
			heap_pages: None,
			hash: sp_crypto_hashing::blake2_256(self.code()).to_vec(),
		};
		shared_executor()
			.runtime_version(&mut BasicExternalities::default(), &runtime_code)
			.map_err(|error| self.refuse(error))
	}

	/// The pallets that the runtime's metadata lists, by index.
	///
	/// # Errors
	///
	/// [`BlobError::NotARuntime`] if the runtime gives no metadata that can be decoded.
	pub fn pallets(&self) -> Result<Vec<PalletInfo>, BlobError> {
		let metadata = sc_runtime_utilities::fetch_latest_metadata_from_code_blob(
			&shared_executor(),
			Cow::Borrowed(self.code()),
		)
		.map_err(|error| self.refuse(error))?;
		let metadata = RuntimeMetadataPrefixed::decode(&mut &metadata[..])
			.map_err(|error| self.refuse(format!("its metadata does not decode: {error}")))?;
		let mut pallets: Vec<PalletInfo> = match metadata.1 {
			RuntimeMetadata::V14(m) => {
				m.pallets.into_iter().map(|p| PalletInfo { index: p.index, name: p.name }).collect()
			}
			RuntimeMetadata::V15(m) => {
				m.pallets.into_iter().map(|p| PalletInfo { index: p.index, name: p.name }).collect()
			}
			RuntimeMetadata::V16(m) => {
				m.pallets.into_iter().map(|p| PalletInfo { index: p.index, name: p.name }).collect()
			}
			other => return Err(self.refuse(format!("its metadata has version {}", other.version()))),
		};
		pallets.sort_by_key(|pallet| pallet.index);
		Ok(pallets)
	}

	fn refuse(&self, reason: impl std::fmt::Display) -> BlobError {
		BlobError::NotARuntime { name: self.name.clone(), reason: first_line(&reason.to_string()) }
	}
}

/// The executor appends backtraces of the Wasm to its errors; the first line tells the cause.
fn first_line(text: &str) -> String {
	text.lines().next().unwrap_or_default().trim_end_matches(':').to_string()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn bytes_that_are_no_module_are_refused_at_once() {
		let error = Blob::new("notes.txt", &b"hello"[..]).err().expect("not Wasm");
		assert!(error.to_string().starts_with("notes.txt is not a Wasm module"), "{error}");
	}

	#[test]
	fn an_empty_module_is_no_runtime() {
		let blob = Blob::new("empty.wasm", &b"\0asm\x01\0\0\0"[..]).expect("a module");
		let error = blob.version().expect_err("no runtime");
		assert!(error.to_string().starts_with("empty.wasm is not a usable runtime"), "{error}");
	}

	#[test]
	fn the_embedded_runtime_tells_its_version_and_pallets() {
		let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
		let blob = Blob::new("the embedded runtime", code).expect("Wasm");
		assert_eq!(blob.version().expect("a runtime").spec_name.as_ref(), "cairn");
		assert_eq!(blob.pallets().expect("metadata")[0].name, "System");
	}

	#[test]
	fn a_truncated_runtime_is_refused() {
		let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
		let blob = Blob::new("half.wasm", &code[..code.len() / 2]).expect("begins as Wasm");
		assert!(matches!(blob.version(), Err(BlobError::NotARuntime { .. })));
	}
}
