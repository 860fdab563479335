// SPDX-License-Identifier: Apache-2.0

//! Everything that the check found, for people and for programs.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use super::{
	changes::{Change, Effect},
	dry_run::{BlockUse, DryRun},
	findings::Refusal,
	proposal::Proposal,
	try_state::Invariants,
	versions::{ApiChanges, Version},
};

/// The report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Report {
	/// What it comes to.
	pub(super) verdict: Verdict,
	/// The reasons to refuse.
	pub(super) refusals: Vec<Refusal>,
	/// What is to be known.
	pub(super) warnings: Vec<String>,
	/// The chain that was asked.
	pub(super) chain: ChainInfo,
	/// The new runtime's file.
	pub(super) wasm: WasmInfo,
	/// The runtime that the chain has.
	pub(super) old_version: Version,
	/// The one that it would get.
	pub(super) new_version: Version,
	/// How the APIs for nodes differ.
	pub(super) apis: ApiChanges,
	/// What the metadata changes.
	pub(super) changes: Vec<Change>,
	/// What happened when blocks were made; `null` if none were.
	pub(super) dry_run: Option<DryRun>,
	/// Why none were made.
	pub(super) dry_run_skipped: Option<String>,
	/// Whether the pallets' invariants hold.
	pub(super) invariants: Invariants,
	/// What to submit; `null` if the upgrade is refused.
	pub(super) proposal: Option<Proposal>,
}

/// What the check comes to.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Verdict {
	/// Nothing speaks against the upgrade.
	Ready,
	/// Something does.
	Refused,
}

/// The chain that was asked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChainInfo {
	/// Where the node is.
	pub(super) uri: String,
	/// The chain's name.
	pub(super) name: String,
	/// The block whose state was used.
	pub(super) block_number: u32,
	/// Its hash.
	pub(super) block_hash: String,
	/// Whether it is final.
	pub(super) finalised: bool,
	/// How many entries the state has.
	pub(super) state_entries: usize,
}

/// The new runtime's file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WasmInfo {
	/// Its path.
	pub(super) file: String,
	/// Its size, which is that of the code on the chain.
	pub(super) bytes: usize,
	/// The module's size.
	pub(super) bytes_uncompressed: usize,
	/// BLAKE2-256 of the file, by which the chain authorises it.
	pub(super) code_hash: String,
	/// What a block may take for the transaction that brings the code, if the chain tells it.
	pub(super) block_room: Option<usize>,
}

impl Report {
	/// The error that a refused upgrade ends the command with.
	pub(super) fn as_error(&self) -> Option<String> {
		match &self.refusals[..] {
			[] => None,
			[only] => Some(format!("the upgrade is refused: {}\n  help: {}", only.cause, only.way_out)),
			several => {
				let causes: Vec<_> = (1..)
					.zip(several)
					.map(|(number, refusal)| format!("\n  {number}. {}", refusal.cause))
					.collect();
				Some(format!(
					"the upgrade is refused for {} reasons:{}\n  help: the report on standard output tells the way out \
					 of each",
					several.len(),
					causes.concat()
				))
			}
		}
	}

	fn line(f: &mut Formatter<'_>, what: &str, value: impl Display) -> fmt::Result {
		writeln!(f, "  {what:<20} {value}")
	}

	fn versions(&self, f: &mut Formatter<'_>) -> fmt::Result {
		let (old, new) = (&self.old_version, &self.new_version);
		writeln!(f, "Versions")?;
		let becomes = |old: &dyn Display, new: &dyn Display| {
			let (old, new) = (old.to_string(), new.to_string());
			if old == new {
				old
			} else {
				format!("{old} → {new}")
			}
		};
		Self::line(f, "spec_name", becomes(&old.spec_name, &new.spec_name))?;
		Self::line(f, "spec_version", becomes(&old.spec_version, &new.spec_version))?;
		Self::line(f, "impl_name", becomes(&old.impl_name, &new.impl_name))?;
		Self::line(f, "impl_version", becomes(&old.impl_version, &new.impl_version))?;
		Self::line(f, "authoring_version", becomes(&old.authoring_version, &new.authoring_version))?;
		Self::line(f, "transaction_version", becomes(&old.transaction_version, &new.transaction_version))?;
		Self::line(f, "system_version", becomes(&old.system_version, &new.system_version))
	}

	fn apis(&self, f: &mut Formatter<'_>) -> fmt::Result {
		writeln!(f, "APIs for nodes")?;
		let ApiChanges { lost, gained, changed } = &self.apis;
		if lost.is_empty() && gained.is_empty() && changed.is_empty() {
			writeln!(f, "  no change")?;
		}
		for api in lost {
			writeln!(f, "  {} is gone (version {})", api.name, api.version)?;
		}
		for api in gained {
			writeln!(f, "  {} is new (version {})", api.name, api.version)?;
		}
		for api in changed {
			writeln!(f, "  {} goes from version {} to {}", api.name, api.old, api.new)?;
		}
		Ok(())
	}

	fn metadata(&self, f: &mut Formatter<'_>) -> fmt::Result {
		writeln!(f, "Calls, state and the rest of the metadata")?;
		if self.changes.is_empty() {
			writeln!(f, "  no change")?;
		}
		let mut pallet = None;
		for change in &self.changes {
			let subject = change.pallet.as_deref().unwrap_or("Transactions");
			if pallet != Some(subject) {
				writeln!(f, "  {subject}")?;
				pallet = Some(subject);
			}
			let effect = match change.effect {
				Effect::None => "",
				Effect::Transactions => "  [what clients sign changes]",
				Effect::State => "  [needs a migration]",
			};
			match &change.item {
				Some(item) => writeln!(f, "    {item}: {}{effect}", change.change)?,
				None => writeln!(f, "    {}{effect}", change.change)?,
			}
		}
		Ok(())
	}

	fn dry_run(&self, f: &mut Formatter<'_>) -> fmt::Result {
		writeln!(f, "Dry run on the chain's state")?;
		if let Some(reason) = &self.dry_run_skipped {
			writeln!(f, "  not made: {reason}")?;
		}
		if let Some(run) = &self.dry_run {
			Self::line(f, "Blocks made", run.blocks)?;
			let migrations = match (run.several_block_migrations, run.blocks_of_migrations) {
				(_, None) => "not done".into(),
				(false, Some(_)) => "done in the block of the upgrade".into(),
				(true, Some(blocks)) => format!("done after {blocks} blocks"),
			};
			Self::line(f, "Migrations", migrations)?;
			if let Some(block) = &run.upgrade_block {
				Self::line(f, "Block of the upgrade", block)?;
			}
			if let Some(block) = &run.heaviest_later_block {
				Self::line(f, "Heaviest after it", block)?;
			}
			for event in &run.events {
				writeln!(f, "  {event}")?;
			}
		}
		match &self.invariants {
			Invariants::Hold => Self::line(f, "Invariants", "hold before and after, in every pallet"),
			Invariants::Fail => {
				Self::line(f, "Invariants", "do not hold, or could not be checked to the end")
			}
			Invariants::NotChecked { reason } => {
				Self::line(f, "Invariants", format!("not checked: {reason}"))
			}
		}
	}

	fn proposal(&self, f: &mut Formatter<'_>) -> fmt::Result {
		let Some(proposal) = &self.proposal else {
			return Ok(());
		};
		writeln!(f, "To propose it")?;
		writeln!(
			f,
			"  What is voted on is System.authorize_upgrade({}): {}",
			self.wasm.code_hash, proposal.authorize_upgrade
		)?;
		writeln!(f, "  Preimage {} of {} bytes", proposal.preimage_hash, proposal.preimage_length)?;
		let mut step = 0;
		let mut next = |f: &mut Formatter<'_>, text: &dyn Display| {
			step += 1;
			writeln!(f, "  {step}. {text}")
		};
		match (&proposal.note_preimage, &proposal.submit_referendum, &proposal.sudo) {
			(Some(note), Some(submit), _) => {
				next(f, &format_args!("Submit Preimage.note_preimage: {note}"))?;
				next(f, &format_args!("Submit Referenda.submit, on the track of Root: {submit}"))?;
				next(
					f,
					&"Place the decision deposit (Referenda.place_decision_deposit), and have it voted on.",
				)?;
			}
			(_, _, Some(sudo)) => next(f, &format_args!("With the sudo key, submit Sudo.sudo: {sudo}"))?,
			_ => {
				next(f, &"Have the call above made with the rights of Root, by what the chain has for that.")?
			}
		}
		next(
			f,
			&format_args!(
				"When that is enacted, submit System.apply_authorized_upgrade with the file {} as its code. Anybody \
				 may; the runtime changes with the next block.",
				self.wasm.file
			),
		)
	}
}

impl Display for BlockUse {
	fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
		write!(f, "{}: ", self.number)?;
		match (self.ref_time_ms, self.ref_time_limit_ms, self.percent()) {
			(Some(used), Some(limit), Some(percent)) => {
				write!(f, "weighs {used:.1} of {limit:.0} ms ({percent:.1} %), ")?
			}
			(Some(used), ..) => write!(f, "weighs {used:.1} ms, ")?,
			_ => {}
		}
		write!(f, "made in {} ms here", self.elapsed_ms)
	}
}

impl Display for Report {
	fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
		let ChainInfo { uri, name, block_number, block_hash, finalised, state_entries } = &self.chain;
		writeln!(f, "Chain")?;
		Self::line(f, "Name", format_args!("{name}, at {uri}"))?;
		let finality = if *finalised { "final" } else { "not final" };
		Self::line(f, "Block", format_args!("{block_number}, {block_hash}, {finality}"))?;
		Self::line(f, "State", format_args!("{state_entries} entries"))?;
		writeln!(f, "New runtime")?;
		Self::line(f, "File", &self.wasm.file)?;
		Self::line(
			f,
			"Wasm",
			format_args!("{} bytes, {} uncompressed", self.wasm.bytes, self.wasm.bytes_uncompressed),
		)?;
		if let Some(room) = self.wasm.block_room {
			Self::line(f, "Room in a block", format_args!("{room} bytes"))?;
		}
		Self::line(f, "Code hash", &self.wasm.code_hash)?;
		self.versions(f)?;
		self.apis(f)?;
		self.metadata(f)?;
		self.dry_run(f)?;
		if !self.warnings.is_empty() {
			writeln!(f, "Warnings")?;
		}
		for warning in &self.warnings {
			writeln!(f, "  - {warning}")?;
		}
		self.proposal(f)?;
		match self.verdict {
			Verdict::Ready => write!(f, "Verdict: nothing speaks against this upgrade"),
			Verdict::Refused => {
				write!(f, "Verdict: REFUSED")?;
				for (number, Refusal { cause, way_out }) in (1..).zip(&self.refusals) {
					write!(f, "\n  {number}. {cause}\n     Way out: {way_out}")?;
				}
				Ok(())
			}
		}
	}
}
