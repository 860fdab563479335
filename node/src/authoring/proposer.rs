// SPDX-License-Identifier: Apache-2.0

//! Fills a block with the best of the transactions that wait, until it is full or its time is over.

use std::{pin::Pin, sync::Arc, time::Instant};

use cairn_primitives::opaque::{Header, UncheckedExtrinsic};
use futures::{channel::oneshot, future, Future, FutureExt};
use log::{debug, error, info, warn};
use sc_basic_authorship::ProposerFactory as SdkFactory;
use sc_proposer_metrics::{EndProposingReason as End, MetricsLink};
use sc_telemetry::{telemetry, TelemetryHandle, CONSENSUS_INFO};
use sc_transaction_pool_api::{InPoolTransaction, ReadyTransactions, TransactionPool, TxInvalidityReportMap};
use sp_consensus::{Environment, Proposal, ProposeArgs};
use sp_core::{traits::SpawnNamed, H256};
use sp_inherents::InherentData;
use sp_runtime::{
	traits::Header as _,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
};
use substrate_prometheus_endpoint::Registry;

use super::{
	batch::BatchSize,
	block::{size_in_block, BlockBuilder},
	closing::Closing,
	takes_batches,
};
use crate::service::{Block, Client, Pool};

const LOG_TARGET: &str = "authoring";

/// The most bytes of a block, unless the engine sets another limit; the runtime has one of its own. The same as the SDK's,
/// which its network protocols are made for.
const SIZE_LIMIT: usize = 4 * 1024 * 1024 + 512;

/// How many transactions may find no room in the block, when half of the time is over, before it counts as full. Until
/// then the search goes on: what has no room may be large, and small ones come after it.
const MAX_SKIPPED: usize = 8;

/// After so many in a row that find no room the block is full, however much time there is.
const MAX_SKIPPED_IN_A_ROW: usize = 1024;

type Transaction = Arc<<Pool as TransactionPool>::InPoolTransaction>;
type Ready = Box<dyn ReadyTransactions<Item = Transaction> + Send>;

/// Makes a [`Proposer`] for each block.
#[derive(Clone)]
pub struct ProposerFactory {
	parts: Parts,
	/// For runtimes that take transactions one by one.
	sdk: SdkFactory<Pool, Client>,
}

/// What it takes to make blocks.
#[derive(Clone)]
struct Parts {
	spawner: Arc<dyn SpawnNamed>,
	client: Arc<Client>,
	pool: Arc<Pool>,
	closing: Arc<Closing>,
	metrics: MetricsLink,
	telemetry: Option<TelemetryHandle>,
}

impl ProposerFactory {
	/// Makes blocks on `client` out of the transactions in `pool`, on threads of `spawner`.
	pub fn new(
		spawner: impl SpawnNamed + Clone + 'static,
		client: Arc<Client>,
		pool: Arc<Pool>,
		registry: Option<&Registry>,
		telemetry: Option<TelemetryHandle>,
	) -> Self {
		let sdk = SdkFactory::new(spawner.clone(), client.clone(), pool.clone(), None, telemetry.clone());
		let metrics = MetricsLink::new(registry);
		let closing = Arc::new(Closing::new());
		Self { parts: Parts { spawner: Arc::new(spawner), client, pool, closing, metrics, telemetry }, sdk }
	}
}

impl Environment<Block> for ProposerFactory {
	type Proposer = Proposer;
	type CreateProposer = future::Ready<Result<Proposer, sp_blockchain::Error>>;
	type Error = sp_blockchain::Error;

	fn init(&mut self, parent: &Header) -> Self::CreateProposer {
		let hash = parent.hash();
		let way = if takes_batches(&self.parts.client, hash) {
			Ok(Way::InBatches { hash, number: *parent.number() })
		} else {
			self.sdk.init(parent).into_inner().map(Way::OneByOne)
		};
		future::ready(way.map(|way| Proposer { parts: self.parts.clone(), way }))
	}
}

/// Makes one block.
pub struct Proposer {
	parts: Parts,
	way: Way,
}

/// How transactions get into the block.
enum Way {
	/// Many in a call, on top of the block of this hash and number.
	InBatches { hash: H256, number: u32 },
	/// One in a call.
	OneByOne(sc_basic_authorship::Proposer<Block, Client, Pool>),
}

impl sp_consensus::Proposer<Block> for Proposer {
	type Error = sp_blockchain::Error;
	type Proposal = Pin<Box<dyn Future<Output = Result<Proposal<Block>, Self::Error>> + Send>>;

	fn propose(self, args: ProposeArgs<Block>) -> Self::Proposal {
		let Self { parts, way } = self;
		let metrics = parts.metrics.clone();
		let start = Instant::now();
		let proposal = match way {
			Way::InBatches { hash, number } => propose_in_batches(parts, (hash, number), args).boxed(),
			Way::OneByOne(proposer) => proposer.propose(args),
		};
		let reported = move |proposal: &Result<Proposal<Block>, _>| {
			let Ok(proposal) = proposal else { return };
			metrics.report(|metrics| {
				let seconds = start.elapsed().as_secs_f64();
				metrics.number_of_transactions.set(proposal.block.extrinsics.len() as u64);
				metrics.block_constructed.observe(seconds);
				metrics.create_block_proposal_time.observe(seconds);
			});
		};
		proposal.inspect(reported).boxed()
	}
}

/// Makes a block on a thread of its own: all of it is work that does not wait.
async fn propose_in_batches(
	parts: Parts,
	parent: (H256, u32),
	args: ProposeArgs<Block>,
) -> Result<Proposal<Block>, sp_blockchain::Error> {
	let (sender, receiver) = oneshot::channel();
	let spawner = parts.spawner.clone();
	let work = async move {
		// Nobody waits any more: the slot is over, or the node stops.
		let _ = sender.send(propose(&parts, parent, args).await);
	};
	spawner.spawn_blocking("proposer", Some("block-authoring"), work.boxed());
	receiver.await?
}

async fn propose(
	parts: &Parts,
	parent: (H256, u32),
	args: ProposeArgs<Block>,
) -> Result<Proposal<Block>, sp_blockchain::Error> {
	let start = Instant::now();
	let deadline = start + args.max_duration;
	let limit = args.block_size_limit.unwrap_or(SIZE_LIMIT);
	let mut block = BlockBuilder::new(
		&parts.client,
		parent,
		args.inherent_digests,
		args.storage_proof_recorder,
		args.extra_extensions,
	)?;
	add_inherents(parts, &mut block, args.inherent_data)?;
	let end = match block.mode {
		ExtrinsicInclusionMode::OnlyInherents => End::TransactionForbidden,
		ExtrinsicInclusionMode::AllExtrinsics => {
			let patience = deadline.saturating_duration_since(Instant::now()) / 8;
			let mut ready: Ready = parts.pool.ready_at_with_timeout(parent.0, patience).await;
			let (end, invalid) = fill(&mut block, &mut ready, deadline, limit, &parts.closing);
			drop(ready);
			parts.pool.report_invalid(Some(parent.0), invalid).await;
			end
		}
	};
	let filled = Instant::now();
	let transactions = block.len();
	let proposal = tracing::trace_span!(target: LOG_TARGET, "end_block").in_scope(|| block.build())?;
	parts.closing.took(transactions, filled.elapsed());
	parts.metrics.report(|metrics| metrics.report_end_proposing_reason(end));
	let header = &proposal.block.header;
	info!(
		target: LOG_TARGET,
		"Made block #{} ({:?}) of {} extrinsics in {} ms: {}",
		header.number(),
		header.hash(),
		proposal.block.extrinsics.len(),
		start.elapsed().as_millis(),
		describe(end)
	);
	telemetry!(
		parts.telemetry;
		CONSENSUS_INFO;
		"prepared_block_for_proposing";
		"number" => ?header.number(),
		"hash" => ?header.hash(),
	);
	Ok(proposal)
}

/// Why the block has no more transactions.
fn describe(end: End) -> &'static str {
	match end {
		End::NoMoreTransactions => "no more transactions wait",
		End::HitDeadline => "its time is over",
		End::HitBlockSizeLimit => "it is as large as it may be",
		End::HitBlockWeightLimit => "it is as heavy as it may be",
		End::TransactionForbidden => "the runtime takes no transactions in it",
	}
}

/// Adds what the runtime itself puts into each block.
///
/// # Errors
///
/// If the runtime fails, or refuses one that no block may be without.
fn add_inherents(
	parts: &Parts,
	block: &mut BlockBuilder<'_>,
	data: InherentData,
) -> sp_blockchain::Result<()> {
	let start = Instant::now();
	let inherents = block.inherents(data)?;
	parts.metrics.report(|metrics| metrics.create_inherents_time.observe(start.elapsed().as_secs_f64()));
	for inherent in inherents {
		for result in block.add(vec![inherent])? {
			match result {
				Ok(_) => {}
				Err(error) if error.was_mandatory() => {
					error!(target: LOG_TARGET, "The runtime refuses an inherent that each block needs: no block is made");
					return Err(sp_blockchain::ApplyExtrinsicFailed::Validity(error).into());
				}
				Err(error) => warn!(target: LOG_TARGET, "The runtime refuses its own inherent: {error:?}"),
			}
		}
	}
	Ok(())
}

/// How many transactions found no room.
#[derive(Default)]
struct Skipped {
	all: usize,
	in_a_row: usize,
}

impl Skipped {
	fn more(&mut self) {
		self.all += 1;
		self.in_a_row += 1;
	}

	/// Whether it is not worth while to look for smaller ones.
	fn enough(&self, is_late: bool) -> bool {
		self.in_a_row >= MAX_SKIPPED_IN_A_ROW || is_late && self.all > MAX_SKIPPED
	}
}

/// Adds transactions until the block is full, none are left, or the time is over that leaves enough to close the block
/// before the deadline. Tells why it ended, and which transactions the pool should look at again.
fn fill(
	block: &mut BlockBuilder<'_>,
	ready: &mut Ready,
	deadline: Instant,
	limit: usize,
	closing: &Closing,
) -> (End, TxInvalidityReportMap<H256>) {
	let start = Instant::now();
	let late = start + deadline.saturating_duration_since(start) / 2;
	let mut invalid = TxInvalidityReportMap::new();
	let mut skipped = Skipped::default();
	let mut full = None;
	let mut size = BatchSize::new();
	let end = loop {
		let now = Instant::now();
		if skipped.enough(now > late) {
			break full.unwrap_or(End::HitBlockWeightLimit);
		}
		let left = deadline.saturating_duration_since(now).saturating_sub(closing.of(block.len()));
		if left.is_zero() {
			break full.unwrap_or(End::HitDeadline);
		}
		let batch = take(ready, size.next(), limit.saturating_sub(block.size()), |_| {
			skipped.more();
			full = Some(End::HitBlockSizeLimit);
			!skipped.enough(now > late)
		});
		if batch.is_empty() {
			break full.unwrap_or(End::NoMoreTransactions);
		}
		let results = apply(block, &batch);
		let elapsed = now.elapsed();
		size.took(batch.len(), elapsed, left.saturating_sub(elapsed));
		let mut is_first_refusal = true;
		for (transaction, result) in batch.iter().zip(results) {
			let Err(refusal) = result else {
				skipped.in_a_row = 0;
				full = None;
				continue;
			};
			// Those that depend on it are not to be tried any more.
			ready.report_invalid(transaction);
			match refusal {
				Some(error) if error.exhausted_resources() => {
					skipped.more();
					full = Some(End::HitBlockWeightLimit);
				}
				// It depends on one in this batch that was refused: nothing is wrong with it.
				Some(TransactionValidityError::Invalid(InvalidTransaction::Future)) if !is_first_refusal => {}
				refusal => {
					debug!(target: LOG_TARGET, "{:?} is refused: {refusal:?}", transaction.hash());
					invalid.insert(*transaction.hash(), refusal);
				}
			}
			is_first_refusal = false;
		}
	};
	(end, invalid)
}

/// Takes up to `count` transactions that fit into `room` bytes. Those that do not are given to `too_large`, which tells
/// whether to go on.
fn take(
	ready: &mut Ready,
	count: usize,
	mut room: usize,
	mut too_large: impl FnMut(&Transaction) -> bool,
) -> Vec<Transaction> {
	let mut batch = Vec::with_capacity(count);
	while batch.len() < count {
		let Some(transaction) = ready.next() else { break };
		let size = size_in_block(transaction.data());
		if size <= room {
			room -= size;
			batch.push(transaction);
			continue;
		}
		ready.report_invalid(&transaction);
		if !too_large(&transaction) {
			break;
		}
	}
	batch
}

/// Applies a batch. Of each transaction that is refused it gives the reason, if the runtime has one.
fn apply(
	block: &mut BlockBuilder<'_>,
	batch: &[Transaction],
) -> Vec<Result<(), Option<TransactionValidityError>>> {
	let span = tracing::trace_span!(target: LOG_TARGET, "apply_batch", count = batch.len());
	let _entered = span.enter();
	let extrinsic = |transaction: &Transaction| UncheckedExtrinsic::clone(transaction.data());
	let told = |result: ApplyExtrinsicResult| result.map(drop).map_err(Some);
	match block.add(batch.iter().map(extrinsic).collect()) {
		Ok(results) => results.into_iter().map(told).collect(),
		// One of them makes the runtime fail, and takes the others with it. Alone, it is found.
		Err(error) => {
			debug!(target: LOG_TARGET, "a batch of {} fails: {error}", batch.len());
			let alone = |transaction| match block.add(vec![extrinsic(transaction)]) {
				Ok(mut results) => results.pop().map_or(Err(None), told),
				Err(error) => {
					warn!(target: LOG_TARGET, "{:?} makes the runtime fail: {error}", transaction.hash());
					Err(None)
				}
			};
			batch.iter().map(alone).collect()
		}
	}
}
