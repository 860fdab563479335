// SPDX-License-Identifier: Apache-2.0
//! Nodes that are started as their systemd unit starts them.

use cairn_tests::{chain_spec::ChainSpec, node::Builder};
use std::{fs, path::Path};

/// The text of a file below `deploy/`.
pub(crate) fn deployed(path: &str) -> String {
	let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy").join(path);
	fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A node with the command line of `cairn@.service` and the options in `environment`, one of the files beside it. The
/// base path is `base`; nothing of this machine's `/etc` and `/var` is touched.
pub(crate) fn start_as_service(spec: &ChainSpec, base: &Path, environment: &str) -> Builder {
	let unit = deployed("systemd/cairn@.service");
	let line =
		unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).expect("a unit starts something");
	let words = line.split(' ').collect::<Vec<_>>();
	// What stands for this chain and its directory is what the test gives. Everything else is taken as it is.
	let given = ["/usr/local/bin/cairn", "--chain", "/etc/cairn/%i.json", "--base-path", "/var/lib/cairn/%i"];
	let rest = words.strip_prefix(&given[..]).and_then(|rest| rest.strip_suffix(&["$CAIRN_ARGS"][..]));
	let rest = rest.unwrap_or_else(|| panic!("the unit starts something else: {line}"));
	let base_path = base.to_str().expect("the path is UTF-8");
	let fixed = rest.iter().map(|word| word.replace("/var/lib/cairn/%i", base_path));
	Builder::chain(spec).base_path(base).args(fixed).args(options(environment))
}

/// The options in a file for `EnvironmentFile`, as systemd splits them.
fn options(environment: &str) -> Vec<String> {
	let text = deployed(environment);
	let (_, value) = text.split_once("\nCAIRN_ARGS=\"").expect("the file sets CAIRN_ARGS");
	let value = value.trim_end().strip_suffix('"').expect("and nothing after it");
	assert!(
		!value.contains(['"', '\'', '\\', '$']),
		"words that systemd and this test split differently: {value}"
	);
	// A name of a machine that is not there, so that no node asks for it.
	let local = |word: &str| match word.strip_prefix("/dns/") {
		Some(_) => "/ip4/127.0.0.2/tcp/1".to_owned(),
		None => word.to_owned(),
	};
	value.split_whitespace().map(local).collect()
}
