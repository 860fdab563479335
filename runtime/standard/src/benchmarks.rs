// SPDX-License-Identifier: Apache-2.0

//! The pallets that `frame-omni-bencher` can measure in this runtime.

frame_benchmarking::define_benchmarks!(
	[frame_system, frame_system_benchmarking::Pallet::<Runtime>]
	[frame_system_extensions, frame_system_benchmarking::extensions::Pallet::<Runtime>]
	[pallet_babe, Babe]
	[pallet_balances, Balances]
	[pallet_grandpa, Grandpa]
	[pallet_sudo, Sudo]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
);

impl frame_system_benchmarking::Config for crate::Runtime {}
