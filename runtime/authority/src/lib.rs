// SPDX-License-Identifier: Apache-2.0

//! # The authority runtime
//!
//! The smallest useful chain, to start from: validators that a council or an administrator appoints take turns making
//! blocks (Aura) and vote on finality (GRANDPA); accounts hold one token and pay fees in it. It is compiled to Wasm
//! and put into the genesis block; from there every node runs it, and an upgrade replaces it.
//!
//! This file reads from top to bottom: the version, what a transaction is, which pallets there are, who executes
//! blocks. Then:
//!
//! - [`configs`]: the settings of each pallet, by theme;
//! - [`apis`]: what the node may ask the runtime;
//! - [`genesis_presets`]: ready-made genesis configurations;
//! - [`genesis_check`]: what a genesis must have as a whole.

#![cfg_attr(not(feature = "std"), no_std)]
// The types that describe all calls of all pallets nest deeper than the compiler's default.
#![recursion_limit = "256"]
// The macros below put public items here that cannot be given words: genesis fields, call variants. What we
// write ourselves is documented, and the modules turn the lint on again.
#![allow(missing_docs)]

extern crate alloc;
#[cfg(target_arch = "wasm32")]
extern crate cairn_allocator as _;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

// First, because the macros it defines are visible only below it.
#[cfg(feature = "runtime-benchmarks")]
#[macro_use]
mod benchmarks;
pub mod apis;
pub mod configs;
pub mod genesis_check;
pub mod genesis_presets;
#[cfg(test)]
mod tests;
pub mod units;

// The macros below name `Vec` as if the standard library's prelude were there.
use alloc::vec::Vec;
use sp_runtime::{generic, impl_opaque_keys, MultiAddress};

pub use cairn_primitives::{
	opaque, AccountId, Balance, BlockNumber, Hash, Hashing, Header, Moment, Nonce, Signature,
};

/// What this runtime is called and which version it has. Give a chain of your own a name of its own.
///
/// A change of `spec_version` marks a change of behaviour: nodes and signers go by it. A change of
/// `transaction_version` marks a change in how calls or transaction extensions are encoded: signers that work
/// offline go by that.
#[sp_version::runtime_version]
pub const VERSION: sp_version::RuntimeVersion = sp_version::RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("cairn-authority"),
	impl_name: alloc::borrow::Cow::Borrowed("cairn-authority"),
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
		pub aura: Aura,
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
// new pallet takes a free one. Pallets that the standard runtime has too have the same index there.
//
// The order of the lines is the order in which genesis is built and hooks run (that is what `legacy_ordering` means;
// without it the indices would be). `LaunchConfig` stands before the pallets that read its values, `Aura` and
// `Authorship` before `Session`, because a header is by one of the validators that were there before its block, and
// `ValidatorSet` before `Session`, which asks it for the first validators.
#[frame_support::runtime(legacy_ordering)]
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

	// Consensus.
	#[runtime::pallet_index(20)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(21)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(26)]
	pub type ValidatorSet = pallet_collator_selection;
	#[runtime::pallet_index(22)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(23)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(24)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(25)]
	pub type Grandpa = pallet_grandpa;
	// The last of the foundation of each block: its leaf is of the block before, and reads nothing that others change.
	#[runtime::pallet_index(28)]
	pub type Mmr = pallet_mmr;

	// Governance.
	#[runtime::pallet_index(45)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(46)]
	pub type Whitelist = pallet_whitelist;

	// Accounts.
	#[runtime::pallet_index(60)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(61)]
	pub type Proxy = pallet_proxy;

	// Your own: take the indices from 100 on.

	// Upgrades.
	#[runtime::pallet_index(242)]
	pub type MultiBlockMigrations = pallet_migrations;

	// Administration.
	#[runtime::pallet_index(250)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(251)]
	pub type Sudo = pallet_sudo;
}

/// Executes blocks: hands each extrinsic to its pallet, runs the hooks, checks the result against the header.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// What an upgrade to this version has to do to the state within its first block. Nothing: this is the first version.
pub type Migrations = ();

/// What an upgrade to this version has to do to the state, over as many blocks as it takes. Nothing either.
pub type MultiBlockMigrationsToRun = ();
