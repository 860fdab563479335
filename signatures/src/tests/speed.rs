// SPDX-License-Identifier: Apache-2.0

//! What things take, measured when asked for:
//! `cargo test --release --workspace --lib -- --ignored --nocapture how_long`.

use std::{
	hint::black_box,
	time::{Duration, Instant},
};

use super::signed;
use crate::{ahead::all_hold, Scheme, Verified};

const COUNT: u64 = 2_048;

fn each(what: &str, work: impl FnOnce()) -> Duration {
	let start = Instant::now();
	work();
	let each = start.elapsed() / COUNT as u32;
	println!("{what:32} {each:?}");
	each
}

#[test]
#[ignore = "it measures, and asserts nothing that holds on every machine"]
fn how_long_signatures_take() {
	// Like a transfer's: about 120 bytes.
	let message = [3; 120];
	let claims = |scheme| (0..COUNT).map(|number| signed(scheme, number, &message)).collect::<Vec<_>>();
	let ed25519 = claims(Scheme::Ed25519);
	each("ed25519, one by one", || assert!(ed25519.iter().all(|claim| claim.claim().holds())));
	let sr25519 = claims(Scheme::Sr25519);
	let claims = sr25519.iter().map(|claim| claim.claim()).collect::<Vec<_>>();
	let alone = each("sr25519, one by one", || assert!(claims.iter().all(|claim| claim.holds())));
	for size in [4, 8, 16, 32, 64, 128, 256] {
		let together = each(&format!("sr25519, {size} together"), || {
			assert!(claims.chunks(size).all(|group| all_hold(group.iter())));
		});
		println!("{:32} {:.0} %", "", 100.0 * together.as_secs_f64() / alone.as_secs_f64());
	}
	each("fingerprint", || {
		claims.iter().for_each(|claim| {
			black_box(claim.fingerprint());
		})
	});
	let verified = Verified::new(COUNT as u32 * 2);
	each("not remembered", || assert!(claims.iter().all(|claim| verified.holds(claim))));
	each("remembered", || assert!(claims.iter().all(|claim| verified.holds(claim))));
}
