// SPDX-License-Identifier: Apache-2.0

//! What a node may ask: `TokenomicsApi_tokenomics` and `TokenomicsApi_era_payout`.

use crate::Tokenomics;
use parity_scale_codec::Codec;

sp_api::decl_runtime_apis! {
	/// Tells how many tokens there are, how many are issued, to whom, and where fees go.
	pub trait TokenomicsApi<Balance>
	where
		Balance: Codec,
	{
		/// The supply, the stake, the settings, and the inflation that follows from them.
		fn tokenomics() -> Tokenomics<Balance>;

		/// What an era would issue under the settings in force: to stakers, and to the treasury, in planck.
		///
		/// `total_staked` and `total_issuance` are in planck, `era_duration` in milliseconds.
		fn era_payout(total_staked: Balance, total_issuance: Balance, era_duration: u64) -> (Balance, Balance);
	}
}
