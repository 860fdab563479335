// SPDX-License-Identifier: Apache-2.0

//! A chain, as its metadata describes it.

use crate::{
	account::Id,
	block::{Clock, Header},
	envelope::Version,
	node::{account_key, value_key, Node},
	problem::{Problem, Result},
};
use jsonrpsee_client::rpc_params;
use parity_scale_codec::{Compact, Decode, Encode};
use serde::Deserialize;
use sp_core::{Bytes, H256};
use std::sync::Arc;
use subxt::{
	dynamic::{At, Value},
	ext::scale_value::{scale::decode_as_type, ValueDef},
	Metadata,
};

/// Versions of metadata that are understood here, the best first.
const METADATA_VERSIONS: [u32; 3] = [16, 15, 14];

/// A value, with the type that it has on the chain.
pub type Typed = Value<u32>;

/// A chain, by way of one of its nodes.
#[derive(Clone, Debug)]
pub struct Chain {
	/// The node.
	pub node: Node,
	/// The chain's name.
	pub name: String,
	/// The node's name and version.
	pub software: String,
	/// The runtime's name.
	pub runtime: String,
	/// The metadata of the runtime of the last block.
	pub metadata: Arc<Metadata>,
	/// What of the runtime is signed with each transaction.
	pub version: Version,
	/// How to find a block's time.
	pub clock: Option<Clock>,
	/// What fits into a block.
	pub limits: Limits,
}

/// What of ordinary transactions fits into a block; none where the chain does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
	/// The time that executing them may take, in picoseconds.
	pub ref_time: Option<u64>,
	/// How many bytes the proof of what they read and write may have.
	pub proof_size: Option<u64>,
	/// How many bytes they may have.
	pub length: Option<u64>,
}

/// What an account has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holding {
	/// The nonce of its next transaction.
	pub nonce: u32,
	/// What it has that is not reserved, in the smallest unit.
	pub free: u128,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RuntimeVersion {
	spec_name: String,
	spec_version: u32,
	transaction_version: u32,
}

impl Chain {
	/// The chain of the node at `uri`.
	///
	/// # Errors
	///
	/// When there is no node, or its chain is not of a kind that is known here.
	pub async fn connect(uri: &str) -> Result<Self> {
		let node = Node::connect(uri, 64).await?;
		let genesis: H256 = node.ask("chain_getBlockHash", rpc_params![0]).await?;
		let RuntimeVersion { spec_name, spec_version, transaction_version } =
			node.ask("state_getRuntimeVersion", rpc_params![]).await?;
		let name = node.ask("system_chain", rpc_params![]).await?;
		let software: String = node.ask("system_name", rpc_params![]).await?;
		let release: String = node.ask("system_version", rpc_params![]).await?;
		let metadata = Arc::new(metadata(&node).await?);
		let last = node.finalised().await?;
		let header: Header = node.ask("chain_getHeader", rpc_params![last]).await?;
		if header.hash() != last {
			return Err(Problem::new("the chain does not hash its blocks with BLAKE2b of 256 bits"));
		}
		let version = Version { genesis: genesis.0, spec: spec_version, transaction: transaction_version };
		let clock = Clock::new(&metadata);
		let mut chain = Self {
			node,
			name,
			software: format!("{software} {release}"),
			runtime: format!("{spec_name} {spec_version}"),
			metadata,
			version,
			clock,
			limits: Limits::default(),
		};
		chain.limits = chain.read_limits();
		Ok(chain)
	}

	/// Whether the runtime has such a call.
	pub fn has_call(&self, pallet: &str, call: &str) -> bool {
		let pallet = self.metadata.pallet_by_name(pallet);
		pallet.is_some_and(|pallet| pallet.call_variant_by_name(call).is_some())
	}

	/// A constant of a pallet, if there is one.
	pub fn constant(&self, pallet: &str, name: &str) -> Option<Typed> {
		let constant = self.metadata.pallet_by_name(pallet)?.constant_by_name(name)?;
		decode_as_type(&mut constant.value(), constant.ty(), self.metadata.types()).ok()
	}

	/// The value of an entry of the state that is encoded so.
	///
	/// # Errors
	///
	/// When there is no such entry, or its value is encoded otherwise.
	pub fn decoded(&self, pallet: &str, entry: &str, encoded: &[u8]) -> Result<Typed> {
		let wrong = |cause: String| Problem::new(format!("{pallet}.{entry} is not known here: {cause}"));
		let found = self.metadata.pallet_by_name(pallet).and_then(|pallet| pallet.storage());
		let found = found.and_then(|storage| storage.entry_by_name(entry));
		let found = found.ok_or_else(|| wrong("the chain has none".into()))?;
		decode_as_type(&mut &encoded[..], found.value_ty(), self.metadata.types())
			.map_err(|error| wrong(error.to_string()))
	}

	/// What is stored as the value `pallet.entry` after a block.
	///
	/// # Errors
	///
	/// When the node does not tell, or it is encoded otherwise than the metadata says.
	pub async fn value(&self, pallet: &str, entry: &str, at: H256) -> Result<Option<Typed>> {
		let stored = self.node.storage(&[value_key(pallet, entry)], at).await?.into_iter().flatten().next();
		stored.map(|stored| self.decoded(pallet, entry, &stored)).transpose()
	}

	/// What these accounts have after the best block.
	///
	/// # Errors
	///
	/// When the node does not tell, or accounts look otherwise than known here.
	pub async fn holdings(&self, accounts: impl IntoIterator<Item = Id>) -> Result<Vec<Holding>> {
		let keys = accounts.into_iter().map(|id| account_key("System", "Account", &id)).collect::<Vec<_>>();
		let at = self.node.ask("chain_getBlockHash", rpc_params![]).await?;
		let stored = self.node.storage(&keys, at).await?;
		let holding = |stored: Option<Vec<u8>>| match stored {
			None => Ok(Holding::default()),
			Some(stored) => self.decoded("System", "Account", &stored).and_then(|account| {
				let nonce = within(Some(&account), &["nonce"]).and_then(Typed::as_u128);
				let free = within(Some(&account), &["data", "free"]).and_then(Typed::as_u128);
				match (nonce.and_then(|nonce| u32::try_from(nonce).ok()), free) {
					(Some(nonce), Some(free)) => Ok(Holding { nonce, free }),
					_ => Err(Problem::new("accounts of the chain do not look as known here")),
				}
			}),
		};
		stored.into_iter().map(holding).collect()
	}

	/// The least that an account may have, in the smallest unit.
	pub fn existential_deposit(&self) -> u128 {
		let constant = self.constant("Balances", "ExistentialDeposit");
		constant.and_then(|value| value.as_u128()).unwrap_or(1)
	}

	/// The fee of a transaction, in the smallest unit, as it would be now.
	///
	/// # Errors
	///
	/// When the runtime does not tell.
	pub async fn fee(&self, transaction: &[u8]) -> Result<u128> {
		let arguments = [transaction, &(transaction.len() as u32).encode()].concat();
		let told = self.node.call("TransactionPaymentApi_query_info", &arguments).await?;
		let (_, _, _, fee) = <(Compact<u64>, Compact<u64>, u8, u128)>::decode(&mut &told[..])
			.map_err(|_| Problem::new("the runtime tells fees in a form that is not known here"))?;
		Ok(fee)
	}

	fn read_limits(&self) -> Limits {
		let weights = self.constant("System", "BlockWeights");
		let normal = within(weights.as_ref(), &["per_class", "normal", "max_total"]).and_then(some);
		let whole = within(weights.as_ref(), &["max_block"]);
		let part = |name: &str| {
			let limit = within(normal, &[name]).or_else(|| within(whole, &[name])).and_then(Typed::as_u128);
			limit.and_then(|limit| u64::try_from(limit).ok())
		};
		let length = self.constant("System", "BlockLength");
		let length = within(length.as_ref(), &["max", "normal"]).and_then(Typed::as_u128);
		Limits {
			ref_time: part("ref_time"),
			// As good as none, where no proofs are made.
			proof_size: part("proof_size").filter(|limit| *limit < u64::MAX / 2),
			length: length.and_then(|length| u64::try_from(length).ok()),
		}
	}
}

/// What has this name in what has the name before it, and so on, in a value.
pub fn within<'a>(value: Option<&'a Typed>, names: &[&str]) -> Option<&'a Typed> {
	names.iter().try_fold(value?, |value, name| value.at(*name))
}

/// What is in an optional value.
fn some(value: &Typed) -> Option<&Typed> {
	match &value.value {
		ValueDef::Variant(variant) if variant.name == "Some" => variant.values.values().next(),
		_ => None,
	}
}

/// The metadata, in the best version that both sides know.
async fn metadata(node: &Node) -> Result<Metadata> {
	let wrong = |error| Problem::new(format!("the chain's metadata cannot be read: {error}"));
	let versions = node.call("Metadata_metadata_versions", &[]).await.unwrap_or_default();
	let versions = Vec::<u32>::decode(&mut &versions[..]).unwrap_or_default();
	let known = METADATA_VERSIONS.into_iter().filter(|version| versions.contains(version));
	for version in known {
		let told = node.call("Metadata_metadata_at_version", &version.encode()).await?;
		if let Some(bytes) = Option::<Vec<u8>>::decode(&mut &told[..]).map_err(wrong)? {
			return Metadata::decode_from(&bytes).map_err(wrong);
		}
	}
	let bytes: Bytes = node.ask("state_getMetadata", rpc_params![]).await?;
	Metadata::decode_from(&bytes.0).map_err(wrong)
}
