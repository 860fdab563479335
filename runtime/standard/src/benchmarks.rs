// SPDX-License-Identifier: Apache-2.0

//! The pallets that `frame-omni-bencher` can measure in this runtime: the foundation and our own. Other pallets of
//! the SDK use the weights that they come with.

use sp_consensus_babe::{
	digests::{CompatibleDigestItem, PreDigest, SecondaryPlainPreDigest},
	Slot,
};
use sp_runtime::DigestItem;

frame_benchmarking::define_benchmarks!(
	[frame_system, frame_system_benchmarking::Pallet::<Runtime>]
	[frame_system_extensions, frame_system_benchmarking::extensions::Pallet::<Runtime>]
	[pallet_asset_conversion_tx_payment, AssetTxPayment]
	[pallet_babe, Babe]
	[pallet_balances, Balances]
	[pallet_dao, Dao]
	[pallet_escrow, Escrow]
	[pallet_grandpa, Grandpa]
	[pallet_insurance, Insurance]
	[pallet_mmr, Mmr]
	[pallet_oracle_feeds, PriceFeeds]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_tokenomics, Tokenomics]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
	[pallet_validator_count, ValidatorCount]
);

impl frame_system_benchmarking::Config for crate::Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for crate::Runtime {
	/// Names an author, as every real block does, so that paying it is measured too.
	fn setup_benchmark_environment() {
		let first_validator = SecondaryPlainPreDigest { authority_index: 0, slot: Slot::from(0) };
		let pre_digest = PreDigest::SecondaryPlain(first_validator);
		crate::System::deposit_log(<DigestItem as CompatibleDigestItem>::babe_pre_digest(pre_digest));
	}
}
