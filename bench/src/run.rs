// SPDX-License-Identifier: Apache-2.0

//! A measurement, from connecting to the report.

use crate::{
	account::{self, cores, Account, Scheme},
	chain::{Chain, Holding},
	envelope::Envelope,
	load::{self, Load, Ran},
	measure,
	node::Node,
	outcome,
	percentile::Latency,
	presign::{costs, Plan, Presigned},
	problem::{Problem, Result},
	process::Watch,
	progress::Progress,
	report::{Report, Setting},
	scenario::{Blueprint, Scenario},
	signer::Signer,
	store::{self, Label},
	submit::Pace,
};
use std::{
	path::PathBuf,
	sync::Arc,
	time::{Duration, Instant},
};

/// How many times what a transaction costs now is set aside for it: fees grow while blocks are full.
const MARGIN: u128 = 2;

/// What is measured, and how.
#[derive(Clone)]
pub struct Settings {
	/// What the load does.
	pub scenario: Scenario,
	/// The nodes that transactions are sent to. The first one tells of blocks.
	pub uris: Vec<String>,
	/// How many accounts there are.
	pub accounts: u32,
	/// How many transactions there are at most.
	pub count: usize,
	/// After how long nothing new is sent.
	pub duration: Option<Duration>,
	/// When transactions are sent.
	pub pace: Pace,
	/// How many transactions may be on their way to a block.
	pub in_flight: Option<usize>,
	/// How many connections there are.
	pub connections: usize,
	/// The secret of the account that gives funds to the others, and whose children they are.
	pub signer: String,
	/// The scheme of that account.
	pub signer_scheme: Scheme,
	/// The scheme of the others.
	pub scheme: Scheme,
	/// Where to write the signed transactions.
	pub save: Option<PathBuf>,
	/// Where to take signed transactions from.
	pub load: Option<PathBuf>,
	/// The nodes' processes.
	pub pids: Vec<u32>,
	/// How long nothing may happen before it is over.
	pub patience: Duration,
	/// Whether it is looked up what transactions did.
	pub with_outcomes: bool,
	/// Whether nothing is told before the end.
	pub is_quiet: bool,
}

/// Without the secret.
impl std::fmt::Debug for Settings {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let mut shown = formatter.debug_struct("Settings");
		shown.field("scenario", &self.scenario).field("uris", &self.uris).field("count", &self.count);
		shown.finish_non_exhaustive()
	}
}

/// Measures.
///
/// # Errors
///
/// When it could not begin: no node, no funds, a chain of another kind. What goes wrong under load is in the report.
pub async fn measure(settings: &Settings) -> Result<Report> {
	// So that a wrong one is not told of only after the accounts have their funds.
	settings.pids.iter().try_for_each(|pid| Watch::start(*pid).map(drop))?;
	let mut progress = Progress::new(settings.is_quiet);
	let loaded = settings.load.as_ref().map(|path| store::load(path)).transpose()?;
	let uri = settings.uris.first().ok_or_else(|| Problem::new("there is no node to measure"))?;
	let chain = Chain::connect(uri).await?;
	progress.say(&format!("{}: {} on {}", chain.name, chain.runtime, chain.software));
	until_pool_is_empty(&chain.node, settings.patience).await?;
	for uri in &settings.uris[1..] {
		until_pool_is_empty(&Node::connect(uri, 1).await?, settings.patience).await?;
	}

	let accounts = account::derive(&settings.signer, settings.scheme, settings.accounts)?;
	let senders = settings.scenario.senders(accounts.len());
	let signer = Account::from_uri(&settings.signer, settings.signer_scheme)?;
	let signer = Signer::new(&chain, signer, settings.patience)?;
	let count = loaded.as_ref().map_or(settings.count, |(label, _)| label.count);
	let (blueprint, holdings) = prepare(settings, &chain, &signer, &accounts, count, &mut progress).await?;
	let nonces = holdings[..senders].iter().map(|holding| holding.nonce).collect::<Vec<_>>();

	let label = || label(settings, &chain, &accounts[..senders], &nonces, count);
	let presigned = match loaded {
		Some((found, presigned)) => {
			found.check(&label())?;
			progress.say(&format!("{count} transactions loaded"));
			presigned
		}
		None => {
			let envelope = Envelope::new(&chain.metadata, chain.version, settings.scheme)?;
			let plan = Plan {
				envelope: &envelope,
				templates: &blueprint.templates,
				accounts: &accounts,
				nonces: &nonces,
				count,
			};
			let start = Instant::now();
			let presigned = plan.sign()?;
			progress.say(&format!("{count} transactions signed in {:.1} s", start.elapsed().as_secs_f64()));
			presigned
		}
	};
	if let Some(path) = &settings.save {
		store::save(path, &label(), &presigned)?;
		progress.say(&format!("written to {}", path.display()));
	}

	let presigned = Arc::new(presigned);
	let load = Load {
		uris: settings.uris.clone(),
		connections: settings.connections,
		pace: settings.pace,
		in_flight: settings.in_flight,
		senders,
		duration: settings.duration,
		patience: settings.patience,
		pids: settings.pids.clone(),
	};
	let ran = load::run(&load, &chain, presigned.clone(), &mut progress).await?;
	Ok(report(settings, &chain, &load, &presigned, &blueprint, ran).await)
}

/// Gives funds to the accounts, and creates what the scenario needs. Returns what the accounts have then.
async fn prepare(
	settings: &Settings,
	chain: &Chain,
	signer: &Signer,
	accounts: &[Account],
	count: usize,
	progress: &mut Progress,
) -> Result<(Blueprint, Vec<Holding>)> {
	let blueprint = settings.scenario.blueprint(chain, signer.id(), accounts).await?;
	let mut each = Vec::new();
	let mut call = Vec::new();
	for (template, cost) in blueprint.templates.iter().zip(&blueprint.costs) {
		template.fill(&signer.id(), 0, &mut call);
		let fee = chain.fee(&signer.sample(&call)).await?;
		each.push(fee.saturating_mul(MARGIN).saturating_add(*cost));
	}
	let senders = settings.scenario.senders(accounts.len());
	let costs = costs(&blueprint.templates, &each, senders, count);
	let least = chain.existential_deposit().saturating_mul(2);
	let needs = |index: usize| costs.get(index).copied().unwrap_or(0).saturating_add(least);
	let holdings = signer.fund(chain, accounts, needs, blueprint.preparation_cost, progress).await?;
	if blueprint.preparation.is_empty() {
		return Ok((blueprint, holdings));
	}
	progress.say(&format!("{} calls prepare the scenario", blueprint.preparation.len()));
	signer.make(chain, &blueprint.preparation, progress).await?;
	let holdings = chain.holdings(accounts.iter().map(|account| account.id)).await?;
	Ok((blueprint, holdings))
}

fn label(settings: &Settings, chain: &Chain, senders: &[Account], nonces: &[u32], count: usize) -> Label {
	let version = chain.version;
	let versions = (version.spec, version.transaction);
	let mut label = Label::new(version.genesis, versions, settings.scenario.name(), count);
	label.senders = senders.iter().map(|account| hex::encode(account.id)).collect();
	label.nonces = nonces.to_vec();
	label
}

/// What is left of an earlier load would take nonces and room from this one.
async fn until_pool_is_empty(node: &Node, patience: Duration) -> Result<()> {
	let start = Instant::now();
	loop {
		let pending = node.pending().await?.len();
		if pending == 0 {
			return Ok(());
		}
		if start.elapsed() > patience {
			return Err(Problem::with_help(
				format!("the pool of the node at {} still has {pending} transactions", node.uri()),
				"wait until they are in blocks, or start the node anew",
			));
		}
		tokio::time::sleep(Duration::from_millis(200)).await;
	}
}

async fn report(
	settings: &Settings,
	chain: &Chain,
	load: &Load,
	presigned: &Presigned,
	blueprint: &Blueprint,
	ran: Ran,
) -> Report {
	let mut notes = Vec::new();
	if !blueprint.left_out.is_empty() {
		notes.push(format!("the chain does not have {}: left out", blueprint.left_out.join(", ")));
	}
	let outcomes = if settings.with_outcomes && ran.problem.is_none() {
		outcome::read(chain, &ran.blocks).await.map_err(|problem| notes.push(problem.cause().to_owned())).ok()
	} else {
		None
	};
	let blocks = ran.blocks.iter().collect::<Vec<_>>();
	let sending = ran.ledger.sending();
	let sent_per_second =
		sending.and_then(|(first, last)| measure::sent_per_second(ran.account.submitted, first, last));
	let rate = match settings.pace {
		Pace::Room => None,
		Pace::Rate(rate) => Some(rate),
	};
	let mut report = Report {
		setting: Setting {
			scenario: settings.scenario.name().to_owned(),
			chain: chain.name.clone(),
			software: chain.software.clone(),
			runtime: chain.runtime.clone(),
			accounts: settings.accounts as usize,
			senders: load.senders,
			signed: presigned.len(),
			bytes_per_transaction: presigned.total_length() as f64 / presigned.len().max(1) as f64,
			connections: load.all_connections(),
			rate,
			in_flight: settings.in_flight,
			cores: cores(),
		},
		complete: ran.problem.is_none(),
		problem: ran.problem.as_ref().map(|problem| problem.cause().to_owned()),
		transactions: ran.account,
		refusals: ran.ledger.refusals(),
		resent: ran.resent,
		outcomes,
		sent_per_second,
		rates: measure::rates(&blocks, sending.map(|(first, _)| first)),
		until_included: Latency::of(ran.ledger.until_included()),
		until_finalised: Latency::of(ran.ledger.until_finalised()),
		fill: measure::fill(&blocks, chain.limits),
		retracted_blocks: ran.retracted,
		nodes: ran.usages,
		generator: ran.own_usage,
		notes,
	};
	report.note_on_rate();
	report
}
