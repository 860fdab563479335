// SPDX-License-Identifier: Apache-2.0

//! A development chain of the standard runtime, with blocks but without consensus: the parts of a node that execute blocks,
//! and nothing that decides which.

use std::sync::Arc;

use cairn_node::{
	authoring::BlockBuilder as BatchBuilder,
	runtime::{shared_executor, GenesisBuilder, RuntimeApi},
	service::{Backend, Block, Client},
};
use cairn_primitives::{BlockNumber, Hash, Hashing};
use parity_scale_codec::Encode;
use sc_block_builder::{BlockBuilderBuilder, BuiltBlock};
use sc_client_api::Backend as _;
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult, StateAction};
use sc_service::GenesisBlockBuilder;
use serde_json::json;
use sp_api::{ApiExt, Core, ProvideRuntimeApi};
use sp_blockchain::{ApplyExtrinsicFailed, HeaderBackend};
use sp_consensus::{BlockOrigin, Proposal};
use sp_consensus_babe::digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest};
use sp_core::{
	crypto::Ss58Codec,
	storage::{well_known_keys::CODE, Storage},
	traits::CallContext,
};
use sp_externalities::Extensions;
use sp_inherents::InherentData;
use sp_runtime::{
	generic::DigestItem,
	traits::{Block as _, Hash as _},
	Digest, OpaqueExtrinsic,
};
use sp_state_machine::StorageChanges;
use tempfile::TempDir;

use crate::{
	database::{self, NODE_CACHES},
	senders::Senders,
};

/// The slot of genesis. Real slot numbers are about this large.
const GENESIS_SLOT: u64 = 1_700_000_000;
/// How long a slot of the preset is, in milliseconds.
const SLOT_DURATION: u64 = 1_000;
/// What each sender has at genesis, in planck: enough for a million transfers.
const ENDOWMENT: u64 = 1_000_000_000_000_000;

/// How many transactions are in a call: of transfers, as many as the node's author comes to.
const BATCH: usize = 256;

/// The chain, in a temporary folder that goes with it.
pub(crate) struct Chain {
	client: Arc<Client>,
	backend: Arc<Backend>,
	senders: Senders,
	_folder: TempDir,
}

impl Chain {
	/// A chain on which `senders` have funds. It has two blocks without transactions: the first two of a chain do more than
	/// later ones.
	pub(crate) fn new(senders: Senders) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let backend = database::open(folder.path(), NODE_CACHES);
		let executor = shared_executor();
		let genesis =
			GenesisBlockBuilder::new_with_storage(genesis(&senders), true, backend.clone(), executor.clone())
				.expect("a runtime tells its version");
		let client = sc_service::client::new_with_backend::<_, _, _, _, RuntimeApi>(
			backend.clone(),
			executor,
			genesis,
			Box::new(sp_core::testing::TaskExecutor::new()),
			None,
			None,
			Default::default(),
		)
		.expect("a client can be made on a new database");
		let chain = Self { client: Arc::new(client), backend, senders, _folder: folder };
		for _ in 0..2 {
			chain.import(chain.build(&[]).block);
		}
		chain
	}

	/// Blocks, state and runtime calls.
	pub(crate) fn client(&self) -> &Client {
		&self.client
	}

	/// The hash of the best block.
	pub(crate) fn best(&self) -> Hash {
		self.client.info().best_hash
	}

	/// The hash and the number of the best block, and the slot of the next one.
	fn head(&self) -> ((Hash, BlockNumber), u64) {
		let info = self.client.info();
		let slot = GENESIS_SLOT + u64::from(info.best_number) + 1;
		((info.best_hash, info.best_number), slot)
	}

	/// Transfers `first` to `first + count - 1` of the senders' sequence, signed anew.
	pub(crate) fn transfers(&self, first: usize, count: usize) -> Vec<OpaqueExtrinsic> {
		self.senders.transfers(first, count, self.client.info().genesis_hash)
	}

	/// One transfer of the senders' sequence, signed anew.
	pub(crate) fn transfer(&self, number: usize) -> OpaqueExtrinsic {
		self.senders.transfer(number, self.client.info().genesis_hash)
	}

	/// Builds the block after the best one as an author does who takes one transaction after the other: the time, then the
	/// transactions. The chain stays as it is.
	pub(crate) fn build(&self, transactions: &[OpaqueExtrinsic]) -> BuiltBlock<Block> {
		self.build_if_free(transactions).expect("the block is not one that ends a session")
	}

	/// Builds the block after the best one; `None` if the runtime keeps it free of transactions, as it does where a session
	/// ends.
	pub(crate) fn build_if_free(&self, transactions: &[OpaqueExtrinsic]) -> Option<BuiltBlock<Block>> {
		let ((parent, number), slot) = self.head();
		let mut builder = BlockBuilderBuilder::new(&*self.client)
			.on_parent_block(parent)
			.with_parent_block_number(number)
			.with_inherent_digests(digest(slot))
			.build()
			.expect("a block can be begun");
		for inherent in builder.create_inherents(inherents(slot)).expect("the runtime takes the time") {
			builder.push(inherent).expect("an inherent is valid");
		}
		for (number, transaction) in transactions.iter().enumerate() {
			match builder.push(transaction.clone()) {
				Ok(()) => {}
				Err(sp_blockchain::Error::ApplyExtrinsicFailed(ApplyExtrinsicFailed::Validity(error)))
					if number == 0 && error.exhausted_resources() =>
				{
					return None;
				}
				Err(error) => panic!("a transfer is valid and has room: {error}"),
			}
		}
		Some(builder.build().expect("a block can be finished"))
	}

	/// Builds the same block in the node's own way: many transactions in a call of the runtime.
	pub(crate) fn build_batched(&self, transactions: &[OpaqueExtrinsic]) -> Proposal<Block> {
		let (parent, slot) = self.head();
		let mut builder = BatchBuilder::new(&self.client, parent, digest(slot), None, Extensions::new())
			.expect("a block can be begun");
		let inherents = builder.inherents(inherents(slot)).expect("the runtime takes the time");
		for batch in [&inherents[..]].into_iter().chain(transactions.chunks(BATCH)) {
			let results = builder.add(batch.to_vec()).expect("the runtime takes batches");
			assert!(results.iter().all(Result::is_ok), "a transfer is valid and has room");
		}
		builder.build().expect("a block can be finished")
	}

	/// The same block with its transactions signed anew, `first` being the number of the first of them in the senders'
	/// sequence: nobody has seen these signatures. The state after it is the same, for signatures leave nothing there.
	pub(crate) fn sign_anew(&self, block: &Block, first: usize) -> Block {
		let (mut header, mut extrinsics) = block.clone().deconstruct();
		// The time is not signed.
		let count = extrinsics.len() - 1;
		extrinsics.splice(1.., self.transfers(first, count));
		header.extrinsics_root = Hashing::ordered_trie_root(
			extrinsics.iter().map(Encode::encode).collect(),
			cairn_runtime::VERSION.extrinsics_root_state_version(),
		);
		Block::new(header, extrinsics)
	}

	/// Executes a block on the best one and computes the root of the state after it, as the client does before it writes:
	/// the call and its context are those of an import with [`StateAction::Execute`]. The chain stays as it is.
	pub(crate) fn execute(&self, block: Block) -> StorageChanges<Hashing> {
		let parent = block.header().parent_hash;
		let root = block.header().state_root;
		let context = CallContext::Onchain { import: true };
		let mut api = self.client.runtime_api();
		api.set_call_context(context);
		api.execute_block(parent, block.into()).expect("the block is valid");
		let state =
			self.backend.state_at(parent, context.into()).expect("the state of the best block is there");
		let changes = api.into_storage_changes(&state, parent).expect("the root can be computed");
		assert_eq!(changes.transaction_storage_root, root, "the author had another state");
		changes
	}

	/// Imports a block on the best one, as a node that synchronises does behind its import queue: executes it, and writes it
	/// and the state after it. It is final then, so that nothing piles up in memory.
	pub(crate) fn import(&self, block: Block) {
		let (header, body) = block.deconstruct();
		let mut params = BlockImportParams::new(BlockOrigin::NetworkInitialSync, header);
		params.body = Some(body);
		params.state_action = StateAction::Execute;
		params.fork_choice = Some(ForkChoiceStrategy::LongestChain);
		params.finalized = true;
		let result = futures::executor::block_on(BlockImport::import_block(&*self.client, params));
		match result.expect("the block is valid") {
			ImportResult::Imported(_) => {}
			other => panic!("the block was not imported: {other:?}"),
		}
	}
}

/// The state that the runtime makes of its development preset with the senders in it.
fn genesis(senders: &Senders) -> Storage {
	let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
	let builder = GenesisBuilder::new(code);
	let mut preset = builder.preset(Some("development")).expect("the runtime has this preset");
	let balances = preset["balances"]["balances"].as_array_mut().expect("it endows accounts");
	balances.extend(senders.accounts().iter().map(|account| json!([account.to_ss58check(), ENDOWMENT])));
	let mut storage = builder.state_for_patch(preset).expect("the runtime takes its preset");
	storage.top.entry(CODE.to_vec()).or_insert_with(|| code.to_vec());
	storage
}

/// What a header says of its author. The only validator has the index 0, and the runtime does not check whose turn it is:
/// that is the import queue's work.
fn digest(slot: u64) -> Digest {
	let author = PreDigest::SecondaryPlain(SecondaryPlainPreDigest { authority_index: 0, slot: slot.into() });
	Digest { logs: vec![<DigestItem as CompatibleDigestItem>::babe_pre_digest(author)] }
}

/// What the author tells the runtime: the time, which has to be in the slot.
fn inherents(slot: u64) -> InherentData {
	let mut data = InherentData::new();
	let time = sp_timestamp::Timestamp::new(slot * SLOT_DURATION);
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &time).expect("it is there once");
	data
}
