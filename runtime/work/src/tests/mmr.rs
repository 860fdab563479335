// SPDX-License-Identifier: Apache-2.0

//! The tree of earlier blocks, whose root is in each header.

use super::chain::Chain;
use crate::{genesis_presets::DEVELOPMENT, Hash, Header, Mmr, System};
use cairn_primitives::mmr::root_in;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::traits::Header as _;

#[test]
fn each_header_commits_to_all_blocks_before_it() {
	let mut chain = Chain::new(DEVELOPMENT);
	let mut seen = Vec::new();
	for number in 1..=20 {
		chain.block(Alice, || ());
		let none = Hash::zero();
		let (root, leaves, digest) = chain.read(|| (Mmr::mmr_root(), Mmr::mmr_leaves(), System::digest()));
		assert_eq!(root_in(&Header::new(number, none, none, none, digest)), Some(root));
		assert_eq!(leaves, u64::from(number));
		assert!(!seen.contains(&root));
		seen.push(root);
	}
}
