// SPDX-License-Identifier: Apache-2.0

//! A copy of the chain's state, and runtimes that are executed on it.

use std::borrow::Cow;

use parity_scale_codec::{Decode, Encode};
use sp_core::{
	storage::{
		well_known_keys::{CODE, HEAP_PAGES},
		Storage,
	},
	traits::{
		CallContext, CodeExecutor, Externalities, ReadRuntimeVersionExt, RuntimeCode, WrappedRuntimeCode,
	},
	OpaqueMetadata, H256,
};
use sp_runtime::{traits::BlakeTwo256, StateVersion};
use sp_state_machine::{InMemoryBackend, TestExternalities};

use super::metadata::{Metadata, KNOWN_VERSIONS};
use crate::runtime::shared_executor;

/// A runtime's Wasm, as it would be stored.
pub(super) struct Code {
	bytes: Vec<u8>,
	hash: [u8; 32],
}

impl Code {
	/// Takes the Wasm, compressed or not.
	pub(super) fn new(bytes: Vec<u8>) -> Self {
		let hash = sp_crypto_hashing::blake2_256(&bytes);
		Self { bytes, hash }
	}

	/// The Wasm.
	pub(super) fn bytes(&self) -> &[u8] {
		&self.bytes
	}

	/// The hash by which the chain authorises it: BLAKE2-256 of the bytes.
	pub(super) fn hash(&self) -> [u8; 32] {
		self.hash
	}
}

/// A state that runtimes may change.
///
/// What calls write is kept apart until it is committed, as the changes of one block are.
pub(super) struct State {
	externalities: TestExternalities<BlakeTwo256>,
}

impl State {
	/// Builds the state's trie.
	pub(super) fn new(storage: Storage, version: StateVersion) -> Self {
		Self::with((storage, version).into(), version)
	}

	fn with(backend: InMemoryBackend<BlakeTwo256>, version: StateVersion) -> Self {
		let mut externalities = TestExternalities::new_empty();
		externalities.backend = backend;
		externalities.state_version = version;
		externalities.register_extension(ReadRuntimeVersionExt::new(shared_executor()));
		Self { externalities }
	}

	/// A copy of what is committed.
	pub(super) fn fork(&self) -> Self {
		Self::with(self.externalities.backend.clone(), self.externalities.state_version)
	}

	/// The hash of what is committed.
	pub(super) fn root(&self) -> H256 {
		*self.externalities.backend.root()
	}

	/// The value under `key`.
	pub(super) fn get(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.externalities.ext().storage(key)
	}

	/// The keys that begin with `prefix` and are longer.
	pub(super) fn keys_under(&mut self, prefix: &[u8]) -> Vec<Vec<u8>> {
		let mut ext = self.externalities.ext();
		let next = |key: &Vec<u8>| ext.next_storage_key(key);
		let after = std::iter::successors(Some(prefix.to_vec()), next).skip(1);
		after.take_while(|key| key.starts_with(prefix)).collect()
	}

	/// Puts `code` where the chain's runtime is, as an upgrade does.
	///
	/// # Errors
	///
	/// If the state cannot be written.
	pub(super) fn upgrade(&mut self, code: &Code) -> Result<(), String> {
		self.externalities.ext().set_storage(CODE.to_vec(), code.bytes.clone());
		self.commit()
	}

	/// Keeps what was written.
	///
	/// # Errors
	///
	/// If the state cannot be written.
	pub(super) fn commit(&mut self) -> Result<(), String> {
		self.externalities.commit_all()
	}

	/// Forgets what was written since the last commit.
	pub(super) fn discard(&mut self) {
		self.externalities.reset_overlay();
	}

	/// Calls a function of `code` on this state, and decodes its answer.
	///
	/// # Errors
	///
	/// As [`Self::call_raw`], or if the answer is something else.
	pub(super) fn call<R: Decode>(
		&mut self,
		code: &Code,
		method: &str,
		arguments: &[u8],
	) -> Result<R, String> {
		let answer = self.call_raw(code, method, arguments)?;
		R::decode(&mut &answer[..])
			.map_err(|error| format!("`{method}` answers something unexpected: {error}"))
	}

	/// Calls a function of `code` on this state.
	///
	/// # Errors
	///
	/// What the runtime or the executor says, on one line. Nothing can be committed then.
	pub(super) fn call_raw(
		&mut self,
		code: &Code,
		method: &str,
		arguments: &[u8],
	) -> Result<Vec<u8>, String> {
		let heap_pages = self.get(HEAP_PAGES).and_then(|pages| u64::decode(&mut &pages[..]).ok());
		let fetcher = WrappedRuntimeCode(Cow::Borrowed(code.bytes()));
		let runtime = RuntimeCode { code_fetcher: &fetcher, heap_pages, hash: code.hash.to_vec() };
		let context = CallContext::Onchain { import: false };
		let mut ext = self.externalities.ext();
		let (answer, _) = shared_executor().call(&mut ext, &runtime, method, arguments, context);
		answer.map_err(|error| reason(&error.to_string()))
	}

	/// The metadata that `code` gives on this state; constants may be read from the state.
	///
	/// # Errors
	///
	/// If `code` does not execute, or its metadata is not understood.
	pub(super) fn metadata(&mut self, code: &Code) -> Result<Metadata, String> {
		let metadata = self.encoded_metadata(code);
		self.discard();
		Metadata::decode(&metadata?)
	}

	fn encoded_metadata(&mut self, code: &Code) -> Result<Vec<u8>, String> {
		let versions: Vec<u32> = self.call(code, "Metadata_metadata_versions", &[])?;
		let version = KNOWN_VERSIONS.iter().find(|version| versions.contains(version));
		let version = version.ok_or_else(|| format!("its metadata has only the versions {versions:?}"))?;
		let metadata: Option<OpaqueMetadata> =
			self.call(code, "Metadata_metadata_at_version", &version.encode())?;
		let metadata = metadata.ok_or_else(|| format!("it gives no metadata of version {version}"))?;
		Ok(metadata.to_vec())
	}
}

/// The cause in an executor's error, which brings a backtrace of the Wasm and the words of each layer above it.
fn reason(error: &str) -> String {
	let error = error.split("WASM backtrace").next().unwrap_or_default();
	let prefixes = ["Execution aborted due to panic: ", "Execution aborted due to trap: ", "Other: "];
	let error = prefixes.iter().fold(error, |error, prefix| error.strip_prefix(prefix).unwrap_or(error));
	let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
	// A panic tells where it is on its first line, and why after that.
	match error.split_once('\n') {
		Some((place, why)) if place.starts_with("panicked at ") && !why.trim().is_empty() => {
			format!("{} ({})", one_line(why), place.trim_end_matches(':'))
		}
		_ => one_line(error).trim_end_matches(':').to_string(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::runtime::GenesisBuilder;

	fn embedded() -> (Code, State) {
		let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
		let builder = GenesisBuilder::new(code);
		let preset = builder.preset(Some("development")).expect("a preset");
		let mut storage = builder.state_for_patch(preset).expect("a state");
		storage.top.insert(CODE.to_vec(), code.to_vec());
		(Code::new(code.to_vec()), State::new(storage, StateVersion::V1))
	}

	#[test]
	fn a_runtime_is_asked_on_the_state() {
		let (code, mut state) = embedded();
		let root = state.root();
		let metadata = state.metadata(&code).expect("metadata");
		assert_eq!(metadata.pallets[0].name, "System");
		state.commit().expect("nothing to write");
		assert_eq!(state.root(), root);
	}

	#[test]
	fn what_is_not_committed_is_forgotten() {
		let (_, mut state) = embedded();
		let (root, fork) = (state.root(), state.fork());
		state.upgrade(&Code::new(b"other".to_vec())).expect("written");
		assert_eq!(state.get(CODE).as_deref(), Some(&b"other"[..]));
		assert_ne!(state.root(), root);
		assert_eq!(fork.root(), root);
	}

	#[test]
	fn a_call_that_does_not_exist_is_told() {
		let (code, mut state) = embedded();
		let error = state.call::<()>(&code, "Nobody_knows", &[]).expect_err("unknown");
		assert!(error.contains("Nobody_knows"), "{error}");
	}

	#[test]
	fn reasons_are_one_line() {
		let panic =
			"Execution aborted due to panic: panicked at src/x.rs:1:2:\nno\n money\nWASM backtrace:\n0: x";
		assert_eq!(reason(panic), "no money (panicked at src/x.rs:1:2)");
		assert_eq!(
			reason("Other: Exported method Nobody is not found"),
			"Exported method Nobody is not found"
		);
		assert_eq!(reason("Execution aborted due to trap: oh\nWASM backtrace:\n0: x"), "oh");
	}
}
