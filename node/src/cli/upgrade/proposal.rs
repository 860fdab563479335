// SPDX-License-Identifier: Apache-2.0

//! The calls that propose an upgrade, encoded for the chain as it is now.
//!
//! The proposal authorises the hash of the new code. It is short, so its preimage costs little, and who puts the code
//! itself on the chain afterwards needs no rights.

use parity_scale_codec::{Compact, Encode};
use scale_value::Value;
use serde::Serialize;

use super::{metadata::Metadata, values};

/// What to submit, in order.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Proposal {
	/// `System.authorize_upgrade`: what is voted on. To be called as Root.
	pub(super) authorize_upgrade: String,
	/// The hash of that call: of its preimage.
	pub(super) preimage_hash: String,
	/// The length of that call in bytes.
	pub(super) preimage_length: u32,
	/// `Preimage.note_preimage`: puts that call on the chain.
	pub(super) note_preimage: Option<String>,
	/// `Referenda.submit`: has that call voted on, with the rights of Root.
	pub(super) submit_referendum: Option<String>,
	/// `Sudo.sudo` with that call, for a chain that has a key with every power.
	pub(super) sudo: Option<String>,
}

impl Proposal {
	/// Encodes the calls for the chain with this metadata.
	///
	/// # Errors
	///
	/// If the chain has no `System.authorize_upgrade`, or a call has arguments that are not known.
	pub(super) fn new(live: &Metadata, code_hash: [u8; 32]) -> Result<Self, String> {
		let authorize =
			call(live, "System", "authorize_upgrade", &[("code_hash", Value::from_bytes(code_hash))])?
				.ok_or("the chain has no `System.authorize_upgrade`")?;
		let hash = sp_crypto_hashing::blake2_256(&authorize);
		let length = u32::try_from(authorize.len()).map_err(|error| error.to_string())?;
		let note = call(live, "Preimage", "note_preimage", &[("bytes", Value::from_bytes(&authorize))])?;
		let root = Value::unnamed_variant("Root", []);
		let submit = call(
			live,
			"Referenda",
			"submit",
			&[
				("proposal_origin", Value::unnamed_variant("system", [root])),
				(
					"proposal",
					Value::named_variant(
						"Lookup",
						[("hash", Value::from_bytes(hash)), ("len", Value::u128(length.into()))],
					),
				),
				("enactment_moment", Value::unnamed_variant("After", [Value::u128(1)])),
			],
		)?;
		// A call inside a call is encoded as it is by itself.
		let sudo = place(live, "Sudo", "sudo").map(|place| [&place[..], &authorize].concat());
		Ok(Self {
			authorize_upgrade: in_hex(&authorize),
			preimage_hash: in_hex(&hash),
			preimage_length: length,
			note_preimage: note.as_deref().map(in_hex),
			submit_referendum: submit.as_deref().map(in_hex),
			sudo: sudo.as_deref().map(in_hex),
		})
	}
}

/// The two bytes that name a call.
fn place(metadata: &Metadata, pallet: &str, call: &str) -> Option<[u8; 2]> {
	let pallet = metadata.pallet(pallet)?;
	let variant = metadata.variants(pallet.calls).iter().find(|variant| variant.name == call)?;
	Some([pallet.index, variant.index])
}

/// Encodes a call; `None` if the chain does not have it.
fn call(
	metadata: &Metadata,
	pallet: &str,
	name: &str,
	arguments: &[(&str, Value)],
) -> Result<Option<Vec<u8>>, String> {
	let Some(place) = place(metadata, pallet, name) else {
		return Ok(None);
	};
	let variants = metadata.variants(metadata.pallet(pallet).and_then(|pallet| pallet.calls));
	let fields = variants.iter().filter(|variant| variant.name == name).flat_map(|variant| &variant.fields);
	let mut encoded = place.to_vec();
	for field in fields {
		let argument = field.name.as_deref().unwrap_or_default();
		let value = arguments.iter().find(|(known, _)| *known == argument).map(|(_, value)| value);
		let value = value.ok_or_else(|| format!("`{pallet}.{name}` has an unknown argument `{argument}`"))?;
		scale_value::scale::encode_as_type(value, field.ty.id, &metadata.types, &mut encoded).map_err(
			|error| format!("the argument `{argument}` of `{pallet}.{name}` is another type: {error}"),
		)?;
	}
	Ok(Some(encoded))
}

/// How many bytes a block has for a transaction that brings the code, and how many that transaction has.
pub(super) struct Room {
	/// The most that fits, in bytes.
	pub(super) limit: usize,
	/// What the transaction takes, in bytes.
	pub(super) needed: usize,
}

impl Room {
	/// Compares the limit of operational transactions, among which `System.apply_authorized_upgrade` is, with what the
	/// code needs in a block with such a header. `None` if the chain does not tell its limits.
	pub(super) fn for_code(live: &Metadata, code_length: usize, header_length: usize) -> Option<Self> {
		let constant = live.constant("System", "BlockLength")?;
		let lengths = values::decode(live.typed(constant.ty), &constant.value)?;
		let limit = values::number(values::field(values::field(&lengths, "max")?, "operational")?)?;
		let compact =
			|length: usize| u32::try_from(length).map_or(5, |length| Compact(length).encoded_size());
		// The version of the format, the call's two bytes, and the code with its length.
		let transaction = 1 + 2 + compact(code_length) + code_length;
		let needed = compact(transaction) + transaction + header_length;
		Some(Self { limit: usize::try_from(limit).unwrap_or(usize::MAX), needed })
	}
}

fn in_hex(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

#[cfg(test)]
#[allow(dead_code, non_camel_case_types)]
mod tests {
	use super::{super::metadata::tests::Builder, *};
	use parity_scale_codec::Encode;
	use scale_info::TypeInfo;
	use sp_core::H256;

	#[derive(TypeInfo)]
	enum SystemCalls {
		#[codec(index = 9)]
		authorize_upgrade { code_hash: H256 },
	}
	#[derive(TypeInfo)]
	enum PreimageCalls {
		#[codec(index = 0)]
		note_preimage { bytes: Vec<u8> },
	}
	#[derive(TypeInfo, Encode)]
	enum RawOrigin {
		Root,
		Signed([u8; 32]),
		None,
	}
	#[derive(TypeInfo, Encode)]
	enum OriginCaller {
		#[codec(index = 0)]
		system(RawOrigin),
		#[codec(index = 33)]
		Origins(u8),
	}
	#[derive(TypeInfo, Encode)]
	enum Bounded {
		Legacy { hash: H256 },
		Inline(Vec<u8>),
		Lookup { hash: H256, len: u32 },
	}
	#[derive(TypeInfo, Encode)]
	enum DispatchTime {
		At(u32),
		After(u32),
	}
	#[derive(TypeInfo)]
	enum ReferendaCalls {
		submit { proposal_origin: Box<OriginCaller>, proposal: Bounded, enactment_moment: DispatchTime },
	}
	#[derive(TypeInfo)]
	enum SudoCalls {
		#[codec(index = 0)]
		sudo { call: Box<u8> },
	}

	const HASH: [u8; 32] = [7; 32];

	fn authorize() -> Vec<u8> {
		[&[0, 9][..], &HASH].concat()
	}

	#[test]
	fn a_referendum_is_encoded_as_the_chain_has_it() {
		let live = Builder::new()
			.pallet("System", 0)
			.calls::<SystemCalls>()
			.pallet("Preimage", 40)
			.calls::<PreimageCalls>()
			.pallet("Referenda", 41)
			.calls::<ReferendaCalls>()
			.build();
		let proposal = Proposal::new(&live, HASH).expect("encoded");
		let hash = sp_crypto_hashing::blake2_256(&authorize());
		assert_eq!(proposal.authorize_upgrade, in_hex(&authorize()));
		assert_eq!((proposal.preimage_length, proposal.preimage_hash), (34, in_hex(&hash)));
		let note = [&[40, 0][..], &authorize().encode()].concat();
		assert_eq!(proposal.note_preimage, Some(in_hex(&note)));
		let arguments = (
			OriginCaller::system(RawOrigin::Root),
			Bounded::Lookup { hash: hash.into(), len: 34 },
			DispatchTime::After(1),
		);
		let submit = [&[41, 0][..], &arguments.encode()].concat();
		assert_eq!(proposal.submit_referendum, Some(in_hex(&submit)));
		assert_eq!(proposal.sudo, None);
	}

	#[test]
	fn a_chain_with_a_key_of_every_power_uses_it() {
		let live = Builder::new()
			.pallet("System", 0)
			.calls::<SystemCalls>()
			.pallet("Sudo", 251)
			.calls::<SudoCalls>()
			.build();
		let proposal = Proposal::new(&live, HASH).expect("encoded");
		assert_eq!(proposal.sudo, Some(in_hex(&[&[251, 0][..], &authorize()].concat())));
		assert_eq!((proposal.note_preimage, proposal.submit_referendum), (None, None));
	}

	#[test]
	fn a_chain_without_authorisation_is_told() {
		let live = Builder::new().pallet("System", 0).build();
		let error = Proposal::new(&live, HASH).expect_err("refused");
		assert!(error.contains("System.authorize_upgrade"), "{error}");
	}

	#[test]
	fn the_code_must_fit_into_a_block() {
		#[derive(TypeInfo, Encode)]
		struct PerClass {
			normal: u32,
			operational: u32,
			mandatory: u32,
		}
		#[derive(TypeInfo, Encode)]
		struct BlockLength {
			max: PerClass,
			max_header_size: Option<u32>,
		}
		let max = PerClass { normal: 75, operational: 1_000, mandatory: 1_000 };
		let lengths = BlockLength { max, max_header_size: None };
		let live = Builder::new().pallet("System", 0).constant("BlockLength", lengths).build();
		let room = Room::for_code(&live, 500, 100).expect("told");
		// 500 and its length of 2, 2 for the call, 1 for the version, 2 for the length of all that, and the header.
		assert_eq!((room.limit, room.needed), (1_000, 607));
		assert!(Room::for_code(&Builder::new().build(), 1, 1).is_none());
	}
}
