// SPDX-License-Identifier: Apache-2.0

//! The SDK's queue, with an ear to what is given to it.

use std::task::Context;

use futures::channel::mpsc::Sender;
use sc_consensus::{
	import_queue::{ImportQueueService, RuntimeOrigin},
	ImportQueue as ImportQueueT, IncomingBlock, Link,
};
use sp_consensus::BlockOrigin;
use sp_core::H256;
use sp_runtime::{traits::NumberFor, Justifications};

use super::waiting::Body;
use crate::service::{Block, ImportQueue};

/// In a block with fewer extrinsics than that there is too little to win.
pub(super) const FEW: usize = 8;

/// Where bodies go besides the queue.
type Bodies = Option<Sender<Vec<Body>>>;

/// A queue of blocks to import that lets their signatures be verified ahead.
pub struct AheadQueue {
	queue: ImportQueue,
	service: Service,
}

impl AheadQueue {
	/// What is given to the queue is given to `bodies` too.
	pub(super) fn new(queue: ImportQueue, bodies: Bodies) -> Self {
		let service = Service { queue: queue.service(), bodies };
		Self { queue, service }
	}
}

#[async_trait::async_trait]
impl ImportQueueT<Block> for AheadQueue {
	fn service(&self) -> Box<dyn ImportQueueService<Block>> {
		Box::new(Service { queue: self.queue.service(), bodies: self.service.bodies.clone() })
	}

	fn service_ref(&mut self) -> &mut dyn ImportQueueService<Block> {
		&mut self.service
	}

	fn poll_actions(&mut self, context: &mut Context<'_>, link: &dyn Link<Block>) {
		self.queue.poll_actions(context, link);
	}

	async fn run(self, link: &dyn Link<Block>) {
		self.queue.run(link).await;
	}
}

/// Gives blocks to the queue, and their bodies to those who look ahead.
struct Service {
	queue: Box<dyn ImportQueueService<Block>>,
	bodies: Bodies,
}

impl ImportQueueService<Block> for Service {
	fn import_blocks(&mut self, origin: BlockOrigin, blocks: Vec<IncomingBlock<Block>>) {
		if let Some(sender) = &mut self.bodies {
			let bodies = blocks.iter().filter_map(|block| body(origin, block)).collect::<Vec<_>>();
			if !bodies.is_empty() {
				// Where it is full, enough is being looked at.
				let _ = sender.try_send(bodies);
			}
		}
		self.queue.import_blocks(origin, blocks);
	}

	fn import_justifications(
		&mut self,
		who: RuntimeOrigin,
		hash: H256,
		number: NumberFor<Block>,
		justifications: Justifications,
	) {
		self.queue.import_justifications(who, hash, number, justifications);
	}
}

/// What is to be looked at of a block, if the block will be executed and has much of it.
fn body(origin: BlockOrigin, block: &IncomingBlock<Block>) -> Option<Body> {
	let from_elsewhere = match origin {
		BlockOrigin::NetworkInitialSync
		| BlockOrigin::NetworkBroadcast
		| BlockOrigin::ConsensusBroadcast
		| BlockOrigin::File => true,
		BlockOrigin::Genesis | BlockOrigin::Own | BlockOrigin::WarpSync | BlockOrigin::GapSync => false,
	};
	let is_executed = from_elsewhere && !block.skip_execution && block.state.is_none();
	let extrinsics = block.body.as_ref().filter(|body| is_executed && body.len() >= FEW)?;
	// The bytes of extrinsics are shared, not copied.
	Some(Body { number: block.header.as_ref()?.number, extrinsics: extrinsics.clone() })
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::{generic::Digest, OpaqueExtrinsic};

	fn incoming(extrinsics: usize) -> IncomingBlock<Block> {
		let header = cairn_primitives::Header {
			parent_hash: H256::zero(),
			number: 7,
			state_root: H256::zero(),
			extrinsics_root: H256::zero(),
			digest: Digest::default(),
		};
		let extrinsic = |number: usize| OpaqueExtrinsic::from_blob(vec![number as u8]);
		IncomingBlock {
			hash: header.hash(),
			header: Some(header),
			body: Some((0..extrinsics).map(extrinsic).collect()),
			indexed_body: None,
			justifications: None,
			origin: None,
			allow_missing_state: false,
			skip_execution: false,
			import_existing: false,
			state: None,
		}
	}

	#[test]
	fn blocks_that_will_be_executed_are_looked_at() {
		for origin in [BlockOrigin::NetworkInitialSync, BlockOrigin::NetworkBroadcast, BlockOrigin::File] {
			let body = body(origin, &incoming(FEW)).expect("there is enough in it");
			assert_eq!((body.number, body.extrinsics.len()), (7, FEW));
		}
		assert!(body(BlockOrigin::NetworkBroadcast, &incoming(FEW - 1)).is_none(), "too little");
		for origin in [BlockOrigin::Own, BlockOrigin::WarpSync, BlockOrigin::GapSync] {
			assert!(body(origin, &incoming(FEW)).is_none(), "{origin:?} is not executed, or was already");
		}
		let block = IncomingBlock { skip_execution: true, ..incoming(FEW) };
		assert!(body(BlockOrigin::NetworkInitialSync, &block).is_none());
		let block = IncomingBlock { body: None, ..incoming(FEW) };
		assert!(body(BlockOrigin::NetworkInitialSync, &block).is_none());
		let block = IncomingBlock { header: None, ..incoming(FEW) };
		assert!(body(BlockOrigin::NetworkInitialSync, &block).is_none());
	}
}
