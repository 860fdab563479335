// SPDX-License-Identifier: Apache-2.0

//! Which submissions get through.

use crate::{Config, Feeds};
use core::marker::PhantomData;
use frame_support::traits::{Contains, IsSubType};
use pallet_oracle::Call as OracleCall;

/// Refuses submissions to the instance `I` of `pallet-oracle` that have a key without a feed in them, a key twice, or
/// nothing at all. All other calls pass.
///
/// It belongs into the runtime's `BaseCallFilter`, once for each instance. `pallet-oracle` itself stores whatever an
/// operator sends and gives the fee back, so that without the filter one operator can fill the state for nothing.
/// What it costs is part of [`OracleWeights`](crate::OracleWeights).
pub struct RegisteredFeedsOnly<T, I = ()>(PhantomData<(T, I)>);

impl<T, I, Call> Contains<Call> for RegisteredFeedsOnly<T, I>
where
	T: Config<I>,
	I: 'static,
	Call: IsSubType<OracleCall<T, I>>,
{
	fn contains(call: &Call) -> bool {
		let Some(OracleCall::feed_values { values }) = call.is_sub_type() else { return true };
		let said_before = |n: usize, key: &T::OracleKey| values.iter().take(n).any(|(other, _)| other == key);
		!values.is_empty()
			&& values
				.iter()
				.enumerate()
				.all(|(n, (key, _))| !said_before(n, key) && Feeds::<T, I>::contains_key(key))
	}
}
