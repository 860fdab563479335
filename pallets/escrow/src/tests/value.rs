// SPDX-License-Identifier: Apache-2.0

//! Whatever anybody does: no value comes or goes, every hold has its record and every record its hold, and in the end
//! everybody has their deposits back.

use crate::{mock::*, Action, Arbitration, NextId, Party, Payments, Swaps};
use frame_support::traits::fungibles::Inspect;
use proptest::{collection::vec, prelude::*};
use sp_runtime::{testing::H256, Permill};

const PEOPLE: [AccountId; 4] = [PAYER, PAYEE, ARBITER, OTHER];
const ASSETS: [AssetId; 3] = [NATIVE, COIN, TICKET];

/// One thing that happens. Accounts and assets are places in the lists above, and escrows are numbers that may or may
/// not exist.
#[derive(Clone, Debug)]
enum Step {
	Pay {
		payer: usize,
		payee: usize,
		asset: usize,
		amounts: Vec<u128>,
		duration: u64,
		on_expiry: bool,
		arbiter: Option<(usize, u32, u64, bool)>,
	},
	Offer {
		maker: usize,
		taker: Option<usize>,
		offered: (usize, u128),
		asked: (usize, u128),
		duration: u64,
	},
	/// Any call by anybody about any escrow.
	Try {
		who: usize,
		id: u64,
		action: Action,
		number: u32,
	},
	/// One of the calls that an account is told it can make.
	May {
		who: usize,
		id: u64,
		which: usize,
		number: u32,
	},
	Blocks(u64),
	Block {
		who: usize,
		asset: u32,
	},
	Unblock {
		who: usize,
		asset: u32,
	},
	FreezeAsset(u32),
	ThawAsset(u32),
	Freeze {
		who: usize,
		amount: u128,
	},
}

fn party(payee: bool) -> Party {
	if payee {
		Party::Payee
	} else {
		Party::Payer
	}
}

/// Makes a call, which may be refused.
fn act(who: AccountId, id: u64, action: Action, number: u32) {
	let milestone = (!number.is_multiple_of(3)).then_some(number % 4);
	// Half the time what was proposed, if anything was.
	let proposed = Payments::<Test>::get(id).and_then(|payment| payment.proposal);
	let to_payee = match proposed {
		Some(proposal) if number.is_multiple_of(2) => proposal.to_payee,
		_ => u128::from(number),
	};
	let call_made = match action {
		Action::Release => Call::release { id, milestone },
		Action::Refund => Call::refund { id, milestone },
		Action::Dispute => Call::dispute { id },
		Action::SubmitEvidence => Call::submit_evidence { id, hash: H256::from_low_u64_be(number.into()) },
		Action::Resolve => Call::resolve { id, payee_share: Permill::from_parts(number * 997 % 1_000_001) },
		Action::ProposeSplit => Call::propose_split { id, to_payee },
		Action::AcceptSplit => Call::accept_split { id, to_payee },
		Action::Waive => Call::waive { id },
		Action::Expire => Call::expire { id },
		Action::CancelSwap => Call::cancel_swap { id },
		Action::TakeSwap => {
			let Some(swap) = Swaps::<Test>::get(id) else { return };
			Call::take_swap { id, offered: swap.offered, asked: swap.asked }
		}
	};
	let _may_be_refused = call(who, call_made);
}

fn take_step(step: Step) {
	let now = System::block_number();
	match step {
		Step::Pay { payer, payee, asset, amounts, duration, on_expiry, arbiter } => {
			let arbitration = arbiter.map(|(arbiter, fee, period, on_silence)| Arbitration {
				arbiter: PEOPLE[arbiter],
				fee: Permill::from_parts(fee),
				period,
				on_silence: party(on_silence),
			});
			let new = Call::create_payment {
				payee: PEOPLE[payee],
				asset: ASSETS[asset].clone(),
				milestones: milestones(&amounts),
				deadline: now + duration,
				on_expiry: party(on_expiry),
				arbitration,
			};
			let _may_be_refused = call(PEOPLE[payer], new);
		}
		Step::Offer { maker, taker, offered, asked, duration } => {
			let new = Call::offer_swap {
				taker: taker.map(|taker| PEOPLE[taker]),
				offered: sum(ASSETS[offered.0].clone(), offered.1),
				asked: sum(ASSETS[asked.0].clone(), asked.1),
				deadline: now + duration,
			};
			let _may_be_refused = call(PEOPLE[maker], new);
		}
		Step::Try { who, id, action, number } => act(PEOPLE[who], id, action, number),
		Step::May { who, id, which, number } => {
			let actions = Escrow::actions(id, &PEOPLE[who]);
			if !actions.is_empty() {
				act(PEOPLE[who], id, actions[which % actions.len()], number);
			}
		}
		Step::Blocks(blocks) => run_to(now + blocks),
		Step::Block { who, asset } => block_account(asset, PEOPLE[who]),
		Step::Unblock { who, asset } => unblock_account(asset, PEOPLE[who]),
		Step::FreezeAsset(asset) => {
			let _may_be_frozen = Assets::freeze_asset(by(ISSUER), asset);
		}
		Step::ThawAsset(asset) => {
			let _may_be_thawed = Assets::thaw_asset(by(ISSUER), asset);
		}
		Step::Freeze { who, amount } => freeze(PEOPLE[who], amount),
	}
}

fn a_step() -> impl Strategy<Value = Step> {
	let who = 0..PEOPLE.len();
	let asset = 0..ASSETS.len();
	let arbiter = proptest::option::of((who.clone(), 0..110_000u32, 4..42u64, any::<bool>()));
	let action = prop::sample::select([Action::OF_PAYMENTS.as_slice(), Action::OF_SWAPS.as_slice()].concat());
	let pay = (
		who.clone(),
		who.clone(),
		asset.clone(),
		vec(prop_oneof![1 => 0..20u128, 8 => 10..3_000u128, 1 => 10_000..60_000u128], 0..4),
		0..30u64,
		any::<bool>(),
		arbiter,
	)
		.prop_map(|(payer, payee, asset, amounts, duration, on_expiry, arbiter)| Step::Pay {
			payer,
			payee,
			asset,
			amounts,
			duration,
			on_expiry,
			arbiter,
		});
	let swap = (
		who.clone(),
		proptest::option::of(who.clone()),
		(asset.clone(), 0..60_000u128),
		(asset, 0..60_000u128),
		0..30u64,
	)
		.prop_map(|(maker, taker, offered, asked, duration)| Step::Offer {
			maker,
			taker,
			offered,
			asked,
			duration,
		});
	prop_oneof![
		6 => pay,
		3 => swap,
		4 => (who.clone(), 0..20u64, action, 0..3_000u32)
			.prop_map(|(who, id, action, number)| Step::Try { who, id, action, number }),
		12 => (who.clone(), 0..20u64, 0..9usize, 0..3_000u32)
			.prop_map(|(who, id, which, number)| Step::May { who, id, which, number }),
		4 => (1..12u64).prop_map(Step::Blocks),
		1 => (who.clone(), 1..3u32).prop_map(|(who, asset)| Step::Block { who, asset }),
		1 => (who.clone(), 1..3u32).prop_map(|(who, asset)| Step::Unblock { who, asset }),
		1 => (1..3u32).prop_map(Step::FreezeAsset),
		1 => (1..3u32).prop_map(Step::ThawAsset),
		1 => (who, prop_oneof![Just(0), 0..2 * FUNDS]).prop_map(|(who, amount)| Step::Freeze { who, amount }),
	]
}

/// What there is of each asset, which never changes, is what everybody has.
fn check_value() {
	for asset in ASSETS {
		let issuance = NativeAndAssets::total_issuance(asset.clone());
		let people = if asset == NATIVE { 5 } else { 4 };
		assert_eq!(issuance, people * FUNDS, "no value comes or goes");
		let total: u128 = PEOPLE
			.into_iter()
			.chain([ISSUER])
			.map(|who| NativeAndAssets::total_balance(asset.clone(), &who))
			.sum();
		assert_eq!(total, issuance, "everything belongs to somebody");

		let payments = Payments::<Test>::iter_values().filter(|payment| payment.asset == asset);
		let swaps = Swaps::<Test>::iter_values().filter(|swap| swap.offered.asset == asset);
		let recorded: u128 =
			payments.map(|payment| payment.held()).chain(swaps.map(|swap| swap.offered.amount)).sum();
		let held: u128 = PEOPLE.into_iter().map(|who| in_escrow(asset.clone(), who)).sum();
		assert_eq!(held, recorded, "every hold has its record");
	}
	let payments = Payments::<Test>::iter_values().map(|payment| payment.deposit);
	let recorded: u128 = payments.chain(Swaps::<Test>::iter_values().map(|swap| swap.deposit)).sum();
	assert_eq!(PEOPLE.into_iter().map(deposits).sum::<u128>(), recorded, "every deposit has its record");
	Escrow::do_try_state().expect("every record has its hold");
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

	#[test]
	fn no_value_comes_or_goes_and_nothing_is_stranded(steps in vec(a_step(), 1..120)) {
		genesis().execute_with(|| {
			for step in steps {
				take_step(step);
				check_value();
			}
			// Whoever obstructs stops, and time passes.
			for who in PEOPLE {
				freeze(who, 0);
				unblock_account(1, who);
				unblock_account(2, who);
			}
			for asset in [1, 2] {
				let _may_be_thawed = Assets::thaw_asset(by(ISSUER), asset);
			}
			run_to(System::block_number() + 100);
			check_value();
			// What had no place on the agenda, or could not be paid while it was obstructed, ends by the call. One
			// call is enough for each.
			for id in 0..NextId::<Test>::get() {
				let over = Escrow::escrow(id).is_none();
				assert_eq!(expire(OTHER, id).is_err(), over, "what is there can be ended");
			}
			assert_nothing_is_left();
			check_value();
		});
	}
}
