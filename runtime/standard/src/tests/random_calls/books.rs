// SPDX-License-Identifier: Apache-2.0

//! What must add up, whatever has happened.

use crate::{
	configs::assets::{PoolShares, TrustBackedAssets},
	tests::chain::sum_of_balances,
	AccountId, AllPalletsWithSystem, AssetsHolder, Balance, Balances, BlockNumber, Runtime, System,
};
use frame_support::traits::{fungibles::InspectHold, TryState, TryStateSelect};
use pallet_assets::ExistenceReason;
use pallet_identity::Judgement;
use pallet_referenda::ReferendumInfo;
use std::collections::BTreeMap;

/// Looks at all books of the chain.
pub(super) fn balance() -> Result<(), String> {
	issuance()?;
	accounts()?;
	assets()?;
	deposits()?;
	try_state()
}

/// All tokens that exist are somebody's.
fn issuance() -> Result<(), String> {
	let (sum, issuance) = (sum_of_balances(), Balances::total_issuance());
	equal("the sum of all balances", sum, "the total issuance", issuance)
}

/// What pallets hold, reserve by name, lock and freeze of an account is there.
fn accounts() -> Result<(), String> {
	for (who, account) in frame_system::Account::<Runtime>::iter() {
		let held: Balance = pallet_balances::Holds::<Runtime>::get(&who).iter().map(|hold| hold.amount).sum();
		let named: Balance =
			pallet_balances::Reserves::<Runtime>::get(&who).iter().map(|reserve| reserve.amount).sum();
		if held + named > account.data.reserved {
			return Err(format!(
				"{who} has {} reserved, but {held} + {named} on hold",
				account.data.reserved
			));
		}
		let locked = pallet_balances::Locks::<Runtime>::get(&who).iter().map(|lock| lock.amount).max();
		let frozen = pallet_balances::Freezes::<Runtime>::get(&who).iter().map(|freeze| freeze.amount).max();
		let most = locked.max(frozen).unwrap_or_default();
		equal(&format!("what is frozen of {who}"), account.data.frozen, "its largest lock", most)?;
		if account.providers == 0 && account.sufficients == 0 {
			return Err(format!("nothing keeps the account {who} alive: {account:?}"));
		}
	}
	Ok(())
}

/// All units of an asset are somebody's, and none are anybody's of an asset that is gone.
fn assets() -> Result<(), String> {
	let mut units = BTreeMap::<u32, Balance>::new();
	for (asset, who, account) in pallet_assets::Account::<Runtime, TrustBackedAssets>::iter() {
		let held = <AssetsHolder as InspectHold<AccountId>>::total_balance_on_hold(asset, &who);
		*units.entry(asset).or_default() += account.balance + held;
	}
	for (asset, details) in pallet_assets::Asset::<Runtime, TrustBackedAssets>::iter() {
		let units = units.remove(&asset).unwrap_or_default();
		equal(&format!("the units of asset {asset}"), units, "its supply", details.supply)?;
	}
	if !units.is_empty() {
		return Err(format!("there are units of assets that are gone: {units:?}"));
	}
	let mut shares = BTreeMap::<u32, Balance>::new();
	for (pool, _, account) in pallet_assets::Account::<Runtime, PoolShares>::iter() {
		*shares.entry(pool).or_default() += account.balance;
	}
	for (pool, details) in pallet_assets::Asset::<Runtime, PoolShares>::iter() {
		let shares = shares.remove(&pool).unwrap_or_default();
		equal(&format!("the shares of pool {pool}"), shares, "their supply", details.supply)?;
	}
	Ok(())
}

/// What is reserved and not on hold are deposits, each written down by the pallet that took it. No deposit is lost,
/// none is given back twice.
fn deposits() -> Result<(), String> {
	let mut reserved: Balance = 0;
	for (who, account) in frame_system::Account::<Runtime>::iter() {
		let held: Balance = pallet_balances::Holds::<Runtime>::get(&who).iter().map(|hold| hold.amount).sum();
		reserved += account.data.reserved - held;
	}
	let written = [
		("assets", of_assets()),
		("pool shares", of_pool_shares()),
		("nfts", of_nfts()),
		("multisigs", pallet_multisig::Multisigs::<Runtime>::iter_values().map(|found| found.deposit).sum()),
		("proxies", pallet_proxy::Proxies::<Runtime>::iter_values().map(|(_, deposit)| deposit).sum()),
		(
			"announcements",
			pallet_proxy::Announcements::<Runtime>::iter_values().map(|(_, deposit)| deposit).sum(),
		),
		("identities", of_identities()),
		("referenda", of_referenda()),
		("bounties", of_bounties()),
		("fast unstake", of_fast_unstake()),
	];
	let sum = written.iter().map(|(_, deposits): &(&str, Balance)| deposits).sum();
	equal("what is reserved", reserved, &format!("the deposits {written:?}"), sum)
}

fn of_assets() -> Balance {
	use pallet_assets::{Account, Approvals, Asset, Metadata};
	type Instance = TrustBackedAssets;
	Asset::<Runtime, Instance>::iter_values().map(|asset| asset.deposit).sum::<Balance>()
		+ Asset::<Runtime, Instance>::iter_keys()
			.map(|asset| Metadata::<Runtime, Instance>::get(asset).deposit)
			.sum::<Balance>()
		+ Account::<Runtime, Instance>::iter_values()
			.map(|account| of_entry(&account.reason))
			.sum::<Balance>()
		+ Approvals::<Runtime, Instance>::iter_values().map(|approval| approval.deposit).sum::<Balance>()
}

fn of_pool_shares() -> Balance {
	use pallet_assets::{Account, Approvals};
	Account::<Runtime, PoolShares>::iter_values().map(|account| of_entry(&account.reason)).sum::<Balance>()
		+ Approvals::<Runtime, PoolShares>::iter_values().map(|approval| approval.deposit).sum::<Balance>()
}

fn of_entry(reason: &ExistenceReason<Balance, AccountId>) -> Balance {
	match reason {
		ExistenceReason::DepositHeld(deposit) | ExistenceReason::DepositFrom(_, deposit) => *deposit,
		_ => 0,
	}
}

/// The owner of a collection has one deposit for it and for all that is written in his name; the others are by item.
fn of_nfts() -> Balance {
	use pallet_nfts::{Attribute, Collection, Item, ItemMetadataOf};
	Collection::<Runtime>::iter_values().map(|collection| collection.owner_deposit).sum::<Balance>()
		+ Item::<Runtime>::iter_values().map(|item| item.deposit.amount).sum::<Balance>()
		+ ItemMetadataOf::<Runtime>::iter_values()
			.filter(|metadata| metadata.deposit.account.is_some())
			.map(|metadata| metadata.deposit.amount)
			.sum::<Balance>()
		+ Attribute::<Runtime>::iter_values()
			.filter(|(_, deposit)| deposit.account.is_some())
			.map(|(_, deposit)| deposit.amount)
			.sum::<Balance>()
}

fn of_identities() -> Balance {
	use pallet_identity::{IdentityOf, SubsOf};
	let mut deposits: Balance = SubsOf::<Runtime>::iter_values().map(|(deposit, _)| deposit).sum();
	for identity in IdentityOf::<Runtime>::iter_values() {
		deposits += identity.deposit;
		for (_, judgement) in identity.judgements {
			if let Judgement::FeePaid(fee) = judgement {
				deposits += fee;
			}
		}
	}
	deposits
}

fn of_referenda() -> Balance {
	pallet_referenda::ReferendumInfoFor::<Runtime>::iter_values()
		.map(|info| match info {
			ReferendumInfo::Ongoing(status) => {
				status.submission_deposit.amount + status.decision_deposit.map_or(0, |deposit| deposit.amount)
			}
			ReferendumInfo::Approved(_, submission, decision)
			| ReferendumInfo::Rejected(_, submission, decision)
			| ReferendumInfo::Cancelled(_, submission, decision)
			| ReferendumInfo::TimedOut(_, submission, decision) => {
				submission.map_or(0, |deposit| deposit.amount) + decision.map_or(0, |deposit| deposit.amount)
			}
			ReferendumInfo::Killed(_) => 0,
		})
		.sum()
}

fn of_bounties() -> Balance {
	use parity_scale_codec::{Decode, Encode};
	pallet_bounties::Bounties::<Runtime>::iter_values()
		.map(|bounty| {
			// The bond has no getter: it comes after proposer, value, fee and curator's deposit.
			let fields = <(AccountId, Balance, Balance, Balance, Balance)>::decode(&mut &bounty.encode()[..]);
			let (_, _, _, curator_deposit, bond) = fields.expect("so it is laid out");
			curator_deposit + bond
		})
		.sum()
}

fn of_fast_unstake() -> Balance {
	use pallet_fast_unstake::{Head, Queue};
	let under_way = Head::<Runtime>::get().map(|request| request.stashes.into_inner()).unwrap_or_default();
	Queue::<Runtime>::iter_values().sum::<Balance>()
		+ under_way.into_iter().map(|(_, deposit)| deposit).sum::<Balance>()
}

/// What the pallets themselves say must hold.
fn try_state() -> Result<(), String> {
	let number = System::block_number();
	<AllPalletsWithSystem as TryState<BlockNumber>>::try_state(number, TryStateSelect::All)
		.map_err(|error| format!("{error:?}"))
}

fn equal(one: &str, found: Balance, other: &str, expected: Balance) -> Result<(), String> {
	if found == expected {
		Ok(())
	} else {
		Err(format!("{one}, {found}, is not {other}, {expected}"))
	}
}
