// SPDX-License-Identifier: Apache-2.0
//! Referenda: proposed with a preimage, voted on by the holders of the development presets.

use crate::{
	account::{all_of, call, dev, encoded, execute, execute_each, hash, stash, Call, Client, CRN},
	state,
	value::{self, bytes, number, variant, variant_in},
	wait,
};
use subxt::dynamic::Value;
use subxt_signer::sr25519::Keypair;

/// The bit of a vote that says aye. The others are its conviction.
const AYE: u8 = 0x80;

/// What each holder votes with, in planck. Seven of them are more than half of all tokens, with which a referendum
/// on any track passes as soon as it is decided.
pub const VOTES: u128 = 950_000 * CRN;

/// The call of a referendum.
#[derive(Debug)]
pub struct Proposal {
	/// The bytes of the call.
	pub bytes: Vec<u8>,
	/// Their hash.
	pub hash: [u8; 32],
	/// The number of the referendum.
	pub referendum: u32,
}

/// The origin with every power.
pub fn root() -> Value {
	variant("system", [variant("Root", [])])
}

/// An origin with some powers, by its name.
pub fn origin(name: &str) -> Value {
	variant("Origins", [variant(name, [])])
}

/// Seven accounts of the development presets that hold more than half of all tokens together.
pub fn holders() -> Vec<Keypair> {
	let named = [dev::alice(), dev::bob(), dev::charlie(), dev::dave(), dev::eve(), dev::ferdie()];
	named.into_iter().chain([stash("Eve")]).collect()
}

/// Notes the preimage of `proposal` and submits a referendum on it, to be made with `origin`.
///
/// # Panics
///
/// When `by` cannot do it.
pub async fn propose(client: &Client, proposal: &Call, origin: Value, by: &Keypair) -> Proposal {
	let encoded = encoded(client, proposal).await;
	let hash = hash(client, &encoded).await;
	let lookup = [("hash", bytes(hash)), ("len", number(encoded.len() as u32))];
	let lookup = Value::named_variant("Lookup", lookup);
	let soon = variant("After", [number(1u8)]);
	let both = all_of([
		call("Preimage", "note_preimage", [bytes(&encoded)]),
		call("Referenda", "submit", [origin, lookup, soon]),
	]);
	let submitted = execute(client, &both, by).await;
	let referendum = submitted.event("Referenda", "Submitted").number("index");
	Proposal { bytes: encoded, hash, referendum: referendum.try_into().expect("an index has 4 bytes") }
}

/// The call that places the deposit without which a referendum is not decided.
pub fn place_deposit(referendum: u32) -> Call {
	call("Referenda", "place_decision_deposit", [number(referendum)])
}

/// The call that votes with `amount` planck. Conviction, 0 to 6, multiplies the vote and locks the tokens longer.
pub fn vote(referendum: u32, aye: bool, conviction: u8, amount: u128) -> Call {
	let ballot = number(if aye { AYE | conviction } else { conviction });
	let vote =
		Value::named_variant("Standard", [("vote", value::list([ballot])), ("balance", number(amount))]);
	call("ConvictionVoting", "vote", [number(referendum), vote])
}

/// Places the deposit for a referendum, has all [`holders`] vote aye with conviction, and waits until it is
/// approved.
///
/// # Panics
///
/// When it is not approved.
pub async fn approve(client: &Client, referendum: u32, depositor: &Keypair) {
	execute(client, &place_deposit(referendum), depositor).await;
	let votes = holders().into_iter().zip(1..).map(|(holder, turn)| {
		let conviction = 1 + turn % 6;
		(vote(referendum, true, conviction, VOTES), holder)
	});
	execute_each(client, votes).await;
	assert_eq!(outcome(client, referendum).await, "Approved");
}

/// Waits until a referendum is over, and tells how it ended: `Approved`, `Rejected`, `TimedOut`, `Cancelled`, `Killed`.
///
/// # Panics
///
/// When it is not over before [`wait::DEADLINE`].
pub async fn outcome(client: &Client, referendum: u32) -> String {
	let over = || async {
		let info = state::read_now::<Value>(client, "Referenda", "ReferendumInfoFor", [number(referendum)]);
		let info = info.await.expect("the referendum exists");
		let status = variant_in(&info);
		(status != "Ongoing").then(|| status.to_owned())
	};
	wait::until(&format!("the end of referendum {referendum}"), over).await
}
