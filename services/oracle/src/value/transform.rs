// SPDX-License-Identifier: Apache-2.0

//! What is done to a source's number to make it the feed's.

use super::{Number, NumberError};
use serde::Deserialize;

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
	/// Multiplies by a number.
	Multiply(Number),
	/// Adds a number.
	Add(Number),
	/// Divides by a number.
	Divide(Number),
	/// Divides one by what there is: dollars for a euro become euros for a dollar.
	Inverse,
}

impl Step {
	fn apply(self, value: Number) -> Result<Number, NumberError> {
		match self {
			Self::Multiply(by) => value.times(by),
			Self::Add(what) => value.plus(what),
			Self::Divide(by) => value.divided_by(by),
			Self::Inverse => Number::ONE.divided_by(value),
		}
	}
}

/// Steps, in the order in which they are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transform(pub Vec<Step>);

impl Transform {
	/// Takes all steps.
	///
	/// # Errors
	///
	/// The number of the step that fails, counted from 1, and why.
	pub fn apply(&self, value: Number) -> Result<Number, (usize, NumberError)> {
		let mut steps = self.0.iter().enumerate();
		steps.try_fold(value, |value, (index, step)| step.apply(value).map_err(|error| (index + 1, error)))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn number(text: &str) -> Number {
		text.parse().expect("a number")
	}

	fn transform(steps: &str) -> Transform {
		#[derive(Deserialize)]
		struct Holder {
			steps: Vec<Step>,
		}
		Transform(toml::from_str::<Holder>(&format!("steps = {steps}")).expect("steps").steps)
	}

	#[test]
	fn steps_are_taken_in_order() {
		// Fahrenheit to Celsius.
		let celsius = transform(r#"[{ add = -32 }, { multiply = 5 }, { divide = 9 }]"#);
		assert_eq!(celsius.apply(number("212")), Ok(number("100")));
		assert_eq!(celsius.apply(number("-40")), Ok(number("-40")));
		let both = transform(r#"[{ multiply = "0.01" }, "inverse"]"#);
		assert_eq!(both.apply(number("25")), Ok(number("4")));
		assert_eq!(transform("[]").apply(number("7")), Ok(number("7")));
	}

	#[test]
	fn the_step_that_fails_is_named() {
		let steps = transform(r#"[{ add = -1 }, "inverse"]"#);
		assert_eq!(steps.apply(number("1")), Err((2, NumberError::DivisionByZero)));
		let steps = transform(r#"[{ multiply = 1000000000000 }]"#);
		assert_eq!(steps.apply(number("1000000000")), Err((1, NumberError::OutOfRange)));
	}
}
