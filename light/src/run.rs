// SPDX-License-Identifier: Apache-2.0

//! The client's life.

use std::{future::Future, path::PathBuf};

use tokio::{sync::watch, task};

use crate::{
	chain::Chain,
	checkpoint,
	database::{Content, Database},
	server::{self, Origins, Server},
	watch::{Progress, Watch},
	Error, Spec,
};

/// What a light client is told.
#[derive(Clone, Debug)]
pub struct Settings {
	/// What the client calls itself, to peers and to `system_name`.
	pub name: String,
	/// Its version.
	pub version: String,
	/// The chain.
	pub spec: Spec,
	/// Full nodes to connect to first, besides those that the specification names.
	pub boot_nodes: Vec<String>,
	/// The port of JSON-RPC on the loopback interface; 0 for any free one.
	pub rpc_port: u16,
	/// Connections to that port at once.
	pub max_connections: u32,
	/// Origins of web pages that may use the port, besides those of this machine; `all` for every one.
	pub origins: Vec<String>,
	/// The directory of the database.
	pub directory: PathBuf,
}

/// Runs a light client until `end` is ready.
///
/// # Errors
///
/// When it cannot begin: a chain that a light client cannot follow, no boot nodes, a port that is taken, a directory
/// that cannot be written. Or when it stops by itself.
pub async fn run(settings: Settings, end: impl Future<Output = ()>) -> Result<(), Error> {
	let Settings { name, version, mut spec, boot_nodes, rpc_port, max_connections, origins, directory } =
		settings;
	let origins = Origins::new(&origins)?;
	spec.add_boot_nodes(&boot_nodes)?;
	let (listener, address) = server::bind(rpc_port).await?;
	let database = Database::open(&directory)?;

	// It runs the runtime of the genesis, which takes a moment.
	let (spec, examined) = blocking(move || spec.examine().map(|examined| (spec, examined))).await?;
	let content = database.load(examined.genesis_hash);
	if spec.boot_nodes().is_empty() && content.as_ref().is_none_or(|content| content.nodes == 0) {
		return Err(Error::new(
			"no full node is known to get the chain from",
			"give --bootnodes with an address that a full node prints at its start, such as \
			 /ip4/203.0.113.5/tcp/30333/p2p/12D3Koo…",
		));
	}
	let stored = content.as_ref().and_then(Content::number);
	let start = match (stored, examined.trusted) {
		(Some(stored), trusted) if Some(stored) >= trusted => format!("block #{stored} of the database"),
		(_, Some(trusted)) => format!("block #{trusted} of the chain specification"),
		_ => "the genesis".to_owned(),
	};
	for (what, value) in [
		("Version", format!("{name} {version}")),
		("Chain", format!("{} ({})", spec.name(), spec.id())),
		("Genesis", format!("0x{}", hex::encode(examined.genesis_hash))),
		("Role", "light".to_owned()),
		("Consensus", examined.consensus.to_owned()),
		("Database", database.path().display().to_string()),
		("Starts at", start),
		("Boot nodes", spec.boot_nodes().len().to_string()),
		("JSON-RPC", format!("ws://{address}")),
	] {
		log::info!("  {what:<10} {value}");
	}

	let checkpoint = match examined.trusted {
		// The specification's own lets the database through if that is younger.
		Some(_) => None,
		None => content.as_ref().and_then(|content| checkpoint::of(&content.block.as_ref()?.as_ref())),
	};
	let short_spec = spec.to_short_json(&examined);
	let (chain, session) = blocking(move || {
		let text = content.map(|content| content.text).unwrap_or_default();
		Chain::start((&name, &version), &spec.to_json(checkpoint), short_spec, &text)
	})
	.await?;

	let (progress, progress_seen) = watch::channel(Progress::default());
	let (ending, ending_seen) = watch::channel(false);
	let watching = Watch::new(session, database, examined.genesis_hash, stored, progress);
	let mut watching = task::spawn(watching.run(ending_seen.clone()));
	let server = Server { chain, origins, progress: progress_seen, ending: ending_seen };
	let serving = task::spawn(server::serve(listener, server, max_connections.max(1)));

	let failed = tokio::select! {
		() = end => false,
		// Nobody would notice that the rest goes nowhere.
		_ = &mut watching => true,
	};
	log::info!("Ending");
	// Both still listen: they end by this alone.
	let _ = ending.send(true);
	let _ = serving.await;
	if failed {
		return Err(Error::new(
			"the light client has come to a stop by itself",
			"start it again; if that does not help, delete its database, and tell what the log says",
		));
	}
	let _ = watching.await;
	Ok(())
}

/// Runs what keeps a processor busy where nothing waits for it.
async fn blocking<T: Send + 'static>(
	work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
	match task::spawn_blocking(work).await {
		Ok(outcome) => outcome,
		Err(_) => Err(Error::new(
			"the chain specification brings the light client to a stop",
			"make it again with `cairn chain-spec create` from the `.wasm` file of a complete runtime",
		)),
	}
}
