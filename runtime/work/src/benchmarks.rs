// SPDX-License-Identifier: Apache-2.0

//! The pallets that `frame-omni-bencher` can measure in this runtime: the foundation and our own. Other pallets of
//! the SDK use the weights that they come with.

use parity_scale_codec::Encode;
use sp_consensus_pow::POW_ENGINE_ID;
use sp_runtime::DigestItem;

frame_benchmarking::define_benchmarks!(
	[frame_system, frame_system_benchmarking::Pallet::<Runtime>]
	[frame_system_extensions, frame_system_benchmarking::extensions::Pallet::<Runtime>]
	[pallet_balances, Balances]
	[pallet_block_reward, BlockReward]
	[pallet_difficulty, Difficulty]
	[pallet_mmr, Mmr]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
);

impl frame_system_benchmarking::Config for crate::Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for crate::Runtime {
	/// Names a miner, as every real block does, so that paying it is measured too.
	fn setup_benchmark_environment() {
		let miner = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		crate::System::deposit_log(DigestItem::PreRuntime(POW_ENGINE_ID, miner.encode()));
	}
}
