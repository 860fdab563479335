// SPDX-License-Identifier: Apache-2.0

//! Measures the calls and the hook, each at its dearest: with an asset, whose accounts are created by the payment, and
//! with a search of the agenda that ends at the last block tried.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		Get,
	},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{
	traits::{One, Saturating, Zero},
	Permill,
};

/// An amount that any account can be created by.
fn unit<T: Config>(asset: T::AssetId) -> T::Balance {
	T::Assets::minimum_balance(asset).saturating_add(One::one()).saturating_mul(10u32.into())
}

/// An account with native tokens.
fn account_with_tokens<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	let deposits = Pallet::<T>::deposit_for(T::MaxMilestones::get() + 2 * T::MaxEvidence::get());
	let amount = deposits.saturating_add(unit::<T>(T::NativeAsset::get())).saturating_mul(1_000u32.into());
	assert_ok!(T::Assets::mint_into(T::NativeAsset::get(), &who, amount));
	who
}

/// An account with native tokens and the asset.
fn account_with_assets<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account_with_tokens::<T>(name, index);
	let asset = T::BenchmarkHelper::asset();
	let amount = unit::<T>(asset.clone()).saturating_mul(1_000u32.into());
	assert_ok!(T::Assets::mint_into(asset, &who, amount));
	who
}

fn deadline<T: Config>() -> BlockNumberFor<T> {
	Pallet::<T>::now().saturating_add(T::MaxDuration::get())
}

fn milestones<T: Config>() -> BoundedVec<NewMilestoneOf<T>, T::MaxMilestones> {
	let milestone =
		NewMilestone { amount: unit::<T>(T::BenchmarkHelper::asset()), terms: Some(Default::default()) };
	let milestones = (0..T::MaxMilestones::get()).map(|_| milestone.clone()).collect();
	BoundedVec::truncate_from(milestones)
}

fn arbitration<T: Config>() -> ArbitrationOf<T> {
	Arbitration {
		arbiter: account_with_tokens::<T>("arbiter", 0),
		fee: T::MaxArbiterFee::get(),
		period: T::MinDisputePeriod::get(),
		on_silence: Party::Payee,
	}
}

/// A payment with as many milestones as there can be. Returns its number, the payer and the payee.
fn payment<T: Config>(index: u32) -> (EscrowId, T::AccountId, T::AccountId) {
	let id = NextId::<T>::get();
	let payer = account_with_assets::<T>("payer", index);
	let payee = account_with_tokens::<T>("payee", index);
	assert_ok!(Pallet::<T>::create_payment(
		RawOrigin::Signed(payer.clone()).into(),
		payee.clone(),
		T::BenchmarkHelper::asset(),
		milestones::<T>(),
		deadline::<T>(),
		Party::Payee,
		Some(arbitration::<T>()),
	));
	(id, payer, payee)
}

/// A payment of which something is owed to everybody.
fn payment_owed<T: Config>() -> (EscrowId, T::AccountId, T::AccountId) {
	let (id, payer, payee) = payment::<T>(0);
	Payments::<T>::mutate(id, |payment| {
		let payment = payment.as_mut().expect("it was just made");
		let part = unit::<T>(payment.asset.clone());
		let rest = payment.held().saturating_sub(part).saturating_sub(part);
		Pallet::<T>::unschedule(id, payment.agenda.take());
		let owed = Split { payee: rest, arbiter: part, payer: part };
		payment.state = State::Decided { owed, since: Pallet::<T>::now() };
	});
	(id, payer, payee)
}

/// A swap of the asset for native tokens. Returns its number, the maker and both sums.
fn swap<T: Config>() -> (EscrowId, T::AccountId, SumOf<T>, SumOf<T>) {
	let id = NextId::<T>::get();
	let maker = account_with_assets::<T>("maker", 0);
	let (offered, asked) = sums::<T>();
	let taker = Some(account("taker", 0, 0));
	let origin = RawOrigin::Signed(maker.clone()).into();
	assert_ok!(Pallet::<T>::offer_swap(origin, taker, offered.clone(), asked.clone(), deadline::<T>()));
	(id, maker, offered, asked)
}

fn sums<T: Config>() -> (SumOf<T>, SumOf<T>) {
	let (asset, native) = (T::BenchmarkHelper::asset(), T::NativeAsset::get());
	let (offered, asked) = (unit::<T>(asset.clone()), unit::<T>(native.clone()));
	(Sum { asset, amount: offered }, Sum { asset: native, amount: asked })
}

/// Leaves no room on the agenda in `blocks` blocks from this one.
fn fill_agenda<T: Config>(from: BlockNumberFor<T>, blocks: u32) {
	for block in 0..blocks {
		let ids = (0..T::MaxExpiriesPerBlock::get()).map(|_| EscrowId::MAX).collect();
		Agenda::<T>::insert(from.saturating_add(block.into()), BoundedVec::truncate_from(ids));
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_payment(s: Linear<1, { T::ExpirySearch::get() }>) {
		let payer = account_with_assets::<T>("payer", 0);
		let payee = account_with_tokens::<T>("payee", 0);
		fill_agenda::<T>(deadline::<T>(), s - 1);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(payer),
			payee,
			T::BenchmarkHelper::asset(),
			milestones::<T>(),
			deadline::<T>(),
			Party::Payee,
			Some(arbitration::<T>()),
		);

		assert_eq!(Payments::<T>::iter_keys().count(), 1);
	}

	#[benchmark]
	fn release() {
		let (id, payer, _) = payment::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id, None);

		assert!(!Payments::<T>::contains_key(id));
	}

	#[benchmark]
	fn refund() {
		let (id, _, payee) = payment::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(payee), id, None);

		assert!(!Payments::<T>::contains_key(id));
	}

	#[benchmark]
	fn propose_split() {
		let (id, payer, _) = payment::<T>(0);
		let part = unit::<T>(T::BenchmarkHelper::asset());

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id, part);

		assert!(Payments::<T>::get(id).is_some_and(|payment| payment.proposal.is_some()));
	}

	#[benchmark]
	fn accept_split() {
		let (id, payer, payee) = payment::<T>(0);
		let part = unit::<T>(T::BenchmarkHelper::asset());
		// The payer would get nothing where there is but one milestone.
		let part = part.saturating_sub(One::one());
		assert_ok!(Pallet::<T>::propose_split(RawOrigin::Signed(payer).into(), id, part));

		#[extrinsic_call]
		_(RawOrigin::Signed(payee), id, part);

		assert!(!Payments::<T>::contains_key(id));
	}

	#[benchmark]
	fn dispute(s: Linear<1, { T::ExpirySearch::get() }>) {
		let (id, payer, _) = payment::<T>(0);
		fill_agenda::<T>(Pallet::<T>::now().saturating_add(T::MinDisputePeriod::get()), s - 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id);

		assert!(Payments::<T>::get(id)
			.is_some_and(
				|payment| matches!(payment.state, State::Disputed { .. }) && payment.agenda.is_some()
			));
	}

	#[benchmark]
	fn submit_evidence() {
		let (id, payer, _) = payment::<T>(0);
		assert_ok!(Pallet::<T>::dispute(RawOrigin::Signed(payer.clone()).into(), id));

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id, Default::default());

		assert!(Payments::<T>::get(id).is_some_and(|payment| payment.payer_evidence.len() == 1));
	}

	#[benchmark]
	fn resolve() {
		let (id, payer, _) = payment::<T>(0);
		assert_ok!(Pallet::<T>::dispute(RawOrigin::Signed(payer).into(), id));
		let arbiter = arbitration::<T>().arbiter;

		#[extrinsic_call]
		_(RawOrigin::Signed(arbiter), id, Permill::from_percent(50));

		// The fee may be below the minimum balance, and is owed then.
		assert!(Payments::<T>::get(id).is_none_or(|payment| !payment.paid.payee.is_zero()));
	}

	#[benchmark]
	fn waive() {
		let (id, _, payee) = payment_owed::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(payee), id);

		assert!(!Payments::<T>::contains_key(id));
	}

	#[benchmark]
	fn expire() {
		let (id, _, _) = payment_owed::<T>();
		let anybody = account_with_tokens::<T>("anybody", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(anybody), id);

		assert!(!Payments::<T>::contains_key(id));
	}

	#[benchmark]
	fn offer_swap(s: Linear<1, { T::ExpirySearch::get() }>) {
		let maker = account_with_assets::<T>("maker", 0);
		let (offered, asked) = sums::<T>();
		fill_agenda::<T>(deadline::<T>(), s - 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(maker), Some(account("taker", 0, 0)), offered, asked, deadline::<T>());

		assert_eq!(Swaps::<T>::iter_keys().count(), 1);
	}

	#[benchmark]
	fn take_swap() {
		let (id, _, offered, asked) = swap::<T>();
		let taker = account_with_tokens::<T>("taker", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(taker), id, offered, asked);

		assert!(!Swaps::<T>::contains_key(id));
	}

	#[benchmark]
	fn cancel_swap() {
		let (id, maker, _, _) = swap::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(maker), id);

		assert!(!Swaps::<T>::contains_key(id));
	}

	#[benchmark]
	fn on_initialize(n: Linear<0, { T::MaxExpiriesPerBlock::get() }>) {
		for index in 0..n {
			payment::<T>(index);
		}
		let block = deadline::<T>();
		frame_system::Pallet::<T>::set_block_number(block);

		#[block]
		{
			Pallet::<T>::run_agenda(block);
		}

		assert_eq!(Payments::<T>::iter_keys().count(), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
