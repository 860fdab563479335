// SPDX-License-Identifier: Apache-2.0

//! Aura: validators take slots in turn. Their keys are of sr25519.

use std::{sync::Arc, time::Duration};

use jsonrpsee::RpcModule;
use sc_client_api::UsageProvider;
use sc_consensus_aura::{
	CheckForEquivocation, CompatibilityMode, ImportQueueParams, SlotProportion, StartAuraParams,
};
use sc_consensus_manual_seal::consensus::aura::AuraConsensusDataProvider;
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sp_consensus_aura::{
	inherents::InherentDataProvider as SlotProvider,
	sr25519::{AuthorityPair, AuthoritySignature as AuraSignature},
	SlotDuration,
};
use sp_timestamp::InherentDataProvider as TimestampProvider;

use super::{sealing, slots::NewestSlot, Authority, Commands, Engine, Ingredients, RpcContext};
use crate::service::{Block, Client, ImportQueue, SharedBlockImport};

/// The share of a slot that may be spent on building its block: the rest is for the block to reach the others.
const PROPOSAL_SHARE: f32 = 2.0 / 3.0;

struct Aura {
	client: Arc<Client>,
	block_import: SharedBlockImport,
	slot_duration: SlotDuration,
	newest: NewestSlot,
	/// Whether blocks become final, so that making them may wait for it.
	finalises: bool,
}

/// Builds the engine and its import queue.
pub(super) fn assemble(
	ingredients: Ingredients<'_>,
) -> Result<(Box<dyn Engine>, ImportQueue), sc_service::Error> {
	let Ingredients { client, inner_import: block_import, grandpa, spawner, registry, telemetry, .. } =
		ingredients;
	let slot_duration = slot_duration(&client)?;
	let queue = sc_consensus_aura::import_queue::<AuthorityPair, _, _, _, _, _>(ImportQueueParams {
		block_import: block_import.clone(),
		justification_import: grandpa.map(|grandpa| grandpa.justification_import()),
		client: client.clone(),
		// What the time in an imported block is compared with: one from the future is refused.
		create_inherent_data_providers: move |_, ()| async move { Ok(now(slot_duration)) },
		spawner,
		registry,
		// The engine has no way to report a validator that makes two blocks in a slot. The log names it.
		check_for_equivocation: CheckForEquivocation::Yes,
		telemetry,
		compatibility_mode: CompatibilityMode::None,
	})?;
	let newest = NewestSlot::default();
	let finalises = grandpa.is_some();
	Ok((Box::new(Aura { client, block_import, slot_duration, newest, finalises }), queue))
}

/// What the chain's runtime says. It must never change while the chain runs: slots are numbered by it.
fn slot_duration(client: &Client) -> Result<SlotDuration, sc_service::Error> {
	let chain = client.usage_info().chain;
	// While a warp sync is under way, the best block has no state yet, but genesis always answers.
	let block = if chain.finalized_state.is_some() { chain.best_hash } else { chain.genesis_hash };
	let duration = sc_consensus_aura::standalone::slot_duration_at(client, block)?;
	match duration.as_millis() {
		0 => Err(sc_service::Error::Other("the runtime's slots have no duration".into())),
		_ => Ok(duration),
	}
}

fn now(slot_duration: SlotDuration) -> (SlotProvider, TimestampProvider) {
	let timestamp = TimestampProvider::from_system_time();
	(SlotProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration), timestamp)
}

impl Engine for Aura {
	fn author(&self, authority: Authority) -> Result<(), sc_service::Error> {
		let slot_duration = self.slot_duration;
		let worker =
			sc_consensus_aura::start_aura::<AuthorityPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
				slot_duration,
				client: authority.client,
				select_chain: authority.select_chain,
				block_import: self.block_import.clone(),
				proposer_factory: authority.proposer,
				sync_oracle: authority.sync_service.clone(),
				justification_sync_link: authority.sync_service,
				create_inherent_data_providers: move |_, ()| async move { Ok(now(slot_duration)) },
				force_authoring: authority.force_authoring,
				backoff_authoring_blocks: self
					.finalises
					.then(BackoffAuthoringOnFinalizedHeadLagging::default),
				keystore: authority.keystore,
				block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE),
				max_block_proposal_slot_portion: None,
				telemetry: authority.telemetry,
				compatibility_mode: CompatibilityMode::None,
			})?;
		super::spawn_authoring(&authority.spawn_essential, "aura", worker);
		Ok(())
	}

	fn seal(&self, authority: Authority, commands: Commands) -> Result<(), sc_service::Error> {
		// Blocks of this node's own are not verified, so a block needs neither its slot's turn nor a seal.
		let digests = AuraConsensusDataProvider::new_with_slot_duration(self.slot_duration);
		let client = self.client.clone();
		let slot_duration = self.slot_duration;
		let newest = self.newest.clone();
		let inherents = move |parent, ()| {
			let slot_of = sc_consensus_aura::find_pre_digest::<Block, AuraSignature>;
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
		Some(self.slot_duration.as_duration())
	}

	fn add_rpc(&self, _: &mut RpcModule<()>, _: &RpcContext<'_>) -> Result<(), sc_service::Error> {
		Ok(())
	}
}
