// SPDX-License-Identifier: Apache-2.0

//! Follows the chain for the client itself: tells how far it is, and asks for what the database is to hold.

use std::time::Duration;

use serde::Deserialize;
use smoldot_light::lifecycle_service::{Health, LifecycleState, Phase, StallReason};
use tokio::{
	sync::watch,
	time::{interval_at, timeout, Instant, MissedTickBehavior},
};

use crate::{
	chain::Session,
	database::{Content, Database, MAX_SIZE},
};

/// How often the progress is told at most, but for the first time that the chain is caught up with.
const TELL_EVERY: Duration = Duration::from_secs(5);
/// How often the database is written.
const STORE_EVERY: Duration = Duration::from_secs(60);
/// How long after the client has caught up the database is written for the first time.
const STORE_FIRST: Duration = Duration::from_secs(5);
/// How long the last writing may take.
const STORE_LAST: Duration = Duration::from_secs(20);

/// How far the client has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
	/// Full nodes of the chain that it is connected to.
	pub(crate) peers: u32,
	/// Whether it follows the head of the chain.
	pub(crate) ready: bool,
	/// The number of the newest final block that it has verified.
	pub(crate) finalized: Option<u64>,
	/// The number of the best block that it knows.
	pub(crate) best: Option<u64>,
	/// While it catches up: the final block reached, and the highest block that a peer names.
	catching_up: Option<(u64, u64)>,
	/// Why it gets nowhere, if it does not.
	stalled: Option<Stalled>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stalled {
	NoPeers,
	NoProgress,
}

impl Progress {
	/// Whether what is asked now is answered from the head of the chain.
	pub(crate) fn caught_up(&self) -> bool {
		self.ready && self.peers > 0 && self.finalized.is_some()
	}

	/// In words.
	pub(crate) fn describe(&self) -> String {
		let peers = match self.peers {
			1 => "1 peer".to_owned(),
			peers => format!("{peers} peers"),
		};
		match (self.ready, self.finalized, self.best, self.catching_up) {
			(true, Some(finalized), Some(best), _) => {
				format!("Synchronised: block #{finalized} is final, #{best} the best ({peers})")
			}
			(false, _, _, Some((at, target))) if target > at => {
				format!("Synchronising: proofs of finality up to block #{at} of #{target} ({peers})")
			}
			_ if self.peers > 0 => format!("Synchronising ({peers})"),
			_ => "Looking for peers".to_owned(),
		}
	}

	fn take(&mut self, state: &LifecycleState) {
		self.peers = state.num_peers;
		self.ready = state.phase == Phase::Ready && state.num_peers > 0;
		self.catching_up = match state.phase {
			Phase::Syncing { at, target } => Some((at, target)),
			_ => None,
		};
		self.stalled = match state.health {
			Health::Ok => None,
			Health::Stalled { reason: StallReason::NoPeers } => Some(Stalled::NoPeers),
			Health::Stalled { reason: StallReason::NoProgress } => Some(Stalled::NoProgress),
		};
	}
}

impl Stalled {
	fn describe(self) -> &'static str {
		match self {
			Self::NoPeers => {
				"No full node of this chain can be reached. Check that the boot nodes run, that their addresses are \
				 right (--bootnodes adds some), and that their chain has the genesis hash shown above."
			}
			Self::NoProgress => {
				"The peers give no proof of finality for newer blocks. Either the chain's validators do not finalise, \
				 or these peers do not have the proofs: try others with --bootnodes."
			}
		}
	}
}

/// Requests of the client itself.
const FINALIZED: &str = "finalized";
const BEST: &str = "best";
const DATABASE: &str = "database";

/// The client's own session.
pub(crate) struct Watch {
	session: Session,
	database: Database,
	genesis_hash: [u8; 32],
	progress: watch::Sender<Progress>,
	/// The names of the two subscriptions.
	subscriptions: [Option<String>; 2],
	/// The number of the final block in the file.
	stored: Option<u64>,
	/// Whether the answer that fills the database is on its way.
	asked: bool,
}

impl Watch {
	/// A watch over the chain of `session`, whose database holds the final block `stored`.
	pub(crate) fn new(
		session: Session,
		database: Database,
		genesis_hash: [u8; 32],
		stored: Option<u64>,
		progress: watch::Sender<Progress>,
	) -> Self {
		Self { session, database, genesis_hash, progress, subscriptions: [None, None], stored, asked: false }
	}

	/// Watches until `ending`, and stores the database a last time.
	pub(crate) async fn run(mut self, mut ending: watch::Receiver<bool>) {
		self.session.send(request(FINALIZED, "chain_subscribeFinalizedHeads", "[]"));
		self.session.send(request(BEST, "chain_subscribeNewHeads", "[]"));
		let mut lifecycle = self.session.lifecycle();
		let mut tell = interval_at(Instant::now() + TELL_EVERY, TELL_EVERY);
		tell.set_missed_tick_behavior(MissedTickBehavior::Delay);
		let mut store = interval_at(Instant::now() + STORE_EVERY, STORE_EVERY);
		store.set_missed_tick_behavior(MissedTickBehavior::Delay);
		let mut told = Progress::default();
		log::info!("{}", told.describe());
		loop {
			let before = *self.progress.borrow();
			tokio::select! {
				state = lifecycle.next() => {
					let Some(state) = state else { break };
					self.progress.send_modify(|progress| progress.take(&state));
				}
				message = self.session.next() => {
					let Some(message) = message else { break };
					self.take(&message);
				}
				_ = tell.tick() => {
					let now = *self.progress.borrow();
					if now.describe() != told.describe() {
						log::info!("{}", now.describe());
						told = now;
					}
				}
				_ = store.tick() => self.ask_for_database(),
				() = ended(&mut ending) => break,
			}
			let now = *self.progress.borrow();
			if now.stalled != before.stalled {
				if let Some(stalled) = now.stalled {
					log::warn!("{}", stalled.describe());
				}
			}
			if now.caught_up() && !told.caught_up() {
				log::info!("{}", now.describe());
				told = now;
				store.reset_after(STORE_FIRST);
			}
		}
		self.store_last().await;
	}

	fn ask_for_database(&mut self) {
		if !self.asked && self.progress.borrow().finalized > self.stored {
			self.ask();
		}
	}

	fn ask(&mut self) {
		self.asked = true;
		let params = format!("[{MAX_SIZE}]");
		self.session.send(request(DATABASE, "chainHead_unstable_finalizedDatabase", &params));
	}

	/// Stores what is there at the end, were it only addresses of nodes that are new.
	async fn store_last(mut self) {
		if !self.asked {
			self.ask();
		}
		let answered = async {
			while self.asked {
				match self.session.next().await {
					Some(message) => self.take(&message),
					None => break,
				}
			}
		};
		if timeout(STORE_LAST, answered).await.is_err() {
			log::warn!("The database is not written a last time: its content has not come in time");
		}
	}

	/// Takes an answer or a notification.
	fn take(&mut self, message: &str) {
		let Ok(message) = serde_json::from_str::<Message>(message) else { return };
		let text =
			|value: Option<serde_json::Value>| value.and_then(|value| value.as_str().map(str::to_owned));
		match (message.id.as_deref(), message.params) {
			(Some(FINALIZED), _) => self.subscriptions[0] = text(message.result),
			(Some(BEST), _) => self.subscriptions[1] = text(message.result),
			(Some(DATABASE), _) => {
				self.asked = false;
				if let Some(content) = text(message.result) {
					self.store(content);
				}
			}
			(None, Some(Notification { subscription, result })) => {
				let number = result.get("number").and_then(|number| number.as_str()).and_then(number_in);
				let [finalized, best] = &self.subscriptions;
				if finalized.as_ref() == Some(&subscription) {
					self.progress.send_modify(|progress| progress.finalized = number.or(progress.finalized));
				} else if best.as_ref() == Some(&subscription) {
					self.progress.send_modify(|progress| progress.best = number.or(progress.best));
				}
			}
			_ => {}
		}
	}

	/// Stores what could be read again. Nothing is worth storing before the first final block.
	fn store(&mut self, text: String) {
		let content = match Content::parse(text, self.genesis_hash) {
			Ok(content) => content,
			Err(why) => {
				log::warn!("The database is not written: {why}");
				return;
			}
		};
		let Some(number) = content.number() else { return };
		match self.database.store(&content.text) {
			Ok(()) => {
				log::debug!("The database holds block #{number} now");
				self.stored = Some(number);
			}
			Err(error) => {
				log::warn!("The database {} cannot be written: {error}", self.database.path().display());
			}
		}
	}
}

/// Waits until the client ends.
pub(crate) async fn ended(ending: &mut watch::Receiver<bool>) {
	// An error means that nobody is left to tell, which is the end too.
	let _ = ending.wait_for(|ending| *ending).await;
}

fn request(id: &str, method: &str, params: &str) -> String {
	format!(r#"{{"jsonrpc":"2.0","id":"{id}","method":"{method}","params":{params}}}"#)
}

fn number_in(hexadecimal: &str) -> Option<u64> {
	u64::from_str_radix(hexadecimal.strip_prefix("0x")?, 16).ok()
}

#[derive(Deserialize)]
struct Message {
	#[serde(default)]
	id: Option<String>,
	#[serde(default)]
	result: Option<serde_json::Value>,
	#[serde(default)]
	params: Option<Notification>,
}

#[derive(Deserialize)]
struct Notification {
	subscription: String,
	result: serde_json::Value,
}

#[cfg(test)]
mod tests {
	use super::*;

	fn state(phase: Phase, num_peers: u32, health: Health) -> LifecycleState {
		LifecycleState { phase, num_peers, health }
	}

	#[test]
	fn progress_is_told_in_words() {
		let mut progress = Progress::default();
		assert_eq!(progress.describe(), "Looking for peers");
		progress.take(&state(Phase::Connecting, 1, Health::Ok));
		assert_eq!(progress.describe(), "Synchronising (1 peer)");
		progress.take(&state(Phase::Syncing { at: 512, target: 5000 }, 2, Health::Ok));
		assert_eq!(
			progress.describe(),
			"Synchronising: proofs of finality up to block #512 of #5000 (2 peers)"
		);
		progress.take(&state(Phase::Ready, 3, Health::Ok));
		(progress.finalized, progress.best) = (Some(5000), Some(5002));
		assert_eq!(progress.describe(), "Synchronised: block #5000 is final, #5002 the best (3 peers)");
	}

	#[test]
	fn a_chain_without_peers_is_not_ready() {
		let mut progress = Progress::default();
		progress.take(&state(Phase::Ready, 0, Health::Stalled { reason: StallReason::NoPeers }));
		assert!(!progress.ready);
		assert!(progress.stalled.expect("stalled").describe().contains("--bootnodes"));
		progress.take(&state(Phase::Ready, 1, Health::Ok));
		assert!(progress.ready && progress.stalled.is_none());
		assert!(!progress.caught_up(), "no block is final yet");
		progress.finalized = Some(7);
		assert!(progress.caught_up());
	}

	#[test]
	fn numbers_of_blocks_are_hexadecimal() {
		assert_eq!(number_in("0x1f"), Some(31));
		assert_eq!(number_in("31"), None);
		assert_eq!(number_in("0x"), None);
	}
}
