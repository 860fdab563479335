// SPDX-License-Identifier: Apache-2.0

//! Puts the new runtime into a copy of the chain's state and makes blocks with it, until its migrations are done.
//!
//! The first block runs the migrations that take one block. Those that take several advance by a step with each block,
//! and while they do, the chain takes no transactions. What goes wrong here would go wrong on the chain.

use std::time::Instant;

use serde::Serialize;

use super::{
	blocks::BlockMaker, findings::Findings, metadata::Metadata, progress::Progress, state::State, values,
};

/// Picoseconds of reference time in a millisecond.
const PER_MILLISECOND: f64 = 1e9;
/// So many events are told.
const MAX_EVENTS: usize = 20;
/// The event of a migration that goes on as it should, which each of its blocks has.
const ADVANCED: &str = "MigrationAdvanced";

/// What happened.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DryRun {
	/// How many blocks were made.
	pub(super) blocks: u32,
	/// How many of them it took until no migration was left. `None` if one was.
	pub(super) blocks_of_migrations: Option<u32>,
	/// Whether there were migrations of several blocks.
	pub(super) several_block_migrations: bool,
	/// The first block with the new runtime.
	pub(super) upgrade_block: Option<BlockUse>,
	/// The heaviest of the other blocks.
	pub(super) heaviest_later_block: Option<BlockUse>,
	/// What pallets reported of migrations and safe mode.
	pub(super) events: Vec<String>,
}

/// What a block used.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BlockUse {
	/// Its number.
	pub(super) number: u32,
	/// How long this machine took to make it, in milliseconds.
	pub(super) elapsed_ms: u64,
	/// Its weight in ms of the reference machine, where the runtime tells it.
	pub(super) ref_time_ms: Option<f64>,
	/// The most that a block may weigh in ms of the reference machine, where the runtime tells it.
	pub(super) ref_time_limit_ms: Option<f64>,
}

impl BlockUse {
	/// The share of what a block may weigh, in percent.
	pub(super) fn percent(&self) -> Option<f64> {
		let limit = self.ref_time_limit_ms.filter(|limit| *limit > 0.0)?;
		Some(self.ref_time_ms? / limit * 100.0)
	}
}

/// Where several-block migrations are.
#[derive(Debug, PartialEq, Eq)]
enum Cursor {
	/// None is running.
	Done,
	/// The one of this index is running.
	At(u32),
	/// One has failed and nothing goes on.
	Stuck,
}

/// What the runtime tells of its state, found by the names that the SDK's pallets give it.
struct Watch<'a> {
	metadata: &'a Metadata,
	/// The pallet that runs several-block migrations.
	migrations: Option<&'a str>,
	/// The pallet that can stop users' calls.
	safe_mode: Option<&'a str>,
}

impl<'a> Watch<'a> {
	fn new(metadata: &'a Metadata) -> Self {
		let with = |items: &[&str]| {
			let mut pallets = metadata.pallets.iter();
			let found = pallets.find(|pallet| {
				items.iter().all(|item| pallet.storage.iter().any(|entry| entry.name == *item))
			});
			found.map(|pallet| pallet.name.as_str())
		};
		Self { metadata, migrations: with(&["Cursor", "Historic"]), safe_mode: with(&["EnteredUntil"]) }
	}

	fn value(&self, state: &mut State, pallet: &str, item: &str) -> Option<scale_value::Value<u32>> {
		let (key, ty) = self.metadata.value(pallet, item)?;
		values::decode(self.metadata.typed(ty), &state.get(&key)?)
	}

	fn cursor(&self, state: &mut State) -> Cursor {
		let Some((key, _)) = self.migrations.and_then(|pallet| self.metadata.value(pallet, "Cursor")) else {
			return Cursor::Done;
		};
		// `Active` with its index first, or `Stuck`.
		match state.get(&key).as_deref() {
			None => Cursor::Done,
			Some([0, index @ ..]) => {
				let index = index.first_chunk().map(|index| u32::from_le_bytes(*index));
				Cursor::At(index.unwrap_or_default())
			}
			Some(_) => Cursor::Stuck,
		}
	}

	fn in_safe_mode(&self, state: &mut State) -> bool {
		let key = self.safe_mode.and_then(|pallet| self.metadata.value(pallet, "EnteredUntil"));
		key.is_some_and(|(key, _)| state.get(&key).is_some())
	}

	fn block_use(&self, state: &mut State, number: u32, since: Instant) -> BlockUse {
		let ref_time = |weight: &scale_value::Value<u32>| values::number(values::field(weight, "ref_time")?);
		let used = self.value(state, "System", "BlockWeight").and_then(|classes| {
			let classes: Option<Vec<_>> = values::items(&classes).into_iter().map(ref_time).collect();
			Some(classes?.into_iter().sum::<u128>())
		});
		let limit = self.metadata.constant("System", "BlockWeights").and_then(|constant| {
			let limits = values::decode(self.metadata.typed(constant.ty), &constant.value)?;
			ref_time(values::field(&limits, "max_block")?)
		});
		let milliseconds = |picoseconds: u128| picoseconds as f64 / PER_MILLISECOND;
		BlockUse {
			number,
			elapsed_ms: since.elapsed().as_millis().try_into().unwrap_or(u64::MAX),
			ref_time_ms: used.map(milliseconds),
			ref_time_limit_ms: limit.map(milliseconds),
		}
	}

	/// The last block's events of migrations and safe mode, and failed inherents: the name, and the whole text.
	fn events(&self, state: &mut State) -> Vec<(String, String)> {
		let Some(records) = self.value(state, "System", "Events") else {
			return Vec::new();
		};
		let watched = [self.migrations, self.safe_mode];
		let events = values::items(&records).into_iter().filter_map(|record| {
			let (pallet, inner) = values::variant(values::field(record, "event")?)?;
			let event = inner.values().next()?;
			let (name, _) = values::variant(event)?;
			let told = watched.contains(&Some(pallet)) || (pallet == "System" && name == "ExtrinsicFailed");
			told.then(|| (format!("{pallet}.{name}"), format!("{pallet}.{}", values::text(event))))
		});
		events.collect()
	}

	fn is_failure(&self, event: &str) -> bool {
		let failures = ["MigrationFailed", "UpgradeFailed"];
		event
			.split_once('.')
			.is_some_and(|(pallet, name)| Some(pallet) == self.migrations && failures.contains(&name))
	}
}

/// What the way out is when the new runtime's blocks do not go well.
const CORRECT_AND_TRY: &str = "correct the migration, build the runtime again and repeat this check";

/// Whether the chain as it is would take an upgrade now.
pub(super) fn check_readiness(state: &mut State, metadata: &Metadata, findings: &mut Findings) -> bool {
	let watch = Watch::new(metadata);
	if watch.in_safe_mode(state) {
		findings.warn(
			"the chain is in safe mode: leave it before the upgrade, or be sure that it still goes through",
		);
	}
	match watch.cursor(state) {
		Cursor::Done => true,
		Cursor::At(index) => {
			findings.refuse(
				format!("the chain is in the middle of migration {index} of its last upgrade, and takes no other until that is done"),
				"wait until the migration is done and run the check again",
			);
			false
		}
		Cursor::Stuck => {
			findings.refuse(
				"the chain's last upgrade has a migration that is stuck, and no other is taken until that is resolved",
				"resolve it by governance first: `force_set_cursor` of the migrations' pallet",
			);
			false
		}
	}
}

/// Makes blocks with `maker` until the migrations are done, at most `max_blocks`, and commits them to `state`.
///
/// # Errors
///
/// If the copy of the state cannot be written. What the runtime does wrong is among the findings.
pub(super) fn run(
	state: &mut State,
	metadata: &Metadata,
	maker: &mut BlockMaker<'_>,
	max_blocks: u32,
	findings: &mut Findings,
) -> Result<DryRun, String> {
	let watch = Watch::new(metadata);
	let was_in_safe_mode = watch.in_safe_mode(state);
	let mut report = DryRun::default();
	let mut progress = Progress::start();
	loop {
		let number = maker.number().saturating_add(1);
		let since = Instant::now();
		if let Err(reason) = maker.make(state) {
			state.discard();
			findings.refuse(
				match report.blocks {
					0 => {
						format!("block {number}, the first with the new runtime, does not execute: {reason}")
					}
					blocks => {
						format!("block {number}, {blocks} after the upgrade, does not execute: {reason}")
					}
				},
				CORRECT_AND_TRY,
			);
			break;
		}
		state.commit()?;
		let used = watch.block_use(state, number, since);
		report.note(used);
		let events = watch.events(state);
		let told = events.iter().filter(|(name, _)| !name.ends_with(ADVANCED));
		report.events.extend(told.map(|(_, text)| format!("block {number}: {text}")));
		report.events.truncate(MAX_EVENTS);
		let cursor = watch.cursor(state);
		let failed = events.iter().find(|(name, _)| watch.is_failure(name));
		if let Some((_, event)) = failed {
			findings.refuse(format!("a migration fails in block {number}: {event}"), CORRECT_AND_TRY);
		} else if cursor == Cursor::Stuck {
			findings.refuse(format!("a migration is stuck since block {number}"), CORRECT_AND_TRY);
		}
		if !was_in_safe_mode && watch.in_safe_mode(state) {
			findings.refuse(
				format!("the chain enters safe mode in block {number}, so that users' calls are refused"),
				CORRECT_AND_TRY,
			);
			break;
		}
		if failed.is_some() || cursor == Cursor::Stuck {
			break;
		}
		if let Cursor::At(index) = cursor {
			report.several_block_migrations = true;
			progress.update(format_args!("block {number}, migration {index}"));
			if report.blocks >= max_blocks {
				findings.refuse(
					format!("the migrations are not done after {} blocks", report.blocks),
					format!("check that they come to an end; if they take longer, give --max-blocks more than {max_blocks}"),
				);
				break;
			}
		} else if report.blocks > *report.blocks_of_migrations.get_or_insert(report.blocks) {
			// One block more than the migrations take has shown that the chain goes on.
			break;
		}
	}
	warn_of_weight(&report, findings);
	progress.done(format_args!("{} blocks made", report.blocks));
	Ok(report)
}

impl DryRun {
	fn note(&mut self, used: BlockUse) {
		self.blocks += 1;
		if self.upgrade_block.is_none() {
			self.upgrade_block = Some(used);
		} else if self.heaviest_later_block.is_none_or(|heaviest| heaviest.ref_time_ms < used.ref_time_ms) {
			self.heaviest_later_block = Some(used);
		}
	}
}

fn warn_of_weight(report: &DryRun, findings: &mut Findings) {
	for block in [report.upgrade_block, report.heaviest_later_block].into_iter().flatten() {
		if let Some(percent) = block.percent().filter(|percent| *percent > 100.0) {
			findings.warn(format!(
				"block {} weighs {percent:.0} % of what a block may: validators may miss slots over it; spread the \
				 migration over several blocks",
				block.number
			));
		}
	}
}

#[cfg(test)]
mod tests {
	use super::{super::metadata::tests::Builder, *};
	use parity_scale_codec::Encode;
	use sp_core::storage::Storage;
	use sp_runtime::StateVersion;

	fn metadata() -> Metadata {
		Builder::new()
			.pallet("MultiBlockMigrations", 9)
			.value::<u32>("Cursor")
			.map::<Vec<u8>, ()>("Historic", "Twox64Concat")
			.pallet("SafeMode", 10)
			.value::<u32>("EnteredUntil")
			.build()
	}

	fn state_with(metadata: &Metadata, pallet: &str, item: &str, value: Vec<u8>) -> State {
		let mut storage = Storage::default();
		storage.top.insert(metadata.value(pallet, item).expect("declared").0, value);
		State::new(storage, StateVersion::V1)
	}

	#[test]
	fn a_chain_that_is_migrating_takes_no_upgrade() {
		let metadata = metadata();
		let ready = |cursor: Vec<u8>| {
			let mut findings = Findings::default();
			let mut state = state_with(&metadata, "MultiBlockMigrations", "Cursor", cursor);
			let ready = check_readiness(&mut state, &metadata, &mut findings);
			assert_eq!(ready, findings.refusals.is_empty());
			findings.refusals.pop().map(|refusal| refusal.cause)
		};
		let active = (0u8, 3u32, None::<Vec<u8>>, 17u32).encode();
		assert!(ready(active).expect("refused").contains("migration 3"));
		assert!(ready(vec![1]).expect("refused").contains("stuck"));
		let mut idle = State::new(Storage::default(), StateVersion::V1);
		assert!(check_readiness(&mut idle, &metadata, &mut Findings::default()));
	}

	#[test]
	fn safe_mode_is_seen() {
		let metadata = metadata();
		let mut findings = Findings::default();
		let mut state = state_with(&metadata, "SafeMode", "EnteredUntil", 9u32.encode());
		assert!(check_readiness(&mut state, &metadata, &mut findings));
		assert!(findings.warnings[0].contains("safe mode"));
	}

	#[test]
	fn failures_are_told_from_other_events() {
		let metadata = metadata();
		let watch = Watch::new(&metadata);
		assert!(watch.is_failure("MultiBlockMigrations.MigrationFailed"));
		assert!(!watch.is_failure("MultiBlockMigrations.MigrationAdvanced"));
		assert!(!watch.is_failure("Other.MigrationFailed"));
	}

	#[test]
	fn a_block_over_the_limit_is_warned_of() {
		let used =
			BlockUse { number: 8, elapsed_ms: 1, ref_time_ms: Some(750.0), ref_time_limit_ms: Some(500.0) };
		let mut report = DryRun::default();
		report.note(used);
		report.note(BlockUse { ref_time_ms: Some(1.0), ..used });
		let mut findings = Findings::default();
		warn_of_weight(&report, &mut findings);
		assert_eq!(findings.warnings.len(), 1);
		assert!(findings.warnings[0].starts_with("block 8 weighs 150 %"));
	}
}
