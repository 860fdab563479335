// SPDX-License-Identifier: Apache-2.0

//! The network learns which block is the best also when finality has changed it.
//!
//! A node's best block may be on a branch that then loses: a validator that built on it hears that a block beside that branch
//! is final. Its best block is one of a lower number from then on, until it imports the next. The SDK tells the network of
//! a best block that is imported, and not of this one. Peers that connect would be told of a block that this node does not
//! have any more; they ask for it or for its number, get nothing, and disconnect, time after time. And a validator without
//! peers neither makes a block nor hears of one, so it would stay alone.

use std::{future::Future, sync::Arc};

use futures::StreamExt;
use sc_client_api::BlockchainEvents;
use sc_network::NetworkBlock;
use sp_blockchain::HeaderBackend;
use sp_core::H256;

use super::Client;

/// Listens from now on, and tells `network` of the best block of `client` each time a branch is given up.
pub(super) fn tell(
	client: Arc<Client>,
	network: Arc<impl NetworkBlock<H256, u32> + ?Sized>,
) -> impl Future<Output = ()> {
	let mut finalized = client.finality_notification_stream();
	async move {
		while let Some(block) = finalized.next().await {
			if !block.stale_blocks.is_empty() {
				let info = client.info();
				network.new_best_block_imported(info.best_hash, info.best_number);
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use std::sync::Mutex;

	use futures::FutureExt;
	use sc_client_api::Finalizer;
	use sp_keyring::Sr25519Keyring::Alice;

	use super::*;
	use crate::authoring::tests::Chain;

	/// Keeps what it is told.
	#[derive(Default)]
	struct Network(Mutex<Vec<(H256, u32)>>);

	impl NetworkBlock<H256, u32> for Network {
		fn announce_block(&self, _: H256, _: Option<Vec<u8>>) {
			unreachable!("who imports a block announces it");
		}

		fn new_best_block_imported(&self, hash: H256, number: u32) {
			self.0.lock().expect("nothing panics with it").push((hash, number));
		}
	}

	#[tokio::test]
	async fn the_network_learns_of_the_best_block_that_finality_leaves() {
		let chain = Chain::new();
		let network = Arc::new(Network::default());
		let told = tell(chain.client.clone(), network.clone());
		let finalize = |block| chain.client.finalize_block(block, None, true).expect("it can be final");

		let first = chain.add(chain.genesis, &[]).await;
		let rival = chain.add(first, &[chain.transfer(Alice, 0, 1)]).await;
		let lost = chain.add(first, &[]).await;
		let best = chain.add(lost, &[]).await;
		assert_eq!(chain.client.info().best_hash, best);
		finalize(first);
		finalize(rival);
		assert_eq!(chain.client.info().best_hash, rival);

		assert!(told.now_or_never().is_none());
		assert_eq!(*network.0.lock().expect("nothing panics with it"), [(rival, 2)]);
	}
}
