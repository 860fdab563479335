// SPDX-License-Identifier: Apache-2.0

//! How a DAO is founded, and how members come, change and go.

use crate::{
	history::Total, rules, Admission, AssetIdOf, Balance, Ballot, Config, Dao, DaoId, Daos, Error, Event,
	HoldReason, Invitation, Invitations, Kind, Member, Members, NameOf, NextDao, Pallet, Power, Proposals,
	RulesOf, Stage, Status, Votes, Withdrawal,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect as _, Mutate as _, MutateHold as _},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use frame_system::Pallet as System;
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding,
	traits::{AccountIdConversion, Saturating, Zero},
	ArithmeticError, DispatchError, DispatchResult, Rounding,
};

impl<T: Config> Pallet<T> {
	/// The account of a DAO. No key belongs to it: only what the members approve acts for it.
	pub fn sovereign(id: DaoId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id)
	}

	/// The DAO `id`.
	pub(crate) fn dao_of(id: DaoId) -> Result<Dao<T>, Error<T>> {
		Daos::<T>::get(id).ok_or(Error::NoSuchDao)
	}

	/// The DAO `id`, which decides and acts.
	pub(crate) fn living(id: DaoId) -> Result<Dao<T>, Error<T>> {
		let dao = Self::dao_of(id)?;
		ensure!(dao.is_alive(), Error::Dissolving);
		Ok(dao)
	}

	/// Puts a deposit, in the native token, on hold.
	pub(crate) fn hold_deposit(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Holds::hold(T::NativeAsset::get(), &reason.into(), who, amount)
	}

	/// Gives a deposit back. Where another hand took of what was on hold, it gives back the rest, so that nobody
	/// is kept from leaving.
	pub(crate) fn release_deposit(reason: HoldReason, who: &T::AccountId, amount: Balance) -> DispatchResult {
		T::Holds::release(T::NativeAsset::get(), &reason.into(), who, amount, Precision::BestEffort)
			.map(|_| ())
	}

	/// Gives staked tokens back.
	fn release_stake(asset: AssetIdOf<T>, who: &T::AccountId, amount: Balance) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Holds::release(asset, &HoldReason::Stake.into(), who, amount, Precision::BestEffort).map(|_| ())
	}

	/// Founds a DAO.
	pub(crate) fn do_found(
		founder: T::AccountId,
		name: NameOf<T>,
		kind: Kind<AssetIdOf<T>>,
		rules: RulesOf<T>,
		members: Vec<(T::AccountId, Power)>,
		guardian: Option<T::AccountId>,
		endowment: Balance,
	) -> DispatchResult {
		rules::check::<T>(&kind, &rules)?;
		let native = T::NativeAsset::get();
		ensure!(endowment >= T::Assets::minimum_balance(native.clone()), Error::<T>::EndowmentTooSmall);
		ensure!(!members.is_empty(), Error::<T>::NoMembers);
		let allowed = |power: Power| match kind {
			Kind::Membership => power == 1,
			Kind::Token(_) => power == 0,
			Kind::Shares => true,
		};
		ensure!(members.iter().all(|(_, power)| allowed(*power)), Error::<T>::PowerOutOfKind);
		if let Kind::Token(asset) = &kind {
			ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::NoSuchAsset);
		}

		let id = NextDao::<T>::get();
		NextDao::<T>::put(id.checked_add(1).ok_or(ArithmeticError::Overflow)?);
		let deposit = T::FoundingDeposit::get();
		Self::hold_deposit(HoldReason::Founding, &founder, deposit)?;
		let sovereign = Self::sovereign(id);
		T::Assets::transfer(native, &founder, &sovereign, endowment, Preservation::Preserve)?;

		let now = System::<T>::block_number();
		let mut dao = Dao {
			founder: founder.clone(),
			deposit,
			name,
			kind,
			rules,
			guardian,
			status: Status::Alive,
			members: 0,
			next_serial: 0,
			total: Total::new(now),
			next_proposal: 0,
			proposals: 0,
			open: Default::default(),
			voting_until: now,
		};
		Self::deposit_event(Event::Founded { dao: id, founder: founder.clone(), sovereign });
		for (who, power) in members {
			Self::add_member(id, &mut dao, who, &founder, power)?;
		}
		let powerless = dao.total.now().is_zero() && !matches!(dao.kind, Kind::Token(_));
		ensure!(!powerless, Error::<T>::LastPower);
		Daos::<T>::insert(id, dao);
		Ok(())
	}

	/// Makes `who` a member, at the expense of `depositor`.
	fn add_member(
		id: DaoId,
		dao: &mut Dao<T>,
		who: T::AccountId,
		depositor: &T::AccountId,
		power: Power,
	) -> DispatchResult {
		ensure!(who != Self::sovereign(id), Error::<T>::OwnAccount);
		ensure!(!Members::<T>::contains_key(id, &who), Error::<T>::AlreadyMember);
		ensure!(dao.members < T::MaxMembers::get(), Error::<T>::TooManyMembers);
		let deposit = T::MemberDeposit::get();
		Self::hold_deposit(HoldReason::Membership, depositor, deposit)?;
		let serial = dao.next_serial;
		dao.next_serial = serial.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		dao.members.saturating_inc();
		let member = Member {
			serial,
			depositor: depositor.clone(),
			deposit,
			history: Default::default(),
			withdrawal: None,
		};
		Members::<T>::insert(id, &who, member);
		Self::set_power(id, dao, &who, power)?;
		Self::deposit_event(Event::Joined { dao: id, who, power });
		Ok(())
	}

	/// Takes `who` out, and gives back all that is on hold for its membership.
	fn remove_member(id: DaoId, dao: &mut Dao<T>, who: &T::AccountId) -> DispatchResult {
		let power = Self::member_of(id, who)?.history.now().power;
		Self::set_delegate(id, dao, who, None)?;
		Self::set_power(id, dao, who, 0)?;
		let member = Members::<T>::take(id, who).ok_or(Error::<T>::NotMember)?;
		if let Kind::Token(asset) = &dao.kind {
			let unstaked = member.withdrawal.map_or(0, |withdrawal| withdrawal.amount);
			Self::release_stake(asset.clone(), who, power.saturating_add(unstaked))?;
		}
		Self::release_deposit(HoldReason::Membership, &member.depositor, member.deposit)?;
		dao.members = dao.members.saturating_sub(1);
		Ok(())
	}

	/// Refuses to leave a living DAO without anybody who could decide, now or after staking. Its treasury would be
	/// stranded.
	fn ensure_others_remain(dao: &Dao<T>, power: Power) -> Result<(), Error<T>> {
		ensure!(dao.members > 1, Error::LastMember);
		ensure!(matches!(dao.kind, Kind::Token(_)) || dao.total.now() > power, Error::LastPower);
		Ok(())
	}

	/// Lets `who` join: by its invitation, or as the rules allow.
	pub(crate) fn do_join(who: T::AccountId, id: DaoId) -> DispatchResult {
		let mut dao = Self::living(id)?;
		let invitation = Self::take_invitation(id, &who);
		let (shares, tribute) = match (invitation, &dao.rules.admission) {
			(Some(invitation), _) => (invitation.shares, invitation.tribute),
			(None, Admission::Open) => (0, None),
			(None, Admission::Tribute { asset, amount }) => (0, Some((asset.clone(), *amount))),
			(None, Admission::Invitation) => return Err(Error::<T>::NotInvited.into()),
		};
		if let Some((asset, amount)) = tribute {
			T::Assets::transfer(asset, &who, &Self::sovereign(id), amount, Preservation::Preserve)?;
		}
		let power = match dao.kind {
			Kind::Membership => 1,
			Kind::Token(_) => 0,
			Kind::Shares => shares,
		};
		let depositor = who.clone();
		Self::add_member(id, &mut dao, who, &depositor, power)?;
		Daos::<T>::insert(id, dao);
		Ok(())
	}

	/// Lets `who` leave with what is its own, and nothing of the treasury.
	pub(crate) fn do_leave(who: T::AccountId, id: DaoId) -> DispatchResult {
		let mut dao = Self::dao_of(id)?;
		let member = Self::member_of(id, &who)?;
		if dao.is_alive() {
			let power = member.history.now().power;
			if matches!(dao.kind, Kind::Token(_)) {
				ensure!(power.is_zero() && member.withdrawal.is_none(), Error::<T>::StakeRemains);
			}
			Self::ensure_others_remain(&dao, power)?;
		}
		Self::remove_member(id, &mut dao, &who)?;
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::Left { dao: id, who });
		Ok(())
	}

	/// Lets `who` leave with its share of those assets of the treasury that it names.
	pub(crate) fn do_ragequit(who: T::AccountId, id: DaoId, assets: Vec<AssetIdOf<T>>) -> DispatchResult {
		let mut dao = Self::dao_of(id)?;
		let member = Self::member_of(id, &who)?;
		let unique = assets.iter().enumerate().all(|(at, asset)| !assets.iter().take(at).any(|a| a == asset));
		ensure!(unique, Error::<T>::AssetTwice);

		let power = member.history.now().power;
		// The account is kept alive, so that nothing is lost as dust, until the last share takes all.
		let (part, of, preservation) = match &mut dao.status {
			Status::Alive => {
				ensure!(dao.rules.ragequit, Error::<T>::RagequitOff);
				Self::ensure_others_remain(&dao, power)?;
				Self::ensure_not_bound(&who, id, &dao, &member)?;
				(power, dao.total.now(), Preservation::Preserve)
			}
			Status::Dissolving { snapshot, unclaimed, .. } => {
				// Power had after the dissolution was proposed has no share, and power given up since neither.
				let part = power.min(member.history.before(*snapshot).power);
				let of = *unclaimed;
				*unclaimed = of.checked_sub(part).ok_or(ArithmeticError::Underflow)?;
				let last = part == of;
				(part, of, if last { Preservation::Expendable } else { Preservation::Preserve })
			}
		};
		Self::remove_member(id, &mut dao, &who)?;
		Daos::<T>::insert(id, dao);
		let sovereign = Self::sovereign(id);
		let mut paid = Vec::new();
		for asset in assets {
			let treasury =
				T::Assets::reducible_balance(asset.clone(), &sovereign, preservation, Fortitude::Polite);
			let amount = share(treasury, part, of)?;
			if !amount.is_zero() {
				T::Assets::transfer(asset.clone(), &sovereign, &who, amount, preservation)?;
				paid.push((asset, amount));
			}
		}
		Self::deposit_event(Event::Ragequit { dao: id, who, paid });
		Ok(())
	}

	/// Refuses if `who` said aye to a proposal that may still be executed, or if that was said with its power.
	fn ensure_not_bound(
		who: &T::AccountId,
		id: DaoId,
		dao: &Dao<T>,
		member: &Member<T>,
	) -> Result<(), Error<T>> {
		let now = System::<T>::block_number();
		for open in &dao.open {
			let delegate = member.history.before(open.snapshot).delegate;
			let said_aye = |voter: &T::AccountId| {
				Votes::<T>::get((id, open.id), voter).is_some_and(|vote| vote.ballot == Ballot::Aye)
			};
			if said_aye(who) || delegate.is_some_and(|delegate| said_aye(&delegate.account)) {
				let ended = Proposals::<T>::get(id, open.id)
					.is_none_or(|proposal| matches!(proposal.stage(now, true), Stage::Ended(_)));
				ensure!(ended, Error::BoundByAye);
			}
		}
		Ok(())
	}

	/// Puts tokens of `who` on hold, and counts them.
	pub(crate) fn do_stake(who: T::AccountId, id: DaoId, amount: Balance) -> DispatchResult {
		let mut dao = Self::living(id)?;
		let Kind::Token(asset) = dao.kind.clone() else { return Err(Error::<T>::NotOfTokens.into()) };
		ensure!(!amount.is_zero(), Error::<T>::AmountIsZero);
		let power = Self::member_of(id, &who)?.history.now().power;
		T::Holds::hold(asset, &HoldReason::Stake.into(), &who, amount)?;
		let power = power.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		Self::set_power(id, &mut dao, &who, power)?;
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::Staked { dao: id, who, amount });
		Ok(())
	}

	/// Takes power away at once, and lets the tokens go after the notice, and not before voting on any proposal
	/// made so far has ended.
	pub(crate) fn do_unstake(who: T::AccountId, id: DaoId, amount: Balance) -> DispatchResult {
		let mut dao = Self::living(id)?;
		ensure!(matches!(dao.kind, Kind::Token(_)), Error::<T>::NotOfTokens);
		ensure!(!amount.is_zero(), Error::<T>::AmountIsZero);
		let power = Self::member_of(id, &who)?.history.now().power;
		let rest = power.checked_sub(amount).ok_or(Error::<T>::NotEnoughStake)?;
		Self::set_power(id, &mut dao, &who, rest)?;
		let noticed = System::<T>::block_number().saturating_add(dao.rules.notice);
		let ready = noticed.max(dao.voting_until.saturating_add(1u32.into()));
		let mut member = Self::member_of(id, &who)?;
		let before = member.withdrawal.map_or(0, |withdrawal| withdrawal.amount);
		let waiting = before.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		member.withdrawal = Some(Withdrawal { amount: waiting, ready });
		Members::<T>::insert(id, &who, member);
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::Unstaked { dao: id, who, amount, ready });
		Ok(())
	}

	/// Gives unstaked tokens back.
	pub(crate) fn do_withdraw(who: T::AccountId, id: DaoId) -> DispatchResult {
		let dao = Self::dao_of(id)?;
		let Kind::Token(asset) = dao.kind else { return Err(Error::<T>::NotOfTokens.into()) };
		let mut member = Self::member_of(id, &who)?;
		let Withdrawal { amount, ready } = member.withdrawal.take().ok_or(Error::<T>::NothingUnstaked)?;
		ensure!(System::<T>::block_number() >= ready, Error::<T>::NoticeRuns);
		Self::release_stake(asset, &who, amount)?;
		Members::<T>::insert(id, &who, member);
		Self::deposit_event(Event::Withdrawn { dao: id, who, amount });
		Ok(())
	}

	/// Invites `who`, in place of an earlier invitation.
	pub(crate) fn do_invite(
		id: DaoId,
		who: T::AccountId,
		shares: Power,
		tribute: Option<(AssetIdOf<T>, Balance)>,
	) -> DispatchResult {
		let dao = Self::living(id)?;
		ensure!(shares.is_zero() || dao.kind == Kind::Shares, Error::<T>::NotOfShares);
		ensure!(!Members::<T>::contains_key(id, &who), Error::<T>::AlreadyMember);
		let _ = Self::take_invitation(id, &who);
		Invitations::<T>::try_append(id, Invitation { account: who.clone(), shares, tribute })
			.map_err(|_| Error::<T>::TooManyInvitations)?;
		Self::deposit_event(Event::Invited { dao: id, who, shares });
		Ok(())
	}

	/// Takes the invitation of `who` back.
	pub(crate) fn do_uninvite(id: DaoId, who: T::AccountId) -> DispatchResult {
		Self::take_invitation(id, &who).ok_or(Error::<T>::NotInvited)?;
		Self::deposit_event(Event::Uninvited { dao: id, who });
		Ok(())
	}

	/// Removes the invitation of `who` and returns it.
	fn take_invitation(id: DaoId, who: &T::AccountId) -> Option<Invitation<T::AccountId, AssetIdOf<T>>> {
		let mut invitations = Invitations::<T>::get(id);
		let at = invitations.iter().position(|invitation| invitation.account == *who)?;
		let invitation = invitations.remove(at);
		if invitations.is_empty() {
			Invitations::<T>::remove(id);
		} else {
			Invitations::<T>::insert(id, invitations);
		}
		Some(invitation)
	}

	/// Sends `who` away, with what is its own.
	pub(crate) fn do_expel(id: DaoId, who: T::AccountId) -> DispatchResult {
		let mut dao = Self::living(id)?;
		let power = Self::member_of(id, &who)?.history.now().power;
		Self::ensure_others_remain(&dao, power)?;
		Self::remove_member(id, &mut dao, &who)?;
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::Expelled { dao: id, who });
		Ok(())
	}

	/// Sends `who` away from a DAO whose time to dissolve is over.
	pub(crate) fn do_evict(id: DaoId, who: T::AccountId) -> DispatchResult {
		let mut dao = Self::dao_of(id)?;
		Self::ensure_over(&dao)?;
		Self::remove_member(id, &mut dao, &who)?;
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::Left { dao: id, who });
		Ok(())
	}

	/// Gives `who` so many shares, no matter how many it had.
	pub(crate) fn do_set_shares(id: DaoId, who: T::AccountId, shares: Power) -> DispatchResult {
		let mut dao = Self::living(id)?;
		ensure!(dao.kind == Kind::Shares, Error::<T>::NotOfShares);
		Self::set_power(id, &mut dao, &who, shares)?;
		ensure!(!dao.total.now().is_zero(), Error::<T>::LastPower);
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::SharesSet { dao: id, who, shares });
		Ok(())
	}

	/// Delegates the power of `who`.
	pub(crate) fn do_delegate(who: T::AccountId, id: DaoId, to: T::AccountId) -> DispatchResult {
		let dao = Self::living(id)?;
		Self::set_delegate(id, &dao, &who, Some(to.clone()))?;
		Self::deposit_event(Event::Delegated { dao: id, who, to });
		Ok(())
	}

	/// Gives `who` its power back. Anyone may do so where the delegate has left.
	pub(crate) fn do_undelegate(caller: T::AccountId, id: DaoId, who: T::AccountId) -> DispatchResult {
		let dao = Self::living(id)?;
		let delegate = Self::member_of(id, &who)?.history.now().delegate.ok_or(Error::<T>::NotDelegating)?;
		ensure!(caller == who || Self::has_lapsed(id, &delegate), Error::<T>::NotYours);
		Self::set_delegate(id, &dao, &who, None)?;
		Self::deposit_event(Event::Undelegated { dao: id, who });
		Ok(())
	}
}

/// `treasury × part / of`, rounded down, so that what cannot be divided stays in the treasury.
fn share(treasury: Balance, part: Power, of: Power) -> Result<Balance, DispatchError> {
	if part.is_zero() {
		return Ok(0);
	}
	multiply_by_rational_with_rounding(treasury, part, of, Rounding::Down)
		.ok_or_else(|| ArithmeticError::Overflow.into())
}
