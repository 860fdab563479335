// SPDX-License-Identifier: Apache-2.0

//! Makes blocks on a copied state as a validator would, without its key: the runtime does not look at seals.

use cairn_primitives::{opaque::Block, AccountId, Header};
use parity_scale_codec::{Decode, Encode};
use sp_consensus_aura::{
	digests::CompatibleDigestItem as AuraDigest,
	sr25519::{AuthorityId as AuraId, AuthoritySignature as AuraSignature},
};
use sp_consensus_babe::{
	digests::{CompatibleDigestItem as BabeDigest, PreDigest, SecondaryPlainPreDigest},
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
	/// The slot of the last block, and how many validators take turns.
	Aura { slot: Slot, duration: SlotDuration, validators: u64 },
	/// The slot of the last block, and who won it.
	Babe { slot: Slot, duration: SlotDuration, author: u32 },
	/// The time of the last block made here, in milliseconds.
	Pow { time: u64 },
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
		// Genesis has no slot. The first block may have any.
		let now = |duration| Slot::from_timestamp(sp_timestamp::Timestamp::current(), duration);
		let clock = match production {
			Production::Aura => {
				let duration: SlotDuration = state.call(code, "AuraApi_slot_duration", &[])?;
				let validators: Vec<AuraId> = state.call(code, "AuraApi_authorities", &[])?;
				state.discard();
				if duration.as_millis() == 0 {
					return Err("its slots have no duration".into());
				}
				let digest =
					parent.digest.logs.iter().find_map(AuraDigest::<AuraSignature>::as_aura_pre_digest);
				let slot = digest.unwrap_or_else(|| now(duration));
				Clock::Aura { slot, duration, validators: validators.len() as u64 }
			}
			Production::Babe => {
				let configuration: BabeConfiguration = state.call(code, "BabeApi_configuration", &[])?;
				state.discard();
				let duration = configuration.slot_duration();
				if duration.as_millis() == 0 {
					return Err("its slots have no duration".into());
				}
				let digest = parent.digest.logs.iter().find_map(BabeDigest::as_babe_pre_digest);
				let (slot, author) =
					digest.map_or((now(duration), 0), |digest| (digest.slot(), digest.authority_index()));
				Clock::Babe { slot, duration, author }
			}
			Production::Pow => {
				let last = metadata.value("Timestamp", "Now").and_then(|(key, _)| state.get(&key));
				let last = last.and_then(|value| u64::decode(&mut &value[..]).ok()).unwrap_or_default();
				Clock::Pow { time: last.max(sp_timestamp::Timestamp::current().as_millis()) }
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
		let disabled = disabled_validators(state, metadata);
		let is_disabled = |index: u64| disabled.contains(&index.into());
		let mut inherents = InherentData::new();
		let (slot, duration, identifier, digest) = match self {
			// Whose turn a slot is follows from its number. That of a disabled validator passes without a block.
			Self::Aura { slot, duration, validators } => {
				*slot = slot.saturating_add(1u64);
				let mut turns = (0..*validators).map(|turn| slot.saturating_add(turn));
				*slot = turns.find(|turn| !is_disabled(**turn % *validators)).unwrap_or(*slot);
				let digest = AuraDigest::<AuraSignature>::aura_pre_digest(*slot);
				(*slot, *duration, sp_consensus_aura::inherents::INHERENT_IDENTIFIER, digest)
			}
			Self::Babe { slot, duration, author } => {
				*slot = slot.saturating_add(1u64);
				*author = (*author..u32::MAX).find(|index| !is_disabled((*index).into())).unwrap_or(*author);
				let claim = SecondaryPlainPreDigest { authority_index: *author, slot: *slot };
				let digest = BabeDigest::babe_pre_digest(PreDigest::SecondaryPlain(claim));
				(*slot, *duration, sp_consensus_babe::inherents::INHERENT_IDENTIFIER, digest)
			}
			// Time has to move on, and somebody be paid.
			Self::Pow { time } => {
				*time = time.saturating_add(1_000);
				inherents
					.put_data(sp_timestamp::INHERENT_IDENTIFIER, &*time)
					.map_err(|error| error.to_string())?;
				let miner = AccountId::new([1; 32]).encode();
				return Ok((DigestItem::PreRuntime(sp_consensus_pow::POW_ENGINE_ID, miner), inherents));
			}
		};
		let start = slot.timestamp(duration).ok_or("the chain's slots lie beyond the end of time")?;
		// The end of the slot: however late the last real block was, a slot's worth of time has passed since.
		let timestamp =
			sp_timestamp::Timestamp::new(start.as_millis().saturating_add(duration.as_millis() - 1));
		inherents
			.put_data(sp_timestamp::INHERENT_IDENTIFIER, &timestamp)
			.and_then(|()| inherents.put_data(identifier, &slot))
			.map_err(|error| error.to_string())?;
		Ok((digest, inherents))
	}
}

/// The indices of validators that may not make blocks: a block of theirs would not execute.
fn disabled_validators(state: &mut State, metadata: &Metadata) -> Vec<u128> {
	let disabled = metadata.value("Session", "DisabledValidators").and_then(|(key, ty)| {
		let disabled = values::decode(metadata.typed(ty), &state.get(&key)?)?;
		// Each is its index, alone or with how grave its offence was.
		let indices = values::items(&disabled).into_iter().filter_map(|validator| {
			let index = values::items(validator).first().copied().unwrap_or(validator);
			values::number(index)
		});
		Some(indices.collect())
	});
	disabled.unwrap_or_default()
}
