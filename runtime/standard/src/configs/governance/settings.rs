// SPDX-License-Identifier: Apache-2.0

//! Settings that governance changes without an upgrade.
//!
//! A setting that is not stored has the value written here. Deposits that were taken stay what they were: each is
//! recorded where it was taken.

use super::{EitherRootOr, GeneralAdmin};
use crate::{
	units::{deposit, CRN},
	Balance, Runtime, RuntimeEvent, RuntimeOrigin,
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{dynamic_params::AggregatedKeyValue, EnsureOrigin, EnsureOriginWithArg},
};
use sp_runtime::Permill;

/// The settings, by theme.
// The macro makes public items that cannot be given words.
#[allow(missing_docs)]
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// What transactions cost.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod fees {
		/// The fee for one byte of a transaction, in planck.
		#[codec(index = 0)]
		pub static PerByte: Balance = 190_000;
	}

	/// What issuing an asset takes.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod assets {
		/// The deposit for an asset, in planck.
		#[codec(index = 0)]
		pub static AssetDeposit: Balance = CRN;
	}

	/// Swaps in pools.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod swaps {
		/// The part of each swap that stays in the pool, for those who provide its liquidity.
		#[codec(index = 0)]
		pub static LiquidityFee: Permill = Permill::from_parts(3_000);

		/// What opening a pool costs, in planck. It goes to the treasury.
		#[codec(index = 1)]
		pub static PoolSetupFee: Balance = 10 * CRN;
	}

	/// What NFTs take.
	#[dynamic_pallet_params]
	#[codec(index = 3)]
	pub mod nfts {
		/// The deposit for a collection, in planck.
		#[codec(index = 0)]
		pub static CollectionDeposit: Balance = CRN;

		/// The deposit for an item, in planck.
		#[codec(index = 1)]
		pub static ItemDeposit: Balance = deposit(1, 164);
	}
}

/// What names a setting.
pub type SettingKey = <RuntimeParameters as AggregatedKeyValue>::Key;

/// Who may change a setting: root and the general administration, all of them.
pub struct SettingsOrigin;

impl EnsureOriginWithArg<RuntimeOrigin, SettingKey> for SettingsOrigin {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin, _: &SettingKey) -> Result<(), RuntimeOrigin> {
		EitherRootOr::<GeneralAdmin>::try_origin(origin).map(drop)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &SettingKey) -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = SettingsOrigin;
	type WeightInfo = ();
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		Self::Fees(dynamic_params::fees::Parameters::PerByte(dynamic_params::fees::PerByte, Some(1)))
	}
}
