// SPDX-License-Identifier: Apache-2.0

//! The threads that hash.
//!
//! RandomX takes 256 MiB of memory for each key (the *cache*; the larger data set that makes it faster is not used), and
//! the library ties that memory to the thread that made it. So hashing has threads of its own. The first one checks
//! the seals of others, and mines while there is nothing to check; each further one has a cache of its own and only
//! mines. Those that only mine have low priority, so that the rest of the node comes first.
//!
//! The first thread keeps two caches, because around a change of keys blocks of both sides are checked: 512 MiB once the
//! key has changed. Those that only mine keep one.

use std::{
	collections::{hash_map::RandomState, VecDeque},
	hash::{BuildHasher, Hasher as _},
	sync::{
		atomic::{AtomicBool, AtomicU64, Ordering},
		mpsc, Arc, Condvar, Mutex, MutexGuard, PoisonError,
	},
	thread,
	time::{Duration, Instant},
};

use futures::channel::mpsc as channel;
use randomx_rs::{RandomXCache, RandomXError, RandomXFlag, RandomXVM};
use sp_core::{H256, U256};

use super::rule;

/// How many keys the thread that checks seals keeps the memory for: around a change of keys, blocks of both sides come.
const KEPT_FOR_CHECKS: usize = 2;

/// How many keys a thread that only mines keeps the memory for.
const KEPT_FOR_MINING: usize = 1;

/// How long a thread without work sleeps before it looks whether the node has stopped.
const NAP: Duration = Duration::from_millis(100);

/// How long a thread that cannot hash waits before it tries to mine again.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// By how much the priority of threads that only mine is lowered.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// Something to find a nonce for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
	/// The key of RandomX.
	pub(super) key: H256,
	/// The hash of the header without its seal.
	pub(super) pre_hash: H256,
	/// How good the hash must be.
	pub(super) difficulty: U256,
}

/// A nonce that was found.
#[derive(Debug)]
pub(super) struct Found {
	/// What it was found for.
	pub(super) pre_hash: H256,
	/// The nonce.
	pub(super) nonce: u64,
}

/// The hashing threads of a node. They end when the last clone of it is gone.
#[derive(Clone)]
pub(super) struct Hasher(Arc<Inner>);

struct Inner {
	questions: mpsc::Sender<Question>,
	shared: Arc<Shared>,
}

/// A hash that somebody waits for.
struct Question {
	key: H256,
	input: Vec<u8>,
	answer: mpsc::Sender<Result<[u8; 32], String>>,
}

/// What all threads look at.
#[derive(Default)]
struct Shared {
	work: Mutex<Work>,
	changed: Condvar,
	stopped: AtomicBool,
	hashes: AtomicU64,
}

/// What to mine.
#[derive(Default)]
struct Work {
	job: Option<Arc<Job>>,
	found: Option<channel::UnboundedSender<Found>>,
}

impl Hasher {
	/// Starts the thread that checks seals.
	///
	/// # Errors
	///
	/// If the system gives no thread.
	pub(super) fn start() -> std::io::Result<Self> {
		let (questions, asked) = mpsc::channel();
		let shared = Arc::new(Shared::default());
		spawn(0, shared.clone(), Some(asked))?;
		Ok(Self(Arc::new(Inner { questions, shared })))
	}

	/// Has `threads` threads mine whatever [`Self::set_job`] says; what they find arrives on the channel.
	///
	/// # Errors
	///
	/// If the system gives no more threads.
	pub(super) fn mine(&self, threads: usize) -> std::io::Result<channel::UnboundedReceiver<Found>> {
		let (sender, found) = channel::unbounded();
		self.0.shared.work().found = Some(sender);
		// The first is there already.
		for number in 1..threads {
			spawn(number, self.0.shared.clone(), None)?;
		}
		Ok(found)
	}

	/// What is mined from now on. Nothing, if there is no job.
	pub(super) fn set_job(&self, job: Option<Job>) {
		self.0.shared.work().job = job.map(Arc::new);
		self.0.shared.changed.notify_all();
	}

	/// How many hashes were made for mining since the start.
	pub(super) fn hashes(&self) -> u64 {
		self.0.shared.hashes.load(Ordering::Relaxed)
	}

	/// The hash of `input` with this key. It takes some milliseconds, and about a second with a new key.
	///
	/// # Errors
	///
	/// What the library reports, such as a lack of memory.
	pub(super) fn hash(&self, key: H256, input: &[u8]) -> Result<[u8; 32], String> {
		let gone = || "the hashing thread has ended".to_string();
		let (answer, answered) = mpsc::channel();
		let question = Question { key, input: input.to_vec(), answer };
		self.0.questions.send(question).map_err(|_| gone())?;
		answered.recv().map_err(|_| gone())?
	}
}

impl Drop for Inner {
	fn drop(&mut self) {
		self.shared.stopped.store(true, Ordering::Relaxed);
		self.shared.changed.notify_all();
	}
}

impl Shared {
	/// What to mine. It is whole even if a thread has panicked meanwhile, for each change leaves it so.
	fn work(&self) -> MutexGuard<'_, Work> {
		self.work.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// The job, if there is one and somebody waits for its result.
	fn job(&self) -> Option<Arc<Job>> {
		let work = self.work();
		work.job.clone().filter(|_| work.found.is_some())
	}

	/// Reports a nonce, and stops the others from looking for one for the same job.
	fn report(&self, job: &Arc<Job>, nonce: u64) {
		let mut work = self.work();
		// The job may be another one by now. The nonce may still be of use.
		work.job.take_if(|current| Arc::ptr_eq(current, job));
		if let Some(found) = &work.found {
			// Nobody receives it while the node stops.
			let _ = found.unbounded_send(Found { pre_hash: job.pre_hash, nonce });
		}
	}

	/// Waits for another job, but not for long.
	fn wait(&self) {
		drop(self.changed.wait_timeout(self.work(), NAP));
	}
}

fn spawn(
	number: usize,
	shared: Arc<Shared>,
	questions: Option<mpsc::Receiver<Question>>,
) -> std::io::Result<()> {
	let thread = thread::Builder::new().name(format!("randomx-{number}"));
	thread.spawn(move || run(&shared, questions.as_ref())).map(drop)
}

/// A thread's life: questions first, then one hash for the job, and again.
fn run(shared: &Shared, questions: Option<&mpsc::Receiver<Question>>) {
	// On Linux this is about the thread alone. It is a courtesy: where it is refused, mining goes on. The thread that the
	// import of blocks waits for has the priority of the node.
	#[cfg(target_os = "linux")]
	if questions.is_none() {
		let _ = rustix::process::nice(NICENESS);
	}
	let mut machines = Machines::new(if questions.is_some() { KEPT_FOR_CHECKS } else { KEPT_FOR_MINING });
	let mut rest_until: Option<Instant> = None;
	// Several miners may work on one header, if they have one account. They must not all try the same.
	let mut nonce = RandomState::new().build_hasher().finish();
	while !shared.stopped.load(Ordering::Relaxed) {
		// Questions are answered also while mining rests.
		let job = shared.job().filter(|_| rest_until.is_none_or(|end| Instant::now() >= end));
		let question = match questions {
			Some(questions) if job.is_some() => questions.try_recv().ok(),
			Some(questions) => questions.recv_timeout(NAP).ok(),
			None => None,
		};
		if let Some(Question { key, input, answer }) = question {
			let hash = machines.hash(&key, &input).map_err(|error| error.to_string());
			// Who asked may have gone.
			let _ = answer.send(hash);
			continue;
		}
		let Some(job) = job else {
			if questions.is_none() {
				shared.wait();
			}
			continue;
		};
		match machines.hash(&job.key, &rule::input(&job.pre_hash, nonce)) {
			Ok(hash) => {
				shared.hashes.fetch_add(1, Ordering::Relaxed);
				if rule::suffices(&hash, job.difficulty) {
					shared.report(&job, nonce);
				}
			}
			Err(error) => {
				log::error!("Cannot mine: RandomX: {error}");
				rest_until = Some(Instant::now() + AFTER_FAILURE);
			}
		}
		nonce = nonce.wrapping_add(1);
	}
}

/// A thread's memory for RandomX: a virtual machine for each of the last keys, the newest last.
struct Machines {
	kept: usize,
	machines: VecDeque<(H256, RandomXVM)>,
}

impl Machines {
	/// None yet, and never more than `kept`.
	fn new(kept: usize) -> Self {
		Self { kept, machines: VecDeque::new() }
	}

	fn hash(&mut self, key: &H256, input: &[u8]) -> Result<[u8; 32], RandomXError> {
		let position = self.machines.iter().position(|(known, _)| known == key);
		let machine = match position.and_then(|position| self.machines.remove(position)) {
			Some((_, machine)) => machine,
			None => {
				// Room first: the memory is large.
				while self.machines.len() >= self.kept {
					self.machines.pop_front();
				}
				let flags = RandomXFlag::get_recommended_flags();
				let cache = RandomXCache::new(flags, key.as_bytes())?;
				RandomXVM::new(flags, Some(cache), None)?
			}
		};
		let hash = machine.calculate_hash(input);
		self.machines.push_back((*key, machine));
		let hash = hash?;
		hash.try_into().map_err(|_| RandomXError::Other("a hash that is not of 32 bytes".into()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::StreamExt;

	/// The first of the vectors in RandomX's own tests.
	#[test]
	fn it_is_randomx() {
		let flags = RandomXFlag::get_recommended_flags();
		let cache = RandomXCache::new(flags, b"test key 000").expect("memory");
		let machine = RandomXVM::new(flags, Some(cache), None).expect("memory");
		let hash = machine.calculate_hash(b"This is a test").expect("a hash");
		assert_eq!(hex::encode(hash), "639183aae1bf4c9a35884cb46b09cad9175f04efd7684e7262a0ac1c2f0b4e3f");
	}

	#[test]
	fn no_more_keys_are_kept_than_were_asked_for() {
		for kept in [KEPT_FOR_MINING, KEPT_FOR_CHECKS] {
			let mut machines = Machines::new(kept);
			let mut hash = |key| machines.hash(&H256::repeat_byte(key), b"input").expect("a hash");
			let hashes = [1, 2, 3, 1].map(&mut hash);
			assert_eq!(hashes[0], hashes[3], "a key that was dropped is made again");
			assert_eq!(machines.machines.len(), kept);
		}
	}

	#[test]
	fn a_nonce_for_a_job_that_was_replaced_is_reported_and_the_new_job_stays() {
		let shared = Shared::default();
		let (sender, mut found) = channel::unbounded();
		let job = |name| {
			let pre_hash = H256::repeat_byte(name);
			Arc::new(Job { key: H256::zero(), pre_hash, difficulty: U256::one() })
		};
		let (old, new) = (job(1), job(2));
		*shared.work() = Work { job: Some(new.clone()), found: Some(sender) };
		for (reported, left) in [(&old, Some(new.clone())), (&new, None)] {
			shared.report(reported, 5);
			let Found { pre_hash, nonce } = futures::executor::block_on(found.next()).expect("a nonce");
			assert_eq!((pre_hash, nonce), (reported.pre_hash, 5));
			assert_eq!(shared.job(), left);
		}
	}

	#[test]
	fn what_is_mined_is_what_is_checked() {
		let hasher = Hasher::start().expect("a thread");
		let mut found = hasher.mine(1).expect("the same thread");
		let job =
			Job { key: H256::repeat_byte(1), pre_hash: H256::repeat_byte(2), difficulty: U256::from(4) };
		hasher.set_job(Some(job.clone()));
		let Found { pre_hash, nonce } = futures::executor::block_on(found.next()).expect("a nonce");
		assert_eq!(pre_hash, job.pre_hash);
		let hash = hasher.hash(job.key, &rule::input(&pre_hash, nonce)).expect("a hash");
		assert!(rule::suffices(&hash, job.difficulty));
		assert!(hasher.hashes() > 0);
		// With another key the same nonce gives another hash.
		let other = hasher.hash(H256::repeat_byte(3), &rule::input(&pre_hash, nonce)).expect("a hash");
		assert_ne!(hash, other);
	}
}
