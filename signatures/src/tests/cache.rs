// SPDX-License-Identifier: Apache-2.0

use std::{collections::BTreeSet, sync::Arc, thread};

use substrate_prometheus_endpoint::{prometheus::proto::MetricFamily, Registry};

use super::{signed, Owned, SCHEMES};
use crate::{Scheme, Verified};

/// Hits and misses so far.
fn counted(verified: &Verified) -> (u64, u64) {
	(verified.hits(), verified.misses())
}

/// The claim with another byte somewhere, once for each part, and for each of a choice of bytes of the part.
fn changed(claim: &Owned) -> Vec<Owned> {
	let mut changed = Vec::new();
	for byte in [0, 1, 15, 31] {
		let mut other = claim.clone();
		other.signer[byte] ^= 1;
		changed.push(other);
	}
	for byte in [0, 31, 32, 62] {
		let mut other = claim.clone();
		other.signature[byte] ^= 1;
		changed.push(other);
	}
	for byte in [0, claim.message.len() - 1] {
		let mut other = claim.clone();
		other.message[byte] ^= 1;
		changed.push(other);
	}
	let mut longer = claim.clone();
	longer.message.push(0);
	let mut shorter = claim.clone();
	shorter.message.pop();
	let mut empty = claim.clone();
	empty.message.clear();
	changed.extend([longer, shorter, empty]);
	changed
}

#[test]
fn a_claim_that_proved_true_is_remembered() {
	for scheme in SCHEMES {
		let (verified, claim) = (Verified::new(100), signed(scheme, 1, b"once"));
		assert!(verified.holds(&claim.claim()));
		assert_eq!((counted(&verified), verified.entries()), ((0, 1), 1));
		assert!(verified.holds(&claim.claim()));
		assert_eq!((counted(&verified), verified.entries()), ((1, 1), 1));
	}
}

#[test]
fn a_false_claim_is_never_remembered_and_is_refused_each_time() {
	for scheme in SCHEMES {
		let verified = Verified::new(100);
		let mut forged = signed(scheme, 1, b"a small amount");
		forged.message = b"a large amount".to_vec();
		for times in 1..=3 {
			assert!(!verified.holds(&forged.claim()));
			assert_eq!((counted(&verified), verified.entries()), ((0, times), 0));
		}
	}
}

#[test]
fn another_byte_of_any_part_is_another_claim() {
	for scheme in SCHEMES {
		let (verified, claim) = (Verified::new(100), signed(scheme, 1, b"what was signed"));
		assert!(verified.holds(&claim.claim()));
		let others = changed(&claim);
		for other in &others {
			assert_eq!(verified.holds(&other.claim()), other.claim().holds(), "{other:?}");
			assert!(!other.claim().holds(), "{other:?}");
		}
		assert_eq!(counted(&verified), (0, 1 + others.len() as u64), "none of them is taken for the first");
		assert_eq!(verified.entries(), 1);

		let mut fingerprints =
			others.iter().map(|other| other.claim().fingerprint()).collect::<BTreeSet<_>>();
		fingerprints.insert(claim.claim().fingerprint());
		assert_eq!(fingerprints.len(), others.len() + 1);
	}
}

#[test]
fn a_signature_of_one_scheme_says_nothing_of_another() {
	let verified = Verified::new(100);
	for (scheme, other) in [(Scheme::Ed25519, Scheme::Sr25519), (Scheme::Sr25519, Scheme::Ed25519)] {
		let mut claim = signed(scheme, 1, b"in my own way");
		assert!(verified.holds(&claim.claim()));
		claim.scheme = other;
		assert!(!verified.holds(&claim.claim()));
	}
	assert_eq!(counted(&verified), (0, 4));
}

#[test]
fn bytes_do_not_wander_from_one_part_into_the_next() {
	let claim = signed(Scheme::Sr25519, 1, b"ab");
	// The same bytes in the same order, if one forgets where the signature ends.
	let mut other = claim.clone();
	let mut all = [&claim.signature[..], &claim.message[..]].concat();
	all.rotate_left(1);
	other.signature.copy_from_slice(&all[..64]);
	other.message = all[64..].to_vec();
	assert_ne!(claim.claim().fingerprint(), other.claim().fingerprint());
}

#[test]
fn there_is_room_for_so_many_claims_and_no_more() {
	for capacity in [1, 15, 16, 17, 100] {
		let verified = Verified::new(capacity);
		assert_eq!(verified.capacity(), capacity);
		for number in 0..400_u64 {
			// Only the owner of a claim says whether it was verified, so none has to be.
			verified.remember_ahead(sp_crypto_hashing::blake2_256(&number.to_le_bytes()));
			assert!(verified.entries() <= u64::from(capacity));
		}
		assert_eq!(verified.entries(), u64::from(capacity), "and all of the room is used");
	}
}

#[test]
fn what_was_asked_about_last_stays() {
	let verified = Verified::new(160);
	let wanted = signed(Scheme::Ed25519, 0, b"a favourite");
	assert!(verified.holds(&wanted.claim()));
	for number in 0..2_000_u64 {
		verified.remember_ahead(sp_crypto_hashing::blake2_256(&number.to_le_bytes()));
		assert!(verified.holds(&wanted.claim()));
	}
	assert_eq!(counted(&verified), (2_000, 1), "2,000 others have not pushed it out");
}

#[test]
fn without_room_each_claim_is_verified_and_none_remembered() {
	let verified = Verified::new(0);
	assert!(!verified.is_on());
	let (claim, mut forged) =
		(signed(Scheme::Sr25519, 1, b"again"), signed(Scheme::Sr25519, 1, b"and again"));
	forged.signature[3] ^= 4;
	for times in 1..=3 {
		assert!(verified.holds(&claim.claim()));
		assert!(!verified.holds(&forged.claim()));
		assert_eq!((counted(&verified), verified.entries()), ((0, 2 * times), 0));
	}
	verified.remember_ahead(claim.claim().fingerprint());
	assert_eq!(verified.entries(), 0);
}

#[test]
fn many_threads_get_the_right_answers_at_once() {
	const THREADS: u64 = 8;
	const CLAIMS: u64 = 24;
	// However the claims are spread over its parts, none has to make room for another.
	let verified = Verified::new(16 * CLAIMS as u32);
	let claims = (0..CLAIMS).map(|number| {
		let mut claim = signed(SCHEMES[number as usize % 2], number, b"all at once");
		if number % 3 == 0 {
			claim.message.push(0);
		}
		(claim, number % 3 != 0)
	});
	let claims = claims.collect::<Vec<_>>();
	thread::scope(|scope| {
		for first in 0..THREADS as usize {
			let (verified, claims) = (&verified, &claims);
			scope.spawn(move || {
				for round in 0..4 * claims.len() {
					let (claim, expected) = &claims[(first + round) % claims.len()];
					assert_eq!(verified.holds(&claim.claim()), *expected, "{claim:?}");
				}
			});
		}
	});
	assert_eq!(verified.entries(), CLAIMS * 2 / 3);
	assert_eq!(verified.hits() + verified.misses(), THREADS * 4 * CLAIMS, "each question is counted once");
}

#[test]
fn its_numbers_can_be_read_by_prometheus() {
	let (verified, registry) = (Arc::new(Verified::new(10)), Registry::new());
	verified.register(&registry).expect("the names are new");
	let claim = signed(Scheme::Ed25519, 1, b"count me");
	for _ in 0..3 {
		assert!(verified.holds(&claim.claim()));
	}
	verified.remember_ahead([1; 32]);
	let value = |family: &MetricFamily| {
		let metric = &family.get_metric()[0];
		metric.get_counter().get_value() + metric.get_gauge().get_value()
	};
	let read = registry.gather();
	let read = read.iter().map(|family| (family.get_name(), value(family))).collect::<Vec<_>>();
	assert_eq!(
		read,
		[
			("cairn_signature_cache_ahead_total", 1.0),
			("cairn_signature_cache_entries", 2.0),
			("cairn_signature_cache_hits_total", 2.0),
			("cairn_signature_cache_misses_total", 1.0),
		]
	);
	assert!(verified.register(&registry).is_err(), "two with the same names would be mixed up");
}
