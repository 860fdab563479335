// SPDX-License-Identifier: Apache-2.0
//! Waiting for a condition, with a deadline.

use std::{
	future::Future,
	time::{Duration, Instant},
};

/// How long any awaited condition may take. Far more than a healthy node needs: a slow machine must not
/// fail a test.
pub const DEADLINE: Duration = Duration::from_secs(120);

const PAUSE: Duration = Duration::from_millis(50);

/// Asks `check` again and again until it gives a value, and returns that value.
///
/// # Panics
///
/// After [`DEADLINE`], naming `what` was waited for.
pub async fn until<T, F, Fut>(what: &str, mut check: F) -> T
where
	F: FnMut() -> Fut,
	Fut: Future<Output = Option<T>>,
{
	let start = Instant::now();
	loop {
		if let Some(value) = check().await {
			return value;
		}
		assert!(start.elapsed() < DEADLINE, "waited {} s in vain for: {what}", DEADLINE.as_secs());
		tokio::time::sleep(PAUSE).await;
	}
}
