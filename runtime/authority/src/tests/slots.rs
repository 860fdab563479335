// SPDX-License-Identifier: Apache-2.0

//! Slots: how long they are, whose they are, and what fits into them.

use super::chain::{apply, id, sign, submit, Chain};
use crate::{
	configs::system::{block_weights, RuntimeBlockWeights, MAX_BLOCK_WEIGHT},
	genesis_presets::{DEVELOPMENT, LOCAL},
	Aura, Block, Runtime, Session, System,
};
use frame_support::{
	assert_ok,
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use serde_json::json;
use sp_consensus_aura::runtime_decl_for_aura_api::AuraApi;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use std::panic::{catch_unwind, AssertUnwindSafe};

/// The slot times that are tried, in milliseconds: the shortest, the longest, and some in between.
const SLOT_TIMES: [u64; 5] = [250, 500, 1_000, 6_000, 60_000];

fn with_slots_of(millis: u64) -> Chain {
	Chain::with_patch(LOCAL, json!({ "launchConfig": { "slotDuration": millis, "epochDuration": 10 } }))
}

#[test]
fn a_chain_runs_at_the_slot_time_of_its_genesis() {
	for millis in SLOT_TIMES {
		let mut chain = with_slots_of(millis);
		assert_eq!(chain.read(<Runtime as AuraApi<Block, _>>::slot_duration).as_millis(), millis);
		chain.run_to_session(3);
		assert_eq!(chain.read(pallet_timestamp::Now::<Runtime>::get), chain.slot() * millis);
		chain.check_invariants();
	}
}

#[test]
fn validators_take_turns() {
	let mut chain = with_slots_of(500);
	let mut authors = Vec::new();
	for _ in 0..8 {
		authors.push(chain.block(|| crate::Authorship::author().expect("every block has an author")));
	}
	for who in [Alice, Bob, Charlie, Dave] {
		assert_eq!(authors.iter().filter(|author| **author == id(who)).count(), 2);
	}
	assert_eq!(authors[..4], authors[4..]);
}

/// Whether the runtime accepts an empty block so many slots after the best one, whose time is so many milliseconds
/// after the beginning of its slot.
fn accepts(chain: &mut Chain, slots: u64, late: i64) -> bool {
	let now = (chain.slot() + slots) * 1_000;
	let now = now.saturating_add_signed(late);
	catch_unwind(AssertUnwindSafe(|| chain.block_at(slots, now))).is_ok()
}

#[test]
fn a_slot_has_one_block_and_its_time_lies_in_it() {
	for (slots, late, accepted) in
		[(1, 0, true), (3, 999, true), (0, 600, false), (1, 1_000, false), (2, -1, false)]
	{
		let mut chain = Chain::new(DEVELOPMENT);
		chain.block(|| ());
		assert_eq!(accepts(&mut chain, slots, late), accepted, "{slots} slots later, {late} ms into it");
	}
}

#[test]
fn the_author_of_the_first_block_of_a_session_is_one_of_the_old_set() {
	let mut chain = with_slots_of(1_000);
	chain.block(|| {
		let remove = pallet_collator_selection::Call::remove_invulnerable { who: id(Dave) };
		let sudo = pallet_sudo::Call::sudo { call: Box::new(remove.into()) };
		assert_ok!(submit(Alice, sudo));
	});
	while chain.number() < 19 {
		chain.block(|| ());
	}
	assert_eq!(chain.read(Session::validators).len(), 4);
	let author = chain.block_by(&id(Dave), || {
		assert_eq!(Session::validators().len(), 3, "the session has begun");
		crate::Authorship::author()
	});
	assert_eq!(author, Some(id(Dave)));
	assert_eq!(chain.read(Aura::authorities_len), 3);
}

#[test]
fn ordinary_transactions_get_three_quarters_of_half_a_slot() {
	for (slot, millis) in [(250, 93.75), (500, 187.5), (1_000, 375.0), (6_000, 375.0)] {
		let most = with_slots_of(slot)
			.read(|| RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total)
			.expect("there is a limit");
		let expected = (millis * WEIGHT_REF_TIME_PER_MILLIS as f64) as u64;
		assert_eq!(most.ref_time(), expected, "with slots of {slot} ms");
	}
}

#[test]
fn an_upgrade_fits_into_a_block_at_every_slot_time() {
	for millis in SLOT_TIMES {
		let weights = block_weights(millis);
		let code = || vec![0; 16];
		for call in [
			frame_system::Call::<Runtime>::set_code { code: code() },
			frame_system::Call::apply_authorized_upgrade { code: code() },
		] {
			let info = call.get_dispatch_info();
			assert_eq!(info.class, DispatchClass::Operational);
			let most = weights.get(DispatchClass::Operational).max_extrinsic.expect("there is a limit");
			assert!(info.call_weight.all_lte(most), "{millis} ms: {} in {most}", info.call_weight);
		}
		assert_eq!(weights.max_block, MAX_BLOCK_WEIGHT);
	}
}

#[test]
fn a_block_that_is_full_for_ordinary_transactions_takes_operational_ones() {
	let mut chain = with_slots_of(250);
	chain.block(|| {
		let most = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.expect("there is a limit");
		System::register_extra_weight_unchecked(
			Weight::from_parts(most.ref_time(), 0),
			DispatchClass::Normal,
		);
		let ordinary = apply(sign(Bob, frame_system::Call::remark { remark: vec![] }, 0));
		assert_eq!(ordinary, Err(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources)));
		let call = frame_system::Call::set_heap_pages { pages: 64 }.into();
		assert_ok!(submit(Alice, pallet_sudo::Call::sudo { call: Box::new(call) }));
	});
}
