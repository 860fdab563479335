// SPDX-License-Identifier: Apache-2.0

//! What the benchmarks of pallets need the runtime to do.

use crate::{AccountId, Runtime, System};
use parity_scale_codec::Encode;
use sp_consensus_pow::POW_ENGINE_ID;
use sp_runtime::DigestItem;

/// Sets the time of the block.
pub struct BlockTime;

impl pallet_difficulty::SetTime for BlockTime {
	fn set(time: u64) {
		pallet_timestamp::Now::<Runtime>::put(time);
	}
}

/// Names the block's author.
pub struct BlockAuthor;

impl pallet_block_reward::SetAuthor<AccountId> for BlockAuthor {
	fn set(author: AccountId) {
		System::deposit_log(DigestItem::PreRuntime(POW_ENGINE_ID, author.encode()));
	}
}
