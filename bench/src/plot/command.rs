// SPDX-License-Identifier: Apache-2.0

//! The commands: one adds a point to a curve, the other shows curves.

use super::{draw, values, Curve};
use crate::problem::{Problem, Result};
use clap::Args;
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
};

/// Adds a point to a curve.
#[derive(Debug, Args)]
pub struct Point {
	/// The file of the curve; made if there is none.
	#[arg(long, value_name = "FILE")]
	curve: PathBuf,

	/// What the curve shows, if it is made.
	#[arg(long, value_name = "TEXT", default_value = "Growth")]
	title: String,

	/// What x is, and its value, such as accounts=10000.
	#[arg(long, value_name = "NAME=NUMBER", value_parser = assignment)]
	x: (String, f64),

	/// A result that --json-to wrote; with a name before it, such as full=FILE, that its numbers begin with.
	#[arg(long, value_name = "[NAME=]FILE")]
	report: Vec<String>,

	/// A number with its name, which ends with its unit: `database [MiB]=512`.
	#[arg(long, value_name = "NAME=NUMBER", value_parser = assignment)]
	value: Vec<(String, f64)>,
}

impl Point {
	/// Does it, and gives the curve.
	///
	/// # Errors
	///
	/// When a file cannot be read or written, or is none of its kind.
	pub fn add(self) -> Result<Curve> {
		let (name, x) = self.x;
		let mut curve = Curve::find(&self.curve)?.unwrap_or_else(|| Curve::new(&self.title, &name));
		if curve.x != name {
			return Err(Problem::with_help(
				format!("the x of {} is {}, and not {name}", self.curve.display(), curve.x),
				"choose another file for another curve",
			));
		}
		let mut all = BTreeMap::from_iter(self.value);
		for report in &self.report {
			let (label, path) = report.split_once('=').unwrap_or(("", report));
			all.extend(values(Path::new(path), label)?);
		}
		if all.is_empty() {
			return Err(Problem::with_help("there is no number to add", "give --report or --value"));
		}
		curve.add(x, all);
		curve.write(&self.curve)?;
		Ok(curve)
	}
}

/// Prints curves as tables, and draws them.
#[derive(Debug, Args)]
pub struct Plot {
	/// The files of the curves.
	#[arg(required = true, value_name = "FILE")]
	curves: Vec<PathBuf>,

	/// Where the picture goes, an SVG.
	#[arg(long, value_name = "FILE")]
	output: Option<PathBuf>,
}

impl Plot {
	/// Draws them, if that is wanted, and gives the tables.
	///
	/// # Errors
	///
	/// When a file cannot be read or written, or is no curve.
	pub fn show(&self) -> Result<String> {
		let curves = self.curves.iter().map(|path| Curve::read(path)).collect::<Result<Vec<_>>>()?;
		if let Some(path) = &self.output {
			let written = fs::write(path, draw(&curves)?);
			written.map_err(|error| Problem::new(format!("cannot write {}: {error}", path.display())))?;
		}
		Ok(curves.iter().map(Curve::to_string).collect::<Vec<_>>().join("\n"))
	}
}

/// A name and a number with `=` between them.
fn assignment(text: &str) -> std::result::Result<(String, f64), String> {
	let parsed = text.rsplit_once('=').and_then(|(name, number)| Some((name, number.parse::<f64>().ok()?)));
	match parsed {
		Some((name, number)) if !name.is_empty() && number.is_finite() => Ok((name.to_owned(), number)),
		_ => Err("a name, = and a number are needed, such as accounts=10000".to_owned()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn point(curve: &Path, x: (&str, f64), value: &[(&str, f64)]) -> Point {
		Point {
			curve: curve.to_owned(),
			title: "Growth".to_owned(),
			x: (x.0.to_owned(), x.1),
			report: Vec::new(),
			value: value.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect(),
		}
	}

	#[test]
	fn points_are_added_and_drawn() {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let (file, picture) = (folder.path().join("curve.json"), folder.path().join("curve.svg"));
		point(&file, ("accounts", 1.0), &[("rate [TPS]", 5.0)]).add().expect("made");
		let mut second = point(&file, ("accounts", 2.0), &[]);
		let report = folder.path().join("report.json");
		fs::write(&report, r#"{"complete": true, "rates": {"finalised": 7.5}}"#).expect("it can be written");
		second.report = vec![format!("full={}", report.display())];
		let curve = second.add().expect("added");
		assert_eq!(curve.names(), ["full: finalised [TPS]", "rate [TPS]"]);

		let plot = Plot { curves: vec![file.clone()], output: Some(picture.clone()) };
		assert_eq!(plot.show(), Ok(curve.to_string()));
		assert!(fs::read_to_string(picture).expect("it is there").starts_with("<svg "));

		let other = point(&file, ("validators", 1.0), &[("rate [TPS]", 5.0)]);
		assert!(other.add().expect_err("another x").cause().contains("accounts, and not validators"));
		let nothing = point(&file, ("accounts", 3.0), &[]).add().expect_err("nothing");
		assert!(nothing.cause().contains("no number"));
	}

	#[test]
	fn a_number_has_a_name() {
		assert_eq!(assignment("a=b [s]=1.5"), Ok(("a=b [s]".to_owned(), 1.5)));
		for wrong in ["", "5", "=5", "a=", "a=b", "a=inf", "a=NaN"] {
			assignment(wrong).expect_err(wrong);
		}
	}
}
