// SPDX-License-Identifier: Apache-2.0

//! What a node may ask: `BlockRewardApi_current_reward`, `_next_change`, `_supply_cap`.

sp_api::decl_runtime_apis! {
	/// Tells what blocks are worth, now and later.
	pub trait BlockRewardApi {
		/// The reward of the next block, in planck.
		fn current_reward() -> u128;

		/// The first block after the next whose reward is another one, and that reward in planck; none if the reward
		/// stays as it is for ever.
		fn next_change() -> Option<(u32, u128)>;

		/// The most tokens that there can ever be, in planck: those that exist, and all rewards still to come. None if
		/// rewards never end.
		fn supply_cap() -> Option<u128>;
	}
}
