// SPDX-License-Identifier: Apache-2.0

//! A chain in memory: genesis from JSON, then blocks through `Executive`, as a node makes them.

use crate::{
	genesis_presets, AccountId, Address, AllPalletsWithSystem, Aura, Balance, Balances, BlockNumber,
	Executive, Hash, Header, Nonce, Runtime, RuntimeCall, RuntimeEvent, Session, Signature, SignedPayload,
	System, TxExtension, UncheckedExtrinsic,
};
use frame_support::{
	storage::with_transaction_unchecked,
	traits::{DisabledValidators, TryState, TryStateSelect},
};
use parity_scale_codec::Encode;
use serde_json::Value;
use sp_consensus_aura::{digests::CompatibleDigestItem, sr25519::AuthoritySignature, Slot};
use sp_core::offchain::{testing::TestOffchainExt, OffchainDbExt, TransactionPoolExt};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::Header as _,
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, Digest, DigestItem, DispatchResult, TransactionOutcome,
};

/// The slot before that of the first block. Real slot numbers are about this large.
const GENESIS_SLOT: u64 = 1_700_000_000;

/// A chain and its best block.
pub(super) struct Chain {
	state: TestExternalities,
	number: BlockNumber,
	hash: Hash,
	slot: u64,
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
		Self { state, number: 0, hash, slot: GENESIS_SLOT }
	}

	/// Makes the next block, in the next slot whose author is not disabled; `content` applies what is in it.
	pub(super) fn block<R>(&mut self, content: impl FnOnce() -> R) -> R {
		self.block_where(|author| !Session::is_disabled(author), content)
	}

	/// Makes the next block, in the next slot of this validator.
	pub(super) fn block_by<R>(&mut self, author: &AccountId, content: impl FnOnce() -> R) -> R {
		self.block_where(|index| Session::validators().get(index as usize) == Some(author), content)
	}

	/// Makes the next block, in the next slot whose author, by index, is `wanted`.
	fn block_where<R>(&mut self, wanted: impl Fn(u32) -> bool, content: impl FnOnce() -> R) -> R {
		let (from, count) = (self.slot + 1, self.read(Aura::authorities_len) as u64);
		let slot = self.read(|| (from..from + count).find(|slot| wanted((slot % count) as u32)));
		self.slot = slot.expect("some validator is wanted");
		let now = self.slot * self.read(Aura::slot_duration);
		self.block_now(now, content)
	}

	/// Makes the next block, in the slot of the last one that was asked for, at this time.
	fn block_now<R>(&mut self, now: u64, content: impl FnOnce() -> R) -> R {
		let header = Header::new(
			self.number + 1,
			Default::default(),
			Default::default(),
			self.hash,
			Digest { logs: vec![pre_digest(self.slot)] },
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

	/// Makes an empty block in the slot of the best block plus `slots`, at `now` milliseconds.
	pub(super) fn block_at(&mut self, slots: u64, now: u64) {
		self.slot += slots;
		self.block_now(now, || ());
	}

	/// Makes blocks with nothing in them until session `index` has begun.
	pub(super) fn run_to_session(&mut self, index: u32) {
		while self.read(Session::current_index) < index {
			self.block(|| ());
		}
	}

	/// Looks at the state after the best block.
	pub(super) fn read<R>(&mut self, look: impl FnOnce() -> R) -> R {
		self.state.execute_with(look)
	}

	/// Checks what the pallets say must always hold.
	pub(super) fn check_invariants(&mut self) {
		let number = self.number;
		let checked = self
			.read(|| <AllPalletsWithSystem as TryState<BlockNumber>>::try_state(number, TryStateSelect::All));
		assert_eq!(checked, Ok(()));
	}

	/// What the transaction pool of a node is told about `extrinsic` at the best block.
	pub(super) fn validate(
		&mut self,
		source: TransactionSource,
		extrinsic: UncheckedExtrinsic,
	) -> TransactionValidity {
		let at = self.hash;
		self.read(|| {
			with_transaction_unchecked(|| {
				TransactionOutcome::Rollback(Executive::validate_transaction(source, extrinsic, at))
			})
		})
	}

	/// Gives the runtime a transaction pool to submit to.
	pub(super) fn register(&mut self, pool: TransactionPoolExt) {
		self.state.register_extension(pool);
	}

	/// Lets the runtime read what it has written for off-chain use until now.
	pub(super) fn open_offchain(&mut self) {
		self.state.persist_offchain_overlay();
		let (offchain, _) = TestOffchainExt::with_offchain_db(self.state.offchain_db());
		self.state.register_extension(OffchainDbExt::new(offchain));
	}

	/// The hash of the best block.
	pub(super) fn hash(&self) -> Hash {
		self.hash
	}

	/// The number of the best block.
	pub(super) fn number(&self) -> BlockNumber {
		self.number
	}

	/// The slot of the best block.
	pub(super) fn slot(&self) -> u64 {
		self.slot
	}
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

/// What a header says of its author: the slot.
pub(super) fn pre_digest(slot: u64) -> DigestItem {
	<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(Slot::from(slot))
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
pub(super) fn submit(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> DispatchResult {
	apply(sign(who, call, 0)).expect("a valid transaction")
}

/// A transaction with the sender's next nonce, for this chain and version, valid for ever.
pub(super) fn sign(who: Sr25519Keyring, call: impl Into<RuntimeCall>, tip: Balance) -> UncheckedExtrinsic {
	let nonce = System::account_nonce(who.to_account_id());
	let payload =
		SignedPayload::new(call.into(), extension(nonce, tip)).expect("the implicit data is at hand");
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
pub(super) fn transfer(to: Sr25519Keyring, value: Balance) -> RuntimeCall {
	pallet_balances::Call::transfer_allow_death { dest: Address::Id(to.to_account_id()), value }.into()
}

/// An account.
pub(super) fn id(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

/// What `who` has and can spend.
pub(super) fn free(who: Sr25519Keyring) -> Balance {
	Balances::free_balance(id(who))
}

/// The events of the block under construction, or else of the best block.
pub(super) fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// The last event of a kind in the block under construction.
pub(super) fn last_event<T>(pick: impl Fn(RuntimeEvent) -> Option<T>) -> T {
	events().into_iter().rev().find_map(pick).expect("there is such an event")
}

/// The sum of what all accounts hold, in whatever form.
pub(super) fn sum_of_balances() -> Balance {
	frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum()
}
