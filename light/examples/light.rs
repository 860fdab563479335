// SPDX-License-Identifier: Apache-2.0

//! A light client for the raw chain specification that is the first argument:
//! `light SPEC DIRECTORY PORT [BOOT NODE…]`.

use std::{env, error::Error, fs, path::PathBuf};

use cairn_light::{run, Settings, Spec};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
	let filter = env::var("RUST_LOG").unwrap_or_else(|_| "warn,cairn_light=info".into());
	tracing_subscriber::fmt().with_env_filter(filter).init();
	let mut args = env::args().skip(1);
	let mut next = |what: &str| args.next().ok_or_else(|| format!("{what} is missing"));
	let (spec, directory, port) = (next("SPEC")?, next("DIRECTORY")?, next("PORT")?);
	let settings = Settings {
		name: "example".into(),
		version: env!("CARGO_PKG_VERSION").into(),
		spec: Spec::from_json(&fs::read_to_string(spec)?)?,
		boot_nodes: args.collect(),
		rpc_port: port.parse()?,
		max_connections: 100,
		origins: Vec::new(),
		directory: PathBuf::from(directory),
	};
	run(settings, async {
		let _ = tokio::signal::ctrl_c().await;
	})
	.await?;
	Ok(())
}
