// SPDX-License-Identifier: Apache-2.0

//! A runtime's metadata in one form, whichever of its versions it came in.

use frame_metadata::{
	v14::{StorageEntryModifier, StorageEntryType},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use parity_scale_codec::Decode;
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use sp_crypto_hashing::twox_128;

use super::types::Typed;

/// The versions of metadata that are understood, the best first.
pub(super) const KNOWN_VERSIONS: [u32; 3] = [16, 15, 14];

/// What a runtime says of itself.
pub(super) struct Metadata {
	/// The types that everything else refers to by number.
	pub(super) types: PortableRegistry,
	/// The pallets, by index.
	pub(super) pallets: Vec<Pallet>,
	/// What a transaction carries besides a call.
	pub(super) transaction: Transaction,
}

/// A pallet.
pub(super) struct Pallet {
	/// Its name in the runtime.
	pub(super) name: String,
	/// Its place in calls, events and errors.
	pub(super) index: u8,
	/// The enum of its calls.
	pub(super) calls: Option<u32>,
	/// The enum of its events.
	pub(super) events: Option<u32>,
	/// The enum of its errors.
	pub(super) errors: Option<u32>,
	/// What its entries in the state begin with, before hashing.
	pub(super) prefix: Option<String>,
	/// Its entries in the state.
	pub(super) storage: Vec<StorageItem>,
	/// Its constants.
	pub(super) constants: Vec<Constant>,
}

/// An entry of the state, or a map of them.
pub(super) struct StorageItem {
	/// Its name in the pallet.
	pub(super) name: String,
	/// For a map: how keys are hashed, and the type of the key, or of the tuple of keys.
	pub(super) key: Option<(Vec<String>, u32)>,
	/// The type of the value.
	pub(super) value: u32,
	/// Whether the pallet reads `None` where there is no entry.
	pub(super) optional: bool,
	/// What the pallet reads where there is no entry.
	pub(super) default: Vec<u8>,
}

/// A constant.
pub(super) struct Constant {
	/// Its name in the pallet.
	pub(super) name: String,
	/// Its type.
	pub(super) ty: u32,
	/// Its value, encoded.
	pub(super) value: Vec<u8>,
}

/// What a transaction carries besides a call.
pub(super) struct Transaction {
	/// The versions of the format that the runtime accepts.
	pub(super) versions: Vec<u8>,
	/// The type that names the sender, where the metadata tells it.
	pub(super) address: Option<u32>,
	/// The type of the signature, where the metadata tells it.
	pub(super) signature: Option<u32>,
	/// The transaction extensions, in their order.
	pub(super) extensions: Vec<Extension>,
}

/// A transaction extension.
pub(super) struct Extension {
	/// Its name.
	pub(super) name: String,
	/// What it puts into a transaction.
	pub(super) explicit: u32,
	/// What it adds to the signed bytes without sending it.
	pub(super) implicit: u32,
}

/// The forms of metadata differ in what they add, not in the fields used here.
macro_rules! pallets {
	($pallets:expr) => {
		$pallets
			.into_iter()
			.map(|pallet| {
				let (prefix, entries) = match pallet.storage {
					Some(storage) => (Some(storage.prefix), storage.entries),
					None => (None, Vec::new()),
				};
				Pallet {
					name: pallet.name,
					index: pallet.index,
					calls: pallet.calls.map(|calls| calls.ty.id),
					events: pallet.event.map(|events| events.ty.id),
					errors: pallet.error.map(|errors| errors.ty.id),
					prefix,
					storage: entries
						.into_iter()
						.map(|entry| storage_item(entry.name, entry.ty, entry.modifier, entry.default))
						.collect(),
					constants: pallet
						.constants
						.into_iter()
						.map(|constant| Constant {
							name: constant.name,
							ty: constant.ty.id,
							value: constant.value,
						})
						.collect(),
				}
			})
			.collect::<Vec<_>>()
	};
}

impl Metadata {
	/// Decodes metadata as a runtime gives it.
	///
	/// # Errors
	///
	/// A reason, if the bytes are no metadata of a version in [`KNOWN_VERSIONS`].
	pub(super) fn decode(bytes: &[u8]) -> Result<Self, String> {
		let metadata = RuntimeMetadataPrefixed::decode(&mut &*bytes)
			.map_err(|error| format!("its metadata does not decode: {error}"))?;
		let mut metadata = match metadata.1 {
			RuntimeMetadata::V14(metadata) => {
				let parameter = |name: &str| {
					let ty = metadata.types.resolve(metadata.extrinsic.ty.id)?;
					ty.type_params.iter().find(|param| param.name == name)?.ty.map(|ty| ty.id)
				};
				let transaction = Transaction {
					versions: vec![metadata.extrinsic.version],
					address: parameter("Address"),
					signature: parameter("Signature"),
					extensions: metadata
						.extrinsic
						.signed_extensions
						.into_iter()
						.map(|it| extension(it.identifier, it.ty.id, it.additional_signed.id))
						.collect(),
				};
				Self { types: metadata.types, pallets: pallets!(metadata.pallets), transaction }
			}
			RuntimeMetadata::V15(metadata) => {
				let transaction = Transaction {
					versions: vec![metadata.extrinsic.version],
					address: Some(metadata.extrinsic.address_ty.id),
					signature: Some(metadata.extrinsic.signature_ty.id),
					extensions: metadata
						.extrinsic
						.signed_extensions
						.into_iter()
						.map(|it| extension(it.identifier, it.ty.id, it.additional_signed.id))
						.collect(),
				};
				Self { types: metadata.types, pallets: pallets!(metadata.pallets), transaction }
			}
			RuntimeMetadata::V16(metadata) => {
				let extrinsic = metadata.extrinsic;
				let all: Vec<_> = extrinsic
					.transaction_extensions
					.into_iter()
					.map(|it| extension(it.identifier, it.ty.id, it.implicit.id))
					.collect();
				// The list holds the extensions of every version; the first version is the one that is signed with
				// today. Without a version there is one order, that of the list.
				let order = extrinsic.transaction_extensions_by_version.into_iter().next();
				let extensions = match order {
					Some((_, order)) => {
						let chosen = order.iter().map(|index| {
							let position = usize::try_from(index.0).unwrap_or(usize::MAX);
							all.get(position).map(|it| extension(it.name.clone(), it.explicit, it.implicit))
						});
						chosen
							.collect::<Option<_>>()
							.ok_or("its metadata names extensions that it does not have")?
					}
					None => all,
				};
				let transaction = Transaction {
					versions: extrinsic.versions,
					address: Some(extrinsic.address_ty.id),
					signature: Some(extrinsic.signature_ty.id),
					extensions,
				};
				Self { types: metadata.types, pallets: pallets!(metadata.pallets), transaction }
			}
			other => return Err(format!("its metadata has version {}", other.version())),
		};
		metadata.pallets.sort_by_key(|pallet| pallet.index);
		Ok(metadata)
	}

	/// A type by its number.
	pub(super) fn typed(&self, id: u32) -> Typed<'_> {
		Typed { registry: &self.types, id }
	}

	/// A pallet by its name.
	pub(super) fn pallet(&self, name: &str) -> Option<&Pallet> {
		self.pallets.iter().find(|pallet| pallet.name == name)
	}

	/// The variants of an enum such as a pallet's calls; none if there is no enum.
	pub(super) fn variants(&self, id: Option<u32>) -> &[Variant<PortableForm>] {
		match id.and_then(|id| self.types.resolve(id)).map(|ty| &ty.type_def) {
			Some(TypeDef::Variant(variant)) => &variant.variants,
			_ => &[],
		}
	}

	/// A constant by its pallet and name.
	pub(super) fn constant(&self, pallet: &str, name: &str) -> Option<&Constant> {
		self.pallet(pallet)?.constants.iter().find(|constant| constant.name == name)
	}

	/// The key under which the state has a value that is no map, and the type of the value.
	pub(super) fn value(&self, pallet: &str, item: &str) -> Option<(Vec<u8>, u32)> {
		let pallet = self.pallet(pallet)?;
		let item = pallet.storage.iter().find(|entry| entry.name == item && entry.key.is_none())?;
		Some((storage_prefix(pallet.prefix.as_deref()?, &item.name), item.value))
	}
}

/// What the keys of a storage item begin with: all there is of the key of a value that is no map.
pub(super) fn storage_prefix(pallet_prefix: &str, item: &str) -> Vec<u8> {
	[twox_128(pallet_prefix.as_bytes()), twox_128(item.as_bytes())].concat()
}

fn extension(name: String, explicit: u32, implicit: u32) -> Extension {
	Extension { name, explicit, implicit }
}

fn storage_item(
	name: String,
	ty: StorageEntryType<PortableForm>,
	modifier: StorageEntryModifier,
	default: Vec<u8>,
) -> StorageItem {
	let (key, value) = match ty {
		StorageEntryType::Plain(value) => (None, value.id),
		StorageEntryType::Map { hashers, key, value } => {
			(Some((hashers.iter().map(|hasher| format!("{hasher:?}")).collect(), key.id)), value.id)
		}
	};
	StorageItem { name, key, value, optional: modifier == StorageEntryModifier::Optional, default }
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use parity_scale_codec::Encode;
	use scale_info::{MetaType, Registry, TypeInfo};

	/// Metadata that is built by hand, a pallet after the other.
	pub(in super::super) struct Builder {
		registry: Registry,
		pallets: Vec<Pallet>,
		extensions: Vec<Extension>,
	}

	impl Builder {
		/// Begins with nothing.
		pub(in super::super) fn new() -> Self {
			Self { registry: Registry::new(), pallets: Vec::new(), extensions: Vec::new() }
		}

		fn id<T: TypeInfo + 'static>(&mut self) -> u32 {
			self.registry.register_type(&MetaType::new::<T>()).id
		}

		fn last(&mut self) -> &mut Pallet {
			self.pallets.last_mut().expect("a pallet was added")
		}

		/// Adds a pallet. What follows belongs to it.
		pub(in super::super) fn pallet(mut self, name: &str, index: u8) -> Self {
			self.pallets.push(Pallet {
				name: name.into(),
				index,
				calls: None,
				events: None,
				errors: None,
				prefix: Some(name.into()),
				storage: Vec::new(),
				constants: Vec::new(),
			});
			self
		}

		/// Gives it the calls of the enum `T`.
		pub(in super::super) fn calls<T: TypeInfo + 'static>(mut self) -> Self {
			self.last().calls = Some(self.id::<T>());
			self
		}

		/// Gives it the events of the enum `T`.
		pub(in super::super) fn events<T: TypeInfo + 'static>(mut self) -> Self {
			self.last().events = Some(self.id::<T>());
			self
		}

		/// Gives it a value in the state.
		pub(in super::super) fn value<T: TypeInfo + 'static>(mut self, name: &str) -> Self {
			let value = self.id::<T>();
			let item = StorageItem { name: name.into(), key: None, value, optional: true, default: vec![0] };
			self.last().storage.push(item);
			self
		}

		/// Gives it a map in the state.
		pub(in super::super) fn map<K: TypeInfo + 'static, V: TypeInfo + 'static>(
			mut self,
			name: &str,
			hasher: &str,
		) -> Self {
			let key = Some((vec![hasher.into()], self.id::<K>()));
			let value = self.id::<V>();
			let item = StorageItem { name: name.into(), key, value, optional: true, default: vec![0] };
			self.last().storage.push(item);
			self
		}

		/// Gives it a constant.
		pub(in super::super) fn constant<T: TypeInfo + Encode + 'static>(
			mut self,
			name: &str,
			value: T,
		) -> Self {
			let ty = self.id::<T>();
			self.last().constants.push(Constant { name: name.into(), ty, value: value.encode() });
			self
		}

		/// Adds a transaction extension that puts an `E` into transactions and adds an `I` to what is signed.
		pub(in super::super) fn extension<E: TypeInfo + 'static, I: TypeInfo + 'static>(
			mut self,
			name: &str,
		) -> Self {
			let (explicit, implicit) = (self.id::<E>(), self.id::<I>());
			self.extensions.push(extension(name.into(), explicit, implicit));
			self
		}

		/// The metadata.
		pub(in super::super) fn build(self) -> Metadata {
			Metadata {
				types: self.registry.into(),
				pallets: self.pallets,
				transaction: Transaction {
					versions: vec![4],
					address: None,
					signature: None,
					extensions: self.extensions,
				},
			}
		}
	}

	#[test]
	fn what_is_no_metadata_is_refused() {
		assert!(Metadata::decode(b"meta").is_err());
		assert!(Metadata::decode(&[]).is_err());
	}

	#[test]
	fn a_value_has_the_key_that_the_pallet_uses() {
		let metadata = Builder::new().pallet("System", 0).value::<u32>("Number").build();
		let (key, _) = metadata.value("System", "Number").expect("declared");
		// The well-known key of the block number.
		assert_eq!(hex::encode(key), "26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac");
		assert!(metadata.value("System", "Account").is_none());
	}
}
