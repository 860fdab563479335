// SPDX-License-Identifier: Apache-2.0

//! The tree of earlier blocks: its root in each header, and proofs that go by it.

use super::chain::Chain;
use crate::{genesis_presets::DEVELOPMENT, Block, BlockNumber, Hash, Header, Mmr, Runtime, System};
use cairn_primitives::mmr::{root_in, Leaf};
use frame_support::{assert_noop, assert_ok};
use parity_scale_codec::Decode;
use sp_mmr_primitives::{runtime_decl_for_mmr_api::MmrApi, EncodableOpaqueLeaf, Error, LeafProof};
use sp_runtime::traits::Header as _;

/// A proof that the runtime made.
type Proof = (Vec<EncodableOpaqueLeaf>, LeafProof<Hash>);

/// Asks for a proof of the leaf that block `by` brought, which is that of its parent.
fn prove(by: BlockNumber) -> Result<Proof, Error> {
	<Runtime as MmrApi<Block, Hash, BlockNumber>>::generate_proof(vec![by], None)
}

/// Checks a proof against a root, without the state.
fn check(root: Hash, (leaves, proof): Proof) -> Result<(), Error> {
	<Runtime as MmrApi<Block, Hash, BlockNumber>>::verify_proof_stateless(root, leaves, proof)
}

fn leaf(proof: &Proof) -> Leaf {
	let [leaf] = &proof.0[..] else { panic!("one leaf was asked for") };
	Leaf::decode(&mut &leaf.0[..]).expect("a number and a hash")
}

/// What the header of the best block says.
fn root_in_header(chain: &mut Chain) -> Option<Hash> {
	let number = chain.number();
	chain.read(|| {
		let none = Hash::zero();
		root_in(&Header::new(number, none, none, none, System::digest()))
	})
}

#[test]
fn each_header_commits_to_all_blocks_before_it() {
	let mut chain = Chain::new(DEVELOPMENT);
	let mut seen = Vec::new();
	for _ in 0..20 {
		chain.block(|| ());
		let root = chain.read(Mmr::mmr_root);
		assert_eq!(root_in_header(&mut chain), Some(root));
		assert_eq!(chain.read(Mmr::mmr_leaves), u64::from(chain.number()));
		assert!(!seen.contains(&root));
		seen.push(root);
	}
}

#[test]
fn every_earlier_block_is_proved_against_the_newest_root_and_against_no_other() {
	let mut chain = Chain::new(DEVELOPMENT);
	let mut hashes = vec![chain.hash()];
	for _ in 0..11 {
		chain.block(|| ());
		hashes.push(chain.hash());
	}
	chain.open_offchain();
	let root = root_in_header(&mut chain).expect("there is one");
	chain.read(|| {
		for number in 0..11 {
			let proof = prove(number + 1).expect("all of it was written down");
			assert_eq!(leaf(&proof), (number, hashes[number as usize]));
			assert_ok!(<Runtime as MmrApi<Block, Hash, BlockNumber>>::verify_proof(
				proof.0.clone(),
				proof.1.clone()
			));
			assert_ok!(check(root, proof.clone()));
			assert_eq!(check(Hash::repeat_byte(1), proof.clone()), Err(Error::Verify));

			let mut wrong = proof.clone();
			wrong.0[0].0[5] ^= 1;
			assert_eq!(check(root, wrong), Err(Error::Verify), "another hash");
			let mut wrong = proof.clone();
			wrong.1.items[0] = Hash::repeat_byte(2);
			assert_eq!(check(root, wrong), Err(Error::Verify), "another sibling");
		}
		assert!(prove(12).is_err(), "there is no block 12 yet");
	});
}

/// So it is after an upgrade that brings the pallet.
#[test]
fn a_tree_that_begins_later_proves_what_came_after() {
	let mut chain = Chain::new(DEVELOPMENT);
	for _ in 0..5 {
		chain.block(|| ());
	}
	chain.read(|| {
		pallet_mmr::NumberOfLeaves::<Runtime>::kill();
		pallet_mmr::RootHash::<Runtime>::kill();
		assert_ne!(pallet_mmr::Nodes::<Runtime>::iter().count(), 0, "there is something to remove");
		let _ = pallet_mmr::Nodes::<Runtime>::clear(u32::MAX, None);
		assert_eq!(pallet_mmr::Nodes::<Runtime>::iter().count(), 0);
	});
	let first = (chain.number(), chain.hash());
	for _ in 0..6 {
		chain.block(|| ());
	}
	assert_eq!(chain.read(Mmr::mmr_leaves), 6);
	chain.open_offchain();
	let root = root_in_header(&mut chain).expect("there is one");
	chain.read(|| {
		let proof = prove(6).expect("the block that the pallet came with");
		assert_eq!(leaf(&proof), first);
		assert_ok!(check(root, proof));
		assert_noop!(prove(5), Error::InvalidNumericOp);
	});
}
