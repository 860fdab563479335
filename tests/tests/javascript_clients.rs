// SPDX-License-Identifier: Apache-2.0
//! The same transfer with the clients that applications use, unmodified: `@polkadot/api` and `polkadot-api`.

use cairn_tests::{node::Builder, wait::DEADLINE};
use std::path::Path;
use tokio::process::Command;

async fn run(script: &str) {
	let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("javascript");
	let modules = project.join("node_modules");
	assert!(modules.is_dir(), "{} is missing: run `npm ci` in {}", modules.display(), project.display());
	let node = Builder::dev().start().await;

	let mut command = Command::new("node");
	command.arg(script).arg(node.url()).current_dir(project).kill_on_drop(true);
	let output = match tokio::time::timeout(DEADLINE, command.output()).await {
		Ok(Ok(output)) => output,
		other => panic!("{script} does not end well: {other:?}"),
	};
	let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
	assert!(output.status.success(), "{script}: {}\n{stdout}\n{stderr}", output.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn polkadot_js_transfers() {
	run("polkadot-js.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polkadot_api_transfers() {
	run("papi.mjs").await;
}
