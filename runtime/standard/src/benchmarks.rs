// SPDX-License-Identifier: Apache-2.0

//! The pallets that `frame-omni-bencher` can measure in this runtime: the foundation, what users call most, and our
//! own. Other pallets of the SDK use the weights that they come with.

use crate::{
	configs::{
		governance::settings::{
			dynamic_params::fees::{ParametersKey, PerByte},
			RuntimeParametersKey,
		},
		treasury::TreasuryAccount,
	},
	AccountId, Runtime,
};
use alloc::vec::Vec;
use frame_support::traits::TrackedStorageKey;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	Slot,
};
use sp_runtime::DigestItem;

frame_benchmarking::define_benchmarks!(
	[frame_system, frame_system_benchmarking::Pallet::<Runtime>]
	[frame_system_extensions, frame_system_benchmarking::extensions::Pallet::<Runtime>]
	[pallet_asset_conversion, AssetConversion]
	[pallet_asset_conversion_tx_payment, AssetTxPayment]
	[pallet_assets, Assets]
	[pallet_babe, Babe]
	[pallet_balances, Balances]
	[pallet_dao, Dao]
	[pallet_escrow, Escrow]
	[pallet_grandpa, Grandpa]
	[pallet_insurance, Insurance]
	[pallet_mmr, Mmr]
	[pallet_multisig, Multisig]
	[pallet_nfts, Nfts]
	[pallet_oracle_feeds, PriceFeeds]
	[pallet_proxy, Proxy]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_tokenomics, Tokenomics]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
	[pallet_validator_count, ValidatorCount]
);

impl frame_system_benchmarking::Config for Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {
	fn setup_benchmark_environment() {
		name_an_author();
	}
}

/// Names an author of the block, as every real block does, so that paying it is measured too.
pub(crate) fn name_an_author() {
	let first_validator = SecondaryPlainPreDigest { authority_index: 0, slot: Slot::from(0) };
	let pre_digest = PreDigest::SecondaryPlain(first_validator);
	crate::System::deposit_log(<DigestItem as CompatibleDigestItem>::babe_pre_digest(pre_digest));
}

/// The storage that no transaction pays a database access for, beside what the pallets name themselves.
///
/// All fees of a block go to the same two accounts, by the same two settings. The first transaction reads them from the
/// database, and the end of the block writes them to it, once; every other transaction finds them in memory.
///
/// Whoever pays a fee has had its nonce checked before, and that check counts the access to its account.
pub(crate) fn free_of_database(pallet: &[u8]) -> Vec<TrackedStorageKey> {
	// That pallet charges the block for its end, and for the first transaction.
	if pallet == b"pallet_tokenomics" {
		return Vec::new();
	}
	let account = frame_system::Account::<Runtime>::hashed_key_for::<AccountId>;
	let per_byte = RuntimeParametersKey::Fees(ParametersKey::PerByte(PerByte));
	let mut keys = Vec::from([
		account(TreasuryAccount::get()),
		pallet_tokenomics::CurrentFeeSplit::<Runtime>::hashed_key().to_vec(),
		pallet_parameters::Parameters::<Runtime>::hashed_key_for(per_byte),
		pallet_session::Validators::<Runtime>::hashed_key().to_vec(),
	]);
	keys.extend(crate::Session::validators().into_iter().next().map(account));
	if [b"pallet_transaction_payment".as_slice(), b"pallet_asset_conversion_tx_payment"].contains(&pallet) {
		keys.push(account(frame_benchmarking::account("caller", 0, 0)));
	}
	keys.into_iter().map(TrackedStorageKey::new).collect()
}
