// SPDX-License-Identifier: Apache-2.0

//! Blocks, as nodes tell of them over JSON-RPC.

use parity_scale_codec::{Compact, Decode, Encode};
use serde::{de::Error as _, Deserialize, Deserializer};
use sp_core::{Bytes, H256};
use subxt::Metadata;

/// A block's header.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
	/// The hash of the block before.
	pub parent_hash: H256,
	/// The block's number.
	#[serde(deserialize_with = "number")]
	pub number: u64,
	state_root: H256,
	extrinsics_root: H256,
	digest: Digest,
}

#[derive(Clone, Debug, Deserialize)]
struct Digest {
	logs: Vec<Bytes>,
}

/// The answer of `chain_getBlock`.
#[derive(Debug, Deserialize)]
pub struct SignedBlock {
	/// The block, without justifications.
	pub block: Block,
}

/// A block.
#[derive(Debug, Deserialize)]
pub struct Block {
	/// Its header.
	pub header: Header,
	/// Its extrinsics, each with its length before it.
	pub extrinsics: Vec<Bytes>,
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
	let text = String::deserialize(deserializer)?;
	let digits = text.strip_prefix("0x").ok_or_else(|| D::Error::custom("no number in hexadecimal"))?;
	u64::from_str_radix(digits, 16).map_err(D::Error::custom)
}

impl Header {
	/// The block's hash, on chains that hash with BLAKE2b of 256 bits.
	pub fn hash(&self) -> H256 {
		let mut bytes = self.parent_hash.encode();
		Compact(self.number).encode_to(&mut bytes);
		self.state_root.encode_to(&mut bytes);
		self.extrinsics_root.encode_to(&mut bytes);
		// A chain of ours has a few logs a block.
		Compact(self.digest.logs.len() as u32).encode_to(&mut bytes);
		for log in &self.digest.logs {
			bytes.extend_from_slice(&log.0);
		}
		sp_crypto_hashing::blake2_256(&bytes).into()
	}
}

/// How to find a block's time in it: the indices of the pallet `Timestamp` and of its call `set`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
	pallet: u8,
	call: u8,
}

impl Clock {
	/// The clock of the chain that has this metadata, if it has one.
	pub fn new(metadata: &Metadata) -> Option<Self> {
		let pallet = metadata.pallet_by_name("Timestamp")?;
		Some(Self { pallet: pallet.call_index(), call: pallet.call_variant_by_name("set")?.index })
	}

	/// The block's time in milliseconds since 1970.
	pub fn time(self, extrinsics: &[Bytes]) -> Option<u64> {
		extrinsics.iter().find_map(|extrinsic| {
			let input = &mut &extrinsic.0[..];
			Compact::<u32>::decode(input).ok()?;
			// Nobody signs it: version 4 or 5, bare.
			let [4 | 5, pallet, call, rest @ ..] = *input else { return None };
			if (*pallet, *call) != (self.pallet, self.call) {
				return None;
			}
			Compact::<u64>::decode(&mut &rest[..]).ok().map(|time| time.0)
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	fn header() -> Header {
		let header = json!({
			"parentHash": format!("0x{}", "11".repeat(32)),
			"number": "0x1f4",
			"stateRoot": format!("0x{}", "22".repeat(32)),
			"extrinsicsRoot": format!("0x{}", "33".repeat(32)),
			"digest": { "logs": ["0x0642414245", "0x05"] },
		});
		serde_json::from_value(header).expect("a header")
	}

	#[test]
	fn a_header_is_read_and_hashed() {
		let header = header();
		assert_eq!(header.number, 500);
		let encoded =
			[&[0x11; 32][..], &[0xd1, 0x07], &[0x22; 32], &[0x33; 32], &[8], b"\x06BABE\x05"].concat();
		assert_eq!(header.hash().0, sp_crypto_hashing::blake2_256(&encoded));
	}

	#[test]
	fn a_header_that_differs_in_anything_has_another_hash() {
		let hash = header().hash();
		let changes: [fn(&mut Header); 5] = [
			|header| header.parent_hash.0[0] ^= 1,
			|header| header.number += 1,
			|header| header.state_root.0[5] ^= 1,
			|header| header.extrinsics_root.0[31] ^= 1,
			|header| header.digest.logs.truncate(1),
		];
		for change in changes {
			let mut header = header();
			change(&mut header);
			assert_ne!(header.hash(), hash);
		}
	}

	#[test]
	fn the_time_is_found_among_extrinsics() {
		let clock = Clock { pallet: 2, call: 0 };
		let extrinsic = |bytes: &[u8]| Bytes(bytes.to_vec().encode());
		let set =
			|version| extrinsic(&[&[version, 2, 0][..], &Compact(1_700_000_000_123u64).encode()].concat());
		for version in [4, 5] {
			let extrinsics = [extrinsic(&[0x84, 2, 0, 4]), extrinsic(&[4, 3, 0, 4]), set(version)];
			assert_eq!(clock.time(&extrinsics), Some(1_700_000_000_123));
		}
		assert_eq!(clock.time(&[set(0x84), extrinsic(&[]), Bytes(vec![])]), None);
	}
}
