// SPDX-License-Identifier: Apache-2.0

//! Makes blocks on a copied state as a validator would, without its key: the runtime does not look at seals.

use cairn_primitives::{opaque::Block, Header};
use parity_scale_codec::Encode;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	BabeConfiguration, Slot, SlotDuration,
};
use sp_inherents::InherentData;
use sp_runtime::{
	generic::{Digest, DigestItem},
	traits::Header as _,
	ApplyExtrinsicResult, OpaqueExtrinsic,
};

use super::{
	metadata::Metadata,
	state::{Code, State},
	values,
};
use crate::runtime::Production;

/// Makes blocks, each on top of the last.
pub(super) struct BlockMaker<'a> {
	code: &'a Code,
	metadata: &'a Metadata,
	parent: Header,
	clock: Clock,
}

/// What the chain's consensus wants of a block that its runtime checks.
enum Clock {
	/// The slot of the last block, and who won it.
	Babe { slot: Slot, duration: SlotDuration, author: u32 },
}

impl<'a> BlockMaker<'a> {
	/// Prepares to make blocks with `code` on top of `parent`, whose state is `state`.
	///
	/// # Errors
	///
	/// If the runtime does not tell what its consensus needs.
	pub(super) fn new(
		state: &mut State,
		code: &'a Code,
		metadata: &'a Metadata,
		production: Production,
		parent: Header,
	) -> Result<Self, String> {
		let clock = match production {
			Production::Babe => {
				let configuration: BabeConfiguration = state.call(code, "BabeApi_configuration", &[])?;
				state.discard();
				let duration = configuration.slot_duration();
				if duration.as_millis() == 0 {
					return Err("its slots have no duration".into());
				}
				let digest = parent.digest.logs.iter().find_map(DigestItem::as_babe_pre_digest);
				// Genesis has no slot. The first block may have any.
				let now = Slot::from_timestamp(sp_timestamp::Timestamp::current(), duration);
				let (slot, author) =
					digest.map_or((now, 0), |digest| (digest.slot(), digest.authority_index()));
				Clock::Babe { slot, duration, author }
			}
		};
		Ok(Self { code, metadata, parent, clock })
	}

	/// The number of the last block.
	pub(super) fn number(&self) -> u32 {
		self.parent.number
	}

	/// Makes the next block, with nothing in it but what the runtime itself asks for. Its changes are in `state`, not
	/// committed.
	///
	/// # Errors
	///
	/// What the runtime says, with the step that fails.
	pub(super) fn make(&mut self, state: &mut State) -> Result<Block, String> {
		let (pre_digest, inherent_data) = self.clock.tick(state, self.metadata)?;
		let header = Header::new(
			self.parent.number.saturating_add(1),
			Default::default(),
			Default::default(),
			self.parent.hash(),
			Digest { logs: vec![pre_digest] },
		);
		// The answer, whether transactions may follow, does not matter: none do.
		state.call_raw(self.code, "Core_initialize_block", &header.encode()).map_err(at("begins"))?;
		let extrinsics: Vec<OpaqueExtrinsic> = state
			.call(self.code, "BlockBuilder_inherent_extrinsics", &inherent_data.encode())
			.map_err(at("asks for its inherents"))?;
		for extrinsic in &extrinsics {
			let result: ApplyExtrinsicResult = state
				.call(self.code, "BlockBuilder_apply_extrinsic", &extrinsic.encode())
				.map_err(at("applies an inherent"))?;
			match result {
				Ok(Ok(())) => {}
				Ok(Err(error)) => return Err(format!("an inherent fails: {error:?}")),
				Err(error) => return Err(format!("an inherent is not valid: {error:?}")),
			}
		}
		let header: Header = state.call(self.code, "BlockBuilder_finalize_block", &[]).map_err(at("ends"))?;
		self.parent = header.clone();
		Ok(Block { header, extrinsics })
	}
}

fn at(step: &'static str) -> impl Fn(String) -> String {
	move |reason| format!("as the block {step}: {reason}")
}

impl Clock {
	/// Moves on to the next slot, and gives what the block has to bring along.
	fn tick(&mut self, state: &mut State, metadata: &Metadata) -> Result<(DigestItem, InherentData), String> {
		let Self::Babe { slot, duration, author } = self;
		*slot = slot.saturating_add(1u64);
		*author = enabled_author(state, metadata, *author);
		let start = slot.timestamp(*duration).ok_or("the chain's slots lie beyond the end of time")?;
		// The end of the slot: however late the last real block was, a slot's worth of time has passed since.
		let timestamp =
			sp_timestamp::Timestamp::new(start.as_millis().saturating_add(duration.as_millis() - 1));
		let mut inherents = InherentData::new();
		inherents
			.put_data(sp_timestamp::INHERENT_IDENTIFIER, &timestamp)
			.and_then(|()| inherents.put_data(sp_consensus_babe::inherents::INHERENT_IDENTIFIER, &*slot))
			.map_err(|error| error.to_string())?;
		let claim = SecondaryPlainPreDigest { authority_index: *author, slot: *slot };
		Ok((DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(claim)), inherents))
	}
}

/// A validator that may make blocks: a block of a disabled one would not execute.
fn enabled_author(state: &mut State, metadata: &Metadata, last: u32) -> u32 {
	let disabled = metadata.value("Session", "DisabledValidators").and_then(|(key, ty)| {
		let disabled = values::decode(metadata.typed(ty), &state.get(&key)?)?;
		// Each is its index, alone or with how grave its offence was.
		let indices = values::items(&disabled).into_iter().filter_map(|validator| {
			let index = values::items(validator).first().copied().unwrap_or(validator);
			values::number(index)
		});
		Some(indices.collect::<Vec<_>>())
	});
	let disabled = disabled.unwrap_or_default();
	(last..u32::MAX).find(|index| !disabled.contains(&(*index).into())).unwrap_or(last)
}
