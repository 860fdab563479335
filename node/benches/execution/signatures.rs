// SPDX-License-Identifier: Apache-2.0

//! One verification, natively: the yardstick for what a transfer costs.

use cairn_primitives::Hash;
use criterion::Criterion;
use sp_core::{sr25519, Pair};

use crate::senders::Senders;

/// Enough signatures for none of them to be remembered by the processor, and few enough for them to stay in its cache.
const SIGNATURES: usize = 64;

/// Verifies signatures of transfers, one after the other.
pub(crate) fn all(criterion: &mut Criterion) {
	criterion.bench_function("signature::verify/scheme=sr25519", |bencher| {
		let senders = Senders::new(SIGNATURES);
		let signed: Vec<_> = (0..SIGNATURES).map(|number| senders.signed(number, Hash::zero())).collect();
		let mut next = signed.iter().cycle();
		bencher.iter(|| {
			let (message, signature, public) = next.next().expect("it goes on for ever");
			assert!(sr25519::Pair::verify(signature, message, public));
		});
	});
}
