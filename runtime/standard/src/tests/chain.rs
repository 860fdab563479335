// SPDX-License-Identifier: Apache-2.0

//! A chain in memory: genesis from JSON, then blocks through `Executive`, as a node makes them.

use crate::{
	configs::staking::ActiveEra, genesis_presets, AccountId, Address, Babe, Balance, Balances, BlockNumber,
	Executive, Hash, Header, Nonce, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Session, Signature,
	SignedPayload, System, TxExtension, UncheckedExtrinsic,
};
use frame_support::{
	storage::with_transaction_unchecked,
	traits::{fungible::Inspect, DisabledValidators},
};
use parity_scale_codec::Encode;
use serde_json::Value;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	Slot,
};
use sp_core::offchain::TransactionPoolExt;
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::{Dispatchable, Header as _},
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

	/// Makes the next block in the next slot: the validator with index `author` writes it, and `content` applies
	/// what is in it.
	pub(super) fn block<R>(&mut self, author: u32, content: impl FnOnce() -> R) -> R {
		self.slot += 1;
		let slot = self.slot;
		let header = Header::new(
			self.number + 1,
			Default::default(),
			Default::default(),
			self.hash,
			Digest { logs: vec![pre_digest(slot, author)] },
		);
		let (result, head) = self.state.execute_with(|| {
			Executive::initialize_block(&header);
			let now = slot * Babe::slot_duration();
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

	/// Makes blocks with nothing in them until session `index` has begun.
	pub(super) fn run_to_session(&mut self, index: u32) {
		while self.read(pallet_session::CurrentIndex::<Runtime>::get) < index {
			self.empty_block();
		}
	}

	/// Makes blocks with nothing in them until era `index` has begun.
	pub(super) fn run_to_era(&mut self, index: u32) {
		while self.read(ActiveEra::get) < index {
			self.empty_block();
		}
	}

	/// Makes so many blocks with nothing in them.
	pub(super) fn run_blocks(&mut self, count: u32) {
		(0..count).for_each(|_| self.empty_block());
	}

	/// Makes a block with nothing in it.
	pub(super) fn empty_block(&mut self) {
		self.next_block(|| ());
	}

	/// Makes the next block; whoever's turn it is writes it. Validators take turns, so that all of them show signs of
	/// life, unless they are disabled.
	pub(super) fn next_block<R>(&mut self, content: impl FnOnce() -> R) -> R {
		let slot = self.slot as u32;
		let author = self.read(|| {
			let count = Session::validators().len() as u32;
			(0..count).map(|turn| (slot + turn) % count).find(|index| !Session::is_disabled(*index))
		});
		self.block(author.expect("some validator is not disabled"), content)
	}

	/// The index of a validator among the authors of blocks.
	pub(super) fn index_of(&mut self, validator: Sr25519Keyring) -> u32 {
		let stash = genesis_presets::stash(validator);
		let position = self.read(|| Session::validators().iter().position(|account| *account == stash));
		position.expect("it is a validator") as u32
	}

	/// Looks at the state after the best block.
	pub(super) fn read<R>(&mut self, look: impl FnOnce() -> R) -> R {
		self.state.execute_with(look)
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

/// What a header says of its author: the slot, and the validator's index.
pub(super) fn pre_digest(slot: u64, author: u32) -> DigestItem {
	<DigestItem as CompatibleDigestItem>::babe_pre_digest(PreDigest::SecondaryPlain(
		SecondaryPlainPreDigest { authority_index: author, slot: Slot::from(slot) },
	))
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

/// Makes a call with `origin`, as a pallet or a referendum does: without a signature and a fee, but not past the
/// filter of calls.
pub(super) fn dispatch(origin: impl Into<RuntimeOrigin>, call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(origin.into()).map(drop).map_err(|refused| refused.error)
}

/// A transaction with the sender's next nonce, for this chain and version, valid for ever.
pub(super) fn sign(who: Sr25519Keyring, call: impl Into<RuntimeCall>, tip: Balance) -> UncheckedExtrinsic {
	let nonce = System::account_nonce(who.to_account_id());
	sign_with(who, call, extension(nonce, tip, Era::Immortal))
}

/// A transaction with the given extension, signed for this chain and version.
pub(super) fn sign_with(
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
pub(super) fn extension(nonce: Nonce, tip: Balance, era: Era) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(era),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_asset_conversion_tx_payment::ChargeAssetTxPayment::from(tip, None),
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

/// What `who` has in all, whether it can be spent or not.
pub(super) fn total(who: &AccountId) -> Balance {
	Balances::total_balance(who)
}

/// The events of the block under construction, or else of the best block.
pub(super) fn events() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// The sum of what all accounts hold, in whatever form.
pub(super) fn sum_of_balances() -> Balance {
	frame_system::Account::<Runtime>::iter_values()
		.map(|account| account.data.free + account.data.reserved)
		.sum()
}
