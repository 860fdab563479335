// SPDX-License-Identifier: Apache-2.0

//! What is wrong with a configuration, and where.

use std::{
	fmt,
	ops::Range,
	path::{Path, PathBuf},
};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
	/// Which bytes of the file it is about.
	pub span: Range<usize>,
	/// What is wrong, and what to do.
	pub message: String,
}

impl Problem {
	pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
		Self { span, message: message.into() }
	}
}

/// All that is wrong with a file: a line for each, as compilers write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
	path: PathBuf,
	lines: Vec<(Option<Position>, String)>,
}

/// Line and column, both from 1.
type Position = (usize, usize);

impl Problems {
	pub(super) fn new(path: &Path, text: &str, mut problems: Vec<Problem>) -> Self {
		problems.sort_by_key(|problem| problem.span.start);
		let line = |problem: Problem| (Some(position(text, problem.span.start)), problem.message);
		Self { path: path.to_owned(), lines: problems.into_iter().map(line).collect() }
	}

	/// The file as a whole is wrong.
	pub(super) fn of_file(path: &Path, message: impl fmt::Display) -> Self {
		Self { path: path.to_owned(), lines: vec![(None, message.to_string())] }
	}
}

fn position(text: &str, offset: usize) -> Position {
	let before = text.get(..offset).unwrap_or(text);
	let line = before.matches('\n').count() + 1;
	let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
	(line, column)
}

impl fmt::Display for Problems {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		for (index, (position, message)) in self.lines.iter().enumerate() {
			if index > 0 {
				formatter.write_str("\n")?;
			}
			let path = self.path.display();
			match position {
				Some((line, column)) => write!(formatter, "{path}:{line}:{column}: {message}")?,
				None => write!(formatter, "{path}: {message}")?,
			}
		}
		Ok(())
	}
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn lines_and_columns_count_from_one_and_in_characters() {
		let text = "a = 1\nü = 2\n\nb";
		assert_eq!(position(text, 0), (1, 1));
		assert_eq!(position(text, 4), (1, 5));
		assert_eq!(position(text, text.find('2').expect("there")), (2, 5));
		assert_eq!(position(text, text.len() - 1), (4, 1));
		assert_eq!(position(text, 1000), (4, 2));
	}

	#[test]
	fn problems_are_listed_from_top_to_bottom() {
		let problems = vec![Problem::new(2..3, "later"), Problem::new(0..1, "first")];
		let shown = Problems::new(Path::new("a.toml"), "a\nb", problems).to_string();
		assert_eq!(shown, "a.toml:1:1: first\na.toml:2:1: later");
	}
}
