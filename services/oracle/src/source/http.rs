// SPDX-License-Identifier: Apache-2.0

//! Fetches documents over HTTP(S).
//!
//! A request has a deadline for all of its attempts. Failures that may pass (no connection, a timeout, 408, 429, 5xx) are tried
//! again, others are not. Redirects are followed within one host only, because what a request carries may be a secret. A
//! document is read up to a limit and never decompressed. URLs do not get into errors: their query may be a secret.

use super::{pace::Pace, retry::Backoff};
use reqwest::{
	header::{HeaderMap, RETRY_AFTER},
	redirect, Client, Response, StatusCode, Url,
};
use std::{error::Error, fmt::Write, time::Duration};
use tokio::time::{sleep, timeout_at, Instant};

/// How many redirects are followed.
const MAX_REDIRECTS: usize = 3;

/// How long a pause a host may ask for; longer ones are cut to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// What to ask for.
#[derive(Clone, Debug)]
pub struct Request {
	/// Where. Its query may have secrets in it: show [`Request::place`] instead.
	pub url: Url,
	/// Sent along. Secret ones are marked as such.
	pub headers: HeaderMap,
	/// How long one attempt may take.
	pub timeout: Duration,
	/// How often to try again.
	pub retries: u32,
	/// How long all attempts may take, with the waits between them.
	pub patience: Duration,
}

impl Request {
	/// A request with usual limits, and nothing sent along.
	pub fn plain(url: Url) -> Self {
		Self {
			url,
			headers: HeaderMap::new(),
			timeout: Duration::from_secs(10),
			retries: 2,
			patience: Duration::from_secs(30),
		}
	}

	/// Where, without what may be secret.
	pub fn place(&self) -> String {
		let mut url = self.url.clone();
		url.set_query(None);
		url.into()
	}

	fn host(&self) -> String {
		host_of(&self.url)
	}
}

/// The host and port of a URL, which share a pace.
pub fn host_of(url: &Url) -> String {
	format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
	/// No answer in time.
	#[error("no answer within {} ms", .0.as_millis())]
	Timeout(Duration),
	/// No connection, or it broke.
	#[error("{0}")]
	Connection(String),
	/// An answer with another status than success.
	#[error("the server answered {code}{}", pause.map(|pause| format!(" and asks for a pause of {} s", pause.as_secs())).unwrap_or_default())]
	Status {
		/// The status.
		code: u16,
		/// How long the server wants to be left alone.
		pause: Option<Duration>,
	},
	/// The server sends us elsewhere.
	#[error("the server redirects to another host, to an insecure one, or too often: use the URL that it leads to")]
	Redirect,
	/// The document is larger than the limit.
	#[error("the answer has more than {0} bytes: raise http.max_body if that is right")]
	TooLarge(usize),
	/// The document is not text.
	#[error("the answer is not text in UTF-8")]
	NotText,
	/// There is no turn before the deadline.
	#[error("the rate limit for this host leaves no turn in time")]
	Busy,
}

impl FetchError {
	/// One word for metrics.
	pub fn kind(&self) -> &'static str {
		match self {
			Self::Timeout(_) => "timeout",
			Self::Connection(_) => "connection",
			Self::Status { .. } => "status",
			Self::Redirect => "redirect",
			Self::TooLarge(_) => "too_large",
			Self::NotText => "not_text",
			Self::Busy => "rate_limit",
		}
	}

	/// Whether another attempt may succeed.
	fn may_pass(&self) -> bool {
		match self {
			Self::Timeout(_) | Self::Connection(_) => true,
			Self::Status { code, .. } => matches!(code, 408 | 429 | 500..=599),
			Self::Redirect | Self::TooLarge(_) | Self::NotText | Self::Busy => false,
		}
	}
}

/// Fetches documents, at a pace.
#[derive(Debug)]
pub struct Fetcher {
	client: Client,
	pace: Pace,
	backoff: Backoff,
	max_body: usize,
}

impl Fetcher {
	/// With so many requests a minute to each host, and documents of at most `max_body` bytes.
	///
	/// # Errors
	///
	/// When the system's certificates cannot be read.
	pub fn new(per_minute: u32, max_body: usize) -> Result<Self, FetchError> {
		let client = Client::builder()
			.user_agent(concat!("cairn-oracle/", env!("CARGO_PKG_VERSION")))
			.redirect(redirect::Policy::custom(follow))
			// Nobody between us and the source but whom the configuration names.
			.no_proxy()
			.build()
			.map_err(|error| FetchError::Connection(describe(error)))?;
		let backoff = Backoff { first: Duration::from_millis(500), longest: Duration::from_secs(10) };
		Ok(Self { client, pace: Pace::new(per_minute), backoff, max_body })
	}

	/// The document.
	///
	/// # Errors
	///
	/// When no attempt succeeds; the error is that of the last.
	pub async fn fetch(&self, request: &Request) -> Result<String, FetchError> {
		let deadline = Instant::now() + request.patience;
		let mut failures = 0;
		loop {
			let error = match self.attempt(request, deadline).await {
				Ok(document) => return Ok(document),
				Err(error) => error,
			};
			failures += 1;
			if let FetchError::Status { pause: Some(pause), .. } = &error {
				self.pace.hold(&request.host(), *pause);
			}
			let wait = self.backoff.random_wait(failures);
			if failures > request.retries || !error.may_pass() || Instant::now() + wait >= deadline {
				return Err(error);
			}
			tracing::debug!(place = request.place(), %error, failures, "trying again");
			sleep(wait).await;
		}
	}

	async fn attempt(&self, request: &Request, deadline: Instant) -> Result<String, FetchError> {
		self.pace.turn(&request.host(), deadline).await.map_err(|_| FetchError::Busy)?;
		let end = (Instant::now() + request.timeout).min(deadline);
		timeout_at(end, self.ask(request)).await.map_err(|_| FetchError::Timeout(request.timeout))?
	}

	async fn ask(&self, request: &Request) -> Result<String, FetchError> {
		let answer = self.client.get(request.url.clone()).headers(request.headers.clone()).send().await;
		let answer = answer.map_err(|error| match error.is_redirect() {
			true => FetchError::Redirect,
			false => FetchError::Connection(describe(error)),
		})?;
		match answer.status() {
			StatusCode::OK => self.document(answer).await,
			status => Err(FetchError::Status { code: status.as_u16(), pause: pause(&answer) }),
		}
	}

	async fn document(&self, mut answer: Response) -> Result<String, FetchError> {
		let mut document = Vec::new();
		while let Some(chunk) =
			answer.chunk().await.map_err(|error| FetchError::Connection(describe(error)))?
		{
			if document.len() + chunk.len() > self.max_body {
				return Err(FetchError::TooLarge(self.max_body));
			}
			document.extend_from_slice(&chunk);
		}
		String::from_utf8(document).map_err(|_| FetchError::NotText)
	}
}

/// Redirects stay on their host, and on HTTPS if they were.
fn follow(attempt: redirect::Attempt<'_>) -> redirect::Action {
	let allowed = attempt.previous().first().is_some_and(|first| {
		let same_host = first.host_str() == attempt.url().host_str();
		let as_secure = attempt.url().scheme() == "https" || first.scheme() == attempt.url().scheme();
		same_host && as_secure
	});
	if allowed && attempt.previous().len() <= MAX_REDIRECTS {
		attempt.follow()
	} else {
		attempt.error("not followed")
	}
}

/// What `Retry-After` says, in seconds. As a date it is not understood, and the usual wait applies.
fn pause(answer: &Response) -> Option<Duration> {
	let seconds = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
	Some(Duration::from_secs(seconds).min(LONGEST_PAUSE))
}

/// The error and what caused it, without the URL.
fn describe(error: reqwest::Error) -> String {
	let error = error.without_url();
	let mut text = error.to_string();
	let mut cause = error.source();
	while let Some(error) = cause {
		let _ = write!(text, ": {error}");
		cause = error.source();
	}
	text
}

#[cfg(test)]
mod tests;
