// SPDX-License-Identifier: Apache-2.0

//! The functions as an executor calls them, side by side with the SDK's own.

use sp_core::{ed25519, sr25519, Pair};
use sp_io::{SubstrateHostFunctions, UseDalekExt};
use sp_state_machine::BasicExternalities;
use sp_wasm_interface::{Function, FunctionContext, HostFunctions as _, Pointer, Value, WordSize};

use super::{signed, Owned, SCHEMES};
use crate::{configure, host::crypto, shared, HostFunctions, InUse, Scheme, DEFAULT_CAPACITY};

/// A runtime's memory.
struct Memory(Vec<u8>);

impl FunctionContext for Memory {
	fn read_memory_into(&mut self, address: Pointer<u8>, target: &mut [u8]) -> Result<(), String> {
		let from = u32::from(address) as usize;
		target.copy_from_slice(self.0.get(from..from + target.len()).ok_or("outside of the memory")?);
		Ok(())
	}

	fn write_memory(&mut self, _: Pointer<u8>, _: &[u8]) -> Result<(), String> {
		Err("nothing is to be written".into())
	}

	fn allocate_memory(&mut self, _: WordSize) -> Result<Pointer<u8>, String> {
		Err("nothing is to be allocated".into())
	}

	fn deallocate_memory(&mut self, _: Pointer<u8>) -> Result<(), String> {
		Err("nothing is to be freed".into())
	}

	fn register_panic_error_message(&mut self, _: &str) {}
}

fn named(functions: &[&'static dyn Function], name: &str) -> &'static dyn Function {
	let mut found = functions.iter().filter(|function| function.name() == name);
	let function = found.next().unwrap_or_else(|| panic!("there is no {name}"));
	assert!(found.next().is_none(), "two are called {name}");
	*function
}

/// Calls a function of the node as a runtime does: with its arguments in its memory.
fn call(function: &dyn Function, claim: &Owned) -> bool {
	let (signature, signer, message) = (16, 128, 256);
	let mut memory = vec![0xaa; message];
	memory[signature..signature + 64].copy_from_slice(&claim.signature);
	memory[signer..signer + 32].copy_from_slice(&claim.signer);
	memory.extend_from_slice(&claim.message);
	let message = ((claim.message.len() as i64) << 32) | message as i64;
	let args = [Value::I32(signature as i32), Value::I64(message), Value::I32(signer as i32)];
	match function.execute(&mut Memory(memory), &mut args.into_iter()) {
		Ok(Some(Value::I32(answer))) => answer == 1,
		other => panic!("{}: {other:?}", function.name()),
	}
}

const FUNCTIONS: [(&str, Scheme); 3] = [
	("ext_crypto_ed25519_verify_version_1", Scheme::Ed25519),
	("ext_crypto_sr25519_verify_version_1", Scheme::Sr25519),
	("ext_crypto_sr25519_verify_version_2", Scheme::Sr25519),
];

#[test]
fn a_runtime_finds_each_function_of_the_sdk_once_with_the_same_types() {
	let ours = HostFunctions::host_functions();
	let of_sdk = SubstrateHostFunctions::host_functions();
	assert_eq!(ours.len(), of_sdk.len());
	for function in &of_sdk {
		assert_eq!(named(&ours, function.name()).signature(), function.signature(), "{}", function.name());
	}
	let replaced = crypto::HostFunctions::host_functions();
	let replaced = replaced.iter().map(|function| function.name()).collect::<Vec<_>>();
	assert_eq!(replaced, FUNCTIONS.map(|(name, _)| name));
}

#[test]
fn each_answer_is_that_of_the_sdk_the_first_time_and_later() {
	let (ours, of_sdk) = (HostFunctions::host_functions(), SubstrateHostFunctions::host_functions());
	for (name, scheme) in FUNCTIONS {
		let mut claims = Vec::new();
		for (number, length) in [0, 1, 255, 256, 257, 10_000].into_iter().enumerate() {
			let right = signed(scheme, number as u64, &vec![number as u8; length]);
			let mut wrong = right.clone();
			wrong.message.push(7);
			let mut no_key = right.clone();
			no_key.signer = [0xff; 32];
			let mut no_signature = right.clone();
			no_signature.signature = [0xff; 64];
			let mut nothing = right.clone();
			(nothing.signer, nothing.signature) = ([0; 32], [0; 64]);
			claims.extend([(right, Some(true)), (wrong, Some(false)), (no_key, Some(false))]);
			claims.extend([(no_signature, Some(false)), (nothing, None)]);
		}
		for (claim, expected) in &claims {
			let of_sdk = call(named(&of_sdk, name), claim);
			assert!(expected.is_none_or(|expected| expected == of_sdk), "{name} {claim:?}");
			for _ in 0..3 {
				assert_eq!(call(named(&ours, name), claim), of_sdk, "{name} {claim:?}");
			}
		}
	}
}

#[test]
fn the_functions_remember_for_the_whole_process() {
	let ours = HostFunctions::host_functions();
	for scheme in SCHEMES {
		let name = match scheme {
			Scheme::Ed25519 => "ext_crypto_ed25519_verify_version_1",
			Scheme::Sr25519 => "ext_crypto_sr25519_verify_version_2",
		};
		let claim = signed(scheme, 1, b"only this test asks about it");
		assert!(!shared().knows(&claim.claim().fingerprint()));
		assert!(call(named(&ours, name), &claim));
		assert!(shared().knows(&claim.claim().fingerprint()));
		let hits = shared().hits();
		assert!(call(named(&ours, name), &claim));
		assert!(shared().hits() > hits);
	}
}

#[test]
fn signatures_of_the_older_kind_are_taken_where_the_sdk_takes_them_and_nowhere_else() {
	let ours = HostFunctions::host_functions();
	let mut old = signed(Scheme::Sr25519, 1, b"of today");
	let key = "b4bfa1f7a5166695eb75299fd1c4c03ea212871c342f2c5dfea0902b2c246918";
	// Made by version 0.1 of the library with this key.
	let signature = "5a9755f069939f45d96aaf125cf5ce7ba1db998686f87f2fb3cbdea922078741\
	                 a73891ba265f70c31436e18a9acd14d189d73c12317ab6c313285cd938453202";
	sp_core::bytes::from_hex(key).map(|bytes| old.signer.copy_from_slice(&bytes)).expect("it is hexadecimal");
	let bytes = sp_core::bytes::from_hex(signature).expect("it is hexadecimal");
	old.signature.copy_from_slice(&bytes);
	old.message = b"Verifying that I am the owner of 5G9hQLdsKQswNPgB499DeA5PkFBbgkLPJWkkS6FAM6xGQ8xD. \
		Hash: 221455a3\n"
		.to_vec();
	let (first, second) = ("ext_crypto_sr25519_verify_version_1", "ext_crypto_sr25519_verify_version_2");
	for _ in 0..2 {
		assert!(call(named(&ours, first), &old));
		assert!(!call(named(&ours, second), &old), "the first one's answer is not the second one's");
	}
}

#[test]
fn where_a_chain_asks_for_the_stricter_library_it_decides() {
	let ours = HostFunctions::host_functions();
	let ed25519 = named(&ours, "ext_crypto_ed25519_verify_version_1");
	// A key of small order: one library takes the signature for right, the other for wrong.
	let doubtful =
		Owned { scheme: Scheme::Ed25519, signer: [0; 32], message: Vec::new(), signature: [0; 64] };
	let strictly = |claim: &Owned| {
		let mut externalities = BasicExternalities::default();
		externalities.register_extension(UseDalekExt);
		externalities.execute_with(|| call(ed25519, claim))
	};
	assert!(!strictly(&doubtful));
	assert!(call(ed25519, &doubtful), "what the stricter one refused is not remembered as refused");
	assert!(!strictly(&doubtful), "and what the other took is not taken by the stricter one");

	let right = signed(Scheme::Ed25519, 1, b"sound in every way");
	assert!(strictly(&right));
	assert!(!shared().knows(&right.claim().fingerprint()), "its answers are not remembered");
}

#[test]
fn native_calls_are_answered_in_the_same_way() {
	let pair = sr25519::Pair::from_seed(&[9; 32]);
	let signature = pair.sign(b"native");
	assert!(crypto::sr25519_verify(&signature, b"native", &pair.public()));
	assert!(!crypto::sr25519_verify(&signature, b"naive", &pair.public()));
	let pair = ed25519::Pair::from_seed(&[9; 32]);
	let signature = pair.sign(b"native");
	assert!(crypto::ed25519_verify(&signature, b"native", &pair.public()));
	assert!(!crypto::ed25519_verify(&signature, b"naive", &pair.public()));
}

#[test]
fn the_room_cannot_be_changed_once_it_is_there() {
	assert_eq!(shared().capacity(), DEFAULT_CAPACITY, "no other test of this process sets it");
	assert_eq!(configure(DEFAULT_CAPACITY), Ok(()));
	assert_eq!(configure(0), Err(InUse { capacity: DEFAULT_CAPACITY }));
	assert_eq!(shared().capacity(), DEFAULT_CAPACITY);
}
