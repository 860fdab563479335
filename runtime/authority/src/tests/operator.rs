// SPDX-License-Identifier: Apache-2.0

//! What the operator of a validator brings: session keys, and the proof that they are its own.

use super::chain::{id, submit};
use crate::SessionKeys;
use parity_scale_codec::Encode;
use sp_core::{ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::DispatchResult;

/// New session keys, and the proof that `owner` has them. Each owner has others.
pub(super) fn new_keys(owner: Sr25519Keyring) -> (SessionKeys, Vec<u8>) {
	let mut seed: [u8; 32] = id(owner).into();
	seed[0] ^= 1;
	of_owner(owner, sr25519::Pair::from_seed(&seed), ed25519::Pair::from_seed(&seed))
}

/// The session keys that Alice has at genesis, and the proof that `owner` has them.
pub(super) fn keys_of_alice(owner: Sr25519Keyring) -> (SessionKeys, Vec<u8>) {
	of_owner(owner, Sr25519Keyring::Alice.pair(), Ed25519Keyring::Alice.pair())
}

fn of_owner(
	owner: Sr25519Keyring,
	mut aura: sr25519::Pair,
	mut grandpa: ed25519::Pair,
) -> (SessionKeys, Vec<u8>) {
	let owner = id(owner).encode();
	let proof =
		(aura.generate_proof_of_possession(&owner), grandpa.generate_proof_of_possession(&owner)).encode();
	(SessionKeys { aura: aura.public().into(), grandpa: grandpa.public().into() }, proof)
}

/// Registers new session keys for `owner`, who signs for it.
pub(super) fn registers_keys(owner: Sr25519Keyring) -> DispatchResult {
	let (keys, proof) = new_keys(owner);
	submit(owner, pallet_session::Call::set_keys { keys, proof })
}
