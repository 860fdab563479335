// SPDX-License-Identifier: Apache-2.0

//! # The standard Cairn runtime
//!
//! The state transition of a complete chain: BABE block production and GRANDPA finality by validators that the
//! holders of its token elect, other assets and NFTs beside that token, and governance by its holders, who can spend,
//! configure and upgrade. It is compiled to Wasm and put into the genesis block; from there every node runs it, and
//! an upgrade replaces it.
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
#![recursion_limit = "512"]
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
pub mod next_version;
#[cfg(test)]
mod tests;
pub mod units;
pub mod weights;

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
		/// Sr25519: signs heartbeats, which show that the validator is there.
		pub im_online: ImOnline,
		/// Sr25519: signs the network address under which other validators find this one.
		pub authority_discovery: AuthorityDiscovery,
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
	// In the native token, or in an asset that has a pool with it.
	pallet_asset_conversion_tx_payment::ChargeAssetTxPayment<Runtime>,
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
// new pallet takes a free one. The order of the lines is the order in which genesis is built and hooks run (that is
// what `legacy_ordering` means; without it the indices would be):
// `LaunchConfig` stands before the pallets that read its values, `Timestamp` before BABE, which checks the time,
// `Staking` before `Session`, which asks it for the first validators, and `Session` before `Authorship`: a header names
// its author by the place in the set of validators, and the first block of an era is by one of the new set.
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

	// Tokens.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(12)]
	pub type AssetTxPayment = pallet_asset_conversion_tx_payment;
	#[runtime::pallet_index(13)]
	pub type Tokenomics = pallet_tokenomics;
	#[runtime::pallet_index(14)]
	pub type Vesting = pallet_vesting;
	#[runtime::pallet_index(15)]
	pub type Assets = pallet_assets<Instance1>;
	#[runtime::pallet_index(16)]
	pub type AssetsHolder = pallet_assets_holder<Instance1>;
	#[runtime::pallet_index(17)]
	pub type AssetsFreezer = pallet_assets_freezer<Instance1>;
	#[runtime::pallet_index(18)]
	pub type PoolAssets = pallet_assets<Instance2>;
	#[runtime::pallet_index(19)]
	pub type AssetConversion = pallet_asset_conversion;

	// Consensus. BABE stands before Session, which asks it whether an epoch has ended.
	#[runtime::pallet_index(20)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(30)]
	pub type ElectionProvider = pallet_election_provider_multi_phase;
	#[runtime::pallet_index(31)]
	pub type Staking = pallet_staking;
	#[runtime::pallet_index(22)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(23)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(24)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(21)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(25)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(26)]
	pub type ImOnline = pallet_im_online;
	#[runtime::pallet_index(27)]
	pub type AuthorityDiscovery = pallet_authority_discovery;
	// The last of the foundation of each block: its leaf is of the block before, and reads nothing that others change.
	#[runtime::pallet_index(28)]
	pub type Mmr = pallet_mmr;

	// Staking.
	#[runtime::pallet_index(32)]
	pub type VoterList = pallet_bags_list;
	#[runtime::pallet_index(33)]
	pub type DelegatedStaking = pallet_delegated_staking;
	#[runtime::pallet_index(34)]
	pub type NominationPools = pallet_nomination_pools;
	#[runtime::pallet_index(35)]
	pub type FastUnstake = pallet_fast_unstake;
	#[runtime::pallet_index(36)]
	pub type ValidatorCount = pallet_validator_count;

	// Governance.
	#[runtime::pallet_index(40)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(41)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(42)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(43)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(44)]
	pub type Origins = configs::governance::pallet_origins;
	#[runtime::pallet_index(45)]
	pub type TechnicalCommittee = pallet_collective<Instance1>;
	#[runtime::pallet_index(46)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(47)]
	pub type Settings = pallet_parameters;

	// The treasury.
	#[runtime::pallet_index(50)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(51)]
	pub type AssetRate = pallet_asset_rate;
	#[runtime::pallet_index(52)]
	pub type Bounties = pallet_bounties;
	#[runtime::pallet_index(53)]
	pub type ChildBounties = pallet_child_bounties;

	// Accounts.
	#[runtime::pallet_index(60)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(61)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(62)]
	pub type Identity = pallet_identity;
	#[runtime::pallet_index(63)]
	pub type Recovery = pallet_recovery;

	// NFTs.
	#[runtime::pallet_index(70)]
	pub type Nfts = pallet_nfts;
	#[runtime::pallet_index(71)]
	pub type NftFractionalization = pallet_nft_fractionalization;

	// Agreements: escrow, organisations, insurance, and the oracle that insurance goes by.
	#[runtime::pallet_index(80)]
	pub type Escrow = pallet_escrow;
	#[runtime::pallet_index(81)]
	pub type Dao = pallet_dao;
	#[runtime::pallet_index(82)]
	pub type Insurance = pallet_insurance;
	#[runtime::pallet_index(90)]
	pub type PriceOracle = pallet_oracle<Instance1>;
	#[runtime::pallet_index(91)]
	pub type PriceFeeds = pallet_oracle_feeds<Instance1>;
	#[runtime::pallet_index(92)]
	pub type WeatherOracle = pallet_oracle<Instance2>;
	#[runtime::pallet_index(93)]
	pub type WeatherFeeds = pallet_oracle_feeds<Instance2>;
	#[runtime::pallet_index(94)]
	pub type NumberOracle = pallet_oracle<Instance3>;
	#[runtime::pallet_index(95)]
	pub type NumberFeeds = pallet_oracle_feeds<Instance3>;

	// Your own: the indices 100 to 199 are kept for them, and `scripts/new-pallet.sh` takes the next.
	// --- new pallets go above this line ---

	// Emergencies and upgrades.
	#[runtime::pallet_index(240)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(241)]
	pub type TxPause = pallet_tx_pause;
	#[runtime::pallet_index(242)]
	pub type MultiBlockMigrations = pallet_migrations;

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

/// What an upgrade to this version has to do to the state within its first block. Nothing: this is the first version.
pub type Migrations = ();

/// What an upgrade to this version has to do to the state, over as many blocks as it takes. Nothing either.
#[cfg(not(feature = "next-version"))]
pub type MultiBlockMigrationsToRun = ();

#[cfg(feature = "next-version")]
pub use next_version::MultiBlockMigrationsToRun;
