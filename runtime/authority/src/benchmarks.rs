// SPDX-License-Identifier: Apache-2.0

//! The pallets that `frame-omni-bencher` can measure in this runtime. The others use the weights that they come with.

use sp_consensus_aura::{digests::CompatibleDigestItem, sr25519::AuthoritySignature, Slot};
use sp_runtime::DigestItem;

frame_benchmarking::define_benchmarks!(
	[frame_system, frame_system_benchmarking::Pallet::<Runtime>]
	[frame_system_extensions, frame_system_benchmarking::extensions::Pallet::<Runtime>]
	[pallet_balances, Balances]
	[pallet_collective, Council]
	[pallet_grandpa, Grandpa]
	[pallet_mmr, Mmr]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
);

impl frame_system_benchmarking::Config for crate::Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for crate::Runtime {
	/// Names an author, as every real block does, so that paying it is measured too.
	fn setup_benchmark_environment() {
		let slot = <DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(Slot::from(0));
		crate::System::deposit_log(slot);
	}
}
