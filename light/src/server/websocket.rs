// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC over WebSocket: a session for each connection.

use std::{sync::Arc, time::Duration};

use futures::{stream::FuturesUnordered, FutureExt, SinkExt, StreamExt};
use http_body_util::Full;
use hyper::{
	body::{Bytes, Incoming},
	header::{
		HeaderValue, CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
	},
	upgrade::{OnUpgrade, Upgraded},
	HeaderMap, Request, Response, StatusCode,
};
use hyper_util::rt::TokioIo;
use tokio::{
	sync::OwnedSemaphorePermit,
	time::{interval_at, sleep, timeout, Instant},
};
use tokio_tungstenite::{
	tungstenite::{
		handshake::derive_accept_key,
		protocol::{frame::coding::CloseCode, CloseFrame, Role, WebSocketConfig},
		Error, Message,
	},
	WebSocketStream,
};

use super::{text, Answer, Server};
use crate::{
	rpc::{Admission, Ledger, Observed, MAX_PENDING, MAX_REQUEST, MAX_SUBSCRIPTIONS, PAUSE},
	watch::ended,
};

/// How often a silent peer is asked whether it is still there. One that has not said a word between two such questions
/// is not.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// How long a peer may take to read a message. One that does not read must not make the client keep what it is to get.
const READING: Duration = Duration::from_secs(30);

type Socket = WebSocketStream<TokioIo<Upgraded>>;

/// Whether a request asks for a WebSocket.
pub(super) fn is_asked_for(headers: &HeaderMap) -> bool {
	has_word(headers, UPGRADE.as_str(), "websocket") && has_word(headers, CONNECTION.as_str(), "upgrade")
}

fn has_word(headers: &HeaderMap, name: &str, word: &str) -> bool {
	let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
	values.flat_map(|value| value.split(',')).any(|part| part.trim().eq_ignore_ascii_case(word))
}

/// Agrees to a WebSocket, and serves it once it is there.
pub(super) fn accept(
	mut request: Request<Incoming>,
	server: Arc<Server>,
	place: Arc<OwnedSemaphorePermit>,
) -> Answer {
	let headers = request.headers();
	if headers.get(SEC_WEBSOCKET_VERSION).map(HeaderValue::as_bytes) != Some(b"13") {
		let mut answer = text(StatusCode::UPGRADE_REQUIRED, "version 13 of WebSocket is spoken\n");
		answer.headers_mut().insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
		return answer;
	}
	let accept = headers.get(SEC_WEBSOCKET_KEY).map(|key| derive_accept_key(key.as_bytes()));
	let Some(accept) = accept.and_then(|accept| HeaderValue::from_str(&accept).ok()) else {
		return text(StatusCode::BAD_REQUEST, "the WebSocket's key is missing\n");
	};
	let upgrade = hyper::upgrade::on(&mut request);
	tokio::spawn(async move {
		serve(upgrade, &server).await;
		drop(place);
	});
	let mut answer = Response::new(Full::new(Bytes::new()));
	*answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
	let headers = answer.headers_mut();
	headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
	headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
	headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
	answer
}

async fn serve(upgrade: OnUpgrade, server: &Server) {
	// Who hangs up now never was there.
	let Ok(upgraded) = upgrade.await else { return };
	let config = WebSocketConfig::default()
		.read_buffer_size(16 * 1024)
		.max_message_size(Some(MAX_REQUEST))
		.max_frame_size(Some(MAX_REQUEST));
	let mut socket =
		WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config)).await;
	let (code, reason) = converse(&mut socket, server).await;
	let farewell = CloseFrame { code, reason: reason.into() };
	let _ = timeout(Duration::from_secs(1), socket.close(Some(farewell))).await;
}

/// Hands requests on and answers back until either side ends. Gives what to say at the end.
async fn converse(socket: &mut Socket, server: &Server) -> (CloseCode, &'static str) {
	const ENDING: (CloseCode, &str) = (CloseCode::Away, "the light client is ending");
	const DEAF: (CloseCode, &str) = (CloseCode::Policy, "messages are not being read");
	let Ok(mut session) = server.chain.session() else { return ENDING };
	let mut ledger = Ledger::new(MAX_PENDING, MAX_SUBSCRIPTIONS);
	let mut ending = server.ending.clone();
	let mut heartbeat = interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
	let mut heard = true;
	// No more than requests are pending.
	let mut again = FuturesUnordered::new();
	loop {
		let message = tokio::select! {
			incoming = socket.next() => {
				heard = true;
				let request = match incoming {
					Some(Ok(Message::Text(text))) => text.as_str().to_owned(),
					Some(Ok(Message::Binary(bytes))) => String::from_utf8_lossy(&bytes).into_owned(),
					// A ping is answered with the next write.
					Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
					Some(Err(Error::Capacity(_))) => return (CloseCode::Size, "the message is too large"),
					None | Some(Ok(Message::Close(_)) | Err(_)) => return (CloseCode::Normal, ""),
				};
				match ledger.admit(&request) {
					Admission::Forward => {
						session.send(request);
						continue;
					}
					Admission::Answer(answer) => Message::text(answer),
				}
			}
			response = session.next() => {
				let Some(response) = response else { return ENDING };
				if let Observed::Again(request) = ledger.observe(&response) {
					again.push(sleep(PAUSE).map(|()| request));
					continue;
				}
				Message::text(response)
			}
			Some(request) = again.next() => {
				session.send(request);
				continue;
			}
			_ = heartbeat.tick() => {
				if !heard {
					return (CloseCode::Normal, "");
				}
				heard = false;
				Message::Ping(Bytes::new())
			}
			() = ended(&mut ending) => return ENDING,
		};
		match timeout(READING, socket.send(message)).await {
			Ok(Ok(())) => {}
			Ok(Err(_)) => return (CloseCode::Normal, ""),
			Err(_) => return DEAF,
		}
	}
}
