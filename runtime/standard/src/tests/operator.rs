// SPDX-License-Identifier: Apache-2.0

//! What the operator of a validator brings: session keys, and the proof that they are its own.

use crate::SessionKeys;
use parity_scale_codec::Encode;
use sp_core::{ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair};
use sp_keyring::Sr25519Keyring;

/// New session keys, and the proof that `owner` has them.
pub(super) fn new_keys(owner: Sr25519Keyring) -> (SessionKeys, Vec<u8>) {
	let owner = owner.to_account_id().encode();
	let mut babe = sr25519::Pair::from_seed(&[1; 32]);
	let mut grandpa = ed25519::Pair::from_seed(&[2; 32]);
	let mut im_online = sr25519::Pair::from_seed(&[3; 32]);
	let mut discovery = sr25519::Pair::from_seed(&[4; 32]);
	let proof = (
		babe.generate_proof_of_possession(&owner),
		grandpa.generate_proof_of_possession(&owner),
		im_online.generate_proof_of_possession(&owner),
		discovery.generate_proof_of_possession(&owner),
	)
		.encode();
	let keys = SessionKeys {
		babe: babe.public().into(),
		grandpa: grandpa.public().into(),
		im_online: im_online.public().into(),
		authority_discovery: discovery.public().into(),
	};
	(keys, proof)
}
