// SPDX-License-Identifier: Apache-2.0

//! Follows the best chain where no block ever becomes final.
//!
//! What a block wrote under its own hash stays there, so after a reorganisation of any depth the nodes of the new chain
//! are at hand.

use std::sync::Arc;

use cairn_primitives::{BlockNumber, Header};
use futures::StreamExt;
use parity_scale_codec::{Decode, Encode};
use sc_client_api::{AuxStore, Backend as _, BlockchainEvents};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::{tree_route, HeaderBackend};
use sp_core::{
	offchain::{storage::OffchainDb, DbExternalities, StorageKind},
	H256,
};
use sp_mmr_primitives::{
	utils::{block_num_to_leaf_index, first_mmr_block_num, NodesUtils},
	MmrApi, INDEXING_PREFIX,
};

use crate::service::{Backend, Client};

/// Where the hash of the last block stands whose chain was followed to.
const FOLLOWED_TO: &[u8] = b"cairn_mmr_followed_to";

/// The database that the runtime writes to for off-chain use.
type Database = OffchainDb<<Backend as sc_client_api::Backend<crate::service::Block>>::OffchainStorage>;

/// Follows the best chain until the node stops.
pub(super) async fn follow(client: Arc<Client>, backend: Arc<Backend>) {
	let Some(storage) = backend.offchain_storage() else { return };
	let mut database = OffchainDb::new(storage);
	let mut imported = client.import_notification_stream();
	loop {
		// Blocks are not announced while the node catches up with its peers, so each time all that was missed is made up for.
		if let Err(error) = catch_up(&client, &backend, &mut database) {
			log::warn!("Proofs about old blocks may not be had from this node: {error}");
		}
		loop {
			match imported.next().await {
				Some(block) if block.is_new_best => break,
				Some(_) => {}
				None => return,
			}
		}
	}
}

/// Copies what the blocks between the last one that was followed to and the best one wrote.
fn catch_up(client: &Client, backend: &Backend, database: &mut Database) -> Result<(), String> {
	let chain = client.info();
	let Ok(Ok(leaves)) = client.runtime_api().mmr_leaf_count(chain.best_hash) else {
		// The chain does not have the pallet yet.
		return Ok(());
	};
	let first =
		first_mmr_block_num::<Header>(chain.best_number, leaves).map_err(|error| error.to_string())?;
	let from = followed_to(client, backend)?.unwrap_or(chain.genesis_hash);
	let route = tree_route(client, from, chain.best_hash).map_err(|error| error.to_string())?;
	let mut parent = route.common_block().hash;
	for block in route.enacted() {
		copy(database, block.number, parent, first);
		parent = block.hash;
	}
	AuxStore::insert_aux(backend, &[(FOLLOWED_TO, &chain.best_hash.encode()[..])], &[])
		.map_err(|error| error.to_string())
}

/// The last block that was followed to, unless it was taken back from the database since.
fn followed_to(client: &Client, backend: &Backend) -> Result<Option<H256>, String> {
	let stored = AuxStore::get_aux(backend, FOLLOWED_TO).map_err(|error| error.to_string())?;
	let Some(hash) = stored.and_then(|bytes| H256::decode(&mut &bytes[..]).ok()) else { return Ok(None) };
	let header = client.header(hash).map_err(|error| error.to_string())?;
	Ok(header.map(|_| hash))
}

/// Copies the nodes that one block added to the tree. A block that the node has not executed wrote none.
fn copy(database: &mut impl DbExternalities, number: BlockNumber, parent: H256, first: BlockNumber) {
	let Ok(leaf) = block_num_to_leaf_index::<Header>(number, first) else {
		// From before the pallet was there.
		return;
	};
	for position in NodesUtils::right_branch_ending_in_leaf(leaf) {
		let of_block = NodesUtils::node_temp_offchain_key::<Header>(INDEXING_PREFIX, position, parent);
		if let Some(node) = database.local_storage_get(StorageKind::PERSISTENT, &of_block) {
			let of_chain = NodesUtils::node_canon_offchain_key(INDEXING_PREFIX, position);
			database.local_storage_set(StorageKind::PERSISTENT, &of_chain, &node);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::offchain::storage::InMemOffchainStorage;

	const PLACES: StorageKind = StorageKind::PERSISTENT;

	fn database() -> OffchainDb<InMemOffchainStorage> {
		OffchainDb::new(InMemOffchainStorage::default())
	}

	/// Writes a node as the runtime does when it executes a block with this parent.
	fn write(database: &mut impl DbExternalities, position: u64, parent: H256, node: &[u8]) {
		let key = NodesUtils::node_temp_offchain_key::<Header>(INDEXING_PREFIX, position, parent);
		database.local_storage_set(PLACES, &key, node);
	}

	/// What the runtime finds when it makes a proof.
	fn found(database: &mut impl DbExternalities, position: u64) -> Option<Vec<u8>> {
		let key = NodesUtils::node_canon_offchain_key(INDEXING_PREFIX, position);
		database.local_storage_get(PLACES, &key)
	}

	/// The tree begins with block 3, so block 6 adds the fourth leaf, at 4, and the two nodes above it.
	#[test]
	fn all_nodes_that_a_block_added_are_put_in_their_places() {
		let (mut database, parent) = (database(), H256::repeat_byte(5));
		for position in 3..8 {
			write(&mut database, position, parent, &[position as u8]);
		}
		copy(&mut database, 6, parent, 3);
		let there = (0..10).filter(|position| found(&mut database, *position).is_some());
		assert_eq!(there.collect::<Vec<_>>(), [4, 5, 6]);
		assert_eq!(found(&mut database, 5), Some(vec![5]));
	}

	#[test]
	fn after_a_reorganisation_and_another_one_back_the_chain_that_counts_is_there() {
		let mut database = database();
		let (one, other) = (H256::repeat_byte(1), H256::repeat_byte(2));
		write(&mut database, 4, one, b"one");
		write(&mut database, 4, other, b"other");
		for (parent, expected) in [(one, b"one".to_vec()), (other, b"other".to_vec()), (one, b"one".to_vec())]
		{
			copy(&mut database, 6, parent, 3);
			assert_eq!(found(&mut database, 4), Some(expected));
		}
	}

	#[test]
	fn blocks_from_before_the_tree_and_blocks_that_were_not_executed_change_nothing() {
		let (mut database, parent) = (database(), H256::repeat_byte(5));
		write(&mut database, 0, parent, b"of another block");
		copy(&mut database, 2, parent, 3);
		copy(&mut database, 6, H256::repeat_byte(6), 3);
		assert!((0..10).all(|position| found(&mut database, position).is_none()));
	}
}
