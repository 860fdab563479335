// SPDX-License-Identifier: Apache-2.0

//! # The standard Cairn runtime
//!
//! The state transition of a chain with BABE block production, GRANDPA finality, a native token and a fixed set
//! of validators. It is compiled to Wasm and put into the genesis block; from there every node runs it, and an
//! upgrade replaces it.
//!
//! This file reads from top to bottom: the version, what a transaction is, which pallets there are, who executes
//! blocks. Then:
//!
//! - [`configs`]: the settings of each pallet, by theme;
//! - [`apis`]: what the node may ask the runtime;
//! - [`genesis_presets`]: ready-made genesis configurations.

#![cfg_attr(not(feature = "std"), no_std)]
// The types that describe all calls of all pallets nest deeper than the compiler's default.
#![recursion_limit = "512"]
// The macros below put public items here that cannot be given words: genesis fields, call variants. What we
// write ourselves is documented, and the modules turn the lint on again.
#![allow(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

// First, because the macros it defines are visible only below it.
#[cfg(feature = "runtime-benchmarks")]
#[macro_use]
mod benchmarks;
pub mod apis;
pub mod configs;
pub mod genesis_presets;
pub mod next_version;
#[cfg(test)]
mod tests;
pub mod units;

// The macros below name `Vec` as if the standard library's prelude were there.
use alloc::vec::Vec;
use sp_runtime::{generic, impl_opaque_keys, MultiAddress};

pub use cairn_primitives::{
	opaque, AccountId, Balance, BlockNumber, Hash, Hashing, Header, Moment, Nonce, Signature,
};

#[cfg(feature = "next-version")]
pub use next_version::VERSION;

/// What this runtime is called and which version it has.
///
/// A change of `spec_version` marks a change of behaviour: nodes and signers go by it. A change of
/// `transaction_version` marks a change in how calls or transaction extensions are encoded: signers that work
/// offline go by that.
#[cfg(not(feature = "next-version"))]
#[sp_version::runtime_version]
pub const VERSION: sp_version::RuntimeVersion = sp_version::RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("cairn"),
	impl_name: alloc::borrow::Cow::Borrowed("cairn"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

impl_opaque_keys! {
	/// The keys a validator works with, apart from its account: one for each consensus task.
	pub struct SessionKeys {
		/// Sr25519: authors blocks.
		pub babe: Babe,
		/// Ed25519: votes on finality.
		pub grandpa: Grandpa,
	}
}

/// What names an account in a transaction: the account itself, or another form that the runtime looks up.
pub type Address = MultiAddress<AccountId, ()>;

/// What surrounds each call: checks before it, charges before and after it. They run in this order.
pub type TxExtension = (
	// Gives calls that authorise themselves their origin; a pallet may declare such calls.
	frame_system::AuthorizeCall<Runtime>,
	// Cheap refusals first: an impossible sender, or a signature made for another runtime or chain.
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	// Then what depends on the state: order of the sender's transactions, room in the block, the fee.
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	// Lets an offline signer prove which metadata it showed to its user.
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	// Last, so that it sees what all of the above used: gives weight back that the call did not use.
	frame_system::WeightReclaim<Runtime>,
);

/// A transaction or an inherent, as it stands in a block; its signature is not verified yet.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// What a signature signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

// The index of a pallet is part of how calls, events and errors are encoded. An index in use never changes; a
// new pallet takes a free one. The order of the lines is the order in which genesis is built and hooks run:
// `LaunchConfig` stands before the pallets that read its values, `Timestamp` before BABE, which checks the time.
#[frame_support::runtime]
mod runtime {
	/// The runtime: the sum of the pallets below.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// The foundation.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type LaunchConfig = pallet_launch_config;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;

	// The token.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;

	// Consensus. BABE stands before Session, which asks it whether an epoch has ended.
	#[runtime::pallet_index(20)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(21)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(22)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(23)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(24)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(25)]
	pub type Grandpa = pallet_grandpa;

	// Administration.
	#[runtime::pallet_index(250)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(251)]
	pub type Sudo = pallet_sudo;

	// Present only in the variant that tests upgrade to.
	#[cfg(feature = "next-version")]
	#[runtime::pallet_index(255)]
	pub type NextVersion = crate::next_version;
}

/// Executes blocks: hands each extrinsic to its pallet, runs the hooks, checks the result against the header.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// What an upgrade to this version has to do to the state. Nothing: this is the first version.
pub type Migrations = ();
