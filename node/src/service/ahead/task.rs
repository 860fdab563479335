// SPDX-License-Identifier: Apache-2.0

//! The task that looks at bodies before their blocks are imported.

use std::{sync::Arc, time::Instant};

use cairn_primitives::transactions::{SignatureCheck, TransactionBatches};
use cairn_signatures::{Ahead, Origin};
use futures::{channel::mpsc::Receiver, select, StreamExt};
use parity_scale_codec::Encode;
use sc_client_api::BlockchainEvents;
use sc_transaction_pool_api::TransactionPool;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::OpaqueExtrinsic;

use super::{
	queue::FEW,
	waiting::{Body, Waiting},
};
use crate::{
	authoring::takes_batches,
	service::{Client, Pool},
};

/// The runtime is asked about so many extrinsics at a time,
const CHUNK: usize = 256;
/// or about so many bytes of them, if that is less.
const CHUNK_BYTES: usize = 1024 * 1024;

/// Looks at bodies before their blocks are imported.
pub(super) struct Task {
	client: Arc<Client>,
	pool: Arc<Pool>,
	ahead: Ahead,
}

impl Task {
	pub(super) fn new(client: Arc<Client>, pool: Arc<Pool>, ahead: Ahead) -> Self {
		Self { client, pool, ahead }
	}

	/// Runs until nobody has more bodies to give.
	pub(super) async fn run(self, bodies: Receiver<Vec<Body>>) {
		let mut bodies = bodies.fuse();
		// With each block that is imported, others come near.
		let mut imported = self.client.every_import_notification_stream().fuse();
		let mut waiting = Waiting::default();
		loop {
			select! {
				given = bodies.next() => {
					let Some(given) = given else { return };
					let now = Instant::now();
					given.into_iter().for_each(|body| waiting.push(body, now));
				}
				block = imported.next() => if block.is_none() {
					return;
				}
			}
			while let Some(body) = waiting.pop(self.client.info().best_number) {
				self.look_at(body);
			}
		}
	}

	/// Has the signatures verified that this node has not seen yet.
	pub(super) fn look_at(&self, body: Body) {
		let Body { number, mut extrinsics } = body;
		// What is ready in the pool was verified when it came, and is most of what a node at the head of the chain imports.
		extrinsics.retain(|extrinsic| self.pool.ready_transaction(&self.pool.hash_of(extrinsic)).is_none());
		if extrinsics.len() < FEW {
			return;
		}
		let origin = Arc::new(Origin::default());
		for chunk in chunks(extrinsics) {
			let chain = self.client.info();
			if chain.best_number >= number || !origin.is_trusted() {
				return;
			}
			match self.signatures(chain.best_hash, chunk) {
				Ok(Some(checks)) => {
					if !self.ahead.submit(checks, &origin) {
						return;
					}
				}
				// A runtime that cannot tell them.
				Ok(None) => return,
				Err(error) => {
					log::debug!(target: "signatures", "Cannot look ahead of #{number}: {error}");
					return;
				}
			}
		}
	}

	/// What the runtime in the state after this block tells of the signatures of extrinsics.
	fn signatures(
		&self,
		at: H256,
		extrinsics: Vec<OpaqueExtrinsic>,
	) -> Result<Option<Vec<SignatureCheck>>, ApiError> {
		if !takes_batches(&self.client, at) {
			return Ok(None);
		}
		let signatures = self.client.runtime_api().signatures(at, extrinsics, at)?;
		Ok(Some(signatures.into_iter().flatten().collect()))
	}
}

/// Divides extrinsics into as many as the runtime is asked about at a time.
fn chunks(extrinsics: Vec<OpaqueExtrinsic>) -> impl Iterator<Item = Vec<OpaqueExtrinsic>> {
	let mut rest = extrinsics.into_iter().peekable();
	std::iter::from_fn(move || {
		let mut chunk = vec![rest.next()?];
		let mut bytes = chunk[0].encoded_size();
		while chunk.len() < CHUNK {
			let Some(next) = rest.next_if(|next| bytes + next.encoded_size() <= CHUNK_BYTES) else { break };
			bytes += next.encoded_size();
			chunk.push(next);
		}
		Some(chunk)
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	fn extrinsics(count: usize, bytes: usize) -> Vec<OpaqueExtrinsic> {
		(0..count).map(|_| OpaqueExtrinsic::from_blob(vec![0; bytes])).collect()
	}

	fn lengths(extrinsics: Vec<OpaqueExtrinsic>) -> Vec<usize> {
		chunks(extrinsics).map(|chunk| chunk.len()).collect()
	}

	#[test]
	fn extrinsics_are_divided_by_number_and_by_size() {
		assert_eq!(lengths(Vec::new()), Vec::<usize>::new());
		assert_eq!(lengths(extrinsics(1, 10)), [1]);
		assert_eq!(lengths(extrinsics(600, 10)), [256, 256, 88]);
		assert_eq!(lengths(extrinsics(7, 300 * 1024)), [3, 3, 1]);
		assert_eq!(lengths(extrinsics(3, 2 * 1024 * 1024)), [1, 1, 1], "one that is larger goes alone");
		let mixed = [extrinsics(1, CHUNK_BYTES), extrinsics(300, 1)].concat();
		assert_eq!(lengths(mixed), [1, 256, 44]);
	}
}
