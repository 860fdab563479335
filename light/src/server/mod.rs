// SPDX-License-Identifier: Apache-2.0

//! The port: WebSocket for everything, HTTP for single requests, `/health` for those who look after it.

mod http;
mod origin;
mod websocket;

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use http_body_util::Full;
use hyper::{
	body::{Bytes, Incoming},
	header::{HeaderValue, ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CONNECTION, CONTENT_TYPE, VARY},
	server::conn::http1,
	service::service_fn,
	Method, Request, Response, StatusCode,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
	net::{TcpListener, TcpStream},
	sync::{watch, OwnedSemaphorePermit, Semaphore},
	time::{sleep, timeout},
};

use crate::{
	chain::Chain,
	watch::{ended, Progress},
	Error,
};
pub(crate) use origin::Origins;

/// How long somebody may take to say what is wanted, or be silent between two requests.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a connection may wait with the head of a request. Everybody is on this machine.
const HEAD: Duration = Duration::from_secs(5);
/// How long connections may take to end when the client does.
const FAREWELL: Duration = Duration::from_secs(3);

/// Answers to HTTP.
type Answer = Response<Full<Bytes>>;

/// What every connection needs.
pub(crate) struct Server {
	/// Where requests go.
	pub(crate) chain: Arc<Chain>,
	/// Whose requests.
	pub(crate) origins: Origins,
	/// How far the chain is, for `/health`.
	pub(crate) progress: watch::Receiver<Progress>,
	/// Becomes true when the client ends.
	pub(crate) ending: watch::Receiver<bool>,
}

/// Opens the port on the loopback interface.
///
/// # Errors
///
/// When it is taken.
pub(crate) async fn bind(port: u16) -> Result<(TcpListener, SocketAddr), Error> {
	let failed = |error: std::io::Error| {
		Error::new(
			format!("port {port}, for JSON-RPC, cannot be opened: {error}"),
			"stop the program that listens there, or choose another with --rpc-port",
		)
	};
	let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(failed)?;
	let address = listener.local_addr().map_err(failed)?;
	Ok((listener, address))
}

/// Serves until `server.ending`, and then until the connections have ended.
pub(crate) async fn serve(listener: TcpListener, server: Server, max_connections: u32) {
	let places = Arc::new(Semaphore::new(max_connections as usize));
	let mut ending = server.ending.clone();
	let server = Arc::new(server);
	loop {
		let accepted = tokio::select! {
			accepted = listener.accept() => accepted,
			() = ended(&mut ending) => break,
		};
		match accepted {
			Ok((stream, _)) => match places.clone().try_acquire_owned() {
				Ok(place) => {
					tokio::spawn(converse(stream, server.clone(), place));
				}
				Err(_) => turn_away(&stream),
			},
			Err(error) => {
				// Such as too many open files. It may pass.
				log::warn!("A connection cannot be accepted: {error}");
				sleep(Duration::from_secs(1)).await;
			}
		}
	}
	// Each connection holds a place until it has ended.
	let _ = timeout(FAREWELL, places.acquire_many(max_connections)).await;
}

/// Tells a connection too many, as far as that can be done without waiting for it.
fn turn_away(stream: &TcpStream) {
	let _ = stream.try_write(
		b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Type: text/plain\r\n\
		  Content-Length: 21\r\n\r\ntoo many connections\n",
	);
}

async fn converse(stream: TcpStream, server: Arc<Server>, place: OwnedSemaphorePermit) {
	// Requests are small and wait for each other.
	let _ = stream.set_nodelay(true);
	let place = Arc::new(place);
	let mut ending = server.ending.clone();
	let answering = service_fn(|request| {
		let (server, place) = (server.clone(), place.clone());
		async move { Ok::<_, Infallible>(answer(request, server, place).await) }
	});
	let mut http = http1::Builder::new();
	http.timer(TokioTimer::new()).header_read_timeout(HEAD);
	let connection = http.serve_connection(TokioIo::new(stream), answering).with_upgrades();
	tokio::pin!(connection);
	// Who hangs up gets no answer.
	tokio::select! {
		_ = &mut connection => {}
		() = ended(&mut ending) => {
			connection.as_mut().graceful_shutdown();
			let _ = timeout(FAREWELL, connection).await;
		}
	}
}

async fn answer(request: Request<Incoming>, server: Arc<Server>, place: Arc<OwnedSemaphorePermit>) -> Answer {
	let origin = match server.origins.check(request.headers()) {
		Ok(origin) => origin,
		Err(why) => {
			// Any web page can ask. It must not hold places for as long as it likes.
			let mut answer = text(StatusCode::FORBIDDEN, why);
			answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
			return answer;
		}
	};
	let mut answer = match (request.method(), request.uri().path()) {
		(&Method::GET, "/health") => health(&server.progress.borrow()),
		(&Method::GET, "/health/readiness") => readiness(&server.progress.borrow()),
		(&Method::GET, _) if websocket::is_asked_for(request.headers()) => {
			websocket::accept(request, server, place)
		}
		(&Method::POST, _) => http::answer(request, &server).await,
		(&Method::OPTIONS, _) => http::preflight(),
		_ => {
			let mut answer = text(
				StatusCode::METHOD_NOT_ALLOWED,
				"JSON-RPC is served over WebSocket, and to POST requests\n",
			);
			answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST, OPTIONS"));
			answer
		}
	};
	if let Some(origin) = origin {
		answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
		answer.headers_mut().insert(VARY, HeaderValue::from_static("Origin"));
	}
	answer
}

/// In the form of a full node's `/health`.
fn health(progress: &Progress) -> Answer {
	let body = serde_json::json!({
		"peers": progress.peers,
		"isSyncing": !progress.caught_up(),
		"shouldHavePeers": true,
	});
	json(StatusCode::OK, body.to_string())
}

/// Whether what is asked now is answered from the head of the chain.
fn readiness(progress: &Progress) -> Answer {
	match progress.caught_up() {
		true => text(StatusCode::OK, "ready\n"),
		false => text(StatusCode::SERVICE_UNAVAILABLE, "not synchronised\n"),
	}
}

fn text(status: StatusCode, body: &'static str) -> Answer {
	with_type(status, "text/plain", body.into())
}

fn json(status: StatusCode, body: String) -> Answer {
	with_type(status, "application/json", body.into())
}

fn with_type(status: StatusCode, kind: &'static str, body: Bytes) -> Answer {
	let mut answer = Response::new(Full::new(body));
	*answer.status_mut() = status;
	answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
	answer
}
