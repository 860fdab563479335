// SPDX-License-Identifier: Apache-2.0

//! `cairn-oracle run`.

use super::{block_on, ConfigFile, Failure};
use crate::{
	chain::{Chain, DryRun, Output, Submit},
	config::{environment, Config},
	feed::Feed,
	monitor::{self, Monitor},
	service,
	source::http::Fetcher,
};
use cairn_wallet::keystore;
use clap::Args;
use std::{io, sync::Arc};
use tokio::{
	net::TcpListener,
	signal::unix::{signal, SignalKind},
};

#[derive(Debug, Args)]
pub(super) struct Run {
	#[command(flatten)]
	file: ConfigFile,

	/// Write to standard output what would be submitted, and submit nothing. Neither the node nor the key is used.
	#[arg(long)]
	dry_run: bool,

	/// With --dry-run: write one JSON object a line, one for each call.
	#[arg(long, requires = "dry_run")]
	json: bool,
}

impl Run {
	pub(super) fn execute(self) -> Result<(), Failure> {
		let config = Config::load(&self.file.config)?;
		let feeds = config.feeds.iter().map(Feed::new).collect::<Result<Vec<_>, _>>()?;
		if self.dry_run {
			let output = if self.json { Output::Json } else { Output::Text };
			let chain = DryRun::new(io::stdout(), output);
			return block_on(serve(&config, feeds, chain, true))?;
		}
		let question = format!("Password of {}: ", config.key.file.display());
		let password = environment::password(&config.key.password, &question)?;
		let key = keystore::open(&config.key.file, &password)?;
		tracing::info!(account = %key.account(), node = %config.node.url, feeds = feeds.len(), "starting");
		let chain = Chain::new(config.node.url.clone(), key, config.node.timeout);
		block_on(serve(&config, feeds, chain, false))?
	}
}

async fn serve<S: Submit>(config: &Config, feeds: Vec<Feed>, chain: S, dry_run: bool) -> Result<(), Failure> {
	let fetcher = Arc::new(Fetcher::new(config.http.requests_per_minute, config.http.max_body)?);
	let monitor = Arc::new(Monitor::new(&feeds, dry_run)?);
	let mut interrupt = signal(SignalKind::interrupt())?;
	let mut terminate = signal(SignalKind::terminate())?;
	if let Some(address) = config.metrics {
		let listener = TcpListener::bind(address).await;
		let listener = listener.map_err(|error| format!("metrics.listen, {address}: {error}"))?;
		tracing::info!(%address, "serving /metrics and /health");
		tokio::spawn(monitor::serve(listener, monitor.clone()));
	}
	let stop = async {
		tokio::select! {
			_ = interrupt.recv() => {},
			_ = terminate.recv() => {},
		}
		tracing::info!("ending");
	};
	service::run(feeds, fetcher, chain, monitor, stop).await;
	Ok(())
}
