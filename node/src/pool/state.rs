// SPDX-License-Identifier: Apache-2.0

//! The state on which transactions are validated.
//!
//! While a question waits, another branch may become final. Then the state of its block is gone, or it is still there because
//! somebody reads it or that of a block after it, and goes when they have done so. The SDK's state database counts who
//! reads a block when its branch is given up; who begins to read it later is not counted. A state that goes while the runtime
//! reads it ends the node: "Externalities not allowed to fail within runtime".
//!
//! So such a question is answered as of the best block: that the state is gone says nothing of the transaction, but the pool
//! would refuse and ban it, since what makes validation fail is invalid to it. The state of any other block is held until the
//! question is answered, and no branch is given up between the look and the hold.

use std::sync::Arc;

use sc_client_api::Backend as _;
use sp_blockchain::{lowest_common_ancestor, HeaderBackend};
use sp_core::H256;

use crate::service::{Backend, Block, Client};

type State = <Backend as sc_client_api::Backend<Block>>::State;

/// The states of a chain's blocks.
#[derive(Clone)]
pub(super) struct States {
	client: Arc<Client>,
	backend: Arc<Backend>,
}

impl States {
	/// The states that `backend` has, of the chain of `client`.
	pub(super) fn new(client: Arc<Client>, backend: Arc<Backend>) -> Self {
		Self { client, backend }
	}

	/// What `ask` finds out as of block `at`, or as of the best block if `at` has no state that lasts. A block that is not
	/// known is for `ask` to refuse.
	pub(super) fn as_of<T>(&self, at: H256, ask: impl FnOnce(H256) -> T) -> T {
		let (block, _held) = self.hold(at);
		ask(block)
	}

	fn hold(&self, at: H256) -> (H256, Option<State>) {
		// Blocks become final under this lock.
		let _lock = self.backend.get_import_lock().read();
		let state = |block| self.client.state_at(block).ok();
		let Ok(Some(number)) = self.client.number(at) else { return (at, None) };
		match state(at).filter(|_| !self.is_given_up(at, number)) {
			Some(held) => (at, Some(held)),
			None => {
				let best = self.client.info().best_hash;
				(best, state(best))
			}
		}
	}

	/// Whether a final block has taken the place of this one, or of one before it.
	fn is_given_up(&self, block: H256, number: u32) -> bool {
		let is_on_best_branch = matches!(self.client.hash(number), Ok(Some(there)) if there == block);
		let (last, last_number) = {
			let info = self.client.info();
			(info.finalized_hash, info.finalized_number)
		};
		!is_on_best_branch
			&& (number <= last_number
				|| lowest_common_ancestor(&*self.client, block, last).is_ok_and(|common| common.hash != last))
	}
}

#[cfg(test)]
mod tests {
	use sc_client_api::Finalizer;
	use sc_client_db::PruningMode;
	use sp_keyring::Sr25519Keyring::Alice;

	use super::*;
	use crate::authoring::tests::Chain;

	#[tokio::test]
	async fn no_state_is_read_that_may_go() {
		let chain = Chain::with_pruning(PruningMode::blocks_pruning(256));
		let states = States::new(chain.client.clone(), chain.backend.clone());
		let asked = |at| states.as_of(at, |block| block);
		let is_there = |block| chain.client.state_at(block).is_ok();
		let finalize = |block| chain.client.finalize_block(block, None, true).expect("it can be final");
		let transfer = |value| [chain.transfer(Alice, 0, value)];

		let lost_1 = chain.add(chain.genesis, &transfer(1)).await;
		let lost_2 = chain.add(lost_1, &[]).await;
		let first = chain.add(chain.genesis, &[]).await;
		let second = chain.add(first, &[]).await;
		let side = chain.add(first, &transfer(2)).await;
		let best = chain.add(second, &[]).await;
		for block in [chain.genesis, lost_1, lost_2, first, second, side, best, H256::repeat_byte(7)] {
			assert_eq!(asked(block), block);
		}

		// The first of two blocks that are given up stays as long as somebody reads the second.
		let read = chain.client.state_at(lost_2).expect("its branch lives");
		finalize(first);
		assert!(is_there(lost_1) && is_there(lost_2));
		assert_eq!((asked(lost_1), asked(lost_2)), (best, best));
		drop(read);
		assert!(!is_there(lost_1) && !is_there(lost_2));
		assert_eq!((asked(lost_1), asked(lost_2)), (best, best));

		// What is asked about stays until it is answered.
		states.as_of(side, |block| {
			finalize(second);
			assert!(block == side && is_there(side));
		});
		assert!(!is_there(side));
		assert_eq!((asked(first), asked(best)), (first, best));
	}
}
