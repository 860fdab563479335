// SPDX-License-Identifier: Apache-2.0

//! What of a measurement's result goes into a curve.

use crate::problem::{Problem, Result};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// Where each number stands in a result, what it is called in a curve, and by what it is divided.
const NUMBERS: [(&str, &str, f64); 7] = [
	("/rates/included_by_clock", "included [TPS]", 1.0),
	("/rates/finalised", "finalised [TPS]", 1.0),
	("/until_included/p50_ms", "submit → included, p50 [s]", 1e3),
	("/until_included/p99_ms", "submit → included, p99 [s]", 1e3),
	("/until_finalised/p50_ms", "submit → finalised, p50 [s]", 1e3),
	("/until_finalised/p99_ms", "submit → finalised, p99 [s]", 1e3),
	("/fill/interval_ms", "time between blocks [s]", 1e3),
];

/// The numbers of a result that `--json-to` wrote. Their names begin with `label`, if it is not empty. What the measurement
/// does not have, such as a rate of too short a run, is left out.
///
/// # Errors
///
/// When the file cannot be read, holds no result, or that of a measurement that did not come to its end.
pub fn values(path: &Path, label: &str) -> Result<BTreeMap<String, f64>> {
	let shown = path.display();
	let text =
		fs::read_to_string(path).map_err(|error| Problem::new(format!("cannot read {shown}: {error}")))?;
	let wrong =
		|cause: &str| Problem::with_help(format!("{shown} {cause}"), "give a file that --json-to wrote");
	let report: Value = serde_json::from_str(&text).map_err(|_| wrong("is not JSON"))?;
	match report["complete"].as_bool() {
		Some(true) => Ok(numbers(&report, label)),
		Some(false) => Err(wrong("is of a measurement that did not come to its end")),
		None => Err(wrong("is no result of a measurement")),
	}
}

fn numbers(report: &Value, label: &str) -> BTreeMap<String, f64> {
	let separator = if label.is_empty() { "" } else { ": " };
	let of_nodes = |name: &str| {
		let nodes = report["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
		let numbers = nodes.iter().filter_map(|node| node[name].as_f64());
		(!nodes.is_empty()).then(|| numbers.sum::<f64>())
	};
	let found = NUMBERS.into_iter().map(|(pointer, name, divisor)| {
		(name, report.pointer(pointer).and_then(Value::as_f64).map(|number| number / divisor))
	});
	let usage = [
		("all nodes [cores]", of_nodes("cores")),
		("all nodes [MiB]", of_nodes("peak_bytes").map(|bytes| bytes / f64::from(1 << 20))),
	];
	let named = found.chain(usage).filter_map(|(name, number)| Some((name, number?)));
	named.map(|(name, number)| (format!("{label}{separator}{name}"), number)).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	fn written(report: &str) -> Result<BTreeMap<String, f64>> {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let path = folder.path().join("report.json");
		fs::write(&path, report).expect("it can be written");
		values(&path, "full")
	}

	#[test]
	fn the_numbers_are_those_of_the_result() {
		let report = json!({
			"complete": true,
			"rates": { "finalised": 488.5, "included_by_clock": null },
			"until_finalised": { "p50_ms": 8_800.0, "p99_ms": 23_800.0 },
			"until_included": null,
			"nodes": [{ "cores": 0.5, "peak_bytes": 1_048_576 }, { "cores": 0.25, "peak_bytes": 1_048_576 }],
		});
		let expected = [
			("full: all nodes [MiB]", 2.0),
			("full: all nodes [cores]", 0.75),
			("full: finalised [TPS]", 488.5),
			("full: submit → finalised, p50 [s]", 8.8),
			("full: submit → finalised, p99 [s]", 23.8),
		];
		let numbers = written(&report.to_string()).expect("a result");
		assert_eq!(
			numbers.iter().map(|(name, number)| (name.as_str(), *number)).collect::<Vec<_>>(),
			expected
		);
		assert!(super::numbers(&report, "").contains_key("finalised [TPS]"));
	}

	#[test]
	fn what_is_no_whole_result_is_refused() {
		for (report, cause) in [
			("{", "is not JSON"),
			("{}", "is no result"),
			(r#"{"complete": false}"#, "did not come to its end"),
		] {
			let error = written(report).expect_err(report);
			assert!(error.cause().contains(cause), "{error}");
		}
	}
}
