// SPDX-License-Identifier: Apache-2.0

//! The origins that a referendum can act with, below root: each has a part of root's powers.

use super::super::treasury::SpendLimit;
use crate::{AccountId, Balance, RuntimeOrigin};
use core::marker::PhantomData;
use frame_support::traits::EnsureOrigin;

pub use pallet_origins::Origin;

/// The pallet that puts the origins into the runtime. It has no calls and no storage.
#[frame_support::pallet]
pub mod pallet_origins {
	use frame_support::pallet_prelude::*;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// It needs nothing.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// What a referendum can act as.
	#[pallet::origin]
	#[derive(
		PartialEq, Eq, Clone, Copy, MaxEncodedLen, Encode, Decode, DecodeWithMemTracking, TypeInfo, Debug,
	)]
	pub enum Origin {
		/// Calls that the technical committee has whitelisted, as root.
		WhitelistedCaller,
		/// Staking: the rule that moves the validator count, cancelled slashes, pools, elections.
		StakingAdmin,
		/// The treasury: any spend, bounties.
		Treasurer,
		/// Everyday administration: the committee, identity registrars, asset rates, settings, names.
		GeneralAdmin,
		/// Ends referenda and gives their deposits back.
		ReferendumCanceller,
		/// Ends referenda and takes their deposits.
		ReferendumKiller,
		/// Spends small sums of the treasury at a time.
		SmallSpender,
		/// Spends middling sums of the treasury at a time.
		MediumSpender,
		/// Spends large sums of the treasury at a time.
		BigSpender,
	}
}

/// One of the origins, as its own type.
pub trait Which {
	/// The origin.
	const ORIGIN: Origin;
}

/// Lets in exactly one of the origins.
pub struct Ensure<W>(PhantomData<W>);

impl<W: Which> EnsureOrigin<RuntimeOrigin> for Ensure<W> {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		let origin = match Result::<Origin, RuntimeOrigin>::from(origin) {
			Ok(found) if found == W::ORIGIN => return Ok(()),
			Ok(found) => RuntimeOrigin::from(found),
			Err(origin) => origin,
		};
		Err(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Ok(W::ORIGIN.into())
	}
}

macro_rules! ensure {
	($($(#[$doc:meta])* $name:ident => $which:ident),* $(,)?) => {$(
		#[doc = concat!("Names [`Origin::", stringify!($name), "`].")]
		pub struct $which;

		impl Which for $which {
			const ORIGIN: Origin = Origin::$name;
		}

		$(#[$doc])*
		pub type $name = Ensure<$which>;
	)*};
}

ensure! {
	/// Lets in [`Origin::WhitelistedCaller`].
	WhitelistedCaller => IsWhitelistedCaller,
	/// Lets in [`Origin::StakingAdmin`].
	StakingAdmin => IsStakingAdmin,
	/// Lets in [`Origin::Treasurer`].
	Treasurer => IsTreasurer,
	/// Lets in [`Origin::GeneralAdmin`].
	GeneralAdmin => IsGeneralAdmin,
	/// Lets in [`Origin::ReferendumCanceller`].
	ReferendumCanceller => IsReferendumCanceller,
	/// Lets in [`Origin::ReferendumKiller`].
	ReferendumKiller => IsReferendumKiller,
}

/// Lets in the origins that may spend of the treasury, each up to its limit in planck; root has none.
pub struct EnsureSpender;

impl EnsureOrigin<RuntimeOrigin> for EnsureSpender {
	type Success = Balance;

	fn try_origin(origin: RuntimeOrigin) -> Result<Balance, RuntimeOrigin> {
		let origin = match Result::<frame_system::RawOrigin<AccountId>, RuntimeOrigin>::from(origin) {
			Ok(frame_system::RawOrigin::Root) => return Ok(Balance::MAX),
			Ok(other) => return Err(other.into()),
			Err(origin) => origin,
		};
		match Result::<Origin, RuntimeOrigin>::from(origin) {
			Ok(found) => SpendLimit::of(found).ok_or_else(|| found.into()),
			Err(origin) => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}
