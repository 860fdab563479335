// SPDX-License-Identifier: Apache-2.0

//! How often a host is asked: requests to one host are spread evenly, whatever feed they are for.

use std::{
	collections::HashMap,
	sync::{Mutex, PoisonError},
	time::Duration,
};
use tokio::time::{sleep_until, Instant};

/// Hands out turns. There are as many hosts as the configuration names.
#[derive(Debug)]
pub struct Pace {
	gap: Duration,
	next: Mutex<HashMap<String, Instant>>,
}

/// The next turn is further away than the caller would wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

impl Pace {
	/// At most so many requests a minute to each host; 0 counts as 1.
	pub fn new(per_minute: u32) -> Self {
		Self { gap: Duration::from_secs(60) / per_minute.max(1), next: Mutex::default() }
	}

	/// Waits for a turn to ask `host`, if it comes before `deadline`.
	///
	/// # Errors
	///
	/// When it comes later. No turn is used up then.
	pub async fn turn(&self, host: &str, deadline: Instant) -> Result<(), Busy> {
		let turn = self.reserve(host, deadline)?;
		sleep_until(turn).await;
		Ok(())
	}

	/// Gives no turn to ask `host` for a while: it said so.
	pub fn hold(&self, host: &str, pause: Duration) {
		let until = Instant::now() + pause;
		let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
		let turn = next.entry(host.to_owned()).or_insert(until);
		*turn = until.max(*turn);
	}

	fn reserve(&self, host: &str, deadline: Instant) -> Result<Instant, Busy> {
		let now = Instant::now();
		// A map of times is right whatever happened to who held it.
		let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
		let turn = next.get(host).copied().unwrap_or(now).max(now);
		if turn > deadline {
			return Err(Busy);
		}
		next.insert(host.to_owned(), turn + self.gap);
		Ok(turn)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn soon() -> Instant {
		Instant::now() + Duration::from_secs(60)
	}

	#[tokio::test]
	async fn requests_to_one_host_keep_their_distance() {
		let pace = Pace::new(600);
		let begin = Instant::now();
		for _ in 0..4 {
			pace.turn("a", soon()).await.expect("a turn");
		}
		assert!(begin.elapsed() >= Duration::from_millis(300), "{:?}", begin.elapsed());
	}

	#[tokio::test]
	async fn hosts_do_not_wait_for_each_other() {
		let pace = Pace::new(1);
		let begin = Instant::now();
		for host in ["a", "b", "c"] {
			pace.turn(host, soon()).await.expect("a turn");
		}
		assert!(begin.elapsed() < Duration::from_secs(30));
	}

	#[tokio::test]
	async fn a_turn_beyond_the_deadline_is_not_taken() {
		let pace = Pace::new(1);
		pace.turn("a", soon()).await.expect("a turn");
		let hasty = Instant::now() + Duration::from_millis(10);
		for _ in 0..100 {
			assert_eq!(pace.turn("a", hasty).await, Err(Busy));
		}
		// Had the refused ones used up turns, the next would be 100 minutes away.
		assert!(pace.reserve("a", Instant::now() + Duration::from_secs(120)).is_ok());
	}

	#[tokio::test]
	async fn a_host_that_asks_for_a_pause_gets_it() {
		let pace = Pace::new(6000);
		pace.hold("a", Duration::from_secs(30));
		assert_eq!(pace.turn("a", Instant::now() + Duration::from_secs(20)).await, Err(Busy));
		assert!(pace.reserve("a", Instant::now() + Duration::from_secs(40)).is_ok());
	}
}
