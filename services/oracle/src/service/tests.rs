// SPDX-License-Identifier: Apache-2.0

//! The service from a web server to a chain that takes what it is told to.

use super::*;
use crate::{
	chain::SubmitError,
	source::{http::Request, Format, Source},
	testing::server::{Answer, Server},
	value::Tolerance,
};
use std::{iter, sync::Mutex};

/// An oracle, and what it was given.
type Call = (String, Vec<Item>);

/// A chain that answers as told, then takes everything.
#[derive(Clone, Default)]
struct Chain {
	answers: Arc<Mutex<Vec<SubmitError>>>,
	calls: Arc<Mutex<Vec<Call>>>,
	limit: Option<usize>,
}

impl Chain {
	fn calls(&self) -> Vec<Call> {
		self.calls.lock().expect("no panic").clone()
	}

	/// Waits until there were so many calls.
	async fn called(&self, count: usize) {
		while self.calls().len() < count {
			sleep(Duration::from_millis(20)).await;
		}
	}
}

impl Submit for Chain {
	fn limit(&self, _: &str) -> usize {
		self.limit.unwrap_or(20)
	}

	async fn submit(&mut self, oracle: &str, items: &[Item]) -> Result<String, SubmitError> {
		self.calls.lock().expect("no panic").push((oracle.to_owned(), items.to_vec()));
		self.answers.lock().expect("no panic").pop().map_or(Ok("0x1".into()), Err)
	}
}

fn feed(name: &str, oracle: &str, server: &Server) -> Feed {
	Feed {
		name: name.into(),
		oracle: oracle.into(),
		key: name.as_bytes().into(),
		interval: Duration::from_secs(1),
		heartbeat: Duration::from_secs(3600),
		threshold: Tolerance::NONE,
		minimum_sources: 1,
		maximum_deviation: Tolerance::NONE,
		sources: vec![Source {
			name: "s".into(),
			request: Request { retries: 0, ..Request::plain(server.url("/")) },
			format: Format::Json(Default::default()),
			transform: Default::default(),
		}],
	}
}

/// Answers with one value after the other, and then with the last one: how often a loaded machine asks is not known.
async fn answers(values: &[&str]) -> Server {
	let last = values.last().expect("one at least");
	Server::start(values.iter().chain(iter::repeat_n(last, 30)).map(Answer::ok).collect::<Vec<_>>()).await
}

/// Runs the service until the chain was called so often, and what is left of 20 s after that.
async fn run_until(feeds: Vec<Feed>, chain: &Chain, calls: usize) -> Arc<Monitor> {
	let monitor = Arc::new(Monitor::new(&feeds, false).expect("names differ"));
	let fetcher = Arc::new(Fetcher::new(60_000, 1000).expect("certificates"));
	let service = run(feeds, fetcher, chain.clone(), monitor.clone(), chain.called(calls));
	timeout(Duration::from_secs(20), service).await.expect("the chain is called in time");
	monitor
}

#[tokio::test]
async fn feeds_of_an_oracle_share_a_call() {
	let servers = [answers(&["1.5"]).await, answers(&["2.5"]).await, answers(&["7"]).await];
	let feeds = vec![
		feed("A", "PriceOracle", &servers[0]),
		feed("B", "PriceOracle", &servers[1]),
		feed("C", "WeatherOracle", &servers[2]),
	];
	let chain = Chain::default();
	let monitor = run_until(feeds, &chain, 2).await;
	let calls = chain.calls();
	assert_eq!(calls[0].0, "PriceOracle");
	let sent = calls[0].1.iter().map(|item| (item.feed.as_str(), item.value.to_string())).collect::<Vec<_>>();
	assert_eq!(sent, [("A", "1.5".to_owned()), ("B", "2.5".to_owned())]);
	assert_eq!((calls[1].0.as_str(), calls[1].1[0].key.as_slice()), ("WeatherOracle", &b"C"[..]));
	let metrics = monitor.metrics.text().expect("written");
	assert!(metrics.contains("cairn_oracle_submitted_value{feed=\"A\"} 1.5\n"), "{metrics}");
}

#[tokio::test]
async fn a_call_carries_no_more_than_it_may() {
	let servers = [answers(&["1"]).await, answers(&["2"]).await, answers(&["3"]).await];
	let names = ["A", "B", "C"];
	let feeds = names.iter().zip(&servers).map(|(name, server)| feed(name, "PriceOracle", server)).collect();
	let chain = Chain { limit: Some(2), ..Chain::default() };
	run_until(feeds, &chain, 2).await;
	let sizes = chain.calls().iter().map(|(_, items)| items.len()).collect::<Vec<_>>();
	assert_eq!(sizes, [2, 1]);
}

#[tokio::test]
async fn only_what_moves_is_submitted_again() {
	let server = answers(&["1", "1", "2"]).await;
	let chain = Chain::default();
	run_until(vec![feed("A", "PriceOracle", &server)], &chain, 2).await;
	let values = chain.calls().iter().map(|(_, items)| items[0].value.to_string()).collect::<Vec<_>>();
	assert_eq!(values, ["1", "2"]);
	assert!(server.requests().len() >= 3);
}

#[tokio::test]
async fn a_failed_submission_is_tried_again() {
	let server = answers(&["1"]).await;
	let chain = Chain::default();
	let lost = SubmitError::Node { url: "ws://127.0.0.1:1".into(), cause: "gone".into() };
	chain.answers.lock().expect("no panic").push(lost);
	let monitor = run_until(vec![feed("A", "PriceOracle", &server)], &chain, 2).await;
	assert_eq!(chain.calls()[0], chain.calls()[1]);
	let metrics = monitor.metrics.text().expect("written");
	assert!(
		metrics.contains("cairn_oracle_calls_total{oracle=\"PriceOracle\",outcome=\"node\"} 1\n"),
		"{metrics}"
	);
}

#[tokio::test]
async fn it_ends_when_told_to() {
	let server = Server::start([Answer::silence()]).await;
	let feeds = vec![feed("A", "PriceOracle", &server)];
	let monitor = Arc::new(Monitor::new(&feeds, false).expect("names differ"));
	let fetcher = Arc::new(Fetcher::new(60_000, 1000).expect("certificates"));
	let begin = Instant::now();
	run(feeds, fetcher, Chain::default(), monitor, sleep(Duration::from_millis(100))).await;
	// The server would be waited for for 10 s.
	assert!(begin.elapsed() < Duration::from_secs(8), "{:?}", begin.elapsed());
}
