// SPDX-License-Identifier: Apache-2.0

//! What a signed transaction does, and which ones are refused.

use super::chain::{apply, extension, free, sign, sign_with, submit, total, transfer, Chain};
use crate::{
	configs::system::BlockHashCount,
	genesis_presets::{stash, DEVELOPMENT, ENDOWMENT, LOCAL},
	units::{CRN, MILLI_CRN},
	Balances, Hash, RuntimeCall, Signature, System, UncheckedExtrinsic,
};
use frame_support::{assert_err, assert_ok, dispatch::DispatchClass};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{
	generic::{Era, Preamble},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, UnknownTransaction,
	},
	DispatchError, TokenError,
};

fn invalid(reason: InvalidTransaction) -> TransactionValidityError {
	TransactionValidityError::Invalid(reason)
}

#[test]
fn a_transfer_moves_funds_and_is_paid_for() {
	let mut chain = Chain::new(DEVELOPMENT);
	let issuance = chain.read(Balances::total_issuance);

	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie.to_account_id(), 7 * CRN)));
	});

	chain.read(|| {
		let fee = ENDOWMENT - 7 * CRN - free(Bob);
		assert_eq!(free(Charlie), ENDOWMENT + 7 * CRN);
		assert_eq!(total(&stash(Alice)), ENDOWMENT + fee * 60 / 100, "Alice is the author");
		assert!(fee > 0 && fee < MILLI_CRN, "a transfer costs less than a thousandth of a token, not {fee}");
		assert!(Balances::total_issuance() < issuance, "a part of the fee is burnt");
		assert_eq!(System::account_nonce(Bob.to_account_id()), 1);
	});
}

#[test]
fn a_failed_call_changes_nothing_but_the_fee_and_the_nonce() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let error = submit(Bob, transfer(Charlie.to_account_id(), 2 * ENDOWMENT)).unwrap_err();
		assert_eq!(error, DispatchError::Token(TokenError::FundsUnavailable));
	});
	chain.read(|| {
		assert_eq!(free(Charlie), ENDOWMENT);
		assert!(free(Bob) < ENDOWMENT);
		assert_eq!(System::account_nonce(Bob.to_account_id()), 1);
	});
}

#[test]
fn a_transaction_counts_once() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let transaction = sign(Bob, transfer(Charlie.to_account_id(), CRN), 0);
		assert_ok!(apply(transaction.clone()).expect("valid the first time"));
		assert_err!(apply(transaction), invalid(InvalidTransaction::Stale));
	});
}

#[test]
fn a_nonce_from_the_future_waits() {
	let mut chain = Chain::new(DEVELOPMENT);
	let early =
		chain.read(|| sign_with(Bob, transfer(Charlie.to_account_id(), CRN), extension(1, 0, Era::Immortal)));

	let validity = chain.validate(TransactionSource::External, early.clone());
	assert_eq!(validity.expect("the pool may keep it").requires.len(), 1);
	chain.block(0, || {
		assert_err!(apply(early), invalid(InvalidTransaction::Future));
	});
}

#[test]
fn an_account_without_funds_cannot_send() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let pauper = sp_keyring::Sr25519Keyring::One;
		let transaction = sign(pauper, transfer(Bob.to_account_id(), 0), 0);
		assert_err!(apply(transaction), invalid(InvalidTransaction::Payment));
	});
}

#[test]
fn a_signature_of_somebody_else_is_refused() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let UncheckedExtrinsic { preamble, function, .. } =
			sign(Bob, transfer(Charlie.to_account_id(), CRN), 0);
		let Preamble::Signed(address, _, extension) = preamble else { panic!("it was signed") };
		let forged = UncheckedExtrinsic::new_signed(
			function,
			address,
			Signature::Sr25519(Dave.sign(b"something else")),
			extension,
		);
		assert_err!(apply(forged), invalid(InvalidTransaction::BadProof));
	});
}

#[test]
fn a_signature_for_another_chain_is_refused() {
	let mut other = Chain::new(LOCAL);
	let foreign = other.read(|| {
		// Chains differ in the hash of their first block.
		frame_system::BlockHash::<crate::Runtime>::insert(0, Hash::repeat_byte(1));
		sign(Bob, transfer(Charlie.to_account_id(), CRN), 0)
	});

	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_err!(apply(foreign), invalid(InvalidTransaction::BadProof));
	});
}

#[test]
fn a_mortal_transaction_dies_with_its_era() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || ());
	let transaction = chain.block(0, || {
		// Born at the parent, it lives for four blocks, of which this is the first.
		let born_at = System::block_number() - 1;
		let era = Era::mortal(4, born_at.into());
		sign_with(Bob, transfer(Charlie.to_account_id(), CRN), extension(0, 0, era))
	});
	chain.block(0, || ());
	assert_ok!(chain.validate(TransactionSource::External, transaction.clone()));
	chain.block(0, || ());
	chain.block(0, || {
		assert_err!(apply(transaction), invalid(InvalidTransaction::AncientBirthBlock));
	});
}

#[test]
fn the_chain_remembers_as_many_hashes_as_the_longest_common_era() {
	assert_eq!(BlockHashCount::get(), 4096);
}

#[test]
fn a_bare_call_that_nobody_signed_is_refused() {
	let mut chain = Chain::new(DEVELOPMENT);
	let bare = UncheckedExtrinsic::new_bare(transfer(Charlie.to_account_id(), CRN));
	assert_err!(
		chain.validate(TransactionSource::External, bare.clone()),
		TransactionValidityError::Unknown(UnknownTransaction::NoUnsignedValidator)
	);
	chain.block(0, || {
		// A validator may put it into a block all the same. It comes from nobody, so it does nothing.
		assert_eq!(apply(bare), Ok(Err(DispatchError::BadOrigin)));
		assert_eq!(free(Charlie), ENDOWMENT);
	});
}

#[test]
fn a_transaction_larger_than_ordinary_ones_may_be_is_refused() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let limit =
			*crate::configs::system::RuntimeBlockLength::get().max.get(DispatchClass::Normal) as usize;
		let remark = |size| RuntimeCall::System(frame_system::Call::remark { remark: vec![0; size] });

		assert_err!(apply(sign(Bob, remark(limit), 0)), invalid(InvalidTransaction::ExhaustsResources));
		assert_ok!(apply(sign(Bob, remark(limit - 1_000), 0)).expect("it fits"));
	});
}

#[test]
fn transactions_that_fill_the_block_leave_room_for_operational_ones() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let half =
			*crate::configs::system::RuntimeBlockLength::get().max.get(DispatchClass::Normal) as usize / 2;
		let remark = |size| RuntimeCall::System(frame_system::Call::remark { remark: vec![0; size] });
		assert_ok!(submit(Bob, remark(half)));
		assert_err!(apply(sign(Bob, remark(half), 0)), invalid(InvalidTransaction::ExhaustsResources));

		let operational = frame_system::Call::set_heap_pages { pages: 64 };
		let result = submit(Bob, operational);
		assert_eq!(result, Err(DispatchError::BadOrigin), "it was let in, and failed on its own");
	});
}

#[test]
fn a_transaction_that_claims_a_metadata_hash_is_refused_where_the_runtime_has_none() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.read(|| {
		let mut with_hash = extension(0, 0, Era::Immortal);
		with_hash.9 = frame_metadata_hash_extension::CheckMetadataHash::new(true);
		let payload = crate::SignedPayload::new(transfer(Charlie.to_account_id(), CRN), with_hash);
		assert_eq!(
			payload.map(|_| ()),
			Err(TransactionValidityError::Unknown(UnknownTransaction::CannotLookup))
		);
	});
}

#[test]
fn sudo_belongs_to_the_key_of_genesis() {
	let mut chain = Chain::new(DEVELOPMENT);
	let call = || {
		let set = frame_system::Call::set_storage { items: vec![(b"key".to_vec(), b"value".to_vec())] };
		pallet_sudo::Call::sudo { call: Box::new(RuntimeCall::System(set)) }
	};
	chain.block(0, || {
		assert_eq!(submit(Bob, call()), Err(pallet_sudo::Error::<crate::Runtime>::RequireSudo.into()));
		assert!(sp_io::storage::get(b"key").is_none());
		assert_ok!(submit(Alice, call()));
		assert_eq!(sp_io::storage::get(b"key").unwrap().as_ref(), b"value");
	});
}

#[test]
fn a_batch_runs_all_calls_or_none() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let calls =
			vec![transfer(Charlie.to_account_id(), CRN), transfer(Charlie.to_account_id(), 2 * ENDOWMENT)];
		assert!(submit(Bob, pallet_utility::Call::batch_all { calls }).is_err());
		assert_eq!(free(Charlie), ENDOWMENT);
	});
}
