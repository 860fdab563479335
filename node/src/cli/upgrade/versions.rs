// SPDX-License-Identifier: Apache-2.0

//! Compares what two runtimes say of their versions and of the APIs they offer to nodes.

use std::collections::BTreeMap;

use serde::Serialize;
use sp_api::RuntimeApiInfo;
use sp_consensus_aura::{sr25519::AuthorityId as AuraId, AuraApi};
use sp_version::RuntimeVersion;

use super::{
	changes::{Change, Effect},
	findings::Findings,
};
use crate::{
	runtime::{ApiInfo, Declared, Production},
	service::Block,
};

/// So many changes are named as reasons; the report lists them all.
const MAX_NAMED: usize = 3;

/// A runtime's name and numbers.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Version {
	/// Which chain's runtime it is.
	pub(super) spec_name: String,
	/// Rises with every change of behaviour.
	pub(super) spec_version: u32,
	/// Who wrote it.
	pub(super) impl_name: String,
	/// Rises with changes that leave the behaviour alone.
	pub(super) impl_version: u32,
	/// Which block producers can work with it.
	pub(super) authoring_version: u32,
	/// Rises when what clients sign is encoded in another way.
	pub(super) transaction_version: u32,
	/// How the state's trie is laid out, among others.
	pub(super) system_version: u8,
}

impl From<&RuntimeVersion> for Version {
	fn from(version: &RuntimeVersion) -> Self {
		Self {
			spec_name: version.spec_name.to_string(),
			spec_version: version.spec_version,
			impl_name: version.impl_name.to_string(),
			impl_version: version.impl_version,
			authoring_version: version.authoring_version,
			transaction_version: version.transaction_version,
			system_version: version.system_version,
		}
	}
}

/// How the APIs for nodes differ.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct ApiChanges {
	/// Those that are gone.
	pub(super) lost: Vec<ApiInfo>,
	/// Those that are new.
	pub(super) gained: Vec<ApiInfo>,
	/// Those with another version.
	pub(super) changed: Vec<ApiChange>,
}

/// An API with another version.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct ApiChange {
	/// Its name.
	pub(super) name: String,
	/// The version that the chain has.
	pub(super) old: u32,
	/// The version that it would get.
	pub(super) new: u32,
}

/// Whether the chain would take the runtime at all: it checks the name and that the version rises.
pub(super) fn would_be_taken(old: &RuntimeVersion, new: &RuntimeVersion) -> bool {
	old.spec_name == new.spec_name && new.spec_version > old.spec_version
}

/// Applies the rules of versions. `changes` tells whether what clients sign is encoded in another way.
pub(super) fn check_versions(
	old: &RuntimeVersion,
	new: &RuntimeVersion,
	changes: &[Change],
	findings: &mut Findings,
) {
	if old.spec_name != new.spec_name {
		findings.refuse(
			format!("spec_name is `{}` and the chain's is `{}`", new.spec_name, old.spec_name),
			format!("give the Wasm of this chain's runtime, or keep the name `{}` in it", old.spec_name),
		);
	}
	if new.spec_version <= old.spec_version {
		findings.refuse(
			format!("spec_version is {}, and the chain's is {} already", new.spec_version, old.spec_version),
			format!(
				"raise spec_version in the runtime to at least {} and build it again",
				old.spec_version.saturating_add(1)
			),
		);
	}
	check_transaction_version(old.transaction_version, new.transaction_version, changes, findings);
	if old.authoring_version != new.authoring_version {
		findings.warn(format!(
			"authoring_version changes from {} to {}: update the validators' nodes first, or they may stop making \
			 blocks",
			old.authoring_version, new.authoring_version
		));
	}
	if old.impl_name != new.impl_name {
		findings.warn(format!("impl_name changes from `{}` to `{}`", old.impl_name, new.impl_name));
	}
	if old.system_version != new.system_version {
		findings.warn(format!(
			"system_version changes from {} to {}: every node has to know the new one, and where the layout of the \
			 state's trie changes, old entries stay as they are until they are written again",
			old.system_version, new.system_version
		));
	}
}

fn check_transaction_version(old: u32, new: u32, changes: &[Change], findings: &mut Findings) {
	let raise = old.saturating_add(1);
	if new < old {
		return findings.refuse(
			format!("transaction_version falls from {old} to {new}"),
			format!("it never falls: set it to {old}, or to {raise} if what clients sign is encoded in another way"),
		);
	}
	let breaking: Vec<_> = changes.iter().filter(|change| change.effect == Effect::Transactions).collect();
	if breaking.is_empty() && new > old {
		findings.warn(format!(
			"transaction_version rises from {old} to {new}, and nothing that clients sign is encoded in another way: \
			 right only if a call does something else now"
		));
	}
	if !breaking.is_empty() && new == old {
		let mut named: Vec<_> = breaking.iter().take(MAX_NAMED).map(|change| change.to_string()).collect();
		if breaking.len() > MAX_NAMED {
			named.push(format!("{} more", breaking.len() - MAX_NAMED));
		}
		findings.refuse(
			format!(
				"transaction_version stays {old}, though what clients sign is encoded in another way: {}",
				named.join("; ")
			),
			format!("raise transaction_version in the runtime to {raise}, or take these changes back"),
		);
	}
}

/// Lists which APIs come, go and change.
pub(super) fn api_changes(old: &RuntimeVersion, new: &RuntimeVersion) -> ApiChanges {
	let before: BTreeMap<_, _> = ApiInfo::list(old).into_iter().map(|api| (api.name, api.version)).collect();
	let after: BTreeMap<_, _> = ApiInfo::list(new).into_iter().map(|api| (api.name, api.version)).collect();
	let only_in = |these: &BTreeMap<String, u32>, those: &BTreeMap<String, u32>| -> Vec<ApiInfo> {
		let these = these.iter().filter(|(name, _)| !those.contains_key(*name));
		these.map(|(name, version)| ApiInfo { name: name.clone(), version: *version }).collect()
	};
	let changed = before.iter().filter_map(|(name, old)| {
		let new = *after.get(name)?;
		(*old != new).then(|| ApiChange { name: name.clone(), old: *old, new })
	});
	ApiChanges {
		lost: only_in(&before, &after),
		gained: only_in(&after, &before),
		changed: changed.collect(),
	}
}

/// An API that nodes cannot do without.
struct Needed {
	name: &'static str,
	id: [u8; 8],
	/// The version that this node is written for.
	known: u32,
	/// What nodes do with it.
	purpose: &'static str,
}

impl Needed {
	fn new<Api: RuntimeApiInfo + ?Sized>(name: &'static str, purpose: &'static str) -> Self {
		Self { name, id: Api::ID, known: Api::VERSION, purpose }
	}

	/// What nodes of a chain with this consensus need.
	fn of(consensus: Option<Declared>) -> Vec<Self> {
		use sp_transaction_pool::runtime_api::TaggedTransactionQueue;
		let mut needed = vec![
			Self::new::<dyn sp_api::Core<Block>>("Core", "execute blocks"),
			Self::new::<dyn sp_block_builder::BlockBuilder<Block>>("BlockBuilder", "make blocks"),
			Self::new::<dyn sp_api::Metadata<Block>>("Metadata", "tell clients what the chain can do"),
			Self::new::<dyn TaggedTransactionQueue<Block>>(
				"TaggedTransactionQueue",
				"take transactions from clients",
			),
		];
		if let Some(consensus) = consensus {
			let purpose = "produce blocks as the chain does now";
			needed.push(match consensus.production {
				Production::Aura => Self::new::<dyn AuraApi<Block, AuraId>>("AuraApi", purpose),
				Production::Babe => Self::new::<dyn sp_consensus_babe::BabeApi<Block>>("BabeApi", purpose),
				Production::Pow => Self::new::<dyn sp_consensus_pow::DifficultyApi<Block, sp_core::U256>>(
					"DifficultyApi",
					purpose,
				),
			});
			if consensus.grandpa {
				needed.push(Self::new::<dyn sp_consensus_grandpa::GrandpaApi<Block>>(
					"GrandpaApi",
					"make blocks final as the chain does now",
				));
			}
		}
		needed
	}
}

/// Checks that nodes of a chain with this consensus can go on with what the new runtime declares.
pub(super) fn check_apis(
	consensus: Option<Declared>,
	new: &RuntimeVersion,
	changes: &ApiChanges,
	findings: &mut Findings,
) {
	let needed = Needed::of(consensus);
	for api in &needed {
		match new.apis.iter().find(|(id, _)| *id == api.id).map(|(_, version)| *version) {
			None => findings.refuse(
				format!(
					"the new runtime does not declare the API `{}`, with which nodes {}",
					api.name, api.purpose
				),
				format!("implement `{}` in the runtime's `impl_runtime_apis!`", api.name),
			),
			Some(version) if version > api.known => findings.warn(format!(
				"the API `{}` gets version {version}, and this node is written for {}: make sure that the network's \
				 nodes know it",
				api.name, api.known
			)),
			Some(_) => {}
		}
	}
	for lost in changes.lost.iter().filter(|lost| needed.iter().all(|api| api.name != lost.name)) {
		findings.warn(format!("the API `{}` is gone: whoever calls it gets an error", lost.name));
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const STANDARD: [&str; 6] =
		["Core", "BlockBuilder", "Metadata", "TaggedTransactionQueue", "BabeApi", "GrandpaApi"];

	fn version(spec: u32, transaction: u32, apis: &[&str]) -> RuntimeVersion {
		let apis: Vec<_> =
			apis.iter().map(|name| (sp_crypto_hashing::blake2_64(name.as_bytes()), 1)).collect();
		RuntimeVersion {
			spec_name: "sample".into(),
			spec_version: spec,
			transaction_version: transaction,
			apis: apis.into(),
			..Default::default()
		}
	}

	fn breaking(number: usize) -> Vec<Change> {
		(0..number)
			.map(|call| Change {
				pallet: Some("Balances".into()),
				item: Some(format!("call c{call}")),
				change: "moves".into(),
				effect: Effect::Transactions,
			})
			.collect()
	}

	fn checked(old: &RuntimeVersion, new: &RuntimeVersion, changes: &[Change]) -> Findings {
		let mut findings = Findings::default();
		check_versions(old, new, changes, &mut findings);
		check_apis(Declared::read(old).ok(), new, &api_changes(old, new), &mut findings);
		findings
	}

	fn causes(findings: &Findings) -> Vec<&str> {
		findings.refusals.iter().map(|refusal| refusal.cause.as_str()).collect()
	}

	#[test]
	fn a_higher_version_of_the_same_runtime_passes() {
		let findings = checked(&version(1, 1, &STANDARD), &version(2, 1, &STANDARD), &[]);
		assert!(findings.refusals.is_empty() && findings.warnings.is_empty(), "{findings:?}");
	}

	#[test]
	fn the_version_must_rise_and_the_name_stay() {
		let old = version(2, 1, &STANDARD);
		let other = RuntimeVersion { spec_name: "other".into(), ..version(2, 1, &STANDARD) };
		assert!(!would_be_taken(&old, &other) && !would_be_taken(&old, &old));
		assert_eq!(
			causes(&checked(&old, &other, &[])),
			[
				"spec_name is `other` and the chain's is `sample`",
				"spec_version is 2, and the chain's is 2 already"
			]
		);
		assert!(would_be_taken(&old, &version(3, 1, &STANDARD)));
	}

	#[test]
	fn another_encoding_needs_another_transaction_version() {
		let (old, new) = (version(1, 1, &STANDARD), version(2, 1, &STANDARD));
		let findings = checked(&old, &new, &breaking(5));
		assert_eq!(
			causes(&findings),
			[
				"transaction_version stays 1, though what clients sign is encoded in another way: Balances call \
				 c0: moves; Balances call c1: moves; Balances call c2: moves; 2 more"
			]
		);
		assert!(findings.refusals[0].way_out.contains("to 2"));
		assert!(causes(&checked(&old, &version(2, 2, &STANDARD), &breaking(1))).is_empty());
	}

	#[test]
	fn the_transaction_version_never_falls_and_rises_for_a_reason() {
		let old = version(1, 5, &STANDARD);
		let fallen = checked(&old, &version(2, 4, &STANDARD), &[]);
		assert_eq!(causes(&fallen), ["transaction_version falls from 5 to 4"]);
		let risen = checked(&old, &version(2, 6, &STANDARD), &[]);
		assert!(causes(&risen).is_empty());
		assert!(risen.warnings[0].starts_with("transaction_version rises from 5 to 6"));
	}

	#[test]
	fn apis_that_nodes_need_must_stay() {
		let old = version(1, 1, &[&STANDARD[..], &["NftsApi"]].concat());
		let findings = checked(&old, &version(2, 1, &["Core", "Metadata", "BlockBuilder"]), &[]);
		let named: Vec<_> = ["TaggedTransactionQueue", "BabeApi", "GrandpaApi"].to_vec();
		assert_eq!(findings.refusals.len(), named.len());
		for (cause, name) in causes(&findings).iter().zip(named) {
			assert!(cause.contains(name), "{cause}");
		}
		assert_eq!(findings.warnings, ["the API `NftsApi` is gone: whoever calls it gets an error"]);
	}

	#[test]
	fn only_the_consensus_that_the_chain_has_is_needed() {
		let apis = ["Core", "BlockBuilder", "Metadata", "TaggedTransactionQueue", "BabeApi"];
		assert!(causes(&checked(&version(1, 1, &apis), &version(2, 1, &apis), &[])).is_empty());
	}

	#[test]
	fn api_changes_are_told_apart() {
		let mut new = version(2, 1, &["Core", "StakingApi"]);
		new.apis.to_mut()[0].1 = 7;
		let changes = api_changes(&version(1, 1, &["Core", "NftsApi"]), &new);
		assert_eq!(changes.lost, [ApiInfo { name: "NftsApi".into(), version: 1 }]);
		assert_eq!(changes.gained, [ApiInfo { name: "StakingApi".into(), version: 1 }]);
		assert_eq!(changes.changed, [ApiChange { name: "Core".into(), old: 1, new: 7 }]);
	}
}
