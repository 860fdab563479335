// SPDX-License-Identifier: Apache-2.0

//! A chain in memory: genesis from JSON, then blocks through `Executive`, as a node makes them.

use crate::{
	genesis_presets, AccountId, Address, Balance, Balances, BlockNumber, Executive, Hash, Header, Nonce,
	Runtime, RuntimeCall, RuntimeEvent, Signature, SignedPayload, System, TxExtension, UncheckedExtrinsic,
};
use frame_support::storage::with_transaction_unchecked;
use parity_scale_codec::Encode;
use serde_json::Value;
use sp_consensus_pow::POW_ENGINE_ID;
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era, traits::Header as _, ApplyExtrinsicResult, Digest, DigestItem, DispatchResult,
	TransactionOutcome,
};

/// The time of the first block, less one block. Real times are about this large.
const GENESIS_TIME: u64 = 1_700_000_000_000;

/// A chain and its best block.
pub(super) struct Chain {
	state: TestExternalities,
	number: BlockNumber,
	hash: Hash,
	time: u64,
}

impl Chain {
	/// A chain with the genesis of `preset`.
	pub(super) fn new(preset: &str) -> Self {
		Self::with_patch(preset, serde_json::json!({}))
	}

	/// A chain with the genesis of `preset`, changed by `patch`.
	pub(super) fn with_patch(preset: &str, patch: Value) -> Self {
		let mut state = TestExternalities::new_empty();
		let hash = state.execute_with(|| {
			Runtime::build_state(genesis_json(preset, patch)).expect("a valid genesis");
			System::block_hash(0)
		});
		Self { state, number: 0, hash, time: GENESIS_TIME }
	}

	/// Makes the next block, `later` milliseconds after the last, with these digests in its header; `content` applies
	/// what is in it.
	pub(super) fn block_with<R>(
		&mut self,
		digests: Vec<DigestItem>,
		later: u64,
		content: impl FnOnce() -> R,
	) -> R {
		self.time += later;
		let now = self.time;
		let header = Header::new(
			self.number + 1,
			Default::default(),
			Default::default(),
			self.hash,
			Digest { logs: digests },
		);
		let (result, head) = self.state.execute_with(|| {
			Executive::initialize_block(&header);
			apply(UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now })))
				.expect("each block may set the time")
				.expect("the time moves on");
			let result = content();
			(result, Executive::finalize_block())
		});
		self.number = *head.number();
		self.hash = head.hash();
		result
	}

	/// Makes the next block in time; `miner` found it.
	pub(super) fn block<R>(&mut self, miner: Sr25519Keyring, content: impl FnOnce() -> R) -> R {
		self.block_with(vec![miner_digest(miner)], genesis_presets::BLOCK_TIME, content)
	}

	/// Looks at the state after the best block.
	pub(super) fn read<R>(&mut self, look: impl FnOnce() -> R) -> R {
		self.state.execute_with(look)
	}
}

/// What a header says of its miner.
pub(super) fn miner_digest(miner: Sr25519Keyring) -> DigestItem {
	DigestItem::PreRuntime(POW_ENGINE_ID, miner.to_account_id().encode())
}

/// The complete genesis configuration: the defaults, then the preset, then the patch.
pub(super) fn genesis_json(preset: &str, patch: Value) -> Vec<u8> {
	let preset = genesis_presets::get(&preset.into()).expect("the preset exists");
	let mut config: Value = serde_json::from_slice(&Runtime::get_preset(&None).unwrap()).unwrap();
	merge(&mut config, serde_json::from_slice(&preset).unwrap());
	merge(&mut config, patch);
	config.to_string().into_bytes()
}

/// JSON merge patch (RFC 7386), which is how presets are defined to be applied.
fn merge(target: &mut Value, patch: Value) {
	match (target, patch) {
		(Value::Object(target), Value::Object(patch)) => {
			for (key, value) in patch {
				if value.is_null() {
					target.remove(&key);
				} else {
					merge(target.entry(key).or_insert_with(|| serde_json::json!({})), value);
				}
			}
		}
		(target, patch) => *target = patch,
	}
}

/// Applies an extrinsic in the block under construction. One that is not valid leaves no trace, as with the block
/// builder of a node.
pub(super) fn apply(extrinsic: UncheckedExtrinsic) -> ApplyExtrinsicResult {
	with_transaction_unchecked(|| match Executive::apply_extrinsic(extrinsic) {
		Ok(outcome) => TransactionOutcome::Commit(Ok(outcome)),
		Err(invalid) => TransactionOutcome::Rollback(Err(invalid)),
	})
}

/// Signs `call` and applies it; the transaction itself must be valid.
pub(super) fn submit(who: Sr25519Keyring, call: impl Into<RuntimeCall>, tip: Balance) -> DispatchResult {
	let nonce = System::account_nonce(who.to_account_id());
	apply(sign_with(who, call, extension(nonce, tip))).expect("a valid transaction")
}

/// A transaction with the given extension, signed for this chain and version.
fn sign_with(
	who: Sr25519Keyring,
	call: impl Into<RuntimeCall>,
	extension: TxExtension,
) -> UncheckedExtrinsic {
	let payload = SignedPayload::new(call.into(), extension).expect("the implicit data is at hand");
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(
		call,
		Address::Id(who.to_account_id()),
		Signature::Sr25519(signature),
		extension,
	)
}

/// What goes into a transaction besides its call.
fn extension(nonce: Nonce, tip: Balance) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// A transfer that may empty the sender's account.
pub(super) fn transfer(to: AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_allow_death { dest: Address::Id(to), value }.into()
}

/// What `who` has and can spend.
pub(super) fn free(who: Sr25519Keyring) -> Balance {
	Balances::free_balance(who.to_account_id())
}

/// The events of the block under construction, or else of the best block.
pub(super) fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// What the senders of the best block's transactions paid for them, tips included.
pub(super) fn fees_paid() -> Balance {
	let fee = |event| match event {
		RuntimeEvent::TransactionPayment(pallet_transaction_payment::Event::TransactionFeePaid {
			actual_fee,
			..
		}) => Some(actual_fee),
		_ => None,
	};
	events().into_iter().filter_map(fee).sum()
}

/// The sum of what all accounts hold, in whatever form.
pub(super) fn sum_of_balances() -> Balance {
	frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum()
}
