// SPDX-License-Identifier: Apache-2.0

//! A validator that signs two things where it may sign one is found out.

use super::chain::{apply, events, pre_digest, Chain};
use crate::{
	genesis_presets::{stash, LOCAL, STAKE},
	Balance, Block, Hash, Header, Runtime, RuntimeCall, RuntimeEvent, Session, Staking, UncheckedExtrinsic,
};
use frame_support::{assert_err, assert_ok};
use parity_scale_codec::{Decode, Encode};
use serde_json::json;
use sp_consensus_babe::{digests::CompatibleDigestItem, runtime_decl_for_babe_api::BabeApi, Slot};
use sp_consensus_grandpa::runtime_decl_for_grandpa_api::GrandpaApi;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	traits::Header as _,
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	Digest, DigestItem,
};
use sp_session::MembershipProof;

/// A chain that slashes without delay.
fn chain() -> Chain {
	Chain::with_patch(LOCAL, json!({ "launchConfig": { "epochDuration": 10, "slashDeferDuration": 0 } }))
}

/// Makes the next block, by Alice: Bob's would not be accepted any more once he is found out.
fn block_by_alice<R>(chain: &mut Chain, content: impl FnOnce() -> R) -> R {
	let alice = chain.index_of(Sr25519Keyring::Alice);
	chain.block(alice, content)
}

/// What Bob has at stake, in planck.
fn stake_of_bob() -> Balance {
	use sp_staking::StakingInterface;
	<Staking as StakingInterface>::stake(&stash(Sr25519Keyring::Bob)).expect("he is bonded").active
}

/// A header for `slot` that Bob made and sealed; headers with different `salt` differ.
fn header_by_bob(slot: u64, salt: u8) -> Header {
	// His index among the validators. All that counts is that it is the same in both headers: who he is, the seal
	// shows.
	let index = 1;
	let digest = Digest { logs: vec![pre_digest(slot, index)] };
	let mut header = Header::new(7, Hash::repeat_byte(salt), Default::default(), Default::default(), digest);
	let seal = Sr25519Keyring::Bob.sign(header.hash().as_ref()).into();
	header.digest_mut().push(<DigestItem as CompatibleDigestItem>::babe_seal(seal));
	header
}

/// Two different blocks by Bob in the same slot.
pub(super) fn two_blocks(slot: u64) -> sp_consensus_babe::EquivocationProof<Header> {
	sp_consensus_babe::EquivocationProof {
		slot: Slot::from(slot),
		offender: Sr25519Keyring::Bob.public().into(),
		first_header: header_by_bob(slot, 1),
		second_header: header_by_bob(slot, 2),
	}
}

/// Two different votes by Bob in the same round of the voters' set `set_id`.
///
/// Put together from its parts, because their struct belongs to a crate that nothing else here needs.
fn two_votes(set_id: u64) -> sp_consensus_grandpa::EquivocationProof<Hash, u32> {
	const ROUND: u64 = 5;
	const PREVOTE: u8 = 0;
	let vote = |salt: u8| {
		let vote = sp_consensus_grandpa::Prevote::<Header> {
			target_hash: Hash::repeat_byte(salt),
			target_number: 3,
		};
		let message = sp_consensus_grandpa::Message::<Header>::Prevote(vote.clone());
		let payload = sp_consensus_grandpa::localized_payload(ROUND, set_id, &message);
		(vote, Ed25519Keyring::Bob.sign(&payload))
	};
	let bytes = (set_id, PREVOTE, ROUND, Ed25519Keyring::Bob.public(), vote(1), vote(2)).encode();
	Decode::decode(&mut &bytes[..]).expect("the parts are in order")
}

/// The proof, made in the current state, that the key of Bob's blocks is a validator's.
pub(super) fn block_key_proof() -> MembershipProof {
	let key = Sr25519Keyring::Bob.public().into();
	let proof = <Runtime as BabeApi<Block>>::generate_key_ownership_proof(Slot::from(0), key);
	proof.expect("Bob is a validator").decode().expect("the runtime encoded it")
}

/// The proof, made in the current state, that the key of Bob's votes is a validator's.
fn vote_key_proof() -> MembershipProof {
	let key = Ed25519Keyring::Bob.public().into();
	let proof = <Runtime as GrandpaApi<Block>>::generate_key_ownership_proof(0, key);
	proof.expect("Bob is a validator").decode().expect("the runtime encoded it")
}

pub(super) fn report_blocks(
	proof: sp_consensus_babe::EquivocationProof<Header>,
	key_owner_proof: MembershipProof,
) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_bare(RuntimeCall::Babe(pallet_babe::Call::report_equivocation_unsigned {
		equivocation_proof: Box::new(proof),
		key_owner_proof,
	}))
}

fn report_votes(
	proof: sp_consensus_grandpa::EquivocationProof<Hash, u32>,
	key_owner_proof: MembershipProof,
) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_bare(RuntimeCall::Grandpa(pallet_grandpa::Call::report_equivocation_unsigned {
		equivocation_proof: Box::new(proof),
		key_owner_proof,
	}))
}

/// The kinds of offences recorded in the block under construction.
fn recorded() -> Vec<[u8; 16]> {
	events()
		.into_iter()
		.filter_map(|event| match event {
			RuntimeEvent::Offences(pallet_offences::Event::Offence { kind, .. }) => Some(kind),
			_ => None,
		})
		.collect()
}

fn invalid(reason: InvalidTransaction) -> TransactionValidityError {
	TransactionValidityError::Invalid(reason)
}

#[test]
fn two_blocks_in_one_slot_are_recorded_once() {
	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	block_by_alice(&mut chain, || {
		let report = report_blocks(two_blocks(slot), block_key_proof());
		assert_ok!(apply(report.clone()).expect("a valid report"));
		assert_eq!(recorded(), [*b"babe:equivocatio"]);
		assert_err!(apply(report), invalid(InvalidTransaction::Stale));
	});
	chain.read(|| {
		assert_eq!(pallet_offences::Reports::<Runtime>::iter().count(), 1);
		let report = pallet_offences::Reports::<Runtime>::iter_values().next().unwrap();
		assert_eq!(report.offender.0, stash(Sr25519Keyring::Bob));
	});
}

/// One in four: (3 × 1 ÷ 4)² of the stake.
const AFTER_THE_SLASH: Balance = STAKE - STAKE * 9 / 16;

#[test]
fn two_blocks_in_one_slot_cost_stake_and_the_right_to_make_blocks() {
	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	let bob = chain.index_of(Sr25519Keyring::Bob);
	block_by_alice(&mut chain, || {
		assert_eq!(stake_of_bob(), STAKE);
		assert!(!Session::disabled_validators().contains(&bob));
		assert_ok!(apply(report_blocks(two_blocks(slot), block_key_proof())).expect("a valid report"));
		assert_eq!(stake_of_bob(), AFTER_THE_SLASH);
		assert_eq!(Session::disabled_validators(), [bob]);
	});
}

#[test]
fn two_votes_in_one_round_cost_as_much() {
	let mut chain = chain();
	block_by_alice(&mut chain, || {
		let set = Runtime::current_set_id();
		assert_ok!(apply(report_votes(two_votes(set), vote_key_proof())).expect("a valid report"));
		assert_eq!(stake_of_bob(), AFTER_THE_SLASH);
	});
}

#[test]
fn the_offences_of_an_era_cost_as_much_as_the_worst_of_them() {
	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	block_by_alice(&mut chain, || {
		assert_ok!(apply(report_blocks(two_blocks(slot), block_key_proof())).expect("a valid report"));
	});
	// In another block: a report may lead to many slashes, so that there is room for one.
	block_by_alice(&mut chain, || {
		let set = Runtime::current_set_id();
		assert_ok!(apply(report_votes(two_votes(set), vote_key_proof())).expect("a valid report"));
		assert_eq!(recorded(), [*b"grandpa:equivoca"]);
		assert_eq!(stake_of_bob(), AFTER_THE_SLASH);
	});
}

#[test]
fn two_votes_in_one_round_are_recorded_once() {
	let mut chain = chain();
	block_by_alice(&mut chain, || {
		let set = Runtime::current_set_id();
		let report = report_votes(two_votes(set), vote_key_proof());
		assert_ok!(apply(report.clone()).expect("a valid report"));
		assert_eq!(recorded(), [*b"grandpa:equivoca"]);
		assert_err!(apply(report), invalid(InvalidTransaction::Stale));
	});
}

#[test]
fn an_offence_of_a_past_session_is_recorded() {
	let mut chain = chain();
	chain.run_to_session(3);
	let slot = chain.slot();
	let (set, key_of_blocks, key_of_votes) =
		chain.read(|| (Runtime::current_set_id(), block_key_proof(), vote_key_proof()));
	assert_eq!(key_of_blocks.session, 3);

	chain.run_to_session(6);
	block_by_alice(&mut chain, || {
		assert_ok!(apply(report_blocks(two_blocks(slot), key_of_blocks)).expect("a valid report"));
		assert_eq!(recorded(), [*b"babe:equivocatio"]);
		assert_eq!(stake_of_bob(), AFTER_THE_SLASH);
	});
	block_by_alice(&mut chain, || {
		assert_ok!(apply(report_votes(two_votes(set), key_of_votes)).expect("a valid report"));
		assert_eq!(recorded(), [*b"grandpa:equivoca"]);
	});
}

#[test]
fn an_offence_cannot_be_reported_any_more_once_the_stake_of_that_time_may_be_gone() {
	let mut chain = chain();
	chain.run_to_session(1);
	let slot = chain.slot();
	let key_of_blocks = chain.read(block_key_proof);

	// Two sessions an era, and stake is locked for three eras: in era 4 the report is refused.
	chain.run_to_session(8);
	block_by_alice(&mut chain, || {
		let report = report_blocks(two_blocks(slot), key_of_blocks);
		assert_err!(apply(report), invalid(InvalidTransaction::BadProof));
		assert_eq!(stake_of_bob(), STAKE);
	});
}

#[test]
fn a_report_about_one_block_is_not_an_offence() {
	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	chain.block(0, || {
		let mut proof = two_blocks(slot);
		proof.second_header = proof.first_header.clone();
		let result = apply(report_blocks(proof, block_key_proof())).expect("the key is a validator's");
		assert_eq!(result, Err(pallet_babe::Error::<Runtime>::InvalidEquivocationProof.into()));
		assert_eq!(recorded(), [[0u8; 16]; 0]);
		assert_eq!(stake_of_bob(), STAKE);
	});
}

#[test]
fn a_report_with_the_key_of_somebody_else_is_refused() {
	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	chain.block(0, || {
		let mut proof = two_blocks(slot);
		proof.offender = Sr25519Keyring::Eve.public().into();
		assert_err!(apply(report_blocks(proof, block_key_proof())), invalid(InvalidTransaction::BadProof));

		let mut about_another_slot = two_blocks(slot);
		about_another_slot.slot = Slot::from(slot + 1);
		let result = apply(report_blocks(about_another_slot, block_key_proof())).expect("a validator's key");
		assert_eq!(result, Err(pallet_babe::Error::<Runtime>::InvalidEquivocationProof.into()));
	});
}

#[test]
fn unsigned_reports_are_not_taken_from_strangers() {
	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	let report = chain.read(|| report_blocks(two_blocks(slot), block_key_proof()));

	let refused = chain.validate(TransactionSource::External, report.clone());
	assert_eq!(refused, Err(invalid(InvalidTransaction::Call)));

	let accepted = chain.validate(TransactionSource::Local, report).expect("the node itself may report");
	assert!(!accepted.propagate);
	assert_eq!(accepted.longevity, 8 * 10, "as long as the session is remembered");
}

#[test]
fn the_node_can_report_what_it_saw() {
	use sp_core::offchain::{testing::TestTransactionPoolExt, TransactionPoolExt};

	let mut chain = chain();
	chain.block(0, || ());
	let slot = chain.slot();
	let (pool, state) = TestTransactionPoolExt::new();
	chain.register(TransactionPoolExt::new(pool));
	chain.read(|| {
		let key = Sr25519Keyring::Bob.public().into();
		let proof = <Runtime as BabeApi<Block>>::generate_key_ownership_proof(Slot::from(slot), key).unwrap();
		<Runtime as BabeApi<Block>>::submit_report_equivocation_unsigned_extrinsic(two_blocks(slot), proof)
			.expect("the report is submitted");
	});

	let submitted = state.write().transactions.pop().expect("one transaction");
	let report = UncheckedExtrinsic::decode(&mut &submitted[..]).expect("a transaction of this runtime");
	block_by_alice(&mut chain, || {
		assert_ok!(apply(report).expect("a valid report"));
		assert_eq!(recorded(), [*b"babe:equivocatio"]);
	});
}
