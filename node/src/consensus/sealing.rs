// SPDX-License-Identifier: Apache-2.0

//! Development sealing: blocks on demand instead of by the chain's consensus.

use std::{
	pin::Pin,
	str::FromStr,
	sync::Arc,
	time::{Duration, Instant},
};

use futures::{channel::mpsc, future, stream, Stream, StreamExt};
use futures_timer::Delay;
use sc_client_api::BlockchainEvents;
use sc_consensus_manual_seal::{run_manual_seal, ConsensusDataProvider, EngineCommand, ManualSealParams};
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_inherents::CreateInherentDataProviders;

use super::Authority;
use crate::service::{Block, Client, Pool, SharedBlockImport};

/// The shortest interval between blocks, in milliseconds.
const MIN_INTERVAL_MS: u64 = 10;
/// The shortest pause, and the longest, before another block for what those before it did not take.
const PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(6);
/// How long to wait for the pool to take note of a new block.
const POOL_DEADLINE: Duration = Duration::from_secs(2);

/// When a development node makes a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealing {
	/// As soon as there is a transaction; final at once.
	Instant,
	/// When asked over RPC (`engine_createBlock`).
	Manual,
	/// At a fixed interval, whether there are transactions or not; final at once.
	Interval(Duration),
}

/// Requests for blocks.
pub type Commands = Pin<Box<dyn Stream<Item = EngineCommand<H256>> + Send>>;

impl Sealing {
	/// The requests that this way of sealing makes, and where an RPC server can add its own.
	pub fn commands(
		self,
		client: Arc<Client>,
		pool: Arc<Pool>,
	) -> (Commands, mpsc::Sender<EngineCommand<H256>>) {
		let (sender, requested) = mpsc::channel(1024);
		let make_block = || EngineCommand::SealNewBlock {
			// Manual sealing takes a block with one transaction for an empty one where the consensus has an inherent
			// datum that makes no extrinsic, as BABE has. Whether there is work is therefore decided here.
			create_empty: true,
			finalize: true,
			parent_hash: None,
			sender: None,
		};
		let commands: Commands = match self {
			Self::Manual => Box::pin(requested),
			Self::Instant => {
				let wanted = Waiting::new(client, pool).stream().map(move |()| make_block());
				Box::pin(stream::select(requested, wanted))
			}
			Self::Interval(interval) => {
				let ticks = stream::unfold(Instant::now(), move |last| async move {
					let next = (last + interval).max(Instant::now());
					Delay::new(next.saturating_duration_since(Instant::now())).await;
					Some((make_block(), next))
				});
				Box::pin(stream::select(requested, ticks))
			}
		};
		(commands, sender)
	}
}

/// Looks for transactions that wait for a block, when one arrives and after each block.
///
/// Not each block takes what waits: the one that begins an era may be full before the first transaction, and while an
/// upgrade migrates the state none are taken.
struct Waiting {
	client: Arc<Client>,
	pool: Arc<Pool>,
	/// The transaction that was first when a block was last asked for, and how many blocks since have left it where it is.
	first: Option<(H256, u32)>,
}

impl Waiting {
	fn new(client: Arc<Client>, pool: Arc<Pool>) -> Self {
		Self { client, pool, first: None }
	}

	/// Tells each time that a block is wanted.
	fn stream(self) -> impl Stream<Item = ()> + Send {
		let arrived = self.pool.import_notification_stream().map(drop);
		let made = self.client.import_notification_stream().map(drop);
		let occasions = stream::select(arrived, made);
		stream::unfold((self, occasions), |(mut waiting, mut occasions)| async move {
			loop {
				occasions.next().await?;
				if waiting.wants_a_block().await {
					return Some(((), (waiting, occasions)));
				}
			}
		})
	}

	/// Whether transactions wait. If it is the same one as before, the answer takes the longer the more often that was so.
	async fn wants_a_block(&mut self) -> bool {
		// Several transactions may have gone into the last block together.
		let best = self.client.info().best_hash;
		let first = self.pool.ready_at_with_timeout(best, POOL_DEADLINE).await.next();
		let Some(first) = first.map(|transaction| *transaction.hash()) else {
			self.first = None;
			return false;
		};
		let left = match self.first {
			Some((before, left)) if before == first => left + 1,
			_ => 0,
		};
		self.first = Some((first, left));
		Delay::new(pause(left)).await;
		true
	}
}

/// How long to wait before the next block after so many have not taken what is first to be taken. The first comes at once:
/// mostly it was only that one block. From then on it takes twice as long each time, so that what no block will ever take
/// does not fill the disk.
fn pause(left: u32) -> Duration {
	match left {
		0 | 1 => Duration::ZERO,
		_ => 2_u32.checked_pow(left - 2).map_or(LONGEST_PAUSE, |times| (times * PAUSE).min(LONGEST_PAUSE)),
	}
}

impl FromStr for Sealing {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		match text {
			"instant" => Ok(Self::Instant),
			"manual" => Ok(Self::Manual),
			_ => match text.parse() {
				Ok(ms) if ms >= MIN_INTERVAL_MS => Ok(Self::Interval(Duration::from_millis(ms))),
				Ok(_) => Err(format!("an interval is at least {MIN_INTERVAL_MS} ms")),
				Err(_) => Err("expected `instant`, `manual` or an interval in milliseconds".into()),
			},
		}
	}
}

impl std::fmt::Display for Sealing {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		match self {
			Self::Instant => f.write_str("instant sealing"),
			Self::Manual => f.write_str("manual sealing"),
			Self::Interval(interval) => write!(f, "a block every {} ms", interval.as_millis()),
		}
	}
}

/// Makes a block for each command until the node stops.
pub(super) async fn run(
	authority: Authority,
	commands: Commands,
	block_import: SharedBlockImport,
	digests: Box<dyn ConsensusDataProvider<Block>>,
	inherents: impl CreateInherentDataProviders<Block, ()>,
) {
	run_manual_seal(ManualSealParams {
		block_import,
		env: authority.proposer,
		client: authority.client,
		pool: authority.pool,
		// The command stream of manual sealing ends when its RPC server does; the task must not end with it.
		commands_stream: commands.chain(stream::once(future::pending())),
		select_chain: authority.select_chain,
		consensus_data_provider: Some(digests),
		create_inherent_data_providers: inherents,
	})
	.await
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_no_block_takes_makes_blocks_ever_more_seldom() {
		let ms = |left| pause(left).as_millis();
		assert_eq!([0, 1, 2, 3, 4].map(ms), [0, 0, 10, 20, 40]);
		assert_eq!([11, 12, 34, u32::MAX].map(ms), [5_120, 6_000, 6_000, 6_000]);
	}

	#[test]
	fn the_flag_is_read() {
		assert_eq!("instant".parse(), Ok(Sealing::Instant));
		assert_eq!("manual".parse(), Ok(Sealing::Manual));
		assert_eq!("250".parse(), Ok(Sealing::Interval(Duration::from_millis(250))));
	}

	#[test]
	fn wrong_values_are_refused_with_what_is_expected() {
		for (value, message) in [
			("fast", "expected `instant`, `manual` or an interval"),
			("9", "at least 10 ms"),
			("-1", "expected"),
		] {
			let error = value.parse::<Sealing>().expect_err("refused");
			assert!(error.contains(message), "{value}: {error}");
		}
	}
}
