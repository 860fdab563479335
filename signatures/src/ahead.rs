// SPDX-License-Identifier: Apache-2.0

//! Signatures that are verified before anybody asks about them.
//!
//! A runtime asks about one signature after the other, on one core. Whoever has many transactions in hand can have theirs
//! verified on all cores before: what holds is remembered, and the runtime then waits for none of it. It is a help and nothing
//! more. What is not done in time, or not taken on, is verified when it is asked about.

use std::{
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc,
	},
	thread,
};

use cairn_primitives::transactions::SignatureCheck;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use schnorrkel::{signing_context, PublicKey, Signature};

use crate::{claim::Fingerprint, Claim, Scheme, Verified};

/// So many signatures are verified together, by one thread.
const GROUP: usize = 64;
/// How much may wait for a thread, in bytes of memory.
const MAX_WAITING: usize = 64 * 1024 * 1024;
/// What a signature that waits takes beside its message, in bytes of memory, rounded up.
const OVERHEAD: usize = 256;
/// So many false signatures of one origin are as many as one looks at.
const MAX_FALSE: usize = 16;
/// What every sr25519 signature of the SDK is made in.
const CONTEXT: &[u8] = b"substrate";

/// Threads that verify signatures before anybody asks about them.
pub struct Ahead {
	threads: ThreadPool,
	verified: Arc<Verified>,
	waiting: Arc<AtomicUsize>,
}

/// Where signatures come from, such as a block. Once it has shown some that are false, no more of it is looked at.
#[derive(Debug, Default)]
pub struct Origin {
	false_ones: AtomicUsize,
}

impl Origin {
	/// Whether its signatures are still looked at.
	pub fn is_trusted(&self) -> bool {
		self.false_ones.load(Ordering::Relaxed) < MAX_FALSE
	}
}

impl Ahead {
	/// Starts a thread for each core. What proves true is remembered in `verified`.
	///
	/// # Errors
	///
	/// If the system gives no threads.
	pub fn new(verified: Arc<Verified>) -> Result<Self, ThreadPoolBuildError> {
		let cores = thread::available_parallelism().map_or(1, usize::from);
		let threads = ThreadPoolBuilder::new()
			.num_threads(cores)
			.thread_name(|number| format!("signatures-{number}"))
			// Without it the process would end. What was not verified is verified when it is asked about.
			.panic_handler(|_| log::error!(target: "signatures", "A thread that verifies signatures panicked"))
			.build()?;
		Ok(Self { threads, verified, waiting: Arc::default() })
	}

	/// Has the signatures verified as soon as a core is free. It tells whether they are taken on, which they are not while
	/// much waits.
	pub fn submit(&self, checks: Vec<SignatureCheck>, origin: &Arc<Origin>) -> bool {
		let size = checks.iter().map(size_of).sum();
		let Some(place) = Place::take(&self.waiting, size) else { return false };
		let place = Arc::new(place);
		let mut checks = checks.into_iter();
		loop {
			let group = checks.by_ref().take(GROUP).collect::<Vec<_>>();
			if group.is_empty() {
				return true;
			}
			let (verified, origin, place) = (self.verified.clone(), origin.clone(), place.clone());
			self.threads.spawn(move || {
				if origin.is_trusted() {
					let false_ones = verify(&verified, &group);
					origin.false_ones.fetch_add(false_ones, Ordering::Relaxed);
				}
				drop(place);
			});
		}
	}

	/// Whether nothing waits.
	#[cfg(test)]
	pub(crate) fn is_idle(&self) -> bool {
		self.waiting.load(Ordering::Relaxed) == 0
	}
}

fn size_of(check: &SignatureCheck) -> usize {
	check.message.len().saturating_add(OVERHEAD)
}

/// A place among what waits, given back when it is dropped.
struct Place {
	waiting: Arc<AtomicUsize>,
	size: usize,
}

impl Place {
	fn take(waiting: &Arc<AtomicUsize>, size: usize) -> Option<Self> {
		let more = |now: usize| now.checked_add(size).filter(|sum| *sum <= MAX_WAITING);
		let taken = waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
		taken.is_ok().then(|| Self { waiting: waiting.clone(), size })
	}
}

impl Drop for Place {
	fn drop(&mut self) {
		self.waiting.fetch_sub(self.size, Ordering::Relaxed);
	}
}

/// Verifies those signatures that are not remembered yet, remembers those that hold, and returns how many do not.
pub(crate) fn verify(verified: &Verified, checks: &[SignatureCheck]) -> usize {
	let remember = |(fingerprint, _): &(Fingerprint, Claim<'_>)| verified.remember_ahead(*fingerprint);
	let (sr25519, others): (Vec<_>, Vec<_>) =
		unknown(verified, checks).into_iter().partition(|(_, claim)| claim.scheme == Scheme::Sr25519);
	let mut one_by_one = others;
	if all_hold(sr25519.iter().map(|(_, claim)| claim)) {
		sr25519.iter().for_each(remember);
	} else {
		one_by_one.extend(sr25519);
	}
	let (holding, false_ones): (Vec<_>, Vec<_>) = one_by_one.iter().partition(|(_, claim)| claim.holds());
	holding.into_iter().for_each(remember);
	false_ones.len()
}

/// Verifies together those sr25519 signatures that are not remembered yet, and remembers them if all of them hold.
///
/// A runtime that is to ask about all of them next then waits for about half the time. If one is false nothing is remembered,
/// and each is verified when it is asked about: that costs half as much again, whatever the signatures are.
pub fn verify_together(verified: &Verified, checks: &[SignatureCheck]) {
	if !verified.is_on() {
		return;
	}
	let mut unknown = unknown(verified, checks);
	unknown.retain(|(_, claim)| claim.scheme == Scheme::Sr25519);
	if all_hold(unknown.iter().map(|(_, claim)| claim)) {
		unknown.iter().for_each(|(fingerprint, _)| verified.remember_ahead(*fingerprint));
	}
}

/// What is claimed and not remembered, each once.
fn unknown<'a>(verified: &Verified, checks: &'a [SignatureCheck]) -> Vec<(Fingerprint, Claim<'a>)> {
	let claims = checks.iter().filter_map(Claim::of);
	let mut unknown = claims.map(|claim| (claim.fingerprint(), claim)).collect::<Vec<_>>();
	unknown.sort_unstable_by_key(|(fingerprint, _)| *fingerprint);
	unknown.dedup_by_key(|(fingerprint, _)| *fingerprint);
	unknown.retain(|(fingerprint, _)| !verified.knows(fingerprint));
	unknown
}

/// Whether all of these sr25519 signatures hold, which takes less time together than one after the other.
///
/// It multiplies each by a random number that nobody knows before, and verifies the sum: if one of them does not hold, the
/// sum does so with a probability of one in 2^128. No tells only that there is one.
pub(crate) fn all_hold<'a>(claims: impl ExactSizeIterator<Item = &'a Claim<'a>> + Clone) -> bool {
	if claims.len() < 2 {
		// Nothing is gained, and none is to be verified in another way than everywhere else.
		return claims.len() == 0;
	}
	let parsed = claims.clone().map(|claim| {
		Some((Signature::from_bytes(claim.signature).ok()?, PublicKey::from_bytes(claim.signer).ok()?))
	});
	let Some((signatures, signers)) = parsed.collect::<Option<(Vec<_>, Vec<_>)>>() else { return false };
	let context = signing_context(CONTEXT);
	let messages = claims.map(|claim| context.bytes(claim.message));
	schnorrkel::verify_batch(messages, &signatures, &signers, false).is_ok()
}
