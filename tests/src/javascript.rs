// SPDX-License-Identifier: Apache-2.0
//! The scripts in `javascript/`, which drive a node with the clients that applications use.

use crate::wait::DEADLINE;
use std::{
	path::{Path, PathBuf},
	process::Output,
};
use tokio::process::Command;

/// Runs a script to its end. Its first argument is by custom the URL of a node.
///
/// # Panics
///
/// When it ends with another code than 0 (what it said is shown), still runs after [`DEADLINE`], or its packages
/// are not installed.
pub async fn run(script: &str, args: &[&str]) {
	let output = output(script, args, &[]).await;
	let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
	assert!(output.status.success(), "{script}: {}\n{stdout}\n{stderr}", output.status);
}

/// As [`run`], with these variables in its environment and whatever comes of it.
///
/// # Panics
///
/// When it still runs after [`DEADLINE`], or its packages are not installed.
pub async fn output(script: &str, args: &[&str], environment: &[(&str, PathBuf)]) -> Output {
	let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("javascript");
	let modules = project.join("node_modules");
	assert!(modules.is_dir(), "{} is missing: run `npm ci` in {}", modules.display(), project.display());

	let mut command = Command::new("node");
	command.arg(script).args(args).envs(environment.iter().map(|(name, value)| (name, value)));
	command.current_dir(project).kill_on_drop(true);
	match tokio::time::timeout(DEADLINE, command.output()).await {
		Ok(Ok(output)) => output,
		other => panic!("{script} does not end: {other:?}"),
	}
}
