// SPDX-License-Identifier: Apache-2.0

//! Reads from a runtime's declared APIs which consensus it is written for.

use sp_api::RuntimeApiInfo;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::H256;
use sp_runtime::traits::NumberFor;
use sp_version::RuntimeVersion;

use crate::service::Block;

/// How a chain's blocks are produced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Production {
	/// Validators take slots in turn.
	Aura,
	/// Slots are won by a verifiable random function of a validator's key.
	Babe,
	/// Whoever finds a nonce makes the block.
	Pow,
}

impl Production {
	/// All of them.
	const ALL: [Self; 3] = [Self::Aura, Self::Babe, Self::Pow];

	/// The name that a person knows it by.
	pub fn name(self) -> &'static str {
		match self {
			Self::Aura => "Aura",
			Self::Babe => "BABE",
			Self::Pow => "proof of work",
		}
	}

	/// The name of the runtime API that declares it.
	pub fn api_name(self) -> &'static str {
		self.api().0
	}

	/// The runtime API that declares it: its name and its identifier.
	pub fn api(self) -> (&'static str, [u8; 8]) {
		match self {
			Self::Aura => ("AuraApi", <dyn sp_consensus_aura::AuraApi<Block, AuraId>>::ID),
			Self::Babe => ("BabeApi", <dyn sp_consensus_babe::BabeApi<Block>>::ID),
			Self::Pow => ("DifficultyApi", <dyn sp_consensus_pow::DifficultyApi<Block, sp_core::U256>>::ID),
		}
	}
}

/// The consensus that a runtime declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
	/// How blocks are produced.
	pub production: Production,
	/// Whether GRANDPA finalises them. It does if its API is declared and it has voters at genesis.
	pub grandpa: bool,
	/// Whether validators publish their network addresses, each signed with a session key.
	pub authority_discovery: bool,
	/// Whether the chain keeps a Merkle mountain range of its blocks, by which old ones can be proved.
	pub mmr: bool,
}

/// What a runtime declares is not one way of producing blocks that this node knows.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConsensusError {
	/// It declares none.
	#[error(
		"the runtime `{spec_name}` declares no block production that this node knows: looked for the runtime \
		 APIs {}\n  help: implement one of them in the runtime, or run a node that knows its consensus",
		names(&Production::ALL, ", ", Production::api_name)
	)]
	None {
		/// The runtime's `spec_name`.
		spec_name: String,
	},
	/// It declares more than one.
	#[error(
		"the runtime `{spec_name}` declares {}, and blocks are produced in one way only\n  help: implement one of the \
		 runtime APIs {}, and leave the others out",
		names(found, " and ", Production::name),
		names(found, ", ", Production::api_name)
	)]
	Several {
		/// The runtime's `spec_name`.
		spec_name: String,
		/// What it declares.
		found: Vec<Production>,
	},
}

fn names(of: &[Production], separator: &str, name: fn(Production) -> &'static str) -> String {
	of.iter().map(|production| name(*production)).collect::<Vec<_>>().join(separator)
}

impl Declared {
	/// Reads the consensus from a runtime's version record.
	///
	/// Whether GRANDPA has voters is not said there; [`Genesis::consensus`](crate::chain_spec::Genesis::consensus)
	/// knows.
	///
	/// # Errors
	///
	/// If not exactly one known API of block production is declared.
	pub fn read(version: &RuntimeVersion) -> Result<Self, ConsensusError> {
		let spec_name = || version.spec_name.to_string();
		let declares = |id: &[u8; 8]| version.apis.iter().any(|(declared, _)| declared == id);
		let found: Vec<_> =
			Production::ALL.into_iter().filter(|production| declares(&production.api().1)).collect();
		let production = match found[..] {
			[production] => production,
			[] => return Err(ConsensusError::None { spec_name: spec_name() }),
			_ => return Err(ConsensusError::Several { spec_name: spec_name(), found }),
		};
		Ok(Self {
			production,
			grandpa: declares(&<dyn sp_consensus_grandpa::GrandpaApi<Block>>::ID),
			authority_discovery: declares(&<dyn sp_authority_discovery::AuthorityDiscoveryApi<Block>>::ID),
			mmr: declares(&<dyn sp_mmr_primitives::MmrApi<Block, H256, NumberFor<Block>>>::ID),
		})
	}
}

impl std::fmt::Display for Declared {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str(self.production.name())?;
		if self.grandpa {
			f.write_str(" + GRANDPA")?;
		}
		Ok(())
	}
}

/// One runtime API, as declared.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct ApiInfo {
	/// The trait's name, or the hexadecimal identifier of an API that the node has no name for.
	pub name: String,
	/// The version that the runtime implements.
	pub version: u32,
}

impl ApiInfo {
	/// Lists the APIs of a version record, by name.
	///
	/// A record holds only a hash of each trait's name, so names come from a list of those in use.
	pub fn list(version: &RuntimeVersion) -> Vec<Self> {
		let mut apis: Vec<_> =
			version.apis.iter().map(|(id, version)| Self { name: api_name(id), version: *version }).collect();
		apis.sort_by(|a, b| a.name.cmp(&b.name));
		apis
	}
}

/// Traits of the SDK and of its users whose names the node can tell from their identifiers.
const KNOWN_APIS: [&str; 37] = [
	"AccountNonceApi",
	"AssetConversionApi",
	"AssetsApi",
	"AuraApi",
	"AuthorityDiscoveryApi",
	"BabeApi",
	"BeefyApi",
	"BeefyMmrApi",
	"Benchmark",
	"BlockBuilder",
	"BlockRewardApi",
	"ContractsApi",
	"Core",
	"DifficultyApi",
	"DifficultyScheduleApi",
	"FungiblesApi",
	"GenesisBuilder",
	"GetParachainInfo",
	"GrandpaApi",
	"Metadata",
	"MixnetApi",
	"MmrApi",
	"NftsApi",
	"NominationPoolsApi",
	"OffchainWorkerApi",
	"OracleApi",
	"ReviveApi",
	"RuntimeViewFunction",
	"SessionKeys",
	"StakingApi",
	"TaggedTransactionQueue",
	"TokenomicsApi",
	"TransactionBatches",
	"TransactionPaymentApi",
	"TransactionPaymentCallApi",
	"TryRuntime",
	"WorkApi",
];

/// The name behind an API's identifier, which is the BLAKE2b-64 hash of it.
fn api_name(id: &[u8; 8]) -> String {
	KNOWN_APIS
		.iter()
		.find(|name| &sp_crypto_hashing::blake2_64(name.as_bytes()) == id)
		.map(|name| name.to_string())
		.unwrap_or_else(|| format!("0x{}", hex::encode(id)))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn runtime_with(apis: &[&str]) -> RuntimeVersion {
		let apis: Vec<_> =
			apis.iter().map(|name| (sp_crypto_hashing::blake2_64(name.as_bytes()), 1)).collect();
		RuntimeVersion { spec_name: "sample".into(), apis: apis.into(), ..Default::default() }
	}

	#[test]
	fn consensus_is_read_from_the_declared_apis() {
		let with = |apis: &[&str]| Declared::read(&runtime_with(apis)).map(|d| d.to_string());
		assert_eq!(with(&["Core", "BabeApi", "GrandpaApi"]), Ok("BABE + GRANDPA".into()));
		assert_eq!(with(&["BabeApi"]), Ok("BABE".into()));
		assert_eq!(with(&["AuraApi", "GrandpaApi", "Core"]), Ok("Aura + GRANDPA".into()));
	}

	#[test]
	fn a_tree_of_blocks_is_read_from_the_declared_apis() {
		let with = |apis: &[&str]| Declared::read(&runtime_with(apis)).map(|declared| declared.mmr);
		assert_eq!((with(&["BabeApi", "MmrApi"]), with(&["BabeApi"])), (Ok(true), Ok(false)));
	}

	#[test]
	fn a_runtime_with_two_ways_of_producing_blocks_is_refused_with_both_names() {
		let error = Declared::read(&runtime_with(&["BabeApi", "AuraApi"])).expect_err("two");
		let text = error.to_string();
		assert!(
			text.contains("`sample` declares Aura and BABE") && text.contains("AuraApi, BabeApi"),
			"{text}"
		);
	}

	#[test]
	fn a_runtime_without_block_production_is_refused_by_name() {
		let error = Declared::read(&runtime_with(&["Core", "GrandpaApi"])).expect_err("no production");
		let text = error.to_string();
		assert!(text.contains("`sample`") && text.contains("AuraApi, BabeApi"), "{text}");
	}

	#[test]
	fn unknown_apis_are_listed_by_identifier() {
		let list = ApiInfo::list(&runtime_with(&["Core", "NobodyKnowsThis"]));
		let names: Vec<_> = list.iter().map(|api| api.name.as_str()).collect();
		let id = format!("0x{}", hex::encode(sp_crypto_hashing::blake2_64(b"NobodyKnowsThis")));
		assert_eq!(names, [id.as_str(), "Core"]);
	}
}
