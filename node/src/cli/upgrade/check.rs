// SPDX-License-Identifier: Apache-2.0

//! The check: compares the two runtimes, tries the new one, and gathers what was found.

use std::path::Path;

use cairn_primitives::{opaque::Block, Header};
use parity_scale_codec::Encode;
use sp_api::RuntimeApiInfo;
use sp_consensus_grandpa::{AuthorityList, GrandpaApi};
use sp_core::{
	storage::{well_known_keys::CODE, Storage},
	H256,
};
use sp_version::RuntimeVersion;

use super::{
	blocks::BlockMaker,
	changes::{self, Change, Effect},
	decoding,
	dry_run::{self, DryRun},
	findings::Findings,
	live::ChosenBlock,
	metadata::Metadata,
	progress::say,
	proposal::{Proposal, Room},
	report::{ChainInfo, Report, Verdict, WasmInfo},
	state::{Code, State},
	try_state::{self, Invariants},
	versions,
};
use crate::runtime::{Blob, ConsensusError, Declared, Production};

/// A runtime from a file.
pub(super) struct Given {
	file: String,
	code: Code,
	version: RuntimeVersion,
	uncompressed: usize,
}

/// What a node told of the chain.
pub(super) struct Live {
	/// Where the node is.
	pub(super) uri: String,
	/// The chain's name.
	pub(super) name: String,
	/// The block that everything below belongs to.
	pub(super) block: ChosenBlock,
	/// The metadata of the chain's runtime.
	pub(super) metadata: Vec<u8>,
	/// The state after the block.
	pub(super) storage: Storage,
}

/// What came of trying the new runtime on the state.
struct Trial {
	dry_run: Option<DryRun>,
	skipped: Option<String>,
	invariants: Invariants,
}

impl Given {
	/// Reads a runtime.
	///
	/// # Errors
	///
	/// A message, if the file is none.
	pub(super) fn read(path: &Path) -> Result<Self, String> {
		let file = path.display().to_string();
		let bytes = std::fs::read(path)
			.map_err(|error| format!("the runtime {file} cannot be read: {error}\n  help: check the path"))?;
		let blob = Blob::new(&*file, &bytes[..]).map_err(|error| error.to_string())?;
		let version = blob.version().map_err(|error| error.to_string())?;
		let uncompressed = blob.uncompressed_len().map_err(|error| error.to_string())?;
		Ok(Self { file, code: Code::new(bytes), version, uncompressed })
	}

	/// Reads a build of `new` that brings checks of its own.
	///
	/// # Errors
	///
	/// A message, if it brings none or is a build of something else.
	pub(super) fn read_checks(path: &Path, new: &Self) -> Result<Self, String> {
		let checks = Self::read(path)?;
		if !checks.brings_checks() {
			return Err(format!(
				"{} was built without the feature `try-runtime`\n  help: build the runtime with `--features \
				 try-runtime`",
				checks.file
			));
		}
		let name = |given: &Self| format!("{}-{}", given.version.spec_name, given.version.spec_version);
		if name(&checks) != name(new) {
			return Err(format!(
				"{} is {}, and the runtime to check is {}\n  help: build both from the same source",
				checks.file,
				name(&checks),
				name(new)
			));
		}
		Ok(checks)
	}

	fn brings_checks(&self) -> bool {
		try_state::brings_checks(&self.version)
	}

	fn is_compressed(&self) -> bool {
		self.uncompressed != self.code.bytes().len()
	}
}

/// Checks `new` against the chain, with the runtime's own checks if a build with them is given, and with at most
/// `max_blocks` blocks made.
///
/// # Errors
///
/// A message, if the chain's side cannot be understood. What is wrong with the new runtime is in the report.
pub(super) fn check(
	live: Live,
	new: &Given,
	checks: Option<&Given>,
	max_blocks: u32,
) -> Result<Report, String> {
	let Live { uri, name, block, metadata, storage } = live;
	let mut findings = Findings::default();
	let old = version_of_chain(&storage)?;
	let old_metadata = Metadata::decode(&metadata)
		.map_err(|reason| format!("the chain's runtime cannot be compared: {reason}"))?;
	let children = storage.children_default.values();
	let state_entries = storage.top.len() + children.map(|child| child.data.len()).sum::<usize>();
	let mut state = State::new(storage, old.state_version());
	if state.root() != block.header.state_root {
		findings.warn(
			"the downloaded state does not have the root that the block tells: the chain changed its state version at \
			 some time, or the node left something out",
		);
	}

	say("Comparing");
	let new_metadata = state.metadata(&new.code);
	if let Err(reason) = &new_metadata {
		findings.refuse(
			format!("the new runtime does not execute: {reason}"),
			"check that it is complete, and that `cairn` has what it imports; the chain's nodes need that too",
		);
	}
	let changes = match &new_metadata {
		Ok(new) => changes::between(&old_metadata, new),
		Err(_) => Vec::new(),
	};
	let apis = versions::api_changes(&old, &new.version);
	versions::check_versions(&old, &new.version, &changes, &mut findings);
	let consensus = consensus_of_chain(&mut state, &old, &new.version);
	versions::check_apis(consensus, &new.version, &apis, &mut findings);
	let block_room = check_size(&old_metadata, new, block.header.encoded_size(), &mut findings);
	if new.brings_checks() {
		findings.warn(
			"the Wasm was built with the feature `try-runtime`, which stops a chain whose migration fails: submit one \
			 that was built without",
		);
	}

	let ready = dry_run::check_readiness(&mut state, &old_metadata, &mut findings);
	let trial = match can_be_tried(&old, new, new_metadata.as_ref(), ready) {
		Ok((metadata, production)) => {
			let checks = checks.or(Some(new).filter(|new| new.brings_checks()));
			let trial = Setting { metadata, production, parent: &block.header, max_blocks };
			trial.run(state, &new.code, checks, &changes, &mut findings)?
		}
		Err(reason) => Trial {
			dry_run: None,
			skipped: Some(reason.clone()),
			invariants: Invariants::NotChecked { reason },
		},
	};

	let refused = !findings.refusals.is_empty();
	let proposal = if refused { None } else { propose(&old_metadata, &new.code, &mut findings) };
	Ok(Report {
		verdict: if refused { Verdict::Refused } else { Verdict::Ready },
		refusals: findings.refusals,
		warnings: findings.warnings,
		chain: ChainInfo {
			uri,
			name,
			block_number: block.header.number,
			block_hash: format!("{:?}", block.hash),
			finalised: block.finalised,
			state_entries,
		},
		wasm: WasmInfo {
			file: new.file.clone(),
			bytes: new.code.bytes().len(),
			bytes_uncompressed: new.uncompressed,
			code_hash: format!("{:?}", H256(new.code.hash())),
			block_room,
		},
		old_version: (&old).into(),
		new_version: (&new.version).into(),
		apis,
		changes,
		dry_run: trial.dry_run,
		dry_run_skipped: trial.skipped,
		invariants: trial.invariants,
		proposal,
	})
}

fn version_of_chain(storage: &Storage) -> Result<RuntimeVersion, String> {
	let code = storage
		.top
		.get(CODE)
		.ok_or("the chain's state holds no runtime\n  help: give --uri the node of a chain built of FRAME")?;
	let blob = Blob::new("the chain's runtime", &code[..]).map_err(|error| error.to_string())?;
	blob.version().map_err(|error| error.to_string())
}

/// The consensus of the chain. One whose runtime knows GRANDPA may be without voters: it needs nothing of it.
fn consensus_of_chain(state: &mut State, old: &RuntimeVersion, new: &RuntimeVersion) -> Option<Declared> {
	let declared = Declared::read(old).ok()?;
	// The chain's runtime is asked only where the answer matters, because to compile it takes seconds.
	let goes_on = new.has_api_with(&<dyn GrandpaApi<Block>>::ID, |_| true);
	if !declared.grandpa || goes_on {
		return Some(declared);
	}
	let code = Code::new(state.get(CODE)?);
	let voters: Result<AuthorityList, _> = state.call(&code, "GrandpaApi_grandpa_authorities", &[]);
	state.discard();
	Some(Declared { grandpa: !voters.is_ok_and(|voters| voters.is_empty()), ..declared })
}

/// Whether the new runtime can be tried: its metadata and how it produces blocks, or why not.
fn can_be_tried<'a>(
	old: &RuntimeVersion,
	new: &Given,
	metadata: Result<&'a Metadata, &String>,
	ready: bool,
) -> Result<(&'a Metadata, Production), String> {
	let metadata = metadata.map_err(|_| "the new runtime does not execute")?;
	if !versions::would_be_taken(old, &new.version) {
		return Err("with these versions the chain refuses the runtime, and no migration would run".into());
	}
	if !ready {
		return Err("the chain takes no upgrade now".into());
	}
	let consensus = Declared::read(&new.version).map_err(|error| match error {
		ConsensusError::None { .. } => "the new runtime declares no block production that this node knows",
		ConsensusError::Several { .. } => "the new runtime declares more than one way of producing blocks",
	})?;
	Ok((metadata, consensus.production))
}

/// What the new runtime is tried with.
struct Setting<'a> {
	metadata: &'a Metadata,
	production: Production,
	parent: &'a Header,
	max_blocks: u32,
}

impl Setting<'_> {
	fn run(
		&self,
		state: State,
		code: &Code,
		checks: Option<&Given>,
		changes: &[Change],
		findings: &mut Findings,
	) -> Result<Trial, String> {
		let original = checks.map(|checks| (checks, state.fork()));
		let before = findings.refusals.len();
		let (dry_run, mut after) = self.dry_run(state, code, findings)?;
		let went_well = findings.refusals.len() == before;
		let invariants = match original {
			Some((checks, original)) => {
				let chain = (self.production, self.parent);
				try_state::run(&original, &checks.code, chain, self.max_blocks, findings)
			}
			None => Invariants::NotChecked {
				reason: "build the same source with the feature `try-runtime` and give that Wasm with \
				         --try-runtime-wasm"
					.into(),
			},
		};
		// The runtime's own checks have decoded everything.
		if went_well && !matches!(invariants, Invariants::Hold) {
			for changed in changes.iter().filter(|change| change.effect == Effect::State) {
				decoding::check(&mut after, self.metadata, changed, findings);
			}
		}
		Ok(Trial { dry_run, skipped: None, invariants })
	}

	/// Puts the new runtime into the state and makes blocks with it. Gives the state back as it is then.
	fn dry_run(
		&self,
		mut state: State,
		code: &Code,
		findings: &mut Findings,
	) -> Result<(Option<DryRun>, State), String> {
		say("Making blocks with the new runtime");
		state.upgrade(code)?;
		let parent = self.parent.clone();
		match BlockMaker::new(&mut state, code, self.metadata, self.production, parent) {
			Ok(mut maker) => {
				let report = dry_run::run(&mut state, self.metadata, &mut maker, self.max_blocks, findings)?;
				Ok((Some(report), state))
			}
			Err(reason) => {
				findings.refuse(
					format!("the new runtime does not tell what its consensus needs: {reason}"),
					"check the runtime's consensus pallets and their migrations",
				);
				Ok((None, state))
			}
		}
	}
}

/// Checks that a block has room for the code, and returns how much it has, in bytes.
fn check_size(live: &Metadata, new: &Given, header_length: usize, findings: &mut Findings) -> Option<usize> {
	let room = Room::for_code(live, new.code.bytes().len(), header_length)?;
	let compress = "give the build's `.compact.compressed.wasm`";
	if room.needed > room.limit {
		let way_out = if new.is_compressed() {
			"make the runtime smaller, or raise the chain's limit with an upgrade before this one"
		} else {
			compress
		};
		findings.refuse(
			format!("the code needs {} bytes in a block, which has {} for it", room.needed, room.limit),
			way_out,
		);
	} else if !new.is_compressed() {
		findings.warn(format!("the code is not compressed: {compress}"));
	}
	Some(room.limit)
}

fn propose(live: &Metadata, code: &Code, findings: &mut Findings) -> Option<Proposal> {
	Proposal::new(live, code.hash()).map_err(|reason| findings.warn(reason)).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn embedded() -> &'static [u8] {
		cairn_runtime::WASM_BINARY.expect("built with its Wasm")
	}

	fn in_file<R>(code: &[u8], use_it: impl FnOnce(&Path) -> R) -> R {
		let folder = tempfile::tempdir().expect("a folder");
		let path = folder.path().join("runtime.wasm");
		std::fs::write(&path, code).expect("written");
		use_it(&path)
	}

	#[test]
	fn a_runtime_is_known_by_the_hash_of_its_file() {
		let given = in_file(embedded(), Given::read).expect("a runtime");
		assert_eq!(given.code.hash(), sp_crypto_hashing::blake2_256(embedded()));
		assert_eq!(given.version.spec_name, "cairn");
		assert!(given.is_compressed() && given.uncompressed > embedded().len());
	}

	#[test]
	fn what_is_no_runtime_is_refused_before_a_node_is_asked() {
		let error = |code| in_file(code, Given::read).err().expect("refused");
		assert!(error(b"notes").contains("is not a Wasm module"));
		assert!(error(b"\0asm\x01\0\0\0").contains("is not a usable runtime"));
	}

	#[test]
	fn checks_have_to_be_built_in() {
		let new = in_file(embedded(), Given::read).expect("a runtime");
		let error = in_file(embedded(), |path| Given::read_checks(path, &new)).err().expect("refused");
		assert!(error.contains("without the feature `try-runtime`"), "{error}");
	}
}
