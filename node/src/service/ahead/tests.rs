// SPDX-License-Identifier: Apache-2.0

//! The task with a real runtime and a real pool.

use std::{
	fs,
	sync::Arc,
	time::{Duration, Instant},
};

use cairn_primitives::Hash;
use cairn_runtime::{Address, Runtime, RuntimeCall, Signature, SignedPayload, UncheckedExtrinsic, VERSION};
use cairn_signatures::{shared, Ahead, Verified};
use clap::Parser;
use frame_system::offchain::CreateAuthorizedTransaction;
use parity_scale_codec::Encode;
use sc_cli::{CliConfiguration, RunCmd};
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::{ed25519, sr25519, Pair};
use sp_runtime::{
	traits::IdentifyAccount,
	transaction_validity::{InvalidTransaction, TransactionSource},
	MultiSigner, OpaqueExtrinsic,
};
use sp_transaction_pool::runtime_api::TaggedTransactionQueue;
use tempfile::TempDir;

use super::{task::Task, waiting::Body};
use crate::{
	chain_spec::{ChainSpec, Extensions},
	cli::Cli,
	service::Parts,
};

/// A development chain of the standard runtime, without a network.
fn chain() -> (Parts, TempDir) {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
	let spec = ChainSpec::builder(code, Extensions::default())
		.with_name("Ahead")
		.with_id("ahead")
		.with_genesis_config_preset_name("development")
		.build();
	let file = folder.path().join("chain.json");
	fs::write(&file, spec.as_json(false).expect("JSON")).expect("a temporary file can be written");
	let [file, base] = [&*file, folder.path()].map(|path| path.to_str().expect("temporary paths are UTF-8"));
	// A pool that needs no block to say that a transaction is ready.
	let pool = ["--pool-type", "single-state"];
	let run = RunCmd::parse_from(
		["cairn", "--chain", file, "--base-path", base, "--no-prometheus"].into_iter().chain(pool),
	);
	let config = run
		.create_configuration(&Cli::parse_from(["cairn"]), tokio::runtime::Handle::current())
		.expect("a configuration");
	(Parts::assemble(&config, false, None).expect("a node of this chain"), folder)
}

/// A transaction that changes nothing, of whoever signs it in this way.
fn transaction(
	genesis: Hash,
	nonce: u32,
	signer: MultiSigner,
	sign: impl FnOnce(&[u8]) -> Signature,
) -> OpaqueExtrinsic {
	let call = RuntimeCall::System(frame_system::Call::remark { remark: nonce.encode() });
	let mut extension = <Runtime as CreateAuthorizedTransaction<RuntimeCall>>::create_extension();
	extension.6 = frame_system::CheckNonce::from(nonce);
	let (spec, format) = (VERSION.spec_version, VERSION.transaction_version);
	let implicit = ((), (), spec, format, genesis, genesis, (), (), (), None, ());
	let payload = SignedPayload::from_raw(call, extension, implicit);
	let signature = payload.using_encoded(sign);
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, Address::Id(signer.into_account()), signature, extension).into()
}

/// So many transactions of one account, in all ways that are remembered.
fn transactions(genesis: Hash, name: &str, count: u32) -> Vec<OpaqueExtrinsic> {
	let of_most = sr25519::Pair::from_string(&format!("//{name}"), None).expect("a name makes a key");
	let of_others = ed25519::Pair::from_string(&format!("//{name}"), None).expect("a name makes a key");
	let transaction = |nonce| match nonce % 4 {
		3 => transaction(genesis, nonce, of_others.public().into(), |bytes| of_others.sign(bytes).into()),
		_ => transaction(genesis, nonce, of_most.public().into(), |bytes| of_most.sign(bytes).into()),
	};
	(0..count).map(transaction).collect()
}

async fn until(what: &str, condition: impl Fn() -> bool) {
	let start = Instant::now();
	while !condition() {
		assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for: {what}");
		tokio::time::sleep(Duration::from_millis(5)).await;
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_of_a_body_are_verified_with_what_the_runtime_tells_of_them() {
	let (parts, _folder) = chain();
	let verified = Arc::new(Verified::new(10_000));
	let ahead = Ahead::new(verified.clone()).expect("threads");
	let task = Task::new(parts.client.clone(), parts.pool.clone(), ahead);
	let genesis = parts.client.info().genesis_hash;

	let mut extrinsics = transactions(genesis, "Body", 300);
	// What has no signature, and what is no transaction at all.
	extrinsics.insert(0, OpaqueExtrinsic::from_blob(vec![4, 1, 2, 3]));
	// What was signed for another chain.
	extrinsics.extend(transactions(Hash::repeat_byte(7), "Stranger", 3));
	task.look_at(Body { number: 1, extrinsics: extrinsics.clone() });
	until("all that hold", || verified.ahead() == 300).await;

	let others = transactions(genesis, "Others", 20);
	task.look_at(Body { number: 0, extrinsics: others.clone() });
	task.look_at(Body { number: 1, extrinsics: others[..7].to_vec() });
	task.look_at(Body { number: 1, extrinsics });
	task.look_at(Body { number: 2, extrinsics: others[8..].to_vec() });
	until("those of a block that is near", || verified.ahead() == 312).await;
	assert_eq!(verified.entries(), 312, "nothing of what is imported, or of too few, and nothing twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_pool_is_not_verified_again() {
	let (parts, _folder) = chain();
	let verified = Arc::new(Verified::new(10_000));
	let ahead = Ahead::new(verified.clone()).expect("threads");
	let task = Task::new(parts.client.clone(), parts.pool.clone(), ahead);
	let chain = parts.client.info();
	let bob = sr25519::Pair::from_string("//Bob", None).expect("a name makes a key");
	let nth =
		|nonce| transaction(chain.genesis_hash, nonce, bob.public().into(), |bytes| bob.sign(bytes).into());
	let extrinsics = (0..20).map(nth).collect::<Vec<_>>();
	let results = parts.pool.submit_at(chain.best_hash, TransactionSource::Local, extrinsics.clone()).await;
	for result in results.expect("the pool answers") {
		result.expect("it takes them");
	}
	until("all are ready", || parts.pool.status().ready == 20).await;

	let all = [extrinsics, transactions(chain.genesis_hash, "Body", 8)].concat();
	task.look_at(Body { number: 1, extrinsics: all });
	until("the others", || verified.ahead() == 8).await;
	assert_eq!(verified.entries(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_runtime_then_has_its_answers_from_memory_and_refuses_what_it_refused() {
	let (parts, _folder) = chain();
	let ahead = Ahead::new(shared()).expect("threads");
	let task = Task::new(parts.client.clone(), parts.pool.clone(), ahead);
	let chain = parts.client.info();
	let alice = sr25519::Pair::from_string("//Alice", None).expect("a name makes a key");
	let nth = |nonce, forged: bool| {
		transaction(chain.genesis_hash, nonce, alice.public().into(), |bytes| {
			let message = if forged { &b"something else"[..] } else { bytes };
			alice.sign(message).into()
		})
	};
	let right = (0..10).map(|nonce| nth(nonce, false)).collect::<Vec<_>>();
	let ahead_before = shared().ahead();
	task.look_at(Body { number: 1, extrinsics: right.clone() });
	until("all of them", || shared().ahead() >= ahead_before + 10).await;

	let is_valid = |transaction| {
		let (api, source) = (parts.client.runtime_api(), TransactionSource::External);
		let validity = api.validate_transaction(chain.best_hash, source, transaction, chain.best_hash);
		validity.expect("the runtime answers").map(drop)
	};
	let hits = shared().hits();
	for transaction in right {
		assert_eq!(is_valid(transaction), Ok(()));
	}
	assert!(shared().hits() >= hits + 10);
	for _ in 0..2 {
		assert_eq!(is_valid(nth(0, true)), Err(InvalidTransaction::BadProof.into()));
	}
}
