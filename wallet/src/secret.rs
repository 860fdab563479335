// SPDX-License-Identifier: Apache-2.0

//! Texts that must not get into logs, and must not stay in memory.

use std::fmt;
use zeroize::Zeroizing;

/// What a key file is encrypted with. Overwritten in memory when dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
	/// A password, unless it is empty: other wallets take an empty one to mean that nothing is encrypted.
	pub fn new(text: impl Into<Zeroizing<String>>) -> Option<Self> {
		let text = text.into();
		(!text.is_empty()).then_some(Self(text))
	}

	/// A password from the content of a file: the line break that editors put at the end is no part of it.
	pub fn from_file_content(content: Zeroizing<String>) -> Option<Self> {
		let end = content.strip_suffix('\n').map_or(content.len(), |line| {
			// Of "\r\n" both go.
			line.strip_suffix('\r').unwrap_or(line).len()
		});
		Self::new(content[..end].to_owned())
	}

	pub(crate) fn as_bytes(&self) -> &[u8] {
		self.0.as_bytes()
	}
}

impl fmt::Debug for Password {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str("Password(hidden)")
	}
}

/// A recovery phrase. Overwritten in memory when dropped.
#[derive(Clone)]
pub struct Phrase(Zeroizing<String>);

impl Phrase {
	pub(crate) fn new(words: String) -> Self {
		Self(Zeroizing::new(words))
	}

	/// The words, separated by single spaces. Whoever sees them has the key.
	pub fn reveal(&self) -> &str {
		&self.0
	}
}

impl fmt::Debug for Phrase {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str("Phrase(hidden)")
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn an_empty_password_is_none() {
		assert!(Password::new(String::new()).is_none());
		assert!(Password::from_file_content("\n".to_owned().into()).is_none());
	}

	#[test]
	fn one_line_break_at_the_end_of_a_file_is_no_part_of_the_password() {
		for (content, password) in
			[("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a ", " a "), ("a\r", "a\r")]
		{
			let read = Password::from_file_content(content.to_owned().into()).expect("not empty");
			assert_eq!(read.as_bytes(), password.as_bytes(), "{content:?}");
		}
	}

	#[test]
	fn secrets_do_not_show() {
		let password = Password::new("hunter2".to_owned()).expect("not empty");
		let phrase = Phrase::new("bottom drive obey".to_owned());
		let shown = format!("{password:?} {phrase:?}");
		assert!(!shown.contains("hunter2") && !shown.contains("drive"), "{shown}");
	}
}
