// SPDX-License-Identifier: Apache-2.0

//! A load, from the first transaction that is sent to the last one that is final.

use crate::{
	chain::Chain,
	ledger::{Account, Ledger},
	node::Node,
	observe::{Index, Observer, Seen},
	presign::Presigned,
	problem::{Problem, Result},
	process::{Usage, Watch},
	progress::Progress,
	submit::{shares, Pace, Sender, WINDOW},
};
use std::{
	collections::{BTreeSet, HashSet},
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::{sync::watch, task::JoinSet};

/// How often it is looked whether a load is over.
const TICK: Duration = Duration::from_millis(100);

/// After how long without progress it is looked whether nodes have dropped something that they had taken: at least, and
/// as long as it is not known how far apart blocks are.
const STALL: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(20));

/// For how many blocks nothing may happen before it is looked.
const STALL_BLOCKS: u32 = 3;

/// How long it takes at most to be told of a block that has taken transactions out of a pool.
const NOTICE: Duration = Duration::from_secs(1);

/// How a load is put on a chain.
#[derive(Clone, Debug)]
pub struct Load {
	/// The nodes that transactions are sent to.
	pub uris: Vec<String>,
	/// How many connections there are to them, at least: each node has one.
	pub connections: usize,
	/// When transactions are sent.
	pub pace: Pace,
	/// How many transactions may be on their way to a block.
	pub in_flight: Option<usize>,
	/// How many senders there are.
	pub senders: usize,
	/// After how long nothing new is sent.
	pub duration: Option<Duration>,
	/// How long nothing may happen before it is over.
	pub patience: Duration,
	/// Processes that are watched.
	pub pids: Vec<u32>,
}

impl Load {
	/// How many connections there are.
	pub fn all_connections(&self) -> usize {
		self.connections.max(self.uris.len())
	}
}

/// A load that is over.
#[derive(Debug)]
pub struct Ran {
	/// What became of each transaction.
	pub ledger: Arc<Ledger>,
	/// The final blocks.
	pub blocks: Vec<Seen>,
	/// How many blocks of lost forks were seen.
	pub retracted: usize,
	/// What became of all of them.
	pub account: Account,
	/// How often a transaction was sent again since the nodes had dropped it.
	pub resent: usize,
	/// What the watched processes used.
	pub usages: Vec<Usage>,
	/// What this process used, where that can be told.
	pub own_usage: Option<Usage>,
	/// Why it ended early, if it did.
	pub problem: Option<Problem>,
}

/// Puts a load on the chain, and returns when everything that was sent is final or refused, or nothing has happened for too
/// long, or the node is gone.
///
/// # Errors
///
/// When it cannot be started.
pub async fn run(
	load: &Load,
	chain: &Chain,
	presigned: Arc<Presigned>,
	progress: &mut Progress,
) -> Result<Ran> {
	let mut nodes = Vec::new();
	for connection in 0..load.all_connections() {
		nodes.push(Node::connect(&load.uris[connection % load.uris.len()], WINDOW * 2).await?);
	}
	let mut watches = load.pids.iter().map(|pid| Watch::start(*pid)).collect::<Result<Vec<_>>>()?;
	let mut own = Watch::start(std::process::id()).ok();
	let index = presigned.hashes().iter().zip(0u32..).map(|(hash, index)| (*hash, index)).collect::<Index>();
	let index = Arc::new(index);
	let shares = shares(presigned.len(), load.senders, load.all_connections());

	let ledger = Arc::new(Ledger::new(presigned.len(), load.in_flight));
	let observer = Observer::start(chain.clone(), ledger.clone(), index.clone()).await?;
	let (stop_watching, watching) = watch::channel(false);
	let mut observer = tokio::spawn(observe(observer, watching));
	let (stop, stopped) = watch::channel(false);
	progress.restart();
	// To begin to watch takes a moment, which is no delay of a transaction.
	let start = Instant::now();
	ledger.touch(start);
	let mut senders = JoinSet::new();
	for (node, share) in nodes.iter().zip(shares) {
		let sender = Sender {
			node: node.clone(),
			presigned: presigned.clone(),
			share,
			again: BTreeSet::new(),
			ledger: ledger.clone(),
			pace: load.pace,
			start,
			stop: stopped.clone(),
		};
		senders.spawn(sender.run());
	}
	// What has been dropped is sent again even when nothing new is.
	let (_never, never) = watch::channel(false);
	let (mut resent, mut looked) = (0, 0);

	let mut ticks = tokio::time::interval(TICK);
	let mut problem = None;
	let mut early = None;
	while problem.is_none() {
		tokio::select! {
			ended = &mut observer => {
				early = Some(ended);
				break;
			}
			Some(ended) = senders.join_next() => match ended {
				Ok(Ok(())) => {}
				Ok(Err(error)) => problem = Some(error),
				Err(error) => problem = Some(Problem::new(format!("sending failed: {error}"))),
			},
			_ = ticks.tick() => {
				let now = Instant::now();
				progress.tick(now, ledger.snapshot(), presigned.len());
				watches.iter_mut().chain(&mut own).for_each(Watch::look);
				let since_start = now.saturating_duration_since(start);
				if load.duration.is_some_and(|duration| since_start >= duration) {
					// Whoever does not listen any more has stopped.
					let _ = stop.send(true);
				}
				if ledger.settled() {
					if senders.is_empty() {
						break;
					}
					// Where nothing is on its way, nothing is waited for.
					ledger.touch(now);
				}
				let quiet_since = ledger.last_progress().max(looked);
				if ledger.time(now).saturating_sub(quiet_since) > stall(&ledger).as_nanos() as u64 {
					looked = ledger.time(now);
					// What is taken while pools are asked is in none of their answers.
					let taken = ledger.taken();
					let pending = still_pending(&nodes, &index, load.uris.len()).await;
					// What has just left a pool for a block is seen there a moment later.
					tokio::time::sleep(NOTICE).await;
					let vanished = ledger.vanished(&taken, &pending);
					resent += vanished.len();
					vanished.iter().for_each(|index| ledger.sends_again(*index));
					let parts = by_connection(&vanished, load).into_iter().enumerate();
					for (connection, again) in parts.filter(|(_, again)| !again.is_empty()) {
						let sender = Sender {
							node: nodes[connection].clone(),
							presigned: presigned.clone(),
							share: Vec::new(),
							again,
							ledger: ledger.clone(),
							pace: load.pace,
							start,
							stop: never.clone(),
						};
						senders.spawn(sender.run());
					}
				}
				if is_stuck(&ledger, now, load.patience) {
					let seconds = load.patience.as_secs();
					problem = Some(Problem::with_help(
						format!("nothing has been included or become final for {seconds} s"),
						"--patience waits longer; the report tells what became of each transaction",
					));
				}
			}
		}
	}
	let wall = ledger.start().elapsed();
	let _ = stop.send(true);
	// What is not answered by now counts as unknown.
	senders.shutdown().await;
	let _ = stop_watching.send(true);
	let ended = match early {
		Some(ended) => ended,
		None => observer.await,
	};
	let (observer, gone) = ended.map_err(|error| Problem::new(format!("watching blocks failed: {error}")))?;
	progress.end(ledger.snapshot(), presigned.len());

	let account = ledger.account(&still_pending(&nodes, &index, load.uris.len()).await);
	let finalised = account.finalised;
	Ok(Ran {
		blocks: observer.finalised().into_iter().cloned().collect(),
		retracted: observer.retracted(),
		resent,
		account,
		usages: watches.iter().map(|watch| watch.usage(wall, finalised)).collect(),
		own_usage: own.map(|watch| watch.usage(wall, finalised)),
		problem: problem.or(gone),
		ledger,
	})
}

/// Which of these transactions each connection sends.
fn by_connection(transactions: &[usize], load: &Load) -> Vec<BTreeSet<u32>> {
	let connections = load.all_connections();
	let mut parts = vec![BTreeSet::new(); connections];
	for index in transactions {
		parts[index % load.senders % connections].insert(*index as u32);
	}
	parts
}

/// After how long without progress it is looked whether something was dropped.
fn stall(ledger: &Ledger) -> Duration {
	let (least, unknown) = STALL;
	ledger.longest_interval().map_or(unknown, |longest| longest.saturating_mul(STALL_BLOCKS).max(least))
}

/// Whether something is on its way and nothing has happened for so long.
fn is_stuck(ledger: &Ledger, now: Instant, patience: Duration) -> bool {
	// Longer than 500 years is no patience anybody has.
	let is_long = ledger.time(now).saturating_sub(ledger.last_progress()) > patience.as_nanos() as u64;
	is_long && !ledger.settled()
}

/// Watches until it is told to stop, or the node is gone.
async fn observe(mut observer: Observer, mut stop: watch::Receiver<bool>) -> (Observer, Option<Problem>) {
	loop {
		let seen = tokio::select! {
			seen = observer.step() => seen,
			_ = stop.changed() => return (observer, None),
		};
		if let Err(problem) = seen {
			return (observer, Some(problem));
		}
	}
}

/// The transactions of ours that are in the pool of one of the nodes.
async fn still_pending(nodes: &[Node], index: &Index, uris: usize) -> HashSet<usize> {
	let mut pending = HashSet::new();
	for node in nodes.iter().take(uris) {
		// A node that is gone has no pool.
		for transaction in node.pending().await.unwrap_or_default() {
			let hash = sp_crypto_hashing::blake2_256(&transaction.0);
			pending.extend(index.get(&hash).map(|index| *index as usize));
		}
	}
	pending
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn it_is_stuck_when_nothing_happens_for_too_long() {
		let ledger = Ledger::new(1, None);
		let after = |seconds| ledger.start() + Duration::from_secs(seconds);
		let patience = Duration::from_secs(10);
		assert!(!is_stuck(&ledger, after(100), patience), "nothing is on its way");
		ledger.sent(0);
		assert!(!is_stuck(&ledger, after(10), patience));
		assert!(is_stuck(&ledger, after(11), patience));
		ledger.touch(after(5));
		assert!(!is_stuck(&ledger, after(15), patience));
		assert!(is_stuck(&ledger, after(16), patience));
	}

	#[test]
	fn what_is_dropped_is_looked_for_after_three_blocks_without_progress() {
		let ledger = Ledger::new(0, None);
		let head = |seconds| {
			ledger.head(ledger.start() + Duration::from_secs(seconds));
			stall(&ledger).as_secs()
		};
		assert_eq!([0, 1, 2, 8, 9].map(head), [20, 20, 4, 18, 18]);
	}

	#[test]
	fn every_node_has_a_connection() {
		let load = |connections, uris| Load {
			uris: vec![String::new(); uris],
			connections,
			pace: Pace::Room,
			in_flight: None,
			senders: 1,
			duration: None,
			patience: Duration::ZERO,
			pids: Vec::new(),
		};
		assert_eq!(
			[(2, 1), (2, 4), (4, 4)].map(|(connections, uris)| load(connections, uris).all_connections()),
			[2, 4, 4]
		);
	}
}
