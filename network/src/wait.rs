// SPDX-License-Identifier: Apache-2.0

//! Waiting for a condition, with a deadline.

use std::{
	thread,
	time::{Duration, Instant},
};

/// The first pause between two looks. Each is twice as long as the one before, up to [`LONGEST`].
const SHORTEST: Duration = Duration::from_millis(1);

const LONGEST: Duration = Duration::from_millis(100);

/// Asks `check` again and again until it gives a value, and returns that; `None` if it does not within `limit`.
///
/// # Errors
///
/// The first that `check` gives.
pub(crate) fn until<T, E>(
	limit: Duration,
	mut check: impl FnMut() -> Result<Option<T>, E>,
) -> Result<Option<T>, E> {
	let start = Instant::now();
	let mut pause = SHORTEST;
	loop {
		if let Some(value) = check()? {
			return Ok(Some(value));
		}
		if start.elapsed() >= limit {
			return Ok(None);
		}
		thread::sleep(pause);
		pause = (pause * 2).min(LONGEST);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn waits_until_there_is_a_value_and_no_longer_than_the_limit() {
		let mut looks = 0;
		let third = until(Duration::from_secs(60), || {
			looks += 1;
			Ok::<_, ()>((looks == 3).then_some("there"))
		});
		assert_eq!((third, looks), (Ok(Some("there")), 3));
		assert_eq!(until(Duration::ZERO, || Ok::<Option<()>, ()>(None)), Ok(None));
		assert_eq!(until(Duration::from_secs(60), || Err::<Option<()>, _>("broken")), Err("broken"));
	}
}
