// SPDX-License-Identifier: Apache-2.0

//! Whatever people do with their tokens, the books balance.

use super::chain::{apply, id, sign, sum_of_balances, Chain};
use crate::{
	genesis_presets::DEVELOPMENT,
	units::{CRN, MILLI_CRN},
	Address, Balance, Balances, RuntimeCall,
};
use proptest::prelude::*;
use sp_keyring::Sr25519Keyring;

/// Accounts with little money, so that transfers fail, empty accounts and leave dust.
const PEOPLE: [Sr25519Keyring; 5] = [
	Sr25519Keyring::Bob,
	Sr25519Keyring::Charlie,
	Sr25519Keyring::Dave,
	Sr25519Keyring::Eve,
	Sr25519Keyring::Ferdie,
];

/// What each of them starts with, in planck.
const START: Balance = 20 * MILLI_CRN;

#[derive(Debug, Clone)]
struct Step {
	from: usize,
	to: usize,
	value: Balance,
	tip: Balance,
	kind: u8,
}

impl Step {
	fn call(&self) -> RuntimeCall {
		let dest = Address::Id(id(PEOPLE[self.to]));
		let value = self.value;
		match self.kind {
			0 => pallet_balances::Call::transfer_allow_death { dest, value }.into(),
			1 => pallet_balances::Call::transfer_keep_alive { dest, value }.into(),
			2 => pallet_balances::Call::transfer_all { dest, keep_alive: false }.into(),
			_ => pallet_balances::Call::burn { value, keep_alive: false }.into(),
		}
	}
}

fn step() -> impl Strategy<Value = Step> {
	(0..PEOPLE.len(), 0..PEOPLE.len(), 0..2 * START, 0..MILLI_CRN, 0u8..4)
		.prop_map(|(from, to, value, tip, kind)| Step { from, to, value, tip, kind })
}

fn poor_chain() -> Chain {
	let mut balances: Vec<_> = PEOPLE.iter().map(|who| (id(*who), START as u64)).collect();
	balances.push((id(Sr25519Keyring::Alice), CRN as u64));
	Chain::with_patch(DEVELOPMENT, serde_json::json!({ "balances": { "balances": balances } }))
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn issuance_is_the_sum_of_all_balances_and_never_grows(
		blocks in proptest::collection::vec(proptest::collection::vec(step(), 0..8), 1..8),
	) {
		let mut chain = poor_chain();
		let mut issuance = chain.read(Balances::total_issuance);
		prop_assert_eq!(issuance, START * 5 + CRN);

		for steps in blocks {
			chain.block(|| {
				for step in &steps {
					// Invalid transactions and failing calls are part of the game: they must not break it.
					let _ = apply(sign(PEOPLE[step.from], step.call(), step.tip));
				}
			});
			let (sum, now) = chain.read(|| (sum_of_balances(), Balances::total_issuance()));
			prop_assert_eq!(sum, now);
			prop_assert!(now <= issuance);
			issuance = now;
		}
		chain.check_invariants();
	}
}
