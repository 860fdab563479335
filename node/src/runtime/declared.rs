// SPDX-License-Identifier: Apache-2.0

//! Reads from a runtime's declared APIs which consensus it is written for.

use sp_api::RuntimeApiInfo;
use sp_version::RuntimeVersion;

use crate::service::Block;

/// How a chain's blocks are produced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Production {
	/// Slots are won by a verifiable random function of a validator's key.
	Babe,
}

impl Production {
	/// The name that a person knows it by.
	pub fn name(self) -> &'static str {
		match self {
			Self::Babe => "BABE",
		}
	}
}

/// The consensus that a runtime declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
	/// How blocks are produced.
	pub production: Production,
	/// Whether GRANDPA finalises them.
	pub grandpa: bool,
	/// Whether validators publish their network addresses, each signed with a session key.
	pub authority_discovery: bool,
}

/// The runtime declares no way of producing blocks that this node knows.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
	"the runtime `{spec_name}` declares no block production that this node knows: looked for the runtime \
	 APIs {looked_for}\n  help: implement one of them in the runtime, or run a node that knows its consensus"
)]
pub struct NoConsensus {
	/// The runtime's `spec_name`.
	pub spec_name: String,
	/// The APIs that would have been usable.
	pub looked_for: &'static str,
}

/// APIs that make a runtime able to produce blocks, for messages.
const PRODUCTION_APIS: &str = "BabeApi";

impl Declared {
	/// Reads the consensus from a runtime's version record.
	///
	/// # Errors
	///
	/// [`NoConsensus`] if no known API of block production is declared.
	pub fn read(version: &RuntimeVersion) -> Result<Self, NoConsensus> {
		let declares = |id: &[u8; 8]| version.apis.iter().any(|(declared, _)| declared == id);
		let production = if declares(&<dyn sp_consensus_babe::BabeApi<Block>>::ID) {
			Production::Babe
		} else {
			return Err(NoConsensus {
				spec_name: version.spec_name.to_string(),
				looked_for: PRODUCTION_APIS,
			});
		};
		Ok(Self {
			production,
			grandpa: declares(&<dyn sp_consensus_grandpa::GrandpaApi<Block>>::ID),
			authority_discovery: declares(&<dyn sp_authority_discovery::AuthorityDiscoveryApi<Block>>::ID),
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
const KNOWN_APIS: [&str; 33] = [
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
	"ContractsApi",
	"Core",
	"DifficultyApi",
	"FungiblesApi",
	"GenesisBuilder",
	"GrandpaApi",
	"GetParachainInfo",
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
	"TransactionPaymentApi",
	"TransactionPaymentCallApi",
	"TryRuntime",
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
	}

	#[test]
	fn a_runtime_without_block_production_is_refused_by_name() {
		let error = Declared::read(&runtime_with(&["Core", "GrandpaApi"])).expect_err("no production");
		let text = error.to_string();
		assert!(text.contains("`sample`") && text.contains("BabeApi"), "{text}");
	}

	#[test]
	fn unknown_apis_are_listed_by_identifier() {
		let list = ApiInfo::list(&runtime_with(&["Core", "NobodyKnowsThis"]));
		let names: Vec<_> = list.iter().map(|api| api.name.as_str()).collect();
		let id = format!("0x{}", hex::encode(sp_crypto_hashing::blake2_64(b"NobodyKnowsThis")));
		assert_eq!(names, [id.as_str(), "Core"]);
	}
}
