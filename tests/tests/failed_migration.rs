// SPDX-License-Identifier: Apache-2.0
//! A migration that fails does not stop the chain: it goes on in safe mode, and the holders vote it out again.

use cairn_tests::{
	account::{
		all_of, balance_of, call, client, dev, execute, failure, fresh, hash, id, sudo, transfer,
		transfer_to, Client, CRN,
	},
	chain_spec::ChainSpec,
	events,
	governance::{approve, propose, root},
	node::Builder,
	state, value, wait, wasm,
};
use serde_json::json;
use std::fs;
use subxt::dynamic::{self, Value};

/// The account at which the migration of the next version fails if it exists.
const POISON: [u8; 32] = *b"the migration fails at this one!";

/// The block at which safe mode ends, if the chain is in safe mode.
async fn safe_mode(client: &Client) -> Option<u32> {
	state::read_now(client, "SafeMode", "EnteredUntil", []).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_goes_on_in_safe_mode_until_the_holders_end_it() {
	let spec = ChainSpec::patched("development", &json!({ "launchConfig": { "governanceDay": 2 } })).await;
	let node = Builder::sole_validator(&spec).start().await;
	let client = client(&node).await;
	let (alice, bob, receiver) = (dev::alice(), dev::bob(), fresh("failed-migration"));

	let poisoned = execute(&client, &transfer_to(POISON, CRN), &bob).await;
	assert_eq!(balance_of(&poisoned.block, POISON).await, CRN);
	let code = fs::read(wasm::next_version()).expect("it is readable");
	let authorize = call("System", "authorize_upgrade", [value::bytes(hash(&client, &code).await)]);
	execute(&client, &sudo(authorize), &alice).await;
	let apply = dynamic::transaction("System", "apply_authorized_upgrade", (code,));
	let upgraded = execute(&client, &apply, &bob).await.block.block_number();

	// The migration fails, and the chain stands neither still nor open.
	let failed = |event: &events::Event| event.is("MultiBlockMigrations", "MigrationFailed");
	let (block, _) = events::first(&client, upgraded, "the end of the migration", failed).await;
	let reported = events::of(&block).await;
	assert!(reported.iter().any(|event| event.is("MultiBlockMigrations", "UpgradeFailed")), "{reported:#?}");
	assert!(reported.iter().any(|event| event.is("SafeMode", "Entered")), "{reported:#?}");
	assert_eq!(safe_mode(&client).await, Some(u32::MAX), "without end");
	let cursor: Option<Value> = state::read(&block, "MultiBlockMigrations", "Cursor", []).await;
	assert_eq!(cursor, None, "the rest of the migration is not tried");
	node.wait_for_finalized(block.block_number() + 3).await;
	assert_eq!(node.spec_version().await, 2);

	// Users are told why they have to wait.
	let send = transfer(&receiver, CRN);
	let bond = call("Staking", "bond", [value::number(CRN), value::variant("Staked", [])]);
	for refused in [send.clone(), bond, all_of([send.clone()])] {
		let reason = failure(&client, &refused, &bob).await;
		assert!(reason.contains("System::CallFiltered"), "{reason}");
	}
	let nobody = failure(&client, &call("SafeMode", "force_exit", []), &bob).await;
	assert!(nobody.contains("Bad origin"), "{nobody}");

	// The holders end it.
	let proposal = propose(&client, &call("SafeMode", "force_exit", []), root(), &bob).await;
	approve(&client, proposal.referendum, &dev::charlie()).await;
	wait::until("the end of safe mode", || async { safe_mode(&client).await.is_none().then_some(()) }).await;
	let included = execute(&client, &send, &bob).await;
	assert_eq!(balance_of(&included.block, id(&receiver)).await, CRN);
}
