// SPDX-License-Identifier: Apache-2.0
//! DAOs: founded, and deciding.

use crate::{
	account::{call, current, execute, execute_each, Call, Client, Id, Included},
	state,
	value::{account_in, bytes, list, none, number, record, variant, variant_in, weight},
	wait,
};
use subxt::dynamic::{At, Value};
use subxt_signer::sr25519::Keypair;

/// A DAO that was founded.
#[derive(Clone, Copy, Debug)]
pub struct Dao {
	/// Its number.
	pub id: u32,
	/// The account that it acts with.
	pub account: Id,
}

/// Rules: a simple majority of a third of all power, with so many blocks to vote, one of grace, and enough to execute.
pub fn rules(voting: u32) -> Value {
	rules_with(voting, 333_333_333)
}

/// As [`rules`], with another quorum, in parts per billion.
pub fn rules_with(voting: u32, quorum: u32) -> Value {
	record([
		("admission", variant("Open", [])),
		("ragequit", Value::bool(false)),
		("quorum", number(quorum)),
		("threshold", number(500_000_000u32)),
		("proposer_share", number(0u8)),
		("voting", number(voting)),
		("grace", number(1u8)),
		("execution", number(400u32)),
		("notice", number(voting)),
	])
}

/// The call that founds a DAO, with an endowment in planck.
pub fn found(
	name: &str,
	kind: Value,
	rules: Value,
	members: impl IntoIterator<Item = Value>,
	endowment: u128,
) -> Call {
	call("Dao", "found", [bytes(name), kind, rules, list(members), none(), number(endowment)])
}

/// The DAO that was founded.
///
/// # Panics
///
/// When none was.
pub fn founded(included: &Included) -> Dao {
	let event = included.event("Dao", "Founded");
	let id = event.number("dao").try_into().expect("a number of 4 bytes");
	Dao { id, account: account_in(event.field("sovereign")) }
}

/// Has a DAO make a call: the first of `members` proposes it, all of them vote for it, and when its time has come the
/// first has it executed.
///
/// # Panics
///
/// When it is not approved or the call fails, or not in time.
pub async fn decide(client: &Client, dao: u32, proposed: &Call, members: &[Keypair]) -> Included {
	let executed = put_through(client, dao, proposed, members).await;
	let outcome = executed.event("Dao", "Concluded").field("outcome");
	assert_eq!(variant_in(outcome), "Executed");
	executed
}

/// As [`decide`], whether the call fails or not.
///
/// # Panics
///
/// When it is not approved, or not in time.
pub async fn put_through(client: &Client, dao: u32, proposed: &Call, members: &[Keypair]) -> Included {
	let (first, _) = members.split_first().expect("there are members");
	let propose = call("Dao", "propose", [number(dao), proposed.clone().into_value(), none()]);
	let made = execute(client, &propose, first).await;
	let proposal = made.event("Dao", "Proposed").number("proposal") as u32;
	let aye = call("Dao", "vote", [number(dao), number(proposal), variant("Aye", [])]);
	execute_each(client, members.iter().map(|member| (aye.clone(), member.clone()))).await;
	let executable = || async {
		let which = vec![number(dao), number(proposal)];
		let view: Option<Value> = state::ask(&current(client).await, "DaoApi", "proposal", which).await;
		let view = view.expect("the proposal exists");
		(variant_in(view.at("stage").expect("it has a stage")) == "Executable").then_some(())
	};
	wait::until("the time to execute", executable).await;
	let room = weight(100_000_000_000, 1_000_000);
	execute(client, &call("Dao", "execute", [number(dao), number(proposal), room]), first).await
}
