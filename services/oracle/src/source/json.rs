// SPDX-License-Identifier: Apache-2.0

//! Takes a number out of a JSON document, at an RFC 6901 pointer, with its digits as they are in the text.
//!
//! A tree of values would hold numbers as 64-bit floats, and digits would be lost before we see them. (`serde_json` has a
//! feature against that, `arbitrary_precision`, but features are shared by all crates of a build: it would change how the
//! others read numbers.) Instead each step of the pointer leaves the rest of the text as it is, a [`RawValue`], and the next
//! step begins there.

use super::short;
use serde::{
	de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor},
	Deserialize,
};
use serde_json::value::RawValue;
use std::{fmt, str::FromStr};

/// How deep a pointer may go.
const MAX_DEPTH: usize = 32;

/// An RFC 6901 pointer: `/data/0/price`. In a name, `~1` stands for `/` and `~0` for `~`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointer(Vec<String>);

impl FromStr for Pointer {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		if text.is_empty() {
			return Ok(Self::default());
		}
		let Some(rest) = text.strip_prefix('/') else {
			return Err(format!(
				"{text:?} is not a JSON pointer: it must begin with \"/\", as in \"/data/price\""
			));
		};
		let parts = rest.split('/').map(unescape).collect::<Option<Vec<_>>>();
		let parts = parts.ok_or_else(|| {
			format!("{text:?} is not a JSON pointer: write \"~0\" for \"~\", and \"~1\" for \"/\" in a name")
		})?;
		match parts.len() {
			0..=MAX_DEPTH => Ok(Self(parts)),
			_ => Err(format!("the JSON pointer has more than {MAX_DEPTH} parts")),
		}
	}
}

impl<'de> Deserialize<'de> for Pointer {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
	}
}

fn unescape(part: &str) -> Option<String> {
	let mut pieces = part.split('~');
	let mut name = pieces.next()?.to_owned();
	for piece in pieces {
		let (character, rest) = match piece.as_bytes().first()? {
			b'0' => ('~', &piece[1..]),
			b'1' => ('/', &piece[1..]),
			_ => return None,
		};
		name.push(character);
		name.push_str(rest);
	}
	Some(name)
}

/// The text of the number at `pointer`. A number in quotes will do too: many write prices so.
///
/// # Errors
///
/// When the document is not JSON, has nothing there, has the name twice, or has something else there.
pub fn extract(document: &str, pointer: &Pointer) -> Result<String, String> {
	let document = document.strip_prefix('\u{feff}').unwrap_or(document);
	let mut here: &RawValue = serde_json::from_str(document).map_err(|error| format!("not JSON: {error}"))?;
	let mut path = String::new();
	for part in &pointer.0 {
		path.push('/');
		path.push_str(&part.replace('~', "~0").replace('/', "~1"));
		here = step(here, part).map_err(|problem| format!("{path}: {problem}"))?;
	}
	let text = here.get();
	match text.as_bytes().first() {
		Some(b'"') => serde_json::from_str(text).map_err(|error| format!("{path}: {error}")),
		Some(b'-' | b'0'..=b'9') => Ok(text.to_owned()),
		_ => Err(format!("{path}: expected a number, found {}", short(text))),
	}
}

fn step<'a>(here: &'a RawValue, part: &str) -> Result<&'a RawValue, String> {
	let text = here.get();
	let mut reader = serde_json::Deserializer::from_str(text);
	let found = match text.as_bytes().first() {
		Some(b'{') => Member(part).deserialize(&mut reader),
		Some(b'[') => Element(index(part)?).deserialize(&mut reader),
		_ => return Err(format!("expected an object or a list around it, found {}", short(text))),
	};
	match found {
		Ok(Found::Once(value)) => Ok(value),
		Ok(Found::Nowhere) => Err(format!("there is no {part:?}")),
		Ok(Found::Twice) => Err(format!("there are two {part:?}, and readers differ in which they take")),
		Err(error) => Err(error.to_string()),
	}
}

/// RFC 6901 allows no zero before other digits.
fn index(part: &str) -> Result<usize, String> {
	let canonical = part == "0" || (!part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit()));
	let index = canonical.then(|| part.parse().ok()).flatten();
	index.ok_or_else(|| format!("{part:?} is not a place in a list: they are counted from 0"))
}

enum Found<'a> {
	Nowhere,
	Once(&'a RawValue),
	Twice,
}

/// Looks for a name in an object.
struct Member<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Member<'_> {
	type Value = Found<'de>;

	fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
		deserializer.deserialize_map(self)
	}
}

impl<'de> Visitor<'de> for Member<'_> {
	type Value = Found<'de>;

	fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str("an object")
	}

	fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found<'de>, A::Error> {
		let mut found = Found::Nowhere;
		while let Some(name) = map.next_key::<String>()? {
			if name != self.0 {
				map.next_value::<IgnoredAny>()?;
				continue;
			}
			let value = map.next_value::<&'de RawValue>()?;
			found = match found {
				Found::Nowhere => Found::Once(value),
				_ => Found::Twice,
			};
		}
		Ok(found)
	}
}

/// Looks for a place in a list.
struct Element(usize);

impl<'de> DeserializeSeed<'de> for Element {
	type Value = Found<'de>;

	fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
		deserializer.deserialize_seq(self)
	}
}

impl<'de> Visitor<'de> for Element {
	type Value = Found<'de>;

	fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str("a list")
	}

	fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found<'de>, A::Error> {
		for _ in 0..self.0 {
			if list.next_element::<IgnoredAny>()?.is_none() {
				return Ok(Found::Nowhere);
			}
		}
		let found = list.next_element::<&'de RawValue>()?;
		while list.next_element::<IgnoredAny>()?.is_some() {}
		Ok(found.map_or(Found::Nowhere, Found::Once))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn at(document: &str, pointer: &str) -> Result<String, String> {
		extract(document, &pointer.parse().expect("a pointer"))
	}

	/// The document of RFC 6901, section 5, with numbers where it has them.
	const RFC: &str = r#"{"foo": ["1", 2], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#;

	#[test]
	fn pointers_are_those_of_the_rfc() {
		let cases = [
			("/foo/0", "1"),
			("/foo/1", "2"),
			("/", "0"),
			("/a~1b", "1"),
			("/c%d", "2"),
			("/e^f", "3"),
			("/g|h", "4"),
			("/i\\j", "5"),
			("/k\"l", "6"),
			("/ ", "7"),
			("/m~0n", "8"),
		];
		for (pointer, expected) in cases {
			assert_eq!(at(RFC, pointer), Ok(expected.into()), "{pointer}");
		}
		assert_eq!(at("7", ""), Ok("7".into()));
		// "~01" is "~1", not "/".
		assert_eq!(at(r#"{"~1": 1, "/": 2}"#, "/~01"), Ok("1".into()));
	}

	#[test]
	fn digits_are_left_as_they_are() {
		let document = r#"{"a": [{"price": 12345678901234567890.123456789012345678}, -0.10, 1E-7]}"#;
		assert_eq!(at(document, "/a/0/price"), Ok("12345678901234567890.123456789012345678".into()));
		assert_eq!(at(document, "/a/1"), Ok("-0.10".into()));
		assert_eq!(at(document, "/a/2"), Ok("1E-7".into()));
		assert_eq!(at("\u{feff}{\"a\":\"\\u0031.5\"}", "/a"), Ok("1.5".into()), "in quotes, with an escape");
	}

	#[test]
	fn what_is_not_there_is_named() {
		let cases = [
			(r#"{"a": {"b": 1}}"#, "/a/c", r#"/a/c: there is no "c""#),
			(r#"[1, 2]"#, "/2", r#"/2: there is no "2""#),
			(r#"[1, 2]"#, "/01", "is not a place in a list"),
			(r#"[1, 2]"#, "/-", "is not a place in a list"),
			(r#"[1, 2]"#, "/99999999999999999999999", "is not a place in a list"),
			(r#"{"a": 1}"#, "/a/b", "/a/b: expected an object or a list around it, found 1"),
			(r#"{"a": null}"#, "/a", "/a: expected a number, found null"),
			(r#"{"a": true}"#, "/a", "found true"),
			(r#"{"a": {}}"#, "/a", "found {}"),
			(r#"{"a": 1, "a": 2}"#, "/a", "there are two"),
			(r#"{"a": 1"#, "/a", "not JSON: EOF"),
			(r#"{"a": 1} {"a": 2}"#, "/a", "not JSON: trailing characters"),
			(r#"{"a": 01}"#, "/a", "not JSON"),
			("<html>", "/a", "not JSON"),
			("", "/a", "not JSON"),
		];
		for (document, pointer, expected) in cases {
			let message = at(document, pointer).expect_err(document);
			assert!(message.contains(expected), "{document} {pointer}: {message}");
		}
	}

	#[test]
	fn what_is_not_a_pointer_is_refused() {
		for (text, expected) in
			[("a/b", "must begin with \"/\""), ("/a~b", "write \"~0\""), ("/a~", "write \"~0\"")]
		{
			let message = text.parse::<Pointer>().expect_err(text);
			assert!(message.contains(expected), "{text}: {message}");
		}
		assert!("/a".repeat(33).parse::<Pointer>().is_err());
	}

	#[test]
	fn deep_nesting_does_no_harm() {
		let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
		let _ = at(&deep, "/0");
		let beside = format!(r#"{{"x": {deep}, "a": 5}}"#);
		let _ = at(&beside, "/a");
	}

	proptest! {
		#[test]
		fn no_document_is_too_much(document in "[\\[\\]{}\",:0-9a-e.\\\\ -]{0,80}", pointer in "(/[a-e0-2~]{0,2}){0,3}") {
			if let Ok(pointer) = pointer.parse() {
				let _ = extract(&document, &pointer);
			}
		}
	}
}
