// SPDX-License-Identifier: Apache-2.0

//! The panel of a pool: bonds, votes and penalties.

use crate::{
	claims::Finding,
	pools::{count, discount, minus, plus},
	AccountIdOf, Bond, Bonds, Config, Error, Event, Filing, HoldReason, Pallet, PanelTerms, Panels, PoolId,
	PoolOf, PoolState, Pools,
};
use frame_support::{
	ensure,
	pallet_prelude::*,
	traits::{
		fungibles::hold::Mutate as _,
		tokens::{Fortitude, Precision, Restriction},
	},
};
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_serve(who: AccountIdOf<T>, id: PoolId) -> DispatchResult {
		let mut pool = Self::open_pool(id)?;
		let panel = pool.terms.panel.ok_or(Error::<T>::NoPanel)?;
		ensure!(Panels::<T>::get(id).contains(&who), Error::<T>::NotAssessor);
		let now = Self::now();
		let bond = match Bonds::<T>::get(id, &who) {
			Some(bond) => bond,
			None => {
				count(&mut pool.bonds)?;
				Bond { amount: 0, since: now, resigned_at: None }
			}
		};
		let missing = panel.bond.saturating_sub(bond.amount);
		ensure!(missing > 0 || bond.resigned_at.is_some(), Error::<T>::AlreadyServing);
		T::Holds::hold(pool.asset.clone(), &HoldReason::Assessor.into(), &who, missing)?;
		Bonds::<T>::insert(
			id,
			&who,
			Bond { amount: plus(bond.amount, missing)?, since: bond.since, resigned_at: None },
		);
		Pools::<T>::insert(id, pool);
		Self::deposit_event(Event::AssessorServes { pool: id, who, held: missing });
		Ok(())
	}

	pub(crate) fn do_resign(caller: AccountIdOf<T>, id: PoolId, who: AccountIdOf<T>) -> DispatchResult {
		let mut pool = Self::pool(id)?;
		let mut bond = Bonds::<T>::get(id, &who).ok_or(Error::<T>::NotServing)?;
		let idle = pool.policies.is_zero();
		ensure!(caller == who || (idle && pool.state != PoolState::Open), Error::<T>::NotAssessor);
		let now = Self::now();

		let free_at = match bond.resigned_at {
			Some(resigned_at) => plus(resigned_at, pool.terms.notice)?,
			None => plus(now, pool.terms.notice)?,
		};
		if idle || now >= free_at {
			T::Holds::release(
				pool.asset.clone(),
				&HoldReason::Assessor.into(),
				&who,
				bond.amount,
				Precision::BestEffort,
			)?;
			Bonds::<T>::remove(id, &who);
			discount(&mut pool.bonds)?;
			Pools::<T>::insert(id, pool);
			Self::deposit_event(Event::AssessorReleased { pool: id, who, amount: bond.amount });
			return Ok(());
		}
		ensure!(bond.resigned_at.is_none(), Error::<T>::BondNotFree);
		bond.resigned_at = Some(now);
		Bonds::<T>::insert(id, &who, bond);
		Self::deposit_event(Event::AssessorResigned { pool: id, who, free_at });
		Ok(())
	}

	/// How many assessors serve: with the full bond, and without having resigned.
	pub(crate) fn serving(id: PoolId, panel: &PanelTerms) -> u32 {
		let serves = |who: &&AccountIdOf<T>| {
			Bonds::<T>::get(id, who)
				.is_some_and(|bond| bond.amount >= panel.bond && bond.resigned_at.is_none())
		};
		let panel = Panels::<T>::get(id);
		u32::try_from(panel.iter().filter(serves).count()).unwrap_or(u32::MAX)
	}

	/// Counts a vote.
	pub(crate) fn cast(
		id: PoolId,
		who: &AccountIdOf<T>,
		approve: bool,
		filing: &mut Filing,
	) -> DispatchResult {
		let place = Panels::<T>::get(id)
			.iter()
			.position(|assessor| assessor == who)
			.ok_or(Error::<T>::NotAssessor)?;
		ensure!(Bonds::<T>::contains_key(id, who), Error::<T>::NotServing);
		let bit = bit(place);
		ensure!((filing.ayes | filing.nays) & bit == 0, Error::<T>::AlreadyVoted);
		if approve {
			filing.ayes |= bit;
		} else {
			filing.nays |= bit;
		}
		Ok(())
	}

	/// Whether each assessor with a bond has voted.
	pub(crate) fn all_voted(id: PoolId, filing: &Filing) -> bool {
		Panels::<T>::get(id)
			.iter()
			.enumerate()
			.all(|(place, who)| voted(filing, place) || !Bonds::<T>::contains_key(id, who))
	}

	/// What the votes say: with the quorum, the simple majority. A draw pays nothing.
	pub(crate) fn finding(pool: &PoolOf<T>, filing: &Filing) -> Finding {
		let (ayes, nays) = (filing.ayes.count_ones(), filing.nays.count_ones());
		let quorum = pool.terms.panel.map_or(1, |panel| panel.quorum);
		if ayes.saturating_add(nays) < quorum {
			Finding::Undecided
		} else if ayes > nays {
			Finding::Approved
		} else {
			Finding::Rejected
		}
	}

	/// Takes the penalty from each assessor who could have voted all the time and did not. It becomes capital.
	pub(crate) fn penalise_absent(id: PoolId, pool: &mut PoolOf<T>, filing: &Filing) -> DispatchResult {
		let Some(panel) = pool.terms.panel else { return Ok(()) };
		for (place, who) in Panels::<T>::get(id).iter().enumerate() {
			if voted(filing, place) {
				continue;
			}
			let Some(mut bond) = Bonds::<T>::get(id, who) else { continue };
			if bond.since > filing.filed_at {
				continue;
			}
			let penalty = panel.penalty.mul_floor(panel.bond).min(bond.amount);
			// A bond that cannot be moved, for instance because its asset is frozen, must not stop the decision.
			let moved = frame_support::storage::with_storage_layer(|| {
				T::Holds::transfer_on_hold(
					pool.asset.clone(),
					&HoldReason::Assessor.into(),
					who,
					&Self::account(id),
					penalty,
					Precision::BestEffort,
					Restriction::Free,
					Fortitude::Force,
				)
			})
			.unwrap_or(0);
			if moved == 0 {
				continue;
			}
			bond.amount = minus(bond.amount, moved)?;
			pool.capital = plus(pool.capital, moved)?;
			Bonds::<T>::insert(id, who, bond);
			Self::deposit_event(Event::AssessorPenalised { pool: id, who: who.clone(), amount: moved });
		}
		Ok(())
	}
}

/// The bit of the assessor at this place. There are at most 32.
fn bit(place: usize) -> u32 {
	u32::try_from(place).ok().and_then(|place| 1u32.checked_shl(place)).unwrap_or(0)
}

/// Whether the assessor at this place voted.
fn voted(filing: &Filing, place: usize) -> bool {
	(filing.ayes | filing.nays) & bit(place) != 0
}
