// SPDX-License-Identifier: Apache-2.0

//! Fetching, from a server on this machine that answers as told.

use super::*;
use crate::testing::server::{Answer, Server};
use reqwest::header::HeaderValue;

fn fetcher() -> Fetcher {
	let mut fetcher = Fetcher::new(6_000_000, 1000).expect("certificates");
	fetcher.backoff = Backoff { first: Duration::from_millis(20), longest: Duration::from_millis(50) };
	fetcher
}

fn request(server: &Server) -> Request {
	Request { timeout: Duration::from_secs(30), ..Request::plain(server.url("/value")) }
}

#[tokio::test]
async fn a_document_is_fetched_with_its_headers() {
	let server = Server::start([Answer::ok("42")]).await;
	let mut request = request(&server);
	request.headers.insert("x-api-key", HeaderValue::from_static("abc"));
	assert_eq!(fetcher().fetch(&request).await, Ok("42".into()));
	let seen = server.requests();
	assert_eq!(seen.len(), 1);
	assert!(seen[0].starts_with("GET /value HTTP/1.1\r\n"), "{seen:?}");
	assert!(seen[0].contains("x-api-key: abc\r\n"), "{seen:?}");
	assert!(!seen[0].to_lowercase().contains("accept-encoding"), "nothing is to be compressed: {seen:?}");
}

#[tokio::test]
async fn failures_that_may_pass_are_tried_again() {
	let server = Server::start([Answer::status(503), Answer::close(), Answer::ok("42")]).await;
	assert_eq!(fetcher().fetch(&request(&server)).await, Ok("42".into()));
	assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn after_the_last_retry_the_last_error_stands() {
	let server =
		Server::start([Answer::status(500), Answer::status(502), Answer::status(503), Answer::ok("42")])
			.await;
	assert_eq!(fetcher().fetch(&request(&server)).await, Err(FetchError::Status { code: 503, pause: None }));
	assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn waits_grow_between_attempts() {
	let server = Server::start([Answer::status(500), Answer::status(500), Answer::ok("42")]).await;
	let mut fetcher = fetcher();
	fetcher.backoff = Backoff { first: Duration::from_millis(200), longest: Duration::from_secs(1) };
	let begin = Instant::now();
	fetcher.fetch(&request(&server)).await.expect("the third attempt succeeds");
	// At least half of 200 ms and half of 400 ms.
	assert!(begin.elapsed() >= Duration::from_millis(300), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn what_will_not_pass_is_not_tried_again() {
	for (answer, expected) in [
		(Answer::status(404), FetchError::Status { code: 404, pause: None }),
		(Answer::status(401), FetchError::Status { code: 401, pause: None }),
		(Answer::status(204), FetchError::Status { code: 204, pause: None }),
		(Answer::ok("x".repeat(1001)), FetchError::TooLarge(1000)),
		(Answer::ok([0xffu8, 0xfe]), FetchError::NotText),
	] {
		let server = Server::start([answer, Answer::ok("42")]).await;
		assert_eq!(fetcher().fetch(&request(&server)).await, Err(expected));
		assert_eq!(server.requests().len(), 1);
	}
}

#[tokio::test]
async fn a_document_of_the_largest_size_is_read() {
	let server = Server::start([Answer::ok("x".repeat(1000))]).await;
	assert_eq!(fetcher().fetch(&request(&server)).await.map(|document| document.len()), Ok(1000));
}

#[tokio::test]
async fn a_document_without_end_is_cut_off() {
	let server = Server::start([Answer::endless()]).await;
	assert_eq!(fetcher().fetch(&request(&server)).await, Err(FetchError::TooLarge(1000)));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
	let server = Server::start([Answer::silence()]).await;
	let request = Request { timeout: Duration::from_millis(100), retries: 0, ..request(&server) };
	assert_eq!(fetcher().fetch(&request).await, Err(FetchError::Timeout(Duration::from_millis(100))));
}

#[tokio::test]
async fn patience_bounds_all_attempts() {
	let server = Server::start([Answer::status(500), Answer::status(500), Answer::status(500)]).await;
	let mut fetcher = fetcher();
	fetcher.backoff = Backoff { first: Duration::from_secs(3600), longest: Duration::from_secs(3600) };
	let request = Request { patience: Duration::from_secs(60), ..request(&server) };
	let begin = Instant::now();
	assert_eq!(fetcher.fetch(&request).await, Err(FetchError::Status { code: 500, pause: None }));
	assert!(begin.elapsed() < Duration::from_secs(50));
	assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_pause_that_a_server_asks_for_is_kept() {
	let server = Server::start([Answer::busy(60), Answer::ok("42")]).await;
	let fetcher = fetcher();
	let request = Request { patience: Duration::from_secs(30), ..request(&server) };
	// The second attempt has no turn before the pause is over.
	assert_eq!(fetcher.fetch(&request).await, Err(FetchError::Busy));
	assert_eq!(server.requests().len(), 1);
	assert_eq!(fetcher.fetch(&request).await, Err(FetchError::Busy), "for other feeds too");
}

#[tokio::test]
async fn redirects_stay_on_their_host() {
	let server = Server::start([Answer::redirect("/elsewhere"), Answer::ok("42")]).await;
	assert_eq!(fetcher().fetch(&request(&server)).await, Ok("42".into()));
	assert!(server.requests()[1].starts_with("GET /elsewhere "));

	let other = Server::start([Answer::ok("stolen")]).await;
	// The same machine by another name: another host.
	let elsewhere = other.url("/").to_string().replace("127.0.0.1", "localhost");
	let server = Server::start([Answer::redirect(&elsewhere)]).await;
	assert_eq!(fetcher().fetch(&request(&server)).await, Err(FetchError::Redirect));
	assert!(other.requests().is_empty());
}

#[tokio::test]
async fn redirects_end() {
	let server = Server::start(std::iter::repeat_with(|| Answer::redirect("/again")).take(10)).await;
	assert_eq!(fetcher().fetch(&request(&server)).await, Err(FetchError::Redirect));
	assert_eq!(server.requests().len(), 1 + MAX_REDIRECTS);
}

#[tokio::test]
async fn the_pace_holds_for_requests() {
	let server = Server::start([Answer::ok("1"), Answer::ok("2")]).await;
	// One a minute.
	let fetcher = Fetcher::new(1, 1000).expect("certificates");
	let request = Request { patience: Duration::from_secs(30), ..request(&server) };
	assert_eq!(fetcher.fetch(&request).await, Ok("1".into()));
	assert_eq!(fetcher.fetch(&request).await, Err(FetchError::Busy));
}

#[tokio::test]
async fn no_secret_gets_into_errors() {
	// Nobody listens there any more.
	let server = Server::start([]).await;
	let mut url = server.url("/value");
	drop(server);
	url.set_query(Some("apikey=hunter2"));
	let request = Request { retries: 0, ..Request::plain(url) };
	assert!(!request.place().contains("hunter2"));
	let error = fetcher().fetch(&request).await.expect_err("nobody answers");
	assert!(matches!(&error, FetchError::Connection(text) if !text.contains("hunter2")), "{error:?}");
}
