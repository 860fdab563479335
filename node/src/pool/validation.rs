// SPDX-License-Identifier: Apache-2.0

//! Asks the runtime whether transactions are valid, many in one call.
//!
//! Questions wait in two queues, one for transactions that were just submitted and one for the pool's own upkeep, each with
//! threads of its own. A thread takes as many as are there, up to a limit, and asks the runtime about all that are meant for
//! the same block. So under a light load a transaction is validated alone and at once, and the heavier the load the more of
//! them share what a call costs.
//!
//! After each block the SDK's pool asks about all that waits in it again, one transaction after the other, until the next
//! block comes. Under a load that never ends, and it would take an eighth of the node's time from what is new; so then it goes
//! slowly. What a block has made invalid is found by its author as well, and is left out of the block. It asks one after the
//! other too about a block's transactions that it did not know, and waits for that: it goes at full speed.
//!
//! The signatures of many are verified together before the runtime asks about each: that takes about half the time.
//!
//! The queues are bounded: who asks waits while they are full. A transaction that makes the runtime fail takes the batch
//! with it; its transactions are then validated one by one.

use std::{
	num::NonZeroUsize,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
	thread,
	time::{Duration, Instant},
};

use cairn_primitives::{
	opaque::{Header, UncheckedExtrinsic},
	transactions::TransactionBatches,
};
use futures::FutureExt;
use sc_service::SpawnEssentialTaskHandle;
use sc_transaction_pool::{ChainApi, FullChainApi, ValidateTransactionPriority};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::TreeRoute;
use sp_core::{traits::SpawnEssentialNamed, H256};
use sp_runtime::{
	generic::BlockId,
	transaction_validity::{TransactionSource, TransactionValidity},
};
use substrate_prometheus_endpoint::Registry;
use tokio::sync::{
	mpsc::{channel, Receiver, Sender},
	oneshot, Mutex,
};

use super::state::States;
use crate::{
	authoring::takes_batches,
	service::{Backend, Block, Client},
};

/// The most transactions in a call, which takes some milliseconds.
const LARGEST_BATCH: usize = 64;

/// So many signatures are worth a call of the runtime that tells them, to verify them together.
const FEW: usize = 32;

/// How many questions may wait in each queue.
const QUEUE: usize = 1024;

/// After a question of the pool's upkeep about what waits in it, its thread rests so many times as long as the answer took,
/// while much is submitted.
const REST: u32 = 9;

/// But no longer than this. The first question to a new runtime takes as long as it takes to compile it, and the next
/// blocks must not wait for a multiple of that.
const LONGEST_REST: Duration = Duration::from_millis(20);

/// The SDK's way to the chain, for all but validation.
type Sdk = FullChainApi<Client, Block>;
type Error = <Sdk as ChainApi>::Error;
type Validity = Result<TransactionValidity, Error>;

/// The pool's way to the chain.
pub(super) struct BatchedValidation {
	states: States,
	sdk: Arc<Sdk>,
	submitted: Sender<Question>,
	maintained: Sender<Question>,
}

/// Whether a transaction is valid.
struct Question {
	at: H256,
	source: TransactionSource,
	transaction: Arc<UncheckedExtrinsic>,
	answer: oneshot::Sender<Validity>,
}

/// Where threads find questions.
type Questions = Arc<Mutex<Receiver<Question>>>;

impl BatchedValidation {
	/// Starts the threads that ask the runtime of `client`, on states of `backend`.
	pub(super) fn new(
		client: Arc<Client>,
		backend: Arc<Backend>,
		registry: Option<&Registry>,
		spawner: &SpawnEssentialTaskHandle,
	) -> Self {
		let sdk = Arc::new(Sdk::new(client.clone(), registry, spawner));
		let states = States::new(client.clone(), backend);
		let (submitted, submitted_receiver) = channel(QUEUE);
		let (maintained, maintained_receiver) = channel(QUEUE);
		let queues = [(submitted_receiver, true), (maintained_receiver, false)];
		// Whether what was submitted last came with others.
		let much = Arc::new(AtomicBool::new(false));
		for (receiver, is_submitted) in queues {
			let questions = Arc::new(Mutex::new(receiver));
			for _ in 0..threads() {
				let (client, sdk, states) = (client.clone(), sdk.clone(), states.clone());
				let (questions, much) = (Questions::clone(&questions), much.clone());
				let work = async move {
					if is_submitted {
						give_way();
					}
					while let Some(batch) = next(&questions).await {
						let (count, can_rest, start) = (batch.len(), is_asked_again(&batch), Instant::now());
						answer(&client, &states, &sdk, batch);
						if is_submitted {
							much.store(count > 1, Ordering::Relaxed);
						} else if can_rest && much.load(Ordering::Relaxed) {
							tokio::time::sleep(rest(start.elapsed())).await;
						}
					}
				};
				spawner.spawn_essential_blocking(
					"transaction-validation",
					Some("transaction-pool"),
					work.boxed(),
				);
			}
		}
		Self { states, sdk, submitted, maintained }
	}
}

/// Lets other threads of the node go first where there are not enough cores for all: the one that makes a block, whose slot
/// ends, and the pool's upkeep, without which no block is made. Who submits can wait, so a flood of transactions does not keep
/// the author from its block.
fn give_way() {
	/// A third of the time that others get (`sched(7)`).
	#[cfg(target_os = "linux")]
	const NICENESS: i32 = 5;

	// Elsewhere it is the whole process that would give way.
	#[cfg(target_os = "linux")]
	if let Err(error) = rustix::process::nice(NICENESS) {
		log::debug!(target: "txpool", "validation runs at the priority of the node: {error}");
	}
}

/// Half of the cores for each queue: the others make and import blocks, and serve those who submit.
fn threads() -> usize {
	(thread::available_parallelism().map_or(1, NonZeroUsize::get) / 2).clamp(1, 8)
}

/// Whether these questions of the pool's upkeep are one about what waits in the pool, which came alone, and not one about
/// what is in a block.
fn is_asked_again(questions: &[Question]) -> bool {
	matches!(questions, [question] if question.source != TransactionSource::InBlock)
}

/// How long a thread of the pool's upkeep rests after a question that came alone, which took so long to answer. For many that
/// are asked together a block waits.
fn rest(elapsed: Duration) -> Duration {
	elapsed.saturating_mul(REST).min(LONGEST_REST)
}

/// The questions that are there, or the next one; `None` when the pool is gone.
async fn next(questions: &Mutex<Receiver<Question>>) -> Option<Vec<Question>> {
	let mut batch = Vec::new();
	questions.lock().await.recv_many(&mut batch, LARGEST_BATCH).await;
	(!batch.is_empty()).then_some(batch)
}

/// Answers questions, those about the same block together.
fn answer(client: &Client, states: &States, sdk: &Sdk, mut questions: Vec<Question>) {
	// Who asked may have gone away.
	questions.retain(|question| !question.answer.is_closed());
	while let Some(Question { at, source, .. }) = questions.first() {
		let (at, source) = (*at, *source);
		let (alike, others) =
			questions.into_iter().partition(|question| question.at == at && question.source == source);
		questions = others;
		states.as_of(at, |at| answer_alike(client, sdk, at, source, alike));
	}
}

fn answer_alike(client: &Client, sdk: &Sdk, at: H256, source: TransactionSource, questions: Vec<Question>) {
	let span = tracing::trace_span!(target: "txpool", "validate_batch", count = questions.len());
	let _entered = span.enter();
	let one_by_one = |questions: Vec<Question>| {
		for question in questions {
			let validity = sdk.validate_transaction_blocking(at, source, question.transaction);
			let _ = question.answer.send(validity);
		}
	};
	if !takes_batches(client, at) {
		return one_by_one(questions);
	}
	let transactions: Vec<_> =
		questions.iter().map(|question| UncheckedExtrinsic::clone(&question.transaction)).collect();
	if transactions.len() >= FEW {
		verify_together(client, at, transactions.clone());
	}
	match client.runtime_api().validate_transactions(at, source, transactions, at) {
		Ok(validities) if validities.len() == questions.len() => {
			for (question, validity) in questions.into_iter().zip(validities) {
				let _ = question.answer.send(Ok(validity));
			}
		}
		Ok(validities) => {
			log::error!(
				target: "txpool",
				"The runtime tells of {} transactions out of {} whether they are valid",
				validities.len(),
				questions.len()
			);
			one_by_one(questions);
		}
		Err(error) => {
			log::debug!(target: "txpool", "a batch of {} fails: {error}", questions.len());
			one_by_one(questions);
		}
	}
}

/// Verifies the signatures of transactions that the runtime is to be asked about next. What is not verified here is then.
fn verify_together(client: &Client, at: H256, transactions: Vec<UncheckedExtrinsic>) {
	let verified = cairn_signatures::shared();
	if !verified.is_on() {
		return;
	}
	match client.runtime_api().signatures(at, transactions, at) {
		Ok(checks) => {
			let checks: Vec<_> = checks.into_iter().flatten().collect();
			cairn_signatures::verify_together(&verified, &checks);
		}
		Err(error) => log::debug!(target: "txpool", "signatures cannot be told: {error}"),
	}
}

#[async_trait::async_trait]
impl ChainApi for BatchedValidation {
	type Block = Block;
	type Error = Error;

	async fn validate_transaction(
		&self,
		at: H256,
		source: TransactionSource,
		transaction: Arc<UncheckedExtrinsic>,
		priority: ValidateTransactionPriority,
	) -> Validity {
		let queue = match priority {
			ValidateTransactionPriority::Submitted => &self.submitted,
			ValidateTransactionPriority::Maintained => &self.maintained,
		};
		let stopped = || Error::RuntimeApi("the node stops: transactions are not validated any more".into());
		let (answer, answered) = oneshot::channel();
		queue.send(Question { at, source, transaction, answer }).await.map_err(|_| stopped())?;
		answered.await.map_err(|_| stopped())?
	}

	fn validate_transaction_blocking(
		&self,
		at: H256,
		source: TransactionSource,
		transaction: Arc<UncheckedExtrinsic>,
	) -> Validity {
		self.states.as_of(at, |at| self.sdk.validate_transaction_blocking(at, source, transaction))
	}

	fn block_id_to_number(&self, at: &BlockId<Block>) -> Result<Option<u32>, Error> {
		self.sdk.block_id_to_number(at)
	}

	fn block_id_to_hash(&self, at: &BlockId<Block>) -> Result<Option<H256>, Error> {
		self.sdk.block_id_to_hash(at)
	}

	fn hash_and_length(&self, transaction: &UncheckedExtrinsic) -> (H256, usize) {
		self.sdk.hash_and_length(transaction)
	}

	async fn block_body(&self, at: H256) -> Result<Option<Vec<UncheckedExtrinsic>>, Error> {
		self.sdk.block_body(at).await
	}

	fn block_header(&self, at: H256) -> Result<Option<Header>, Error> {
		self.sdk.block_header(at)
	}

	fn tree_route(&self, from: H256, to: H256) -> Result<TreeRoute<Block>, Error> {
		self.sdk.tree_route(from, to)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::authoring::tests::{nonsense, Chain, CRN};
	use futures::future::join_all;
	use sc_client_db::PruningMode;
	use sc_service::TaskManager;
	use sc_transaction_pool::{ForkAwareTxPool, Options};
	use sc_transaction_pool_api::{ChainEvent, MaintainedTransactionPool, TransactionPool};
	use sp_blockchain::HeaderBackend;
	use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
	use sp_runtime::transaction_validity::InvalidTransaction;
	use tokio::runtime::{Handle, Runtime};

	const SOURCE: TransactionSource = TransactionSource::External;

	#[test]
	fn of_many_at_once_each_gets_its_own_answer() {
		let chain = Chain::new();
		Runtime::new().expect("threads can be had").block_on(async {
			let tasks = TaskManager::new(Handle::current(), None).expect("it needs nothing");
			let spawner = tasks.spawn_essential_handle();
			let validation =
				BatchedValidation::new(chain.client.clone(), chain.backend.clone(), None, &spawner);
			let transactions = (0..3 * LARGEST_BATCH as u32).map(|number| match number % 4 {
				0 => nonsense(),
				1 => chain.transfer(Alice, number, CRN),
				_ => chain.transfer(Bob, number, CRN),
			});
			let transactions: Vec<_> = transactions.map(Arc::new).collect();
			let unknown = H256::repeat_byte(7);
			let ask = |(number, transaction): (usize, &Arc<UncheckedExtrinsic>)| {
				let priority = match number % 3 {
					0 => ValidateTransactionPriority::Maintained,
					_ => ValidateTransactionPriority::Submitted,
				};
				// Every tenth is about a block that is not there, which is nobody else's fault.
				let at = if number % 10 == 9 { unknown } else { chain.genesis };
				validation.validate_transaction(at, SOURCE, transaction.clone(), priority)
			};
			let ahead = cairn_signatures::shared().ahead();
			let answers = join_all(transactions.iter().enumerate().map(ask)).await;
			assert!(cairn_signatures::shared().ahead() > ahead, "no signatures are verified together");
			for (number, (answer, transaction)) in answers.into_iter().zip(&transactions).enumerate() {
				if number % 10 == 9 {
					assert!(answer.is_err(), "{number}: {answer:?}");
				} else if number % 4 == 0 {
					assert_eq!(answer.expect("an answer"), Err(InvalidTransaction::Call.into()), "{number}");
				} else {
					let alone =
						validation.validate_transaction_blocking(chain.genesis, SOURCE, transaction.clone());
					let alone = alone.expect("the runtime answers");
					assert!(alone.is_ok(), "{number}: {alone:?}");
					assert_eq!(answer.expect("an answer"), alone, "{number}");
				}
			}
		});
	}

	#[test]
	fn questions_that_come_alone_take_a_tenth_of_a_thread() {
		let elapsed = Duration::from_micros(300);
		assert_eq!(elapsed + rest(elapsed), 10 * elapsed);
	}

	#[test]
	fn what_a_block_waits_for_is_answered_at_full_speed() {
		let questions = |sources: &[TransactionSource]| {
			let ask = |source: &TransactionSource| Question {
				at: H256::zero(),
				source: *source,
				transaction: Arc::new(nonsense()),
				answer: oneshot::channel().0,
			};
			sources.iter().map(ask).collect::<Vec<_>>()
		};
		assert!(is_asked_again(&questions(&[SOURCE])));
		assert!(!is_asked_again(&questions(&[SOURCE, SOURCE])), "many are of a pool that follows a block");
		assert!(!is_asked_again(&questions(&[TransactionSource::InBlock])));
	}

	#[test]
	fn a_question_that_takes_long_does_not_hold_up_the_next() {
		let compiling = Duration::from_secs(24);
		assert_eq!(rest(compiling), LONGEST_REST);
	}

	#[tokio::test(flavor = "multi_thread")]
	async fn a_state_that_is_gone_keeps_no_transaction_out() {
		let chain = Chain::with_pruning(PruningMode::blocks_pruning(1));
		chain.seal(&[]).await;
		let first = chain.client.info().best_hash;
		let tasks = TaskManager::new(Handle::current(), None).expect("it needs nothing");
		let spawner = tasks.spawn_essential_handle();
		let validation =
			Arc::new(BatchedValidation::new(chain.client.clone(), chain.backend.clone(), None, &spawner));
		let pool = ForkAwareTxPool::new_with_background_worker(
			Options::default(),
			true.into(),
			validation.clone(),
			None,
			spawner,
			first,
			first,
		);
		for _ in 0..3 {
			chain.seal(&[]).await;
		}
		assert!(chain.client.state_at(first).is_err(), "the state of the first block is still there");

		// The pool was told of none of those blocks: it asks about the first.
		let transfer = chain.transfer(Alice, 0, CRN);
		let now = validation.validate_transaction_blocking(first, SOURCE, transfer.clone().into());
		assert!(matches!(now, Ok(Ok(_))), "{now:?}");
		pool.submit_one(first, SOURCE, transfer).await.expect("the transfer is valid");
		let best = ChainEvent::NewBestBlock { hash: chain.client.info().best_hash, tree_route: None };
		pool.maintain(best).await;
		assert_eq!(pool.status().ready, 1);
		// What the runtime refuses is refused as ever.
		let poor = chain.transfer(Sr25519Keyring::One, 0, CRN);
		let refused = validation.validate_transaction_blocking(first, SOURCE, poor.into());
		assert_eq!(refused.expect("an answer"), Err(InvalidTransaction::Payment.into()));
	}
}
