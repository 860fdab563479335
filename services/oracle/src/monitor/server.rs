// SPDX-License-Identifier: Apache-2.0

//! Serves `/metrics` and `/health` over HTTP.

use super::Monitor;
use http_body_util::Full;
use hyper::{
	body::{Bytes, Incoming},
	header::CONTENT_TYPE,
	server::conn::http1,
	service::service_fn,
	Method, Request, Response, StatusCode,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{
	net::TcpListener,
	sync::Semaphore,
	time::{sleep, Instant},
};

/// How many may ask at once.
const MAX_CONNECTIONS: usize = 16;

/// How long somebody may take to ask.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves until it is dropped.
pub async fn serve(listener: TcpListener, monitor: Arc<Monitor>) {
	let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
	loop {
		// The semaphore is never closed.
		let Ok(place) = places.clone().acquire_owned().await else { return };
		let stream = match listener.accept().await {
			Ok((stream, _)) => stream,
			Err(error) => {
				// Such as too many open files. It may pass.
				tracing::warn!(%error, "cannot accept a connection for metrics");
				sleep(Duration::from_secs(1)).await;
				continue;
			}
		};
		let monitor = monitor.clone();
		tokio::spawn(async move {
			let answering = service_fn(|request| {
				let answer = answer(&request, &monitor);
				async move { Ok::<_, Infallible>(answer) }
			});
			let mut server = http1::Builder::new();
			server.timer(TokioTimer::new()).header_read_timeout(PATIENCE).keep_alive(false);
			// Who hangs up gets no answer.
			let _ =
				tokio::time::timeout(PATIENCE * 2, server.serve_connection(TokioIo::new(stream), answering))
					.await;
			drop(place);
		});
	}
}

fn answer(request: &Request<Incoming>, monitor: &Monitor) -> Response<Full<Bytes>> {
	let (status, kind, text) = match (request.method(), request.uri().path()) {
		(&Method::GET, "/metrics") => match monitor.metrics.text() {
			Ok(text) => (StatusCode::OK, "text/plain; version=0.0.4", text),
			Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, "text/plain", error.to_string()),
		},
		(&Method::GET, "/health") => {
			let state = monitor.health.state(Instant::now());
			let status = if state.healthy { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
			// Texts and a flag are always written.
			(status, "application/json", serde_json::to_string(&state).unwrap_or_default())
		}
		_ => (StatusCode::NOT_FOUND, "text/plain", "there is /metrics and /health\n".to_owned()),
	};
	let mut response = Response::new(Full::new(Bytes::from(text)));
	*response.status_mut() = status;
	response.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(kind));
	response
}

#[cfg(test)]
mod tests {
	use super::*;

	#[tokio::test]
	async fn metrics_and_health_are_served() {
		let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
		let base = format!("http://{}", listener.local_addr().expect("an address"));
		let monitor = Arc::new(Monitor::new(&[], true).expect("names differ"));
		monitor.called("PriceOracle", "ok");
		let server = tokio::spawn(serve(listener, monitor));
		let client = reqwest::Client::builder().no_proxy().build().expect("certificates");
		let ask = async |path: &str| {
			let answer = client.get(format!("{base}{path}")).send().await.expect("an answer");
			(answer.status().as_u16(), answer.text().await.expect("text"))
		};
		let (status, text) = ask("/metrics").await;
		assert_eq!(status, 200);
		assert!(text.contains("cairn_oracle_calls_total{oracle=\"PriceOracle\",outcome=\"ok\"} 1"), "{text}");
		assert_eq!(ask("/health").await, (200, r#"{"healthy":true,"problems":[]}"#.to_owned()));
		assert_eq!(ask("/").await.0, 404);
		server.abort();
	}
}
