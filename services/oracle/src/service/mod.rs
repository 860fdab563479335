// SPDX-License-Identifier: Apache-2.0

//! The service: observes feeds, each at its own interval, and submits what is due.
//!
//! One task observes each feed and hands on what its sources agree on. One loop, [`run`], collects that in a [`Ledger`], which
//! says what is due, and submits all due values of an oracle in one call. A submission that failed is tried again with the
//! newest values after a wait that grows.

mod ledger;

pub use ledger::Ledger;

use crate::{
	chain::{Item, Submit},
	feed::{Feed, Observation},
	monitor::Monitor,
	source::http::Fetcher,
	value::Number,
};
use std::{future::Future, pin::pin, sync::Arc, time::Duration};
use tokio::{
	sync::mpsc,
	task::JoinSet,
	time::{interval, sleep, sleep_until, timeout, Instant, MissedTickBehavior},
};

/// How long values are collected before they are submitted, so that feeds with the same interval share a call.
const COLLECTING: Duration = Duration::from_millis(500);

/// How long a submission that is under way may go on once the service is to end.
const ENDING: Duration = Duration::from_secs(5);

/// What a feed's sources agreed on.
#[derive(Clone, Copy, Debug)]
struct News {
	feed: usize,
	value: Number,
	at: Instant,
}

/// Runs until `stop` is ready.
pub async fn run<S: Submit>(
	feeds: Vec<Feed>,
	fetcher: Arc<Fetcher>,
	mut chain: S,
	monitor: Arc<Monitor>,
	stop: impl Future<Output = ()>,
) {
	let (sender, mut news) = mpsc::channel(feeds.len().max(1));
	// Tasks end when the set is dropped.
	let mut observers = JoinSet::new();
	for (index, feed) in feeds.iter().enumerate() {
		observers.spawn(observe(index, feed.clone(), fetcher.clone(), monitor.clone(), sender.clone()));
	}
	drop(sender);
	let mut ledger = Ledger::new(&feeds);
	let mut stop = pin!(stop);
	loop {
		let wake = ledger.wake();
		tokio::select! {
			() = &mut stop => return,
			Some(first) = news.recv() => {
				ledger.observed(first.feed, first.value, first.at);
				tokio::select! {
					() = &mut stop => return,
					() = sleep(COLLECTING) => {},
				}
				while let Ok(next) = news.try_recv() {
					ledger.observed(next.feed, next.value, next.at);
				}
			},
			() = sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => {},
		}
		let mut submitting = pin!(submit_due(&mut ledger, &feeds, &mut chain, &monitor));
		tokio::select! {
			() = &mut submitting => {},
			() = &mut stop => {
				if timeout(ENDING, submitting).await.is_err() {
					tracing::warn!("a submission was under way and may still succeed");
				}
				return;
			},
		}
	}
}

/// Observes a feed at its interval, for ever.
async fn observe(
	index: usize,
	feed: Feed,
	fetcher: Arc<Fetcher>,
	monitor: Arc<Monitor>,
	sender: mpsc::Sender<News>,
) {
	let mut ticks = interval(feed.interval);
	ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
	loop {
		ticks.tick().await;
		let observation = feed.observe(&fetcher).await;
		log(&feed, &observation);
		monitor.observed(&feed, &observation);
		let Ok(value) = observation.value else { continue };
		if sender.send(News { feed: index, value, at: Instant::now() }).await.is_err() {
			return;
		}
	}
}

fn log(feed: &Feed, observation: &Observation) {
	for reading in &observation.readings {
		match &reading.value {
			Err(error) => tracing::warn!(feed = feed.name, source = reading.source, "{error}"),
			Ok(value) if reading.left_out => {
				tracing::warn!(feed = feed.name, source = reading.source, %value, "too far from the others: left out");
			}
			Ok(value) => tracing::debug!(feed = feed.name, source = reading.source, %value, "read"),
		}
	}
	match &observation.value {
		Ok(value) => tracing::debug!(feed = feed.name, %value, "agreed"),
		Err(error) => tracing::error!(feed = feed.name, "{error}"),
	}
}

/// Submits everything that is due, oracle by oracle.
async fn submit_due<S: Submit>(ledger: &mut Ledger, feeds: &[Feed], chain: &mut S, monitor: &Monitor) {
	for (oracle, due) in ledger.due(Instant::now()) {
		let mut rest = &due[..];
		while !rest.is_empty() {
			let (batch, later) = rest.split_at(chain.limit(&oracle).clamp(1, rest.len()));
			rest = later;
			let item = |&(feed, value): &(usize, Number)| {
				let Feed { name, key, .. } = &feeds[feed];
				Item { feed: name.clone(), key: key.clone(), value }
			};
			let items = batch.iter().map(item).collect::<Vec<_>>();
			match chain.submit(&oracle, &items).await {
				Ok(block) => {
					monitor.called(&oracle, "ok");
					ledger.succeeded(&oracle);
					for (&(feed, value), item) in batch.iter().zip(&items) {
						ledger.submitted(feed, value, Instant::now());
						monitor.submitted(&item.feed, value);
						tracing::info!(oracle, feed = item.feed, %value, block, "submitted");
					}
				}
				Err(error) => {
					monitor.called(&oracle, error.kind());
					let wait = ledger.failed(&oracle, error.needs_help(), Instant::now());
					tracing::error!(oracle, again_in_ms = wait.as_millis() as u64, "{error}");
					break;
				}
			}
		}
	}
}

#[cfg(test)]
mod tests;
