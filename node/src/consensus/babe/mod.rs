// SPDX-License-Identifier: Apache-2.0

//! BABE: validators win slots with a verifiable random function of their keys.

mod equivocation;

use std::{sync::Arc, time::Duration};

use cairn_primitives::Header;
use jsonrpsee::RpcModule;
use sc_consensus_babe::{BabeLink, BabeWorkerHandle, SlotProportion};
use sc_consensus_babe_rpc::{Babe as BabeRpc, BabeApiServer};
use sc_consensus_manual_seal::consensus::babe::BabeConsensusDataProvider;
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_sync_state_rpc::{SyncState, SyncStateApiServer};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_babe::{inherents::InherentDataProvider as SlotProvider, BabeApi};
use sp_core::crypto::ByteArray;
use sp_timestamp::InherentDataProvider as TimestampProvider;

use self::equivocation::EquivocationReporter;
use super::{sealing, slots::NewestSlot, Authority, Commands, Engine, Ingredients, RpcContext};
use crate::service::{Block, Client, ImportQueue, SelectChain, SharedBlockImport};

/// The share of a slot that may be spent on building its block: the rest is for the block to reach the others.
const PROPOSAL_SHARE: f32 = 2.0 / 3.0;

/// The current slot as the SDK's import step is told it. From that it learns only how old a block is, and in blocks this
/// old it does not look for validators that make two in a slot. It would report them without proof, and a report of its
/// own would keep that of [`EquivocationReporter`] out of the pool. Into the check of a block's inherent data goes the
/// block's own slot.
const NO_SEARCH: u64 = u64::MAX;

struct Babe {
	client: Arc<Client>,
	select_chain: SelectChain,
	link: BabeLink<Block>,
	block_import: SharedBlockImport,
	worker: BabeWorkerHandle<Block>,
	newest: NewestSlot,
	/// Whether blocks become final, so that making them may wait for it.
	finalises: bool,
}

/// Builds the engine and its import queue.
pub(super) fn assemble(
	ingredients: Ingredients<'_>,
) -> Result<(Box<dyn Engine>, ImportQueue), sc_service::Error> {
	let Ingredients { client, select_chain, pool, inner_import, grandpa, spawner, registry, telemetry } =
		ingredients;
	let config = sc_consensus_babe::configuration(&*client)?;
	let slot_duration = config.slot_duration();
	let newest = NewestSlot::default();
	let sealed = newest.clone();
	let (block_import, link) = sc_consensus_babe::block_import(
		config,
		inner_import,
		client.clone(),
		// What the time in an imported block is compared with: one from the future is refused.
		move |_, ()| {
			let now = sealed.time(slot_duration);
			async move { Ok((SlotProvider::new(NO_SEARCH.into()), TimestampProvider::new(now))) }
		},
		select_chain.clone(),
		super::offchain_pool(&pool),
	)?;
	let block_import = SharedBlockImport::new(EquivocationReporter::new(
		SharedBlockImport::new(block_import),
		client.clone(),
		link.clone(),
		super::offchain_pool(&pool),
	));
	let (queue, worker) = sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
		link: link.clone(),
		block_import: block_import.clone(),
		justification_import: grandpa.map(|grandpa| grandpa.justification_import()),
		client: client.clone(),
		slot_duration,
		spawner,
		registry,
		telemetry,
	})?;
	let finalises = grandpa.is_some();
	Ok((Box::new(Babe { client, select_chain, link, block_import, worker, newest, finalises }), queue))
}

impl Engine for Babe {
	fn author(&self, authority: Authority) -> Result<(), sc_service::Error> {
		let slot_duration = self.link.config().slot_duration();
		let worker = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
			keystore: authority.keystore,
			client: authority.client,
			select_chain: authority.select_chain,
			env: authority.proposer,
			block_import: self.block_import.clone(),
			sync_oracle: authority.sync_service.clone(),
			justification_sync_link: authority.sync_service,
			create_inherent_data_providers: move |_, ()| async move {
				let timestamp = TimestampProvider::from_system_time();
				Ok((SlotProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration), timestamp))
			},
			force_authoring: authority.force_authoring,
			backoff_authoring_blocks: self.finalises.then(BackoffAuthoringOnFinalizedHeadLagging::default),
			babe_link: self.link.clone(),
			block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE),
			max_block_proposal_slot_portion: None,
			telemetry: authority.telemetry,
		})?;
		super::spawn_authoring(&authority.spawn_essential, "babe", worker);
		Ok(())
	}

	fn seal(&self, authority: Authority, commands: Commands) -> Result<(), sc_service::Error> {
		let best = self.client.info().best_hash;
		let authorities =
			self.client.runtime_api().current_epoch(best).map_err(sp_blockchain::Error::from)?.authorities;
		// A slot belongs to one validator. Only a node with everybody's keys can make a block at any time.
		let missing = authorities
			.iter()
			.filter(|(id, _)| !authority.keystore.has_keys(&[(id.to_raw_vec(), sp_consensus_babe::KEY_TYPE)]))
			.count();
		if missing > 0 {
			return Err(sc_service::Error::Other(format!(
				"sealing on demand needs the BABE keys of all {} block producers, and {missing} of them are \
				 not in the keystore\n  help: use `--dev`, or a chain with one validator whose key this node \
				 has",
				authorities.len()
			)));
		}
		let digests = BabeConsensusDataProvider::new(
			self.client.clone(),
			authority.keystore.clone(),
			self.link.epoch_changes().clone(),
			authorities,
		)
		.map_err(|error| sc_service::Error::Other(error.to_string()))?;
		let client = self.client.clone();
		let slot_duration = self.link.config().slot_duration();
		let newest = self.newest.clone();
		let inherents = move |parent, ()| {
			let slot_of = |header: &Header| {
				sc_consensus_babe::find_pre_digest::<Block>(header).map(|digest| digest.slot())
			};
			let inherents = newest
				.after(&client, parent, slot_duration, slot_of)
				.map(|(slot, timestamp)| (SlotProvider::new(slot), TimestampProvider::new(timestamp)));
			async move { inherents.map_err(Into::into) }
		};
		let spawner = authority.spawn_essential.clone();
		let task = sealing::run(authority, commands, self.block_import.clone(), Box::new(digests), inherents);
		super::spawn_authoring(&spawner, "sealing", task);
		Ok(())
	}

	fn slot(&self) -> Option<Duration> {
		Some(self.link.config().slot_duration().as_duration())
	}

	fn add_rpc(&self, module: &mut RpcModule<()>, context: &RpcContext<'_>) -> Result<(), sc_service::Error> {
		let other = |error: &dyn std::fmt::Display| sc_service::Error::Other(error.to_string());
		let babe = BabeRpc::new(
			self.client.clone(),
			self.worker.clone(),
			context.keystore.clone(),
			self.select_chain.clone(),
		);
		module.merge(babe.into_rpc()).map_err(|error| other(&error))?;
		// A sync state holds GRANDPA's authorities, so there is none without GRANDPA.
		if let Some(authority_set) = &context.authority_set {
			let sync_state = SyncState::new(
				context.chain_spec.cloned_box(),
				self.client.clone(),
				authority_set.clone(),
				self.worker.clone(),
			)
			.map_err(|error| other(&error))?;
			module.merge(sync_state.into_rpc()).map_err(|error| other(&error))?;
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_client_api::AuxStore;
	use sp_consensus_babe::{AuthorityId, Slot, SlotDuration};
	use sp_core::H256;
	use sp_keyring::Sr25519Keyring;
	use sp_runtime::traits::Header as _;

	/// Where the SDK would keep what it finds.
	struct Untouched;

	impl AuxStore for Untouched {
		fn insert_aux<
			'a,
			'b: 'a,
			'c: 'a,
			I: IntoIterator<Item = &'a (&'c [u8], &'c [u8])>,
			D: IntoIterator<Item = &'a &'b [u8]>,
		>(
			&self,
			_: I,
			_: D,
		) -> sp_blockchain::Result<()> {
			panic!("the SDK keeps a header")
		}

		fn get_aux(&self, _: &[u8]) -> sp_blockchain::Result<Option<Vec<u8>>> {
			panic!("the SDK looks for headers")
		}
	}

	#[test]
	fn the_import_step_of_the_sdk_does_not_look_for_equivocations() {
		let header = Header::new(1, H256::zero(), H256::zero(), H256::zero(), Default::default());
		let author = AuthorityId::from(Sr25519Keyring::Bob.public());
		let now = Slot::from_timestamp(sp_timestamp::Timestamp::current(), SlotDuration::from_millis(1));
		let found =
			sc_consensus_slots::check_equivocation(&Untouched, NO_SEARCH.into(), now, &header, &author);
		assert_eq!(found.expect("nothing can fail"), None);
	}
}
