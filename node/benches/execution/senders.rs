// SPDX-License-Identifier: Apache-2.0

//! Accounts, and transfers between them.

use cairn_primitives::{AccountId, Hash};
use cairn_runtime::{
	configs::system::RuntimeBlockWeights, Address, Runtime, RuntimeCall, Signature, SignedPayload,
	TxExtension, UncheckedExtrinsic, VERSION,
};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use frame_system::offchain::CreateAuthorizedTransaction;
use parity_scale_codec::Encode;
use sp_core::{sr25519, Pair};
use sp_runtime::{traits::IdentifyAccount, MultiSigner, OpaqueExtrinsic};

/// What a transfer moves, in planck. The receiver exists, so any amount would do.
const AMOUNT: u128 = 1_000_000_000;

/// Accounts with their keys.
pub(crate) struct Senders {
	pairs: Vec<sr25519::Pair>,
	accounts: Vec<AccountId>,
}

impl Senders {
	/// The first `count` accounts, the same in each run.
	pub(crate) fn new(count: usize) -> Self {
		let pair = |index: usize| {
			let mut seed = [0; 32];
			seed[..8].copy_from_slice(&(index as u64).to_le_bytes());
			sr25519::Pair::from_seed(&seed)
		};
		let pairs: Vec<_> = (0..count).map(pair).collect();
		let accounts = pairs.iter().map(|pair| MultiSigner::from(pair.public()).into_account()).collect();
		Self { pairs, accounts }
	}

	/// The accounts.
	pub(crate) fn accounts(&self) -> &[AccountId] {
		&self.accounts
	}

	/// Transfers `first` to `first + count - 1` of an endless sequence on the chain with the given genesis, in which all
	/// accounts send in turn and each sends to every other in turn. Signed anew each time: signatures are made with a random
	/// number, so that no cache of signatures knows them.
	pub(crate) fn transfers(&self, first: usize, count: usize, genesis: Hash) -> Vec<OpaqueExtrinsic> {
		(first..first + count).map(|number| self.transfer(number, genesis)).collect()
	}

	/// One transfer of the sequence.
	pub(crate) fn transfer(&self, number: usize, genesis: Hash) -> OpaqueExtrinsic {
		self.extrinsic(number, genesis).into()
	}

	fn extrinsic(&self, number: usize, genesis: Hash) -> UncheckedExtrinsic {
		let payload = self.payload(number, genesis);
		let (pair, signer) = self.sender(number);
		let signature = Signature::Sr25519(payload.using_encoded(|bytes| pair.sign(bytes)));
		let (call, extension, _) = payload.deconstruct();
		UncheckedExtrinsic::new_signed(call, Address::Id(signer.clone()), signature, extension)
	}

	/// What is signed of one transfer of the sequence, and with what.
	pub(crate) fn signed(
		&self,
		number: usize,
		genesis: Hash,
	) -> (Vec<u8>, sr25519::Signature, sr25519::Public) {
		let message = self.payload(number, genesis).using_encoded(<[u8]>::to_vec);
		let (pair, _) = self.sender(number);
		let signature = pair.sign(&message);
		(message, signature, pair.public())
	}

	/// How many of the transfers the runtime's limits allow in one block, by their weight before they are executed.
	pub(crate) fn in_a_block(&self) -> usize {
		let limits = RuntimeBlockWeights::get();
		let class = limits.get(DispatchClass::Normal);
		let transfer = self.extrinsic(0, Hash::zero());
		let weight = transfer.get_dispatch_info().total_weight().saturating_add(class.base_extrinsic);
		let most = class.max_total.unwrap_or(limits.max_block);
		most.checked_div_per_component(&weight).map_or(usize::MAX, |count| count as usize)
	}

	fn sender(&self, number: usize) -> (&sr25519::Pair, &AccountId) {
		let index = number % self.pairs.len();
		(&self.pairs[index], &self.accounts[index])
	}

	fn payload(&self, number: usize, genesis: Hash) -> SignedPayload {
		let (sender, nonce) = (number % self.pairs.len(), number / self.pairs.len());
		let receiver = (sender + 1 + nonce % (self.pairs.len() - 1)) % self.pairs.len();
		let dest = Address::Id(self.accounts[receiver].clone());
		let call = RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value: AMOUNT });
		let nonce = nonce.try_into().expect("fewer transfers than nonces are made");
		let implicit = (
			(),
			(),
			VERSION.spec_version,
			VERSION.transaction_version,
			genesis,
			// Of a transaction that never expires, the genesis stands for the block from which it is valid.
			genesis,
			(),
			(),
			(),
			None,
			(),
		);
		SignedPayload::from_raw(call, extension(nonce), implicit)
	}
}

/// What goes into a transfer besides its call: what the runtime itself would add, and the nonce.
fn extension(nonce: u32) -> TxExtension {
	let mut extension = <Runtime as CreateAuthorizedTransaction<RuntimeCall>>::create_extension();
	extension.6 = frame_system::CheckNonce::from(nonce);
	extension
}
