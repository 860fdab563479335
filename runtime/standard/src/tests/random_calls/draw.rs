// SPDX-License-Identifier: Apache-2.0

//! What is drawn by lot for one call: who makes it, which one, and what it is about.

use super::calls;
use crate::{
	units::{CRN, MILLI_CRN},
	Balance, RuntimeCall,
};
use proptest::{prelude::*, sample};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, BobStash, Charlie, Dave, Eve, One};

/// Who makes calls. One starts with nothing.
pub(super) const PEOPLE: [Sr25519Keyring; 8] = [Alice, Bob, Charlie, Dave, Eve, AliceStash, BobStash, One];

/// One draw. Few numbers and few people, so that calls meet what earlier ones have left.
#[derive(Clone, Debug)]
pub(super) struct Draw {
	/// Which call of [`calls::all`].
	pub(super) call: usize,
	/// Who signs it.
	pub(super) who: Sr25519Keyring,
	/// Whom it is about.
	pub(super) other: Sr25519Keyring,
	/// Whom it is about besides.
	pub(super) third: Sr25519Keyring,
	/// The number of an asset, a collection, an item, a pool, a referendum.
	pub(super) number: u32,
	/// An amount, in planck or units.
	pub(super) amount: Balance,
	/// One of two ways.
	pub(super) flag: bool,
}

impl Draw {
	/// The call, as it makes sense at this state.
	pub(super) fn make(&self) -> RuntimeCall {
		calls::all()[self.call](self)
	}
}

fn amount() -> impl Strategy<Value = Balance> {
	prop_oneof![
		1 => 0..20u128,
		3 => 1..5_000u128,
		1 => 1..2 * MILLI_CRN,
		4 => 1..2_000 * CRN,
		2 => 1..2_000_000 * CRN,
		1 => Just(Balance::MAX),
	]
}

/// A draw of any of the calls.
pub(super) fn any_draw() -> impl Strategy<Value = Draw> {
	let person = || sample::select(PEOPLE.as_slice());
	(0..calls::all().len(), person(), person(), person(), 0..3u32, amount(), any::<bool>()).prop_map(
		|(call, who, other, third, number, amount, flag)| Draw {
			call,
			who,
			other,
			third,
			number,
			amount,
			flag,
		},
	)
}
