// SPDX-License-Identifier: Apache-2.0

//! Single requests over HTTP. Each has a session of its own, which ends with the answer, so there are no subscriptions.

use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::{
	body::{Bytes, Incoming},
	header::{HeaderValue, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, CONTENT_TYPE},
	Request, Response, StatusCode,
};
use tokio::time::{sleep, timeout};

use super::{json, text, Answer, Server, PATIENCE};
use crate::{
	rpc::{code, error, Admission, Ledger, Observed, MAX_REQUEST, PAUSE},
	watch::ended,
};

/// How long an answer may take: what it is about may have to come from the network first.
const ANSWER: Duration = Duration::from_secs(60);

/// Answers one request.
pub(super) async fn answer(request: Request<Incoming>, server: &Server) -> Answer {
	let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
	// Browsers ask first before they send this type for a page of another origin.
	if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
		return text(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the content type is to be application/json\n");
	}
	let body = match timeout(PATIENCE, Limited::new(request.into_body(), MAX_REQUEST).collect()).await {
		Ok(Ok(body)) => body.to_bytes(),
		Ok(Err(_)) => return text(StatusCode::PAYLOAD_TOO_LARGE, "the request is too large, or broke off\n"),
		Err(_) => return text(StatusCode::REQUEST_TIMEOUT, "the request took too long\n"),
	};
	let Ok(body) = String::from_utf8(body.into()) else {
		return json(StatusCode::OK, error(None, code::PARSE, "the request is not a text"));
	};
	json(StatusCode::OK, answer_text(body, server).await)
}

async fn answer_text(request: String, server: &Server) -> String {
	let mut ledger = Ledger::new(1, 1);
	if let Admission::Answer(answer) = ledger.admit(&request) {
		return answer;
	}
	let unavailable = |message| {
		// It was admitted, so it has an identity.
		let id = serde_json::from_str::<Identified<'_>>(&request).ok().map(|request| request.id);
		error(id, code::UNAVAILABLE, message)
	};
	if ledger.opens() {
		return unavailable("subscriptions need a WebSocket connection");
	}
	let Ok(mut session) = server.chain.session() else { return unavailable("the light client is ending") };
	session.send(request.clone());
	let mut ending = server.ending.clone();
	let first = async {
		while let Some(answer) = session.next().await {
			match ledger.observe(&answer) {
				Observed::Answer => return Some(answer),
				Observed::Notification => {}
				Observed::Again(request) => {
					sleep(PAUSE).await;
					session.send(request);
				}
			}
		}
		None
	};
	tokio::select! {
		answer = timeout(ANSWER, first) => match answer {
			Ok(Some(answer)) => answer,
			Ok(None) => unavailable("the light client is ending"),
			Err(_) => unavailable("no peer has answered in time"),
		},
		() = ended(&mut ending) => unavailable("the light client is ending"),
	}
}

#[derive(serde::Deserialize)]
struct Identified<'a> {
	#[serde(borrow)]
	id: &'a serde_json::value::RawValue,
}

/// Tells a browser what pages may send. Which pages, the caller adds.
pub(super) fn preflight() -> Answer {
	let mut answer = Response::new(Full::new(Bytes::new()));
	*answer.status_mut() = StatusCode::NO_CONTENT;
	let headers = answer.headers_mut();
	headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
	headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Content-Type"));
	answer
}
