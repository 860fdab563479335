// SPDX-License-Identifier: Apache-2.0

//! Sending.
//!
//! Each connection has the senders whose number is its own modulo the number of connections, so that a sender's
//! transactions take one way and arrive in order. Requests are sent without waiting for the answers of those before, up
//! to [`WINDOW`] at a time.
//!
//! What a node refuses because it is full is sent again, later and later and in order, by the connection that sent it: the
//! sender's later transactions could not be included without it. Such a refusal is counted; only what is refused for
//! another reason, or still at the end, is refused for good.

use crate::{ledger::Ledger, node::Node, presign::Presigned, problem::Problem};
use futures::{stream::FuturesUnordered, StreamExt};
use jsonrpsee_client::{
	core::{client::Error, params::ArrayParams},
	rpc_params,
};
use std::{
	collections::BTreeSet,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::{sync::watch, time::sleep_until};

/// How many requests of a connection may be unanswered.
pub const WINDOW: usize = 256;

/// How long a connection waits after the first refusal of a full node, and at most.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(20), Duration::from_secs(1));

/// When transactions are sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
	/// As soon as there is room for them.
	Room,
	/// So many a second, whether the chain keeps up or not.
	Rate(f64),
}

impl Pace {
	/// When the transaction with this number is due, where that does not depend on room.
	fn due(self, start: Instant, index: usize) -> Option<Instant> {
		match self {
			Self::Room => None,
			Self::Rate(rate) => Some(start + Duration::from_secs_f64(index as f64 / rate)),
		}
	}
}

/// What one connection sends.
pub struct Sender {
	/// The connection.
	pub node: Node,
	/// All transactions.
	pub presigned: Arc<Presigned>,
	/// Those that are this connection's, in order.
	pub share: Vec<u32>,
	/// Those that were sent before and are sent again first.
	pub again: BTreeSet<u32>,
	/// Where it is written down.
	pub ledger: Arc<Ledger>,
	/// When they are sent.
	pub pace: Pace,
	/// When the first one is due, at a rate.
	pub start: Instant,
	/// Becomes true when nothing more is to be sent.
	pub stop: watch::Receiver<bool>,
}

/// The numbers of transactions that each of so many connections sends, where there are so many senders.
pub fn shares(count: usize, senders: usize, connections: usize) -> Vec<Vec<u32>> {
	let mut shares = vec![Vec::with_capacity(count / connections.max(1) + 1); connections];
	for index in 0..count {
		shares[index % senders % connections].push(index as u32);
	}
	shares
}

/// What a node says to a transaction.
enum Answer {
	Accepted,
	/// It has no room, now.
	Full(String),
	Refused(String),
	/// Its sender's nonce is above it.
	Outdated(String),
	Gone(Problem),
}

fn answer(node: &Node, answer: Result<String, Error>) -> Answer {
	match answer {
		Ok(_) => Answer::Accepted,
		Err(Error::Call(refusal)) => {
			let data = refusal.data().map(|data| data.get().trim_matches('"').to_owned());
			reason(refusal.code(), refusal.message(), data.as_deref())
		}
		Err(error) => Answer::Gone(node.failed("author_submitExtrinsic", &error)),
	}
}

fn reason(code: i32, message: &str, data: Option<&str>) -> Answer {
	let data = data.filter(|data| !volatile(data)).map_or_else(String::new, |data| format!(": {data}"));
	let reason = format!("{code} {message}{data}");
	match code {
		// It is there already: a connection may ask twice.
		1013 => Answer::Accepted,
		// Banned for a while, lower priority than what is there, dropped because of limits; and the server itself is busy.
		1012 | 1014 | 1016 | -32009 | -32999 => Answer::Full(reason),
		1010 if reason.contains("outdated") => Answer::Outdated(reason),
		_ => Answer::Refused(reason),
	}
}

/// Whether the data has numbers in it that differ each time: they would make every refusal a reason of its own.
fn volatile(data: &str) -> bool {
	data.chars().filter(char::is_ascii_digit).count() > 4
}

impl Sender {
	/// Sends its share, and waits for the answers.
	///
	/// # Errors
	///
	/// When the node is gone.
	pub async fn run(mut self) -> Result<(), Problem> {
		let mut stop = self.stop.clone();
		let mut next = 0;
		let mut again = std::mem::take(&mut self.again);
		let mut wait = None;
		let mut pause = BACK_OFF.0;
		let mut window = FuturesUnordered::new();
		loop {
			let stopped = *stop.borrow();
			let fresh = self.share.get(next).copied().filter(|_| !stopped);
			if stopped {
				std::mem::take(&mut again).iter().for_each(|index| self.ledger.give_up(*index as usize));
			}
			if window.is_empty() && fresh.is_none() && again.is_empty() {
				return Ok(());
			}
			let may_send = window.len() < WINDOW && (fresh.is_some() || !again.is_empty());
			tokio::select! {
				biased;
				Some((index, answered)) = window.next(), if !window.is_empty() => match answered {
					Answer::Accepted => {
						self.ledger.accepted(index as usize);
						pause = BACK_OFF.0;
					}
					Answer::Refused(reason) => self.ledger.refused(index as usize, &reason, true),
					Answer::Outdated(reason) => self.ledger.outdated(index as usize, &reason),
					Answer::Full(reason) => {
						self.ledger.refused(index as usize, &reason, false);
						// A node takes nothing that is in a block, for a long time.
						if !self.ledger.is_included(index as usize) {
							again.insert(index);
						}
						// All that were on their way are refused at the same time: that is one reason to wait, not many.
						if wait.is_none_or(|until| until <= Instant::now()) {
							wait = Some(Instant::now() + pause);
							pause = (pause * 2).min(BACK_OFF.1);
						}
					}
					Answer::Gone(problem) => return Err(problem),
				},
				() = self.turn(wait, fresh.filter(|_| again.is_empty())), if may_send => {
					if again.is_empty() {
						if let Some(index) = fresh {
							next += 1;
							window.push(self.submit(index));
						}
					} else if let Some(index) = self.first_open(&mut again) {
						window.push(self.submit(index));
					}
				}
				// An error means that whoever could stop it is gone.
				Ok(()) = stop.changed(), if !stopped => {}
				// Nothing is on its way, and nothing may be sent: only after the stop.
				else => return Ok(()),
			}
		}
	}

	/// Takes the first one that is in no block yet, and those before it.
	fn first_open(&self, again: &mut BTreeSet<u32>) -> Option<u32> {
		std::iter::from_fn(|| again.pop_first()).find(|index| !self.ledger.is_included(*index as usize))
	}

	/// Waits until a transaction may be sent: `fresh`, or one that is sent again, for which there is room already.
	async fn turn(&self, wait: Option<Instant>, fresh: Option<u32>) {
		if let Some(until) = wait.filter(|until| *until > Instant::now()) {
			sleep_until(until.into()).await;
		}
		if let Some(index) = fresh {
			if let Some(due) = self.pace.due(self.start, index as usize) {
				if due > Instant::now() {
					sleep_until(due.into()).await;
				}
			}
			self.ledger.room().await;
		}
	}

	fn submit(&self, index: u32) -> impl std::future::Future<Output = (u32, Answer)> {
		let node = self.node.clone();
		let params = parameters(self.presigned.transaction(index as usize));
		match self.pace.due(self.start, index as usize) {
			Some(due) => self.ledger.sent_late(index as usize, due),
			None => self.ledger.sent(index as usize),
		}
		async move {
			let answered = node.request("author_submitExtrinsic", params).await;
			(index, answer(&node, answered))
		}
	}
}

/// The transaction in hexadecimal, as a list of parameters.
fn parameters(transaction: &[u8]) -> ArrayParams {
	rpc_params![format!("0x{}", hex::encode(transaction))]
}

#[cfg(test)]
mod tests {
	use super::*;
	use jsonrpsee_client::core::traits::ToRpcParams;

	#[test]
	fn every_transaction_has_one_connection_and_every_sender_too() {
		for (senders, connections) in [(1, 4), (7, 3), (3, 7), (100, 1)] {
			let shares = shares(500, senders, connections);
			let mut all = shares.concat();
			all.sort_unstable();
			assert_eq!(all, (0..500).collect::<Vec<_>>());
			for sender in 0..senders as u32 {
				let with = shares.iter().filter(|share| share.iter().any(|i| i % senders as u32 == sender));
				assert_eq!(with.count(), 1);
			}
			assert!(shares.iter().all(|share| share.is_sorted()));
		}
	}

	#[test]
	fn a_full_node_is_asked_again_and_a_wrong_transaction_is_not_sent_again() {
		let full = |code| matches!(reason(code, "m", None), Answer::Full(_));
		assert!([1012, 1014, 1016].into_iter().all(full));
		assert!(matches!(reason(1013, "already imported", None), Answer::Accepted));
		match reason(1010, "Invalid Transaction", Some("Transaction has a bad signature")) {
			Answer::Refused(reason) => {
				assert_eq!(reason, "1010 Invalid Transaction: Transaction has a bad signature");
			}
			_ => panic!("it is refused"),
		}
		let outdated = reason(1010, "Invalid Transaction", Some("Transaction is outdated"));
		assert!(matches!(outdated, Answer::Outdated(_)));
	}

	#[test]
	fn reasons_do_not_differ_by_numbers_that_are_different_each_time() {
		let Answer::Full(reason) = reason(1014, "Priority is too low", Some("(18446744073709551615 > 5)"))
		else {
			panic!("it is full")
		};
		assert_eq!(reason, "1014 Priority is too low");
	}

	#[test]
	fn a_rate_spreads_transactions_evenly() {
		let start = Instant::now();
		assert_eq!(Pace::Rate(500.0).due(start, 250), Some(start + Duration::from_millis(500)));
		assert_eq!(Pace::Room.due(start, 250), None);
	}

	#[test]
	fn a_transaction_is_sent_in_hexadecimal() {
		let written = parameters(&[0xab, 0x01]).to_rpc_params().expect("it can be written");
		assert_eq!(written.as_deref().map(|params| params.get()), Some(r#"["0xab01"]"#));
	}
}
