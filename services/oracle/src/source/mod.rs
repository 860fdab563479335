// SPDX-License-Identifier: Apache-2.0

//! Sources: where a number comes from.
//!
//! [`Source::read`] fetches a document ([`http`], with [`retry`] and [`pace`]), takes one text out of it ([`json`], [`csv`]),
//! reads it as a number and transforms it. Everything that a source sends is hostile.

pub mod csv;
pub mod http;
pub mod json;
pub mod pace;
pub mod retry;

use crate::value::{Number, NumberError, Transform};
use std::sync::Arc;

/// Where in a document the number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
	/// A JSON document.
	Json(json::Pointer),
	/// A table of values separated by commas.
	Csv(csv::Cell),
}

/// A source that is ready to be read.
#[derive(Clone, Debug)]
pub struct Source {
	/// Its name in logs and metrics.
	pub name: String,
	/// What to ask for.
	pub request: http::Request,
	/// Where the number is in the answer.
	pub format: Format,
	/// What to do with the number.
	pub transform: Transform,
}

/// Why a source gave no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
	/// There was no document.
	#[error(transparent)]
	Fetch(#[from] http::FetchError),
	/// The number is not where it should be.
	#[error("{0}")]
	Extract(String),
	/// What is there is not a number that the chain can store.
	#[error("{text:?}: {error}")]
	Number {
		/// What is there, cut short.
		text: String,
		/// What is wrong with it.
		error: NumberError,
	},
	/// A step of the transformation failed.
	#[error("step {step} of transform, from {value}: {error}")]
	Transform {
		/// The number of the step, from 1.
		step: usize,
		/// What the source gave.
		value: Number,
		/// Why it failed.
		error: NumberError,
	},
}

impl SourceError {
	/// One word for metrics.
	pub fn kind(&self) -> &'static str {
		match self {
			Self::Fetch(error) => error.kind(),
			Self::Extract(_) => "extract",
			Self::Number { .. } => "number",
			Self::Transform { .. } => "transform",
		}
	}
}

impl Source {
	/// The source's value now.
	///
	/// # Errors
	///
	/// When there is none.
	pub async fn read(&self, fetcher: &Arc<http::Fetcher>) -> Result<Number, SourceError> {
		self.value_in(&fetcher.fetch(&self.request).await?)
	}

	/// The value in a document.
	///
	/// # Errors
	///
	/// When there is none.
	pub fn value_in(&self, document: &str) -> Result<Number, SourceError> {
		let text = match &self.format {
			Format::Json(pointer) => json::extract(document, pointer),
			Format::Csv(cell) => csv::extract(document, cell),
		};
		let text = text.map_err(SourceError::Extract)?;
		let value: Number =
			text.trim().parse().map_err(|error| SourceError::Number { text: short(&text), error })?;
		self.transform.apply(value).map_err(|(step, error)| SourceError::Transform { step, value, error })
	}
}

/// The beginning of a text that somebody else wrote, for a message.
pub(crate) fn short(text: &str) -> String {
	const LENGTH: usize = 40;
	match text.char_indices().nth(LENGTH) {
		Some((end, _)) => format!("{}…", &text[..end]),
		None => text.to_owned(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::value::Step;

	fn source(pointer: &str, steps: Vec<Step>) -> Source {
		Source {
			name: "test".into(),
			request: http::Request::plain("https://example.org/".parse().expect("a URL")),
			format: Format::Json(pointer.parse().expect("a pointer")),
			transform: Transform(steps),
		}
	}

	#[test]
	fn a_document_becomes_a_value() {
		let source = source("/price", vec![Step::Inverse]);
		assert_eq!(source.value_in(r#"{"price": " 0.25 "}"#), Ok("4".parse().expect("a number")), "as text");
		assert_eq!(source.value_in(r#"{"price": 0.25}"#), Ok("4".parse().expect("a number")));
	}

	#[test]
	fn each_step_has_its_error() {
		let source = source("/price", vec![Step::Inverse]);
		let message = |document| source.value_in(document).expect_err("no value").to_string();
		assert_eq!(message(r#"{"price": "n/a"}"#), r#""n/a": not a decimal number"#);
		assert_eq!(message(r#"{"price": 0}"#), "step 1 of transform, from 0: a division by zero");
		assert_eq!(message(r#"{"prize": 1}"#), r#"/price: there is no "price""#);
		let long = format!(r#"{{"price": "{}"}}"#, "x".repeat(1000));
		assert!(message(&long).len() < 100, "{}", message(&long));
	}
}
