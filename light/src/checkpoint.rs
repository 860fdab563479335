// SPDX-License-Identifier: Apache-2.0

//! Turns the final block of the database into a `lightSyncState`.
//!
//! `smoldot-light` starts from the block of its database only where the specification has a checkpoint that is not
//! younger; for a chain without one it begins at the genesis again, and only takes the peers and the runtime from the
//! database. So the client gives it what it verified itself as a checkpoint.
//!
//! The format is that of a full node's state of BABE and GRANDPA, so it has no place for Aura. For Aura, the checkpoint
//! is a block that exists on no chain, at height 1, with the true GRANDPA validators: the block of the database is
//! younger, so it is the one taken. Were it not, no block would follow on the checkpoint, and the client would stand
//! still rather than believe anything.

use parity_scale_codec::Encode;
use serde_json::{json, Value};
use smoldot::{
	chain::chain_information::{
		BabeEpochInformationRef, ChainInformationConsensusRef, ChainInformationFinalityRef,
		ChainInformationRef,
	},
	header::BabeAllowedSlots,
};

use crate::BLOCK_NUMBER_BYTES;

/// `information` as a `lightSyncState`, or nothing if it is not of a block after the genesis of a chain with GRANDPA.
pub(crate) fn of(information: &ChainInformationRef<'_>) -> Option<Value> {
	let header = &information.finalized_block_header;
	if header.number == 0 {
		return None;
	}
	let ChainInformationFinalityRef::Grandpa {
		after_finalized_block_authorities_set_id,
		finalized_triggered_authorities,
		..
	} = &information.finality
	else {
		return None;
	};
	let voters: Vec<_> =
		finalized_triggered_authorities.iter().map(|voter| (voter.public_key, voter.weight.get())).collect();
	let (header, epochs) = match &information.consensus {
		ChainInformationConsensusRef::Babe {
			slots_per_epoch,
			finalized_block_epoch_information,
			finalized_next_epoch_transition,
		} => {
			let current = finalized_block_epoch_information.as_ref()?;
			let epochs = [current, finalized_next_epoch_transition]
				.map(|epoch| Epoch::of(epoch, slots_per_epoch.get()));
			(header.scale_encoding_vec(BLOCK_NUMBER_BYTES), epochs)
		}
		_ => (header_of_no_chain(), [0, 1].map(Epoch::of_no_chain)),
	};
	let [current, next] = epochs;
	let no_tree = || (Vec::<()>::new(), None::<u32>);
	let epoch_changes = (no_tree(), vec![([0_u8; 32], 0_u32, current), ([0_u8; 32], 1_u32, next)]);
	let authority_set = (
		voters,
		*after_finalized_block_authorities_set_id,
		no_tree(),
		Vec::<()>::new(),
		Vec::<(u64, u32)>::new(),
	);
	Some(json!({
		"babeEpochChanges": hexadecimal(&epoch_changes.encode()),
		"babeFinalizedBlockWeight": 0,
		"finalizedBlockHeader": hexadecimal(&header),
		"grandpaAuthoritySet": hexadecimal(&authority_set.encode()),
	}))
}

fn hexadecimal(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// An epoch as full nodes store it: `PersistedEpoch::Regular`.
#[derive(Encode)]
struct Epoch {
	/// The variant `Regular`.
	regular: u8,
	index: u64,
	start_slot: u64,
	slots: u64,
	authorities: Vec<([u8; 32], u64)>,
	randomness: [u8; 32],
	c: (u64, u64),
	allowed_slots: u8,
}

impl Epoch {
	fn of(epoch: &BabeEpochInformationRef<'_>, slots: u64) -> Self {
		Self {
			regular: 1,
			index: epoch.epoch_index,
			start_slot: epoch.start_slot_number.unwrap_or_default(),
			slots,
			authorities: epoch
				.authorities
				.clone()
				.map(|authority| (*authority.public_key, authority.weight))
				.collect(),
			randomness: *epoch.randomness,
			c: epoch.c,
			allowed_slots: match epoch.allowed_slots {
				BabeAllowedSlots::PrimarySlots => 0,
				BabeAllowedSlots::PrimaryAndSecondaryPlainSlots => 1,
				BabeAllowedSlots::PrimaryAndSecondaryVrfSlots => 2,
			},
		}
	}

	/// An epoch in which nobody can make a block.
	fn of_no_chain(index: u64) -> Self {
		Self {
			regular: 1,
			index,
			start_slot: index,
			slots: 1,
			authorities: Vec::new(),
			randomness: [0; 32],
			c: (1, 1),
			allowed_slots: 1,
		}
	}
}

/// The header of a block 1 that no chain has, of the shape that BABE's have.
fn header_of_no_chain() -> Vec<u8> {
	// A secondary slot claim by authority 0 at slot 1, and a seal.
	let claim = (2_u8, 0_u32, 1_u64).encode();
	let digest = vec![(6_u8, *b"BABE", claim), (5_u8, *b"BABE", vec![0_u8; 64])];
	let mut header = [0_u8; 32].encode();
	header.extend(parity_scale_codec::Compact(1_u32).encode());
	header.extend([0_u8; 64]);
	header.extend(digest.encode());
	header
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;
	use smoldot::{
		chain::chain_information::{
			BabeEpochInformation, ChainInformation, ChainInformationConsensus, ChainInformationFinality,
			ValidChainInformation,
		},
		chain_spec::ChainSpec,
		header,
	};
	use std::num::NonZeroU64;

	fn finality() -> ChainInformationFinality {
		ChainInformationFinality::Grandpa {
			after_finalized_block_authorities_set_id: 4,
			finalized_triggered_authorities: vec![header::GrandpaAuthority {
				public_key: [8; 32],
				weight: NonZeroU64::MIN,
			}],
			finalized_scheduled_change: None,
		}
	}

	fn epoch(index: u64) -> BabeEpochInformation {
		BabeEpochInformation {
			epoch_index: index,
			start_slot_number: Some(index * 10),
			authorities: vec![header::BabeAuthority { public_key: [3; 32], weight: 2 }],
			randomness: [5; 32],
			c: (1, 4),
			allowed_slots: BabeAllowedSlots::PrimaryAndSecondaryVrfSlots,
		}
	}

	/// Block `number`, at slot 70, of a chain with BABE.
	pub(crate) fn babe(number: u32) -> ValidChainInformation {
		let mut encoded = [1_u8; 32].encode();
		encoded.extend(parity_scale_codec::Compact(number).encode());
		encoded.extend([2_u8; 64]);
		let claim = (2_u8, 0_u32, 70_u64).encode();
		encoded.extend(vec![(6_u8, *b"BABE", claim), (5_u8, *b"BABE", vec![9_u8; 64])].encode());
		let header = header::decode(&encoded, BLOCK_NUMBER_BYTES).expect("a header").into();
		let information = ChainInformation {
			finalized_block_header: Box::new(header),
			consensus: ChainInformationConsensus::Babe {
				slots_per_epoch: NonZeroU64::new(10).expect("not zero"),
				finalized_block_epoch_information: Some(Box::new(epoch(6))),
				finalized_next_epoch_transition: Box::new(epoch(7)),
			},
			finality: finality(),
		};
		information.try_into().expect("coherent")
	}

	/// Block `number`, at slot 70, of a chain with Aura.
	pub(crate) fn aura(number: u32) -> ValidChainInformation {
		let mut encoded = [1_u8; 32].encode();
		encoded.extend(parity_scale_codec::Compact(number).encode());
		encoded.extend([2_u8; 64]);
		encoded.extend(vec![(6_u8, *b"aura", 70_u64.encode()), (5_u8, *b"aura", vec![9_u8; 64])].encode());
		let header = header::decode(&encoded, BLOCK_NUMBER_BYTES).expect("a header").into();
		let information = ChainInformation {
			finalized_block_header: Box::new(header),
			consensus: ChainInformationConsensus::Aura {
				finalized_authorities_list: vec![header::AuraAuthority { public_key: [3; 32] }],
				slot_duration: NonZeroU64::new(1000).expect("not zero"),
			},
			finality: finality(),
		};
		information.try_into().expect("coherent")
	}

	/// What the protocol's library makes of a specification with this checkpoint.
	fn read_back(checkpoint: Value) -> ValidChainInformation {
		let spec = json!({
			"name": "x", "id": "x", "bootNodes": [], "properties": {}, "lightSyncState": checkpoint,
			"genesis": { "stateRootHash": format!("0x{}", "00".repeat(32)) },
		});
		let spec = ChainSpec::from_json_bytes(spec.to_string()).expect("a specification");
		spec.light_sync_state()
			.expect("a checkpoint")
			.to_chain_information()
			.expect("a checkpoint after the genesis")
	}

	#[test]
	fn a_checkpoint_of_babe_is_the_block_it_was_made_from() {
		let block = babe(77);
		let read = read_back(of(&block.as_ref()).expect("a checkpoint"));
		let encode = |block: &ValidChainInformation| {
			smoldot::database::finalized_serialize::encode_chain(block, BLOCK_NUMBER_BYTES)
		};
		assert_eq!(encode(&read), encode(&block));
	}

	#[test]
	fn a_checkpoint_of_aura_is_older_than_any_block_and_trusts_nobody_else() {
		let block = aura(1);
		let read = read_back(of(&block.as_ref()).expect("a checkpoint"));
		assert_eq!(read.as_ref().finalized_block_header.number, 1);
		let ChainInformationFinalityRef::Grandpa { finalized_triggered_authorities, .. } =
			read.as_ref().finality
		else {
			panic!("no GRANDPA");
		};
		assert_eq!(finalized_triggered_authorities.len(), 1);
		assert_eq!(finalized_triggered_authorities[0].public_key, [8; 32]);
	}
}
