// SPDX-License-Identifier: Apache-2.0

//! What a submission to `pallet-oracle` costs with this pallet beside it.

use core::marker::PhantomData;
use frame_support::weights::Weight;

use crate::{Config, WeightInfo};

/// The weights of the instance of `pallet-oracle` that this pallet belongs to.
///
/// Its own know neither how many operators there are, each of whose values it reads for each value that comes, nor
/// what the call filter and the reading cost. As its calls are free for operators, their weight is all that keeps
/// blocks from taking too long.
pub struct OracleWeights<T, I = ()>(PhantomData<(T, I)>);

impl<T: Config<I>, I: 'static> pallet_oracle::WeightInfo for OracleWeights<T, I> {
	fn feed_values(x: u32) -> Weight {
		<T as Config<I>>::WeightInfo::feed_values(x)
	}

	fn on_finalize() -> Weight {
		<pallet_oracle::weights::SubstrateWeight<T> as pallet_oracle::WeightInfo>::on_finalize()
	}
}
