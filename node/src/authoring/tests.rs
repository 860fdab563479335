// SPDX-License-Identifier: Apache-2.0

//! Blocks made in batches are the blocks that the SDK makes one by one.

use std::sync::Arc;

use cairn_primitives::{opaque::UncheckedExtrinsic, transactions::TransactionBatches, Signature};
use cairn_work_runtime as runtime;
use frame_system::offchain::CreateAuthorizedTransaction;
use parity_scale_codec::Encode;
use sc_block_builder::BlockBuilderBuilder;
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, StateAction, StorageChanges};
use sc_service::{GenesisBlockBuilder, TaskManager};
use sc_transaction_pool::Builder;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::{ApplyExtrinsicFailed, Error, HeaderBackend};
use sp_consensus::BlockOrigin;
use sp_core::{storage::well_known_keys::CODE, H256};
use sp_inherents::InherentData;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie};
use sp_runtime::{
	traits::{Block as _, Verify},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	ApplyExtrinsicResult,
};
use sp_transaction_pool::runtime_api::TaggedTransactionQueue;
use tempfile::TempDir;

use super::BlockBuilder;
use crate::{
	runtime::{shared_executor, GenesisBuilder, RuntimeApi},
	service::{Backend, Block, Client, Pool},
};

/// A chain that begins with its genesis alone. It makes blocks without a miner.
pub(crate) struct Chain {
	pub(crate) client: Arc<Client>,
	pub(crate) backend: Arc<Backend>,
	pub(crate) genesis: H256,
	_folder: TempDir,
}

impl Chain {
	pub(crate) fn new() -> Self {
		Self::with_pruning(PruningMode::ArchiveAll)
	}

	pub(crate) fn with_pruning(pruning: PruningMode) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let code = runtime::WASM_BINARY.expect("built with its Wasm");
		let builder = GenesisBuilder::new(code);
		let preset = builder.preset(Some("development")).expect("the runtime has this preset");
		let mut storage = builder.state_for_patch(preset).expect("the runtime takes its preset");
		storage.top.entry(CODE.to_vec()).or_insert_with(|| code.to_vec());
		let backend = sc_service::new_db_backend::<Block>(DatabaseSettings {
			trie_cache_maximum_size: None,
			state_pruning: Some(pruning),
			source: DatabaseSource::ParityDb { path: folder.path().into() },
			blocks_pruning: BlocksPruning::KeepAll,
			pruning_filters: Vec::new(),
			metrics_registry: None,
		})
		.expect("a database can be made in a temporary folder");
		let executor = shared_executor();
		let block = GenesisBlockBuilder::new_with_storage(storage, true, backend.clone(), executor.clone());
		let client = sc_service::client::new_with_backend::<_, _, _, _, RuntimeApi>(
			backend.clone(),
			executor,
			block.expect("a runtime tells its version"),
			Box::new(sp_core::testing::TaskExecutor::new()),
			None,
			None,
			Default::default(),
		)
		.expect("a client can be made on a new database");
		Self { genesis: client.info().genesis_hash, client: Arc::new(client), backend, _folder: folder }
	}

	/// A block that is made in batches, with its inherents.
	fn block(&self) -> BlockBuilder<'_> {
		let mut block =
			BlockBuilder::new(&self.client, (self.genesis, 0), Default::default(), None, Default::default())
				.expect("a block can be begun");
		let inherents = block.inherents(time(0)).expect("the runtime takes the time");
		let results = block.add(inherents).expect("the runtime answers");
		assert!(results.iter().all(Result::is_ok), "{results:?}");
		block
	}

	/// A block that the SDK makes on another one, with its inherents.
	fn sdk_block(&self, parent: H256) -> sc_block_builder::BlockBuilder<'_, Block, Client> {
		let number = self.client.number(parent).ok().flatten().expect("the parent is there");
		let mut block = BlockBuilderBuilder::new(&*self.client)
			.on_parent_block(parent)
			.with_parent_block_number(number)
			.build()
			.expect("a block can be begun");
		for inherent in block.create_inherents(time(number)).expect("the runtime takes the time") {
			block.push(inherent).expect("an inherent is valid");
		}
		block
	}

	/// Makes a block of `transactions` on the best one and imports it, final at once. The pool is not told.
	pub(crate) async fn seal(&self, transactions: &[UncheckedExtrinsic]) {
		self.import(self.client.info().best_hash, transactions, true).await;
	}

	/// Makes a block of `transactions` on `parent` and imports it. Returns its hash.
	pub(crate) async fn add(&self, parent: H256, transactions: &[UncheckedExtrinsic]) -> H256 {
		self.import(parent, transactions, false).await
	}

	async fn import(&self, parent: H256, transactions: &[UncheckedExtrinsic], is_final: bool) -> H256 {
		let mut block = self.sdk_block(parent);
		for transaction in transactions {
			block.push(transaction.clone()).expect("it is valid");
		}
		let built = block.build().expect("a block can be ended");
		let (header, body) = built.block.deconstruct();
		let hash = header.hash();
		let mut import = BlockImportParams::new(BlockOrigin::Own, header);
		import.body = Some(body);
		import.finalized = is_final;
		import.fork_choice = Some(ForkChoiceStrategy::LongestChain);
		import.state_action = StateAction::ApplyChanges(StorageChanges::Changes(built.storage_changes));
		(*self.client).import_block(import).await.expect("the block can be imported");
		hash
	}

	/// A pool that nobody tells of blocks.
	pub(crate) fn pool(&self, tasks: &TaskManager) -> Pool {
		Builder::new(tasks.spawn_essential_handle(), self.client.clone(), true.into()).build()
	}

	/// The block that the SDK makes of the same transactions, and what becomes of each.
	fn one_by_one(&self, transactions: &[UncheckedExtrinsic]) -> (Block, Vec<Refusal>) {
		let mut block = self.sdk_block(self.client.info().best_hash);
		let mut push = |transaction: &UncheckedExtrinsic| match block.push(transaction.clone()) {
			Ok(()) => None,
			Err(Error::ApplyExtrinsicFailed(ApplyExtrinsicFailed::Validity(error))) => Some(error),
			Err(error) => panic!("the runtime fails: {error}"),
		};
		let refusals = transactions.iter().map(&mut push).collect();
		(block.build().expect("a block can be ended").block, refusals)
	}

	/// A transfer, signed.
	pub(crate) fn transfer(&self, from: Sr25519Keyring, nonce: u32, value: u128) -> UncheckedExtrinsic {
		let dest = runtime::Address::Id(Charlie.to_account_id());
		self.signed(from, nonce, pallet_balances::Call::transfer_allow_death { dest, value }.into())
	}

	fn signed(&self, from: Sr25519Keyring, nonce: u32, call: runtime::RuntimeCall) -> UncheckedExtrinsic {
		let mut extension =
			<runtime::Runtime as CreateAuthorizedTransaction<runtime::RuntimeCall>>::create_extension();
		extension.6 = frame_system::CheckNonce::from(nonce);
		let version = runtime::VERSION;
		let implicit = (
			(),
			(),
			version.spec_version,
			version.transaction_version,
			self.genesis,
			self.genesis,
			(),
			(),
			(),
			None,
			(),
		);
		let payload = runtime::SignedPayload::from_raw(call, extension, implicit);
		let signature = Signature::Sr25519(payload.using_encoded(|bytes| from.sign(bytes)));
		let (call, extension, _) = payload.deconstruct();
		let address = runtime::Address::Id(from.to_account_id());
		runtime::UncheckedExtrinsic::new_signed(call, address, signature, extension).into()
	}
}

/// Why a transaction is not in the block; `None` of one that is.
type Refusal = Option<TransactionValidityError>;

fn refusals(results: Vec<ApplyExtrinsicResult>) -> Vec<Refusal> {
	results.into_iter().map(Result::err).collect()
}

/// The time of the block after the one with this number.
fn time(parent: u32) -> InherentData {
	let mut data = InherentData::new();
	let time = sp_timestamp::Timestamp::new(1_700_000_000_000 + u64::from(parent) * 60_000);
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &time).expect("it is there once");
	data
}

fn invalid(reason: InvalidTransaction) -> Refusal {
	Some(reason.into())
}

/// Bytes that have the length they say they have, and are no transaction.
pub(crate) fn nonsense() -> UncheckedExtrinsic {
	UncheckedExtrinsic::from_blob(vec![0xff; 3])
}

pub(crate) const CRN: u128 = 1_000_000_000_000;

#[test]
fn a_block_of_batches_is_the_block_that_is_made_one_by_one() {
	let chain = Chain::new();
	// Some are refused, for all kinds of reasons, and one is taken and then fails.
	let transactions = [
		chain.transfer(Alice, 0, CRN),
		chain.transfer(Alice, 0, 2 * CRN),
		chain.transfer(Bob, 1, CRN),
		chain.transfer(Bob, 0, u128::MAX / 2),
		chain.transfer(Bob, 1, CRN),
		chain.transfer(Alice, 1, 3 * CRN),
		chain.transfer(Sr25519Keyring::One, 0, CRN),
		chain.transfer(Alice, 7, CRN),
	];
	let (expected, expected_refusals) = chain.one_by_one(&transactions);
	assert_eq!(expected_refusals.iter().flatten().count(), 4, "{expected_refusals:?}");
	assert_eq!(expected_refusals[2], invalid(InvalidTransaction::Future));

	for size in [1, 3, transactions.len()] {
		let mut block = chain.block();
		let mut told = Vec::new();
		for batch in transactions.chunks(size) {
			told.extend(refusals(block.add(batch.to_vec()).expect("the runtime answers")));
		}
		let estimate = block.size();
		let block = block.build().expect("a block can be ended").block;
		assert_eq!(told, expected_refusals, "in batches of {size}");
		assert_eq!(block, expected, "in batches of {size}");
		// What a seal adds is not known yet, nor how long the number of extrinsics is.
		let roots = 64;
		assert!(block.encoded_size().abs_diff(estimate) < roots, "{estimate} for {}", block.encoded_size());
	}
}

#[test]
fn what_is_no_transaction_is_refused_and_does_not_take_others_with_it() {
	let chain = Chain::new();
	let good = chain.transfer(Alice, 0, CRN);
	let mut block = chain.block();
	let told = block.add(vec![nonsense(), good.clone()]).expect("the runtime answers");
	assert_eq!(refusals(told), [invalid(InvalidTransaction::Call), None]);
	assert_eq!(block.build().expect("a block can be ended").block, chain.one_by_one(&[good]).0);
}

#[test]
fn a_batch_is_validated_as_each_alone_and_leaves_nothing_behind() {
	let chain = Chain::new();
	let source = TransactionSource::External;
	let transactions = vec![
		chain.transfer(Alice, 0, CRN),
		chain.transfer(Alice, 0, 2 * CRN),
		chain.transfer(Alice, 5, CRN),
		chain.transfer(Sr25519Keyring::One, 0, CRN),
	];
	let api = chain.client.runtime_api();
	let alone = transactions.iter().map(|transaction| {
		// A new instance for each, as the pool of the SDK does.
		let api = chain.client.runtime_api();
		api.validate_transaction(chain.genesis, source, transaction.clone(), chain.genesis)
			.expect("the runtime answers")
	});
	let alone: Vec<_> = alone.collect();
	assert_eq!(alone.iter().filter(|validity| validity.is_ok()).count(), 3, "{alone:?}");

	let mut batch = transactions.clone();
	batch.insert(1, nonsense());
	let mut told =
		api.validate_transactions(chain.genesis, source, batch, chain.genesis).expect("the runtime answers");
	assert_eq!(told.remove(1), Err(InvalidTransaction::Call.into()));
	assert_eq!(told, alone);
}

#[test]
fn the_runtime_tells_what_was_signed_by_whom() {
	let chain = Chain::new();
	let signed = chain.transfer(Alice, 0, CRN);
	let long = frame_system::Call::remark { remark: vec![7; 300] }.into();
	let long = chain.signed(Bob, 0, long);
	let bare =
		runtime::UncheckedExtrinsic::new_bare(frame_system::Call::remark { remark: Vec::new() }.into());
	let told = chain
		.client
		.runtime_api()
		.signatures(chain.genesis, vec![signed, nonsense(), bare.into(), long], chain.genesis)
		.expect("the runtime answers");
	let [Some(first), None, None, Some(last)] = &told[..] else { panic!("{told:?}") };
	for (check, signer) in [(first, Alice), (last, Bob)] {
		assert_eq!(check.signer, signer.to_account_id());
		assert!(check.signature.verify(&check.message[..], &check.signer), "it is the message");
		assert!(!check.signature.verify(&b"another"[..], &check.signer));
	}
	assert_eq!(last.message.len(), 32, "what is long is hashed");
}
