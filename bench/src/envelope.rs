// SPDX-License-Identifier: Apache-2.0

//! What surrounds a call in a signed transaction.
//!
//! A transaction of version 4 is, after its own length:
//!
//! ```text
//! 0x84 | address | signature | extensions | call
//! ```
//!
//! and its signature signs `call | extensions | implicit`, or the hash of it where that is longer than 256 bytes. All of
//! it but the account, the nonce and the call is the same for every transaction. So it is worked out once from the
//! chain's metadata; a transaction is then put together by copying bytes.
//!
//! An extension that is not known here is used if it can be left at its neutral value: nothing, `None`, zero in compact
//! form, `Disabled`. Otherwise there is an error with its name.

use crate::{
	account::{Account, Id, Scheme},
	problem::{Problem, Result},
};
use parity_scale_codec::{Compact, Encode};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, TypeDefPrimitive};
use subxt::{ext::frame_decode::extrinsics::ExtrinsicTypeInfo, Metadata};

/// The first byte of a signed transaction of version 4.
const SIGNED_V4: u8 = 0x84;

/// What is longer than this is hashed before it is signed.
const LONGEST_SIGNED: usize = 256;

/// How deep a type may be nested before it is not looked into any more.
const DEPTH: usize = 16;

/// What of a runtime is signed with each transaction.
#[derive(Clone, Copy, Debug)]
pub struct Version {
	/// The hash of block 0.
	pub genesis: [u8; 32],
	/// The version of the runtime's behaviour.
	pub spec: u32,
	/// The version of how transactions are encoded.
	pub transaction: u32,
}

/// What surrounds calls on one chain, for signatures of one scheme. Transactions never expire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
	/// Before the account.
	address: Vec<u8>,
	/// Before the signature.
	signature: Vec<u8>,
	/// The extensions before the nonce.
	before_nonce: Vec<u8>,
	/// The extensions after the nonce.
	after_nonce: Vec<u8>,
	/// What is signed and not sent.
	implicit: Vec<u8>,
}

impl Envelope {
	/// What surrounds calls on the chain that has this metadata.
	///
	/// # Errors
	///
	/// When the chain takes no such transactions: another version, no signatures of the scheme, an extension that needs a
	/// value that is not known here.
	pub fn new(metadata: &Metadata, version: Version, scheme: Scheme) -> Result<Self> {
		let extrinsic = metadata.extrinsic();
		if !extrinsic.supported_versions().contains(&4) {
			let versions = extrinsic.supported_versions();
			return Err(Problem::new(format!(
				"the chain takes transactions of the versions {versions:?} only, and not of version 4"
			)));
		}
		let signature = metadata.extrinsic_signature_info();
		let signature = signature
			.map_err(|error| Problem::new(format!("the metadata does not describe signatures: {error}")))?;
		let extensions = extrinsic.transaction_extensions_by_version(0);
		let extensions = extensions
			.ok_or_else(|| Problem::new("the metadata has no extensions for transactions of version 4"))?
			.map(|extension| (extension.identifier(), extension.extra_ty(), extension.additional_ty()));
		Self::of_types(
			metadata.types(),
			(signature.address_id, signature.signature_id),
			extensions,
			version,
			scheme,
		)
	}

	fn of_types<'a>(
		types: &PortableRegistry,
		(address, signature): (u32, u32),
		extensions: impl IntoIterator<Item = (&'a str, u32, u32)>,
		version: Version,
		scheme: Scheme,
	) -> Result<Self> {
		let mut envelope = Self {
			address: address_prefix(types, address)?,
			signature: signature_prefix(types, signature, scheme)?,
			before_nonce: Vec::new(),
			after_nonce: Vec::new(),
			implicit: Vec::new(),
		};
		let mut with_nonce = false;
		for (name, explicit, implicit) in extensions {
			if name == "CheckNonce" {
				with_nonce = true;
			} else {
				let value = neutral(types, explicit, DEPTH).ok_or_else(|| unknown(name))?;
				let part = if with_nonce { &mut envelope.after_nonce } else { &mut envelope.before_nonce };
				part.extend(value);
			}
			match name {
				"CheckSpecVersion" => version.spec.encode_to(&mut envelope.implicit),
				"CheckTxVersion" => version.transaction.encode_to(&mut envelope.implicit),
				// A transaction that never expires counts as made at the start of the chain.
				"CheckGenesis" | "CheckMortality" | "CheckEra" => envelope.implicit.extend(version.genesis),
				name => {
					let value = neutral(types, implicit, DEPTH).ok_or_else(|| unknown(name))?;
					envelope.implicit.extend(value);
				}
			}
		}
		if !with_nonce {
			return Err(Problem::new(
				"the chain's transactions have no nonce: there is no extension CheckNonce",
			));
		}
		Ok(envelope)
	}

	/// What most chains have, to measure how fast transactions are signed where there is no chain.
	pub fn usual(scheme: Scheme) -> Self {
		let variant = match scheme {
			Scheme::Ed25519 => 0,
			Scheme::Sr25519 => 1,
			Scheme::Ecdsa => 2,
		};
		Self {
			address: vec![0],
			signature: vec![variant],
			before_nonce: vec![0],
			after_nonce: vec![0, 0, 0],
			implicit: vec![0; 4 + 4 + 32 + 32 + 1],
		}
	}

	/// Appends a signed transaction to `out`. `scratch` is overwritten; keeping it saves an allocation a transaction.
	pub fn seal(&self, account: &Account, nonce: u32, call: &[u8], scratch: &mut Vec<u8>, out: &mut Vec<u8>) {
		let nonce = Compact(nonce);
		scratch.clear();
		scratch.extend_from_slice(call);
		self.extensions_to(nonce, scratch);
		scratch.extend_from_slice(&self.implicit);
		let hash;
		let message: &[u8] = if scratch.len() > LONGEST_SIGNED {
			hash = sp_crypto_hashing::blake2_256(scratch);
			&hash
		} else {
			scratch
		};

		let length = 1
			+ self.address.len()
			+ size_of::<Id>()
			+ self.signature.len()
			+ account.scheme().signature_length()
			+ self.before_nonce.len()
			+ nonce.encoded_size()
			+ self.after_nonce.len()
			+ call.len();
		// No transaction of ours is larger than 4 GiB.
		Compact(length as u32).encode_to(out);
		let start = out.len();
		out.push(SIGNED_V4);
		out.extend_from_slice(&self.address);
		out.extend_from_slice(&account.id);
		out.extend_from_slice(&self.signature);
		account.sign(message, out);
		self.extensions_to(nonce, out);
		out.extend_from_slice(call);
		debug_assert_eq!(out.len() - start, length);
	}

	fn extensions_to(&self, nonce: Compact<u32>, out: &mut Vec<u8>) {
		out.extend_from_slice(&self.before_nonce);
		nonce.encode_to(out);
		out.extend_from_slice(&self.after_nonce);
	}
}

fn unknown(extension: &str) -> Problem {
	Problem::new(format!(
		"the chain's transactions have the extension {extension}, whose value is not known here and has no neutral one"
	))
}

type Type<'a> = &'a TypeDef<PortableForm>;

fn resolve(types: &PortableRegistry, id: u32) -> Result<Type<'_>> {
	let found = types.resolve(id).map(|found| &found.type_def);
	found.ok_or_else(|| Problem::new(format!("the metadata has no type {id}")))
}

/// What stands before the 32 bytes of an account in an address: the variant `Id`, where an address has variants.
fn address_prefix(types: &PortableRegistry, id: u32) -> Result<Vec<u8>> {
	let wrong = || Problem::new("the chain's addresses do not hold accounts of 32 bytes");
	let (prefix, inner) = match resolve(types, id)? {
		TypeDef::Variant(variants) => {
			let variant = variants.variants.iter().find(|variant| variant.name == "Id").ok_or_else(wrong)?;
			let [field] = &variant.fields[..] else { return Err(wrong()) };
			(vec![variant.index], field.ty.id)
		}
		_ => (Vec::new(), id),
	};
	(length(types, inner, DEPTH) == Some(size_of::<Id>())).then_some(prefix).ok_or_else(wrong)
}

/// What stands before the bytes of a signature: the scheme's variant, where a signature has variants.
fn signature_prefix(types: &PortableRegistry, id: u32, scheme: Scheme) -> Result<Vec<u8>> {
	let name = scheme.variant();
	let wrong = || {
		Problem::with_help(
			format!("the chain takes no signatures of the scheme {name}"),
			"--scheme and --signer-scheme choose another",
		)
	};
	let (prefix, inner) = match resolve(types, id)? {
		TypeDef::Variant(variants) => {
			let variant = variants.variants.iter().find(|variant| variant.name == name).ok_or_else(wrong)?;
			let [field] = &variant.fields[..] else { return Err(wrong()) };
			(vec![variant.index], field.ty.id)
		}
		_ => (Vec::new(), id),
	};
	(length(types, inner, DEPTH) == Some(scheme.signature_length())).then_some(prefix).ok_or_else(wrong)
}

/// How many bytes values of a type have, if it is the same for all of them.
fn length(types: &PortableRegistry, id: u32, depth: usize) -> Option<usize> {
	let depth = depth.checked_sub(1)?;
	match &types.resolve(id)?.type_def {
		TypeDef::Composite(composite) => {
			composite.fields.iter().map(|field| length(types, field.ty.id, depth)).sum()
		}
		TypeDef::Tuple(tuple) => tuple.fields.iter().map(|field| length(types, field.id, depth)).sum(),
		TypeDef::Array(array) => {
			Some((array.len as usize).checked_mul(length(types, array.type_param.id, depth)?)?)
		}
		TypeDef::Primitive(TypeDefPrimitive::U8) => Some(1),
		_ => None,
	}
}

/// The encoded value of a type that asks for nothing, if there is one.
fn neutral(types: &PortableRegistry, id: u32, depth: usize) -> Option<Vec<u8>> {
	let depth = depth.checked_sub(1)?;
	match &types.resolve(id)?.type_def {
		TypeDef::Composite(composite) => {
			let fields = composite.fields.iter().map(|field| neutral(types, field.ty.id, depth));
			fields.collect::<Option<Vec<_>>>().map(|parts| parts.concat())
		}
		TypeDef::Tuple(tuple) => {
			let fields = tuple.fields.iter().map(|field| neutral(types, field.id, depth));
			fields.collect::<Option<Vec<_>>>().map(|parts| parts.concat())
		}
		TypeDef::Variant(variants) => {
			let asks_for_nothing = |name: &str| matches!(name, "None" | "Disabled" | "Immortal");
			let mut variants = variants.variants.iter();
			let variant =
				variants.find(|variant| variant.fields.is_empty() && asks_for_nothing(&variant.name))?;
			Some(vec![variant.index])
		}
		TypeDef::Compact(compact) => {
			// Nothing in compact form is nothing, and zero is zero.
			let inner = types.resolve(compact.type_param.id)?;
			let empty = matches!(&inner.type_def, TypeDef::Tuple(tuple) if tuple.fields.is_empty());
			Some(if empty { Vec::new() } else { vec![0] })
		}
		TypeDef::Primitive(TypeDefPrimitive::Bool) => Some(vec![0]),
		_ => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use scale_info::{MetaType, Registry, TypeInfo};

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	struct AccountId([u8; 32]);

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	enum MultiAddress {
		Id(AccountId),
		Index(#[codec(compact)] u32),
		Raw(Vec<u8>),
	}

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	enum MultiSignature {
		Ed25519([u8; 64]),
		Sr25519([u8; 64]),
		#[codec(index = 7)]
		Ecdsa([u8; 65]),
	}

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	struct CheckNonce(#[codec(compact)] u32);

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	enum Era {
		Immortal,
		Mortal1(u8),
	}

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	struct ChargeAsset {
		#[codec(compact)]
		tip: u128,
		asset: Option<u32>,
	}

	#[allow(dead_code)]
	#[derive(TypeInfo)]
	enum Mode {
		Enabled,
		Disabled,
	}

	#[derive(TypeInfo)]
	struct Empty;

	const VERSION: Version = Version { genesis: [9; 32], spec: 3, transaction: 2 };

	/// A chain's types, with those that the extensions have.
	struct Types {
		registry: Registry,
		extensions: Vec<(&'static str, u32, u32)>,
	}

	impl Types {
		fn new() -> Self {
			Self { registry: Registry::new(), extensions: Vec::new() }
		}

		fn of<T: TypeInfo + 'static>(&mut self) -> u32 {
			self.registry.register_type(&MetaType::new::<T>()).id
		}

		fn with<Explicit: TypeInfo + 'static, Implicit: TypeInfo + 'static>(
			mut self,
			name: &'static str,
		) -> Self {
			let types = (self.of::<Explicit>(), self.of::<Implicit>());
			self.extensions.push((name, types.0, types.1));
			self
		}

		fn envelope<Address: TypeInfo + 'static, Signature: TypeInfo + 'static>(
			mut self,
			scheme: Scheme,
		) -> Result<Envelope> {
			let ids = (self.of::<Address>(), self.of::<Signature>());
			Envelope::of_types(&self.registry.into(), ids, self.extensions, VERSION, scheme)
		}
	}

	fn usual() -> Types {
		Types::new()
			.with::<Empty, ()>("CheckNonZeroSender")
			.with::<Empty, u32>("CheckSpecVersion")
			.with::<(), u32>("CheckTxVersion")
			.with::<Empty, [u8; 32]>("CheckGenesis")
			.with::<Era, [u8; 32]>("CheckMortality")
			.with::<CheckNonce, ()>("CheckNonce")
			.with::<Empty, ()>("CheckWeight")
			.with::<ChargeAsset, ()>("ChargeAssetTxPayment")
			.with::<Mode, Option<[u8; 32]>>("CheckMetadataHash")
	}

	#[test]
	fn extensions_are_encoded_in_the_order_of_the_metadata() {
		let envelope = usual().envelope::<MultiAddress, MultiSignature>(Scheme::Sr25519).expect("all known");
		let implicit = [
			&3u32.to_le_bytes()[..],
			&2u32.to_le_bytes()[..],
			&VERSION.genesis[..],
			&VERSION.genesis[..],
			&[0][..],
		];
		let expected = Envelope {
			address: vec![0],
			signature: vec![1],
			// The era.
			before_nonce: vec![0],
			// No tip, no asset, no hash of the metadata.
			after_nonce: vec![0, 0, 1],
			implicit: implicit.concat(),
		};
		assert_eq!(envelope, expected);
	}

	#[test]
	fn addresses_and_signatures_need_not_have_variants() {
		let envelope = usual().envelope::<AccountId, [u8; 64]>(Scheme::Ed25519).expect("all known");
		assert_eq!((envelope.address, envelope.signature), (vec![], vec![]));
		let ecdsa = usual().envelope::<AccountId, MultiSignature>(Scheme::Ecdsa).expect("all known");
		assert_eq!(ecdsa.signature, [7]);
	}

	#[test]
	fn what_the_chain_does_not_take_is_an_error() {
		let refused = |made: Result<Envelope>, part: &str| {
			let error = made.expect_err(part);
			assert!(error.cause().contains(part), "{error}");
		};
		refused(usual().envelope::<AccountId, [u8; 64]>(Scheme::Ecdsa), "Ecdsa");
		refused(usual().envelope::<[u8; 20], MultiSignature>(Scheme::Sr25519), "32 bytes");
		refused(
			usual().with::<u64, ()>("CheckMood").envelope::<AccountId, [u8; 64]>(Scheme::Sr25519),
			"CheckMood",
		);
		refused(
			usual().with::<(), u64>("CheckMoon").envelope::<AccountId, [u8; 64]>(Scheme::Sr25519),
			"CheckMoon",
		);
		refused(Types::new().envelope::<AccountId, [u8; 64]>(Scheme::Sr25519), "nonce");
	}

	#[test]
	fn a_sealed_transaction_has_its_parts_in_order() {
		let envelope = usual().envelope::<MultiAddress, MultiSignature>(Scheme::Ed25519).expect("all known");
		let alice = Account::from_uri("//Alice", Scheme::Ed25519).expect("a secret");
		// Longer than what is signed unhashed, and not.
		for call in [vec![5; 40], vec![6; 400]] {
			let mut out = vec![0xff];
			envelope.seal(&alice, 70, &call, &mut vec![1, 2, 3], &mut out);
			let extensions = [&[0][..], &Compact(70u32).encode(), &[0, 0, 1]].concat();
			let mut signed = [&call[..], &extensions, &envelope.implicit].concat();
			if signed.len() > 256 {
				signed = sp_crypto_hashing::blake2_256(&signed).to_vec();
			}
			let mut signature = Vec::new();
			// Signatures of this scheme are the same every time.
			alice.sign(&signed, &mut signature);
			let body = [&[0x84, 0][..], &alice.id, &[0], &signature, &extensions, &call].concat();
			// A vector of bytes is encoded as its length and the bytes.
			assert_eq!(out[1..], body.encode());
		}
	}
}
