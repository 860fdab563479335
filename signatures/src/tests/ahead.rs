// SPDX-License-Identifier: Apache-2.0

use std::{
	sync::Arc,
	thread,
	time::{Duration, Instant},
};

use cairn_primitives::transactions::SignatureCheck;

use super::{check, ecdsa_check, SCHEMES};
use crate::{
	ahead::{all_hold, verify},
	verify_together, Ahead, Claim, Origin, Scheme, Verified,
};

fn is_known(verified: &Verified, check: &SignatureCheck) -> bool {
	verified.knows(&Claim::of(check).expect("of a known scheme").fingerprint())
}

fn many(scheme: Scheme, count: u64) -> Vec<SignatureCheck> {
	(0..count).map(|number| check(scheme, number)).collect()
}

/// Waits for what threads do in their own time.
fn until(what: &str, condition: impl Fn() -> bool) {
	let start = Instant::now();
	while !condition() {
		assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for: {what}");
		thread::sleep(Duration::from_millis(1));
	}
}

#[test]
fn one_false_signature_among_64_leaves_the_63() {
	for scheme in SCHEMES {
		for place in [0, 31, 63] {
			let (verified, mut checks) = (Verified::new(1_000), many(scheme, 64));
			checks[place].message[0] ^= 1;
			assert_eq!(verify(&verified, &checks), 1);
			for (number, check) in checks.iter().enumerate() {
				assert_eq!(is_known(&verified, check), number != place);
			}
			assert_eq!((verified.entries(), verified.ahead()), (63, 63));
			assert_eq!((verified.hits(), verified.misses()), (0, 0), "nobody has asked yet");
		}
	}
}

#[test]
fn together_they_are_judged_as_one_by_one() {
	let mut checks = many(Scheme::Sr25519, 8);
	let claims = |checks: &[SignatureCheck]| {
		let each = checks.iter().map(|check| Claim::of(check).expect("a known scheme").holds());
		let together =
			checks.iter().map(|check| Claim::of(check).expect("a known scheme")).collect::<Vec<_>>();
		(each.collect::<Vec<_>>(), all_hold(together.iter()))
	};
	assert_eq!(claims(&checks), (vec![true; 8], true));

	// Two that have changed places.
	let (first, second) = (checks[0].signature.clone(), checks[1].signature.clone());
	(checks[0].signature, checks[1].signature) = (second, first);
	let (each, together) = claims(&checks);
	assert_eq!((&each[..3], together), (&[false, false, true][..], false));

	// Two that are wrong by as much in opposite directions: their sum is right.
	let mut checks = many(Scheme::Sr25519, 8);
	let lowest = |check: &mut SignatureCheck, change: fn(u8) -> Option<u8>| {
		let sp_runtime::MultiSignature::Sr25519(signature) = &mut check.signature else { unreachable!() };
		let changed = change(signature.0[32]);
		changed.map(|byte| signature.0[32] = byte).is_some()
	};
	let more = checks.iter_mut().position(|check| lowest(check, |byte| byte.checked_add(1)));
	let more = more.expect("one of them does not end with 255");
	let rest = &mut checks[more + 1..];
	assert!(rest.iter_mut().any(|check| lowest(check, |byte| byte.checked_sub(1))), "one is not 0");
	let (each, together) = claims(&checks);
	assert_eq!((each.iter().filter(|holds| **holds).count(), together), (6, false));

	// Bytes that are no point, no number below the order, and no signature of today's kind.
	for (byte, value) in [(0..32, 0xff), (32..63, 0xff), (63..64, 0x00)] {
		let mut checks = many(Scheme::Sr25519, 3);
		let sp_runtime::MultiSignature::Sr25519(signature) = &mut checks[1].signature else { unreachable!() };
		signature.0[byte].fill(value);
		assert_eq!(claims(&checks), (vec![true, false, true], false));
	}
	let mut checks = many(Scheme::Sr25519, 3);
	checks[2].signer = [0xff; 32].into();
	assert_eq!(claims(&checks), (vec![true, true, false], false));
}

#[test]
fn schemes_may_be_mixed_and_unknown_ones_are_left_to_others() {
	let verified = Verified::new(1_000);
	let mut checks = many(Scheme::Sr25519, 5);
	checks.extend(many(Scheme::Ed25519, 5));
	checks.insert(3, ecdsa_check());
	assert_eq!(verify(&verified, &checks), 0);
	assert_eq!(verified.entries(), 10);
	assert_eq!(verify(&verified, &[]), 0);
	assert_eq!(verify(&verified, &[ecdsa_check()]), 0);
	assert_eq!(verified.entries(), 10);
}

#[test]
fn equal_ones_and_known_ones_are_verified_once() {
	let verified = Verified::new(1_000);
	let checks = vec![check(Scheme::Sr25519, 1); 64];
	assert_eq!(verify(&verified, &checks), 0);
	assert_eq!(verify(&verified, &checks), 0);
	assert_eq!((verified.entries(), verified.ahead()), (1, 1));
	let mut false_one = check(Scheme::Sr25519, 1);
	false_one.message.clear();
	assert_eq!(verify(&verified, &vec![false_one; 64]), 1);
}

#[test]
fn what_holds_together_is_known_before_it_is_asked_about_and_else_nothing_is() {
	let verified = Verified::new(1_000);
	let mut checks = many(Scheme::Sr25519, 8);
	checks.extend(many(Scheme::Ed25519, 2));
	verify_together(&verified, &checks);
	assert_eq!((verified.entries(), verified.ahead()), (8, 8), "others are not verified together");
	assert!(checks[..8].iter().all(|check| is_known(&verified, check)));
	verify_together(&verified, &checks);
	assert_eq!((verified.entries(), verified.ahead()), (8, 8), "known ones are not verified again");

	let mut more = (8..16).map(|number| check(Scheme::Sr25519, number)).collect::<Vec<_>>();
	more[7].message[0] ^= 1;
	verify_together(&verified, &more);
	assert_eq!((verified.entries(), verified.ahead()), (8, 8));
	more.pop();
	verify_together(&verified, &more);
	assert_eq!((verified.entries(), verified.ahead()), (15, 15));

	let off = Verified::new(0);
	verify_together(&off, &checks);
	assert_eq!((off.entries(), off.ahead()), (0, 0));
}

#[test]
fn what_is_submitted_is_known_soon() {
	let verified = Arc::new(Verified::new(1_000));
	let (ahead, origin) = (Ahead::new(verified.clone()).expect("threads"), Arc::default());
	let mut checks = many(Scheme::Sr25519, 150);
	checks.extend(many(Scheme::Ed25519, 10));
	assert!(ahead.submit(checks.clone(), &origin));
	assert!(ahead.submit(Vec::new(), &origin));
	until("all of them", || verified.ahead() == 160);
	assert!(origin.is_trusted());
	for check in &checks {
		assert!(verified.holds(&Claim::of(check).expect("a known scheme")));
	}
	assert_eq!((verified.hits(), verified.misses()), (160, 0));
}

#[test]
fn an_origin_of_false_signatures_is_given_up() {
	let verified = Arc::new(Verified::new(1_000));
	let ahead = Ahead::new(verified.clone()).expect("threads");
	let origin = Arc::new(Origin::default());
	let mut checks = many(Scheme::Ed25519, 40);
	for check in &mut checks[..20] {
		check.message.push(1);
	}
	assert!(ahead.submit(checks, &origin));
	until("the false ones are seen", || !origin.is_trusted());
	until("the group is done", || verified.ahead() == 20);

	let more = (100..140).map(|number| check(Scheme::Ed25519, number)).collect::<Vec<_>>();
	assert!(ahead.submit(more.clone(), &origin), "it is taken on, and not looked at");
	let other = (200..240).map(|number| check(Scheme::Ed25519, number)).collect::<Vec<_>>();
	assert!(ahead.submit(other.clone(), &Arc::default()), "others do not suffer for it");
	until("those of another origin", || other.iter().all(|check| is_known(&verified, check)));
	until("all is done", || ahead.is_idle());
	assert!(more.iter().all(|check| !is_known(&verified, check)));
}

#[test]
fn nothing_is_taken_on_while_much_waits() {
	let verified = Arc::new(Verified::new(1_000));
	let (ahead, origin) = (Ahead::new(verified.clone()).expect("threads"), Arc::default());
	let mut huge = check(Scheme::Ed25519, 1);
	huge.message = vec![0; 64 * 1024 * 1024];
	assert!(!ahead.submit(vec![huge], &origin), "it alone is too much");
	assert!(ahead.is_idle(), "and leaves nothing behind");
	assert!(ahead.submit(many(Scheme::Ed25519, 3), &origin));
	until("those after it", || verified.ahead() == 3);
	until("all is done", || ahead.is_idle());
}
