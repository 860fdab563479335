// SPDX-License-Identifier: Apache-2.0

//! Measures the calls, each at its worst: with delegations to follow, full histories, and proposals and votes as
//! many as a call may meet.

use super::*;
use alloc::{boxed::Box, vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungibles::{Inspect as _, Mutate as _},
		Get,
	},
	weights::Weight,
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System, RawOrigin};
use sp_runtime::{
	traits::{Bounded, One, Saturating},
	Perbill,
};

/// An account with enough for all deposits.
fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who: T::AccountId = account(name, index, 0);
	let asset = T::NativeAsset::get();
	let deposits = T::FoundingDeposit::get()
		.saturating_add(T::MemberDeposit::get().saturating_mul(1_000))
		.saturating_add(T::ProposalDeposit::get().saturating_mul(100))
		.saturating_add(
			T::ProposalByteDeposit::get().saturating_mul(T::MaxCallSize::get().into()).saturating_mul(100),
		);
	let enough = deposits.saturating_add(T::Assets::minimum_balance(asset.clone()).saturating_mul(1_000_000));
	T::Assets::mint_into(asset, &who, enough).expect("the native token can be issued");
	who
}

fn rules<T: Config>() -> RulesOf<T> {
	Rules {
		admission: Admission::Invitation,
		ragequit: false,
		quorum: Perbill::from_percent(1),
		threshold: Perbill::from_percent(50),
		proposer_share: Perbill::zero(),
		voting: T::MinVotingPeriod::get(),
		grace: One::one(),
		execution: T::MaxPeriod::get(),
		notice: T::MinVotingPeriod::get(),
	}
}

fn pass<T: Config>(blocks: BlockNumberFor<T>) {
	System::<T>::set_block_number(System::<T>::block_number().saturating_add(blocks));
}

/// A DAO with the rich members 0 and 1, and with a guardian.
fn founded<T: Config>(kind: Kind<AssetIdOf<T>>, rules: RulesOf<T>) -> DaoId {
	founded_by::<T>(2, kind, rules)
}

/// As [`founded`], with so many members.
fn founded_by<T: Config>(members: u32, kind: Kind<AssetIdOf<T>>, rules: RulesOf<T>) -> DaoId {
	let id = NextDao::<T>::get();
	let power = if matches!(kind, Kind::Token(_)) { 0 } else { 1 };
	let founder = rich::<T>("founder", 0);
	let members = (0..members).map(|index| (rich::<T>("member", index), power)).collect();
	let endowment = T::Assets::minimum_balance(T::NativeAsset::get()).saturating_mul(1_000);
	let guardian = Some(account("guardian", 0, 0));
	Pallet::<T>::do_found(founder, Default::default(), kind, rules, members, guardian, endowment)
		.expect("the founder is rich");
	pass::<T>(One::one());
	id
}

fn one<T: Config>() -> T::AccountId {
	account("member", 0, 0)
}

fn two<T: Config>() -> T::AccountId {
	account("member", 1, 0)
}

/// A call of about so many bytes.
fn remark<T: Config>(bytes: u32) -> <T as Config>::RuntimeCall {
	let remark = vec![0; bytes.saturating_sub(16) as usize];
	frame_system::Call::<T>::remark { remark }.into()
}

/// The number of a proposal of the member 0, on which nobody has voted: it is removed, and its deposit given back, as soon
/// as it has ended.
fn proposed<T: Config>(id: DaoId) -> ProposalId {
	let which = Daos::<T>::get(id).map_or(0, |dao| dao.next_proposal);
	Pallet::<T>::do_propose(one::<T>(), id, remark::<T>(T::MaxCallSize::get()), None).expect("it may");
	which
}

/// The number of a proposal of the member 0, on which both have voted.
fn voted<T: Config>(id: DaoId) -> ProposalId {
	let which = proposed::<T>(id);
	for who in [one::<T>(), two::<T>()] {
		Pallet::<T>::do_vote(who, id, which, Ballot::Aye).expect("they are members");
	}
	which
}

/// Lets the DAO's account have an origin.
fn sovereign<T: Config>(id: DaoId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(Pallet::<T>::sovereign(id))
}

/// Brings the DAO to its end, with an heir.
fn dissolved<T: Config>(id: DaoId) -> T::AccountId {
	let heir: T::AccountId = account("heir", 0, 0);
	Daos::<T>::mutate(id, |dao| {
		if let Some(dao) = dao {
			dao.status = Status::Dissolving {
				snapshot: System::<T>::block_number(),
				unclaimed: dao.total.now(),
				heir: heir.clone(),
				ends: System::<T>::block_number(),
			};
		}
	});
	heir
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn found(m: Linear<1, { T::MaxFirstMembers::get() }>) {
		let founder = rich::<T>("founder", 0);
		let members: Vec<_> = (0..m).map(|index| (rich::<T>("member", index), 1)).collect();
		let members = BoundedVec::try_from(members).expect("as many as may be");
		let name = vec![0; T::MaxNameLength::get() as usize].try_into().expect("as long as may be");
		let endowment = T::Assets::minimum_balance(T::NativeAsset::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(founder), name, Kind::Membership, rules::<T>(), members, None, endowment);

		assert_eq!(NextDao::<T>::get(), 1);
	}

	#[benchmark]
	fn join() {
		let id = founded::<T>(Kind::Shares, rules::<T>());
		let who = rich::<T>("new", 0);
		let tribute = T::Assets::minimum_balance(T::NativeAsset::get());
		for index in 1..T::MaxInvitations::get() {
			Pallet::<T>::do_invite(id, account("guest", index, 0), 1, None).expect("there is room");
		}
		Pallet::<T>::do_invite(id, who.clone(), 5, Some((T::NativeAsset::get(), tribute)))
			.expect("there is room");

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id);

		assert!(Members::<T>::contains_key(id, who));
	}

	#[benchmark]
	fn leave() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id);

		assert!(!Members::<T>::contains_key(id, one::<T>()));
	}

	#[benchmark]
	fn ragequit(o: Linear<0, { T::MaxOpenProposals::get() }>, a: Linear<0, 1>) {
		let id = founded::<T>(Kind::Shares, Rules { ragequit: true, ..rules::<T>() });
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");
		pass::<T>(One::one());
		for index in 0..o {
			// Whose is not checked here, so that there can be as many as may be.
			Pallet::<T>::do_propose(two::<T>(), id, remark::<T>(16), None).expect("it may");
			Daos::<T>::mutate(id, |dao| {
				if let Some(open) = dao.as_mut().and_then(|dao| dao.open.last_mut()) {
					open.proposer = account("other", index, 0);
				}
			});
			Pallet::<T>::do_vote(two::<T>(), id, index, Ballot::Nay).expect("it is a member");
		}
		let assets = (0..a).map(|_| T::NativeAsset::get()).collect::<Vec<_>>();
		let assets = BoundedVec::try_from(assets).expect("one at most");

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, assets);

		assert!(!Members::<T>::contains_key(id, one::<T>()));
	}

	#[benchmark]
	fn stake() {
		let id = founded::<T>(Kind::Token(T::NativeAsset::get()), rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, 5);

		assert_eq!(Daos::<T>::get(id).map(|dao| dao.total.now()), Some(5));
	}

	#[benchmark]
	fn unstake() {
		let id = founded::<T>(Kind::Token(T::NativeAsset::get()), rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");
		Pallet::<T>::do_stake(one::<T>(), id, 5).expect("it is rich");

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, 5);

		assert_eq!(Daos::<T>::get(id).map(|dao| dao.total.now()), Some(0));
	}

	#[benchmark]
	fn withdraw() {
		let id = founded::<T>(Kind::Token(T::NativeAsset::get()), rules::<T>());
		Pallet::<T>::do_stake(one::<T>(), id, 5).expect("it is rich");
		Pallet::<T>::do_unstake(one::<T>(), id, 5).expect("it staked as much");
		pass::<T>(T::MaxPeriod::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id);

		assert!(Members::<T>::get(id, one::<T>()).is_some_and(|member| member.withdrawal.is_none()));
	}

	#[benchmark]
	fn delegate() {
		let id = founded_by::<T>(3, Kind::Membership, rules::<T>());
		// Who has a delegate takes its power from that one first.
		let before: T::AccountId = account("member", 2, 0);
		Pallet::<T>::do_delegate(one::<T>(), id, before).expect("both are members");

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, two::<T>());

		let chosen = Members::<T>::get(id, one::<T>()).and_then(|member| member.history.now().delegate);
		assert_eq!(chosen.map(|chosen| chosen.account), Some(two::<T>()));
	}

	#[benchmark]
	fn undelegate() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, one::<T>());

		assert!(Members::<T>::get(id, one::<T>()).is_some_and(|m| m.history.now().delegate.is_none()));
	}

	#[benchmark]
	fn propose(b: Linear<16, { T::MaxCallSize::get() }>) {
		let id = founded::<T>(Kind::Membership, rules::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, Box::new(remark::<T>(b)), Some(T::Hash::default()));

		assert!(Proposals::<T>::contains_key(id, 0));
	}

	#[benchmark]
	fn vote() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = voted::<T>(id);

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, which, Ballot::Nay);

		assert!(Proposals::<T>::get(id, which).is_some_and(|proposal| proposal.tally.nays == 1));
	}

	#[benchmark]
	fn cancel() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = proposed::<T>(id);

		#[extrinsic_call]
		_(RawOrigin::Signed(one::<T>()), id, which);

		assert!(!Proposals::<T>::contains_key(id, which));
	}

	#[benchmark]
	fn veto() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = proposed::<T>(id);
		let guardian: T::AccountId = account("guardian", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian), id, which);

		assert!(!Proposals::<T>::contains_key(id, which));
	}

	#[benchmark]
	fn execute() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = voted::<T>(id);
		pass::<T>(T::MinVotingPeriod::get().saturating_add(2u32.into()));
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, which, Weight::MAX);

		assert!(Proposals::<T>::get(id, which).is_some_and(|p| p.outcome == Some(Outcome::Executed)));
	}

	#[benchmark]
	fn settle() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = proposed::<T>(id);
		pass::<T>(BlockNumberFor::<T>::max_value());
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, which);

		assert!(!Proposals::<T>::contains_key(id, which));
	}

	#[benchmark]
	fn clear(v: Linear<1, 100>) {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = voted::<T>(id);
		Pallet::<T>::do_cancel(one::<T>(), id, which).expect("it proposed it");
		let _ = Votes::<T>::clear_prefix((id, which), 2, None);
		for index in 0..v {
			let cast = Vote { ballot: Ballot::Aye, weight: 1 };
			Votes::<T>::insert((id, which), account::<T::AccountId>("voter", index, 0), cast);
		}
		Proposals::<T>::mutate(id, which, |proposal| {
			if let Some(proposal) = proposal {
				proposal.votes = v;
			}
		});
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, which, v);

		assert!(!Proposals::<T>::contains_key(id, which));
	}

	#[benchmark]
	fn set_rules() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let new = Rules { quorum: Perbill::from_percent(2), ..rules::<T>() };

		#[extrinsic_call]
		_(sovereign::<T>(id), new.clone());

		assert_eq!(Daos::<T>::get(id).map(|dao| dao.rules), Some(new));
	}

	#[benchmark]
	fn set_guardian() {
		let id = founded::<T>(Kind::Membership, rules::<T>());

		#[extrinsic_call]
		_(sovereign::<T>(id), None);

		assert_eq!(Daos::<T>::get(id).map(|dao| dao.guardian), Some(None));
	}

	#[benchmark]
	fn invite() {
		let id = founded::<T>(Kind::Shares, rules::<T>());
		for index in 1..T::MaxInvitations::get() {
			Pallet::<T>::do_invite(id, account("guest", index, 0), 1, None).expect("there is room");
		}
		let who: T::AccountId = account("guest", 0, 0);

		#[extrinsic_call]
		_(sovereign::<T>(id), who, 5, Some((T::NativeAsset::get(), 5)));

		assert_eq!(Invitations::<T>::get(id).len(), T::MaxInvitations::get() as usize);
	}

	#[benchmark]
	fn uninvite() {
		let id = founded::<T>(Kind::Shares, rules::<T>());
		for index in 0..T::MaxInvitations::get() {
			Pallet::<T>::do_invite(id, account("guest", index, 0), 1, None).expect("there is room");
		}
		let who: T::AccountId = account("guest", 0, 0);

		#[extrinsic_call]
		_(sovereign::<T>(id), who);

		assert_eq!(Invitations::<T>::get(id).len(), T::MaxInvitations::get().saturating_sub(1) as usize);
	}

	#[benchmark]
	fn expel() {
		let id = founded::<T>(Kind::Token(T::NativeAsset::get()), rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");
		Pallet::<T>::do_stake(one::<T>(), id, 5).expect("it is rich");

		#[extrinsic_call]
		_(sovereign::<T>(id), one::<T>());

		assert!(!Members::<T>::contains_key(id, one::<T>()));
	}

	#[benchmark]
	fn set_shares() {
		let id = founded::<T>(Kind::Shares, rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");

		#[extrinsic_call]
		_(sovereign::<T>(id), one::<T>(), 7);

		assert_eq!(Daos::<T>::get(id).map(|dao| dao.total.now()), Some(8));
	}

	#[benchmark]
	fn dissolve() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let which = voted::<T>(id);
		Executing::<T>::put((id, Some(which)));
		let heir: T::AccountId = account("heir", 0, 0);

		#[extrinsic_call]
		_(sovereign::<T>(id), heir);

		assert!(Daos::<T>::get(id).is_some_and(|dao| !dao.is_alive()));
		Executing::<T>::kill();
	}

	#[benchmark]
	fn evict() {
		let id = founded::<T>(Kind::Token(T::NativeAsset::get()), rules::<T>());
		Pallet::<T>::do_delegate(one::<T>(), id, two::<T>()).expect("both are members");
		Pallet::<T>::do_stake(one::<T>(), id, 5).expect("it is rich");
		dissolved::<T>(id);
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, one::<T>());

		assert!(!Members::<T>::contains_key(id, one::<T>()));
	}

	#[benchmark]
	fn recover() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let heir = dissolved::<T>(id);
		for who in [one::<T>(), two::<T>()] {
			Pallet::<T>::do_leave(who, id).expect("it may");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(heir), id, Box::new(remark::<T>(16)));

		assert!(!Executing::<T>::exists());
	}

	#[benchmark]
	fn close() {
		let id = founded::<T>(Kind::Membership, rules::<T>());
		let heir = dissolved::<T>(id);
		for who in [one::<T>(), two::<T>()] {
			Pallet::<T>::do_leave(who, id).expect("it may");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(heir), id);

		assert!(!Daos::<T>::contains_key(id));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
