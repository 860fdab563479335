// SPDX-License-Identifier: Apache-2.0

//! What each kind of proxy may do, and what it may not, by whatever detour.

use super::proxies::{act, appoint};
use crate::{
	configs::accounts::ProxyType::{
		self, Any, Assets, CancelProxy, Governance, IdentityJudgement, NonTransfer, Staking,
	},
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{events, free, submit, transfer, Chain},
		people::{address, id, is_filtered},
	},
	units::CRN,
	Balance, Hash, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::{assert_ok, BoundedVec};
use pallet_conviction_voting::{AccountVote, Conviction};
use pallet_identity::Judgement;
use pallet_nfts::{CollectionConfig, CollectionSettings, ItemTip, MintSettings};
use pallet_recovery::FriendGroup;
use pallet_staking::RewardDestination;
use pallet_vesting::VestingInfo;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};

/// What a call is about, as the kinds of proxies see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
	/// It moves native tokens away.
	Payment,
	/// It sells what an account could be recovered with, or opens it to others.
	Control,
	Asset,
	Pool,
	Nft,
	Stake,
	Vote,
	Spend,
	Identity,
	Judgement,
	Rejection,
	Remark,
}

/// One or more calls about each subject, as Bob would make them.
fn calls() -> Vec<(Subject, RuntimeCall)> {
	use Subject::*;
	let amount: Balance = 10 * CRN;
	let config = CollectionConfig {
		settings: CollectionSettings::all_enabled(),
		max_supply: None,
		mint_settings: MintSettings::default(),
	};
	let tip = ItemTip { collection: 0, item: 0, receiver: id(Eve), amount };
	let group = FriendGroup {
		friends: BoundedVec::truncate_from(vec![id(Eve)]),
		friends_needed: 1,
		inheritor: id(Eve),
		inheritance_delay: 0,
		inheritance_priority: 0,
		cancel_delay: 1,
	};
	let aye = pallet_conviction_voting::Vote { aye: true, conviction: Conviction::Locked1x };
	let vote = AccountVote::Standard { vote: aye, balance: amount };
	vec![
		(Payment, transfer(id(Eve), amount)),
		(Payment, pallet_balances::Call::transfer_keep_alive { dest: address(Eve), value: amount }.into()),
		(Payment, pallet_balances::Call::transfer_all { dest: address(Eve), keep_alive: true }.into()),
		(Payment, pallet_balances::Call::burn { value: amount, keep_alive: true }.into()),
		(
			Payment,
			pallet_vesting::Call::vested_transfer {
				target: address(Eve),
				schedule: VestingInfo::new(amount, CRN, 1),
			}
			.into(),
		),
		(Control, pallet_recovery::Call::set_friend_groups { friend_groups: vec![group] }.into()),
		(
			Asset,
			pallet_assets::Call::<Runtime, pallet_assets::Instance1>::create {
				id: 3.into(),
				admin: address(Bob),
				min_balance: 1,
			}
			.into(),
		),
		(
			Pool,
			pallet_asset_conversion::Call::create_pool {
				asset1: Box::new(crate::configs::assets::Native::get()),
				asset2: Box::new(frame_support::traits::fungible::NativeOrWithId::WithId(3)),
			}
			.into(),
		),
		(Nft, pallet_nfts::Call::create { admin: address(Bob), config }.into()),
		(Nft, pallet_nfts::Call::pay_tips { tips: BoundedVec::truncate_from(vec![tip]) }.into()),
		(Stake, pallet_staking::Call::bond { value: amount, payee: RewardDestination::Staked }.into()),
		(Stake, pallet_nomination_pools::Call::join { amount, pool_id: 1 }.into()),
		(Stake, pallet_fast_unstake::Call::register_fast_unstake {}.into()),
		(Stake, pallet_session::Call::purge_keys {}.into()),
		(Vote, pallet_conviction_voting::Call::vote { poll_index: 0, vote }.into()),
		(Vote, pallet_preimage::Call::note_preimage { bytes: vec![1, 2, 3] }.into()),
		(Vote, pallet_referenda::Call::place_decision_deposit { index: 0 }.into()),
		(Spend, pallet_treasury::Call::payout { index: 0 }.into()),
		(
			Spend,
			pallet_bounties::Call::propose_bounty { value: amount, description: b"a bridge".to_vec() }.into(),
		),
		(Identity, pallet_identity::Call::clear_identity {}.into()),
		(
			Judgement,
			pallet_identity::Call::provide_judgement {
				reg_index: 0,
				target: address(Eve),
				judgement: pallet_identity::Judgement::Reasonable,
				identity: Hash::zero(),
			}
			.into(),
		),
		(
			Rejection,
			pallet_proxy::Call::reject_announcement { delegate: address(Eve), call_hash: Hash::zero() }
				.into(),
		),
		(Remark, frame_system::Call::remark { remark: vec![] }.into()),
	]
}

/// What each kind is for. Everything else it must not do.
fn allowed(kind: ProxyType) -> Vec<Subject> {
	use Subject::*;
	match kind {
		Any => vec![
			Payment, Control, Asset, Pool, Nft, Stake, Vote, Spend, Identity, Judgement, Rejection, Remark,
		],
		NonTransfer => vec![Stake, Vote, Spend, Identity, Judgement, Rejection, Remark],
		ProxyType::Governance => vec![Vote, Spend],
		ProxyType::Staking => vec![Stake],
		ProxyType::Assets => vec![Asset, Pool, Nft],
		IdentityJudgement => vec![Judgement],
		CancelProxy => vec![Rejection],
	}
}

const KINDS: [ProxyType; 7] = [Any, NonTransfer, Governance, Staking, Assets, IdentityJudgement, CancelProxy];

/// A chain on which Charlie is a proxy of Bob, of every kind. Each call names the kind that it uses.
fn chain() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		for kind in KINDS {
			assert_ok!(submit(Bob, appoint(Charlie, kind)));
		}
	});
	chain
}

#[test]
fn each_kind_does_what_it_is_for_and_nothing_else() {
	for kind in KINDS {
		for (subject, call) in calls() {
			let mut chain = chain();
			chain.block(0, || {
				// Whether the call comes to anything does not matter here, only whether it is let through.
				let result = act(Charlie, Bob, kind, call.clone());
				let refused = is_filtered(&result);
				assert_eq!(!refused, allowed(kind).contains(&subject), "{kind:?}, {call:?}: {result:?}");
			});
		}
	}
}

/// The ways to wrap a call into another.
fn wrapped(call: RuntimeCall) -> Vec<RuntimeCall> {
	use pallet_utility::Call;
	let harmless: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
	let inner = RuntimeCall::from(Call::batch { calls: vec![call.clone()] });
	vec![
		Call::batch { calls: vec![call.clone()] }.into(),
		Call::batch_all { calls: vec![call.clone()] }.into(),
		Call::force_batch { calls: vec![call.clone()] }.into(),
		Call::force_batch { calls: vec![inner] }.into(),
		Call::if_else { main: Box::new(call.clone()), fallback: Box::new(call.clone()) }.into(),
		Call::if_else { main: Box::new(harmless), fallback: Box::new(call.clone()) }.into(),
		Call::as_derivative { index: 0, call: Box::new(call.clone()) }.into(),
		pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories: vec![id(Dave)],
			call: Box::new(call.clone()),
		}
		.into(),
		pallet_proxy::Call::proxy { real: address(Bob), force_proxy_type: None, call: Box::new(call) }.into(),
	]
}

#[test]
fn a_proxy_that_must_not_move_funds_moves_none_by_any_detour() {
	for (_, call) in calls().into_iter().filter(|(subject, _)| *subject == Subject::Payment) {
		for detour in wrapped(call) {
			let mut chain = chain();
			chain.block(0, || {
				let (bob, eve) = (free(Bob), free(Eve));
				let result = act(Charlie, Bob, NonTransfer, detour.clone());
				assert_eq!((free(Bob), free(Eve)), (bob, eve), "{detour:?}: {result:?}");
			});
		}
	}
}

#[test]
fn a_batch_of_a_proxy_ends_where_it_oversteps() {
	let mut chain = chain();
	chain.block(0, || {
		let bond = pallet_staking::Call::bond { value: 10 * CRN, payee: RewardDestination::Staked };
		let calls = vec![bond.into(), transfer(id(Eve), CRN), transfer(id(Eve), CRN)];
		let eve = free(Eve);
		assert_ok!(act(Charlie, Bob, Staking, pallet_utility::Call::batch { calls }));

		assert_eq!(free(Eve), eve);
		assert!(pallet_staking::Ledger::<Runtime>::contains_key(id(Bob)), "the first call was in order");
		let interrupted = pallet_utility::Event::BatchInterrupted {
			index: 1,
			error: frame_system::Error::<Runtime>::CallFiltered.into(),
		};
		assert!(events().contains(&RuntimeEvent::Utility(interrupted)));
	});
}

#[test]
fn a_kind_that_was_not_given_is_not_there() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, appoint(Charlie, Staking)));
		let call = Box::new(transfer(id(Eve), CRN));
		let claim = pallet_proxy::Call::proxy { real: address(Bob), force_proxy_type: Some(Any), call };
		assert_eq!(submit(Charlie, claim), Err(pallet_proxy::Error::<Runtime>::NotProxy.into()));
	});
}

#[test]
fn judgements_are_given_through_a_proxy_that_can_do_no_more() {
	use pallet_identity::{legacy::IdentityInfo, Call, Data};
	use sp_runtime::traits::Hash as _;
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(crate::tests::people::as_root(Call::add_registrar { account: address(Bob) }));
		let info = IdentityInfo {
			additional: BoundedVec::new(),
			display: Data::Raw(BoundedVec::truncate_from(b"Eve".to_vec())),
			legal: Data::None,
			web: Data::None,
			riot: Data::None,
			email: Data::None,
			pgp_fingerprint: None,
			image: Data::None,
			twitter: Data::None,
		};
		let identity = crate::Hashing::hash_of(&info);
		assert_ok!(submit(Eve, Call::set_identity { info: Box::new(info) }));
		let judge = Call::provide_judgement {
			reg_index: 0,
			target: address(Eve),
			judgement: Judgement::KnownGood,
			identity,
		};
		assert_ok!(act(Charlie, Bob, IdentityJudgement, judge));
		let judgements = pallet_identity::IdentityOf::<Runtime>::get(id(Eve)).expect("it is set").judgements;
		assert_eq!(judgements.into_inner(), [(0, Judgement::KnownGood)]);
	});
}
