// SPDX-License-Identifier: Apache-2.0

//! What holds of storage after every block.

use crate::{AccountIdOf, Agenda, Config, EscrowId, EscrowsOf, HoldReason, NextId, Pallet, Payments, Swaps};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	ensure,
	traits::{fungibles::InspectHold, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use parity_scale_codec::Encode;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

/// What is on hold by the records, by asset and account. Assets have no order, but their encoding has.
type Ledger<T> = BTreeMap<(Vec<u8>, AccountIdOf<T>), (<T as Config>::AssetId, <T as Config>::Balance)>;

/// What the checks need of one escrow.
struct Record<T: Config> {
	id: EscrowId,
	owner: AccountIdOf<T>,
	asset: T::AssetId,
	held: T::Balance,
	deposit: T::Balance,
	agenda: Option<BlockNumberFor<T>>,
	involved: Vec<AccountIdOf<T>>,
}

impl<T: Config> Pallet<T> {
	/// The invariants: what is on hold is what the records say; every escrow has a number of its own, money, and
	/// its place in the indexes and on the agenda; and nothing else is there.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let records: Vec<Record<T>> = Self::records().collect();
		Self::check_holds(&records)?;
		Self::check_agenda(&records)?;
		let mut indexed = 0usize;
		for record in &records {
			ensure!(record.id < NextId::<T>::get(), "escrow: a number in use is free");
			ensure!(!record.held.is_zero(), "escrow: a record has no money");
			ensure!(
				Payments::<T>::contains_key(record.id) != Swaps::<T>::contains_key(record.id),
				"escrow: a number is used twice"
			);
			for account in &record.involved {
				ensure!(
					EscrowsOf::<T>::contains_key(account, record.id),
					"escrow: an escrow is missing in an index"
				);
			}
			indexed.saturating_accrue(record.involved.len());
		}
		ensure!(EscrowsOf::<T>::iter().count() == indexed, "escrow: an index has an escrow too many");
		Ok(())
	}

	fn records() -> impl Iterator<Item = Record<T>> {
		let payments = Payments::<T>::iter().map(|(id, payment)| Record {
			id,
			owner: payment.payer.clone(),
			asset: payment.asset.clone(),
			held: payment.held(),
			deposit: payment.deposit,
			agenda: payment.agenda,
			involved: payment.involved().cloned().collect(),
		});
		let swaps = Swaps::<T>::iter().map(|(id, swap)| Record {
			id,
			owner: swap.maker.clone(),
			asset: swap.offered.asset.clone(),
			held: swap.offered.amount,
			deposit: swap.deposit,
			agenda: swap.agenda,
			involved: swap.involved().cloned().collect(),
		});
		payments.chain(swaps)
	}

	fn check_holds(records: &[Record<T>]) -> Result<(), TryRuntimeError> {
		let (mut funds, mut deposits) = (Ledger::<T>::new(), Ledger::<T>::new());
		for record in records {
			Self::note(&mut funds, &record.asset, &record.owner, record.held);
			Self::note(&mut deposits, &T::NativeAsset::get(), &record.owner, record.deposit);
		}
		for (ledger, reason) in [(funds, HoldReason::Funds), (deposits, HoldReason::Deposit)] {
			let reason = reason.into();
			for ((_, owner), (asset, sum)) in ledger {
				ensure!(
					T::Holds::balance_on_hold(asset, &reason, &owner) == sum,
					"escrow: what is on hold is not what the records say"
				);
			}
		}
		Ok(())
	}

	fn note(ledger: &mut Ledger<T>, asset: &T::AssetId, owner: &AccountIdOf<T>, amount: T::Balance) {
		let key = (asset.encode(), owner.clone());
		let (_, sum) = ledger.entry(key).or_insert_with(|| (asset.clone(), Zero::zero()));
		sum.saturating_accrue(amount);
	}

	fn check_agenda(records: &[Record<T>]) -> Result<(), TryRuntimeError> {
		let mut scheduled = 0usize;
		for record in records {
			if let Some(block) = record.agenda {
				scheduled.saturating_inc();
				ensure!(
					Agenda::<T>::get(block).contains(&record.id),
					"escrow: an escrow is not on the agenda where it should be"
				);
			}
		}
		let entries: usize = Agenda::<T>::iter_values().map(|ids| ids.len()).sum();
		ensure!(entries == scheduled, "escrow: the agenda has an escrow too many");
		Ok(())
	}
}
