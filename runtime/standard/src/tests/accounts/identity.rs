// SPDX-License-Identifier: Apache-2.0

//! Names for accounts, and registrars who say how far they can be trusted.

use crate::{
	configs::treasury::TreasuryAccount,
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{free, submit, Chain},
		people::{address, as_root, id, reserved},
	},
	units::{deposit, CRN},
	Balance, Balances, Hash, Hashing, Runtime,
};
use frame_support::{assert_ok, traits::ConstU32, BoundedVec};
use pallet_identity::{legacy::IdentityInfo, Call, Data, Error, IdentityOf, Judgement, SuperOf};
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};
use sp_runtime::{traits::Hash as _, DispatchError, DispatchResult};

type Info = IdentityInfo<ConstU32<100>>;

/// What the registrar asks for a judgement.
const FEE: Balance = 5 * CRN;

fn named(name: &str) -> Info {
	Info {
		additional: BoundedVec::new(),
		display: text(name),
		legal: Data::None,
		web: Data::None,
		riot: Data::None,
		email: Data::None,
		pgp_fingerprint: None,
		image: Data::None,
		twitter: Data::None,
	}
}

fn text(text: &str) -> Data {
	Data::Raw(BoundedVec::truncate_from(text.into()))
}

/// What an identity takes as a deposit.
fn deposit_for(info: &Info) -> Balance {
	deposit(1, 258) + deposit(0, info.encoded_size() as u32)
}

fn set(info: &Info) -> Call<Runtime> {
	Call::set_identity { info: Box::new(info.clone()) }
}

fn judge(judgement: Judgement<Balance>, identity: Hash) -> Call<Runtime> {
	Call::provide_judgement { reg_index: 0, target: address(Bob), judgement, identity }
}

fn judgements() -> Vec<(u32, Judgement<Balance>)> {
	IdentityOf::<Runtime>::get(id(Bob)).map(|found| found.judgements.into_inner()).unwrap_or_default()
}

fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

/// A chain on which Dave is the registrar.
fn chain() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let add = || Call::add_registrar { account: address(Dave) };
		assert_eq!(submit(Dave, add()), Err(DispatchError::BadOrigin), "governance chooses registrars");
		assert_ok!(as_root(add()));
		assert_eq!(submit(Eve, Call::set_fee { index: 0, fee: 0 }), error(Error::InvalidIndex));
		assert_ok!(submit(Dave, Call::set_fee { index: 0, fee: FEE }));
	});
	chain
}

#[test]
fn an_identity_is_set_judged_and_cleared_and_only_the_registrars_fee_is_gone() {
	let mut chain = chain();
	chain.block(0, || {
		let info = named("Bob");
		assert_ok!(submit(Bob, set(&info)));
		assert_eq!(reserved(Bob), deposit_for(&info));

		let ask = |max_fee| Call::request_judgement { reg_index: 0, max_fee };
		assert_eq!(submit(Bob, ask(FEE - 1)), error(Error::FeeChanged));
		assert_ok!(submit(Bob, ask(FEE)));
		assert_eq!(judgements(), [(0, Judgement::FeePaid(FEE))]);
		assert_eq!(reserved(Bob), deposit_for(&info) + FEE);

		let hash = Hashing::hash_of(&info);
		let other = Hashing::hash_of(&named("Rob"));
		assert_eq!(submit(Eve, judge(Judgement::KnownGood, hash)), error(Error::InvalidIndex));
		let mistaken = submit(Dave, judge(Judgement::KnownGood, other));
		assert_eq!(mistaken, error(Error::JudgementForDifferentIdentity));
		let before = free(Dave);
		assert_ok!(submit(Dave, judge(Judgement::KnownGood, hash)));
		assert_eq!(judgements(), [(0, Judgement::KnownGood)]);
		assert!(free(Dave) > before && free(Dave) < before + FEE, "his fee, less that of the transaction");
		assert_eq!(reserved(Bob), deposit_for(&info));

		assert_ok!(submit(Bob, Call::clear_identity {}));
		assert_eq!((reserved(Bob), judgements()), (0, vec![]));
		assert!(!IdentityOf::<Runtime>::contains_key(id(Bob)));
	});
}

#[test]
fn a_request_is_taken_back_with_its_fee() {
	let mut chain = chain();
	chain.block(0, || {
		let info = named("Bob");
		assert_ok!(submit(Bob, set(&info)));
		assert_ok!(submit(Bob, Call::request_judgement { reg_index: 0, max_fee: FEE }));
		assert_ok!(submit(Bob, Call::cancel_request { reg_index: 0 }));
		assert_eq!((reserved(Bob), judgements()), (deposit_for(&info), vec![]));
	});
}

#[test]
fn a_new_name_loses_the_good_judgement_of_the_old_one_and_keeps_a_bad_one() {
	let mut chain = chain();
	chain.block(0, || {
		let (bob, rob) = (named("Bob"), named("Robert the Great"));
		assert_ok!(submit(Bob, set(&bob)));
		assert_ok!(submit(Dave, judge(Judgement::Reasonable, Hashing::hash_of(&bob))));
		assert_ok!(submit(Bob, set(&rob)));
		assert_eq!((judgements(), reserved(Bob)), (vec![], deposit_for(&rob)));

		assert_ok!(submit(Dave, judge(Judgement::Erroneous, Hashing::hash_of(&rob))));
		assert_ok!(submit(Bob, set(&bob)));
		assert_eq!((judgements(), reserved(Bob)), (vec![(0, Judgement::Erroneous)], deposit_for(&bob)));
	});
}

#[test]
fn governance_removes_a_false_identity_and_the_treasury_gets_its_deposit() {
	let mut chain = chain();
	chain.block(0, || {
		let info = named("the treasury, send funds here");
		assert_ok!(submit(Bob, set(&info)));
		let kill = || Call::kill_identity { target: address(Bob) };
		assert_eq!(submit(Charlie, kill()), Err(DispatchError::BadOrigin));
		let treasury = Balances::free_balance(TreasuryAccount::get());
		assert_ok!(as_root(kill()));
		assert_eq!(Balances::free_balance(TreasuryAccount::get()), treasury + deposit_for(&info));
		assert_eq!(reserved(Bob), 0);
	});
}

#[test]
fn other_accounts_bear_the_name_too_for_a_deposit_each() {
	let mut chain = chain();
	chain.block(0, || {
		let sub = deposit(1, 53);
		let info = named("Bob");
		let add = |who| Call::add_sub { sub: address(who), data: text("savings") };
		assert_eq!(submit(Bob, add(Charlie)), error(Error::NoIdentity));
		assert_ok!(submit(Bob, set(&info)));
		assert_ok!(submit(Bob, add(Charlie)));
		assert_ok!(submit(Bob, add(Dave)));
		assert_eq!(SuperOf::<Runtime>::get(id(Charlie)), Some((id(Bob), text("savings"))));
		assert_eq!(reserved(Bob), deposit_for(&info) + 2 * sub);

		assert_ok!(submit(Bob, Call::remove_sub { sub: address(Dave) }));
		assert_eq!(reserved(Bob), deposit_for(&info) + sub);
		assert_ok!(submit(Bob, Call::clear_identity {}));
		assert_eq!((reserved(Bob), SuperOf::<Runtime>::get(id(Charlie))), (0, None));
	});
}
