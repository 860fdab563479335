// SPDX-License-Identifier: Apache-2.0

//! Text of others in messages: it may be made to look like a message of ours, or to command the terminal.

/// The most bytes of it that are shown.
const MOST: usize = 200;

/// The beginning of `text` on one line, with nothing in it that a terminal obeys.
pub(super) fn foreign(text: &str) -> String {
	let mut shown = String::new();
	let mut left = MOST;
	for character in text.chars() {
		// Quotes are no harm here, and messages have many.
		let piece = match character {
			'"' | '\'' => character.to_string(),
			other => other.escape_debug().to_string(),
		};
		match left.checked_sub(piece.len()) {
			Some(rest) => left = rest,
			None => {
				shown.push('…');
				break;
			}
		}
		shown.push_str(&piece);
	}
	shown
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_a_terminal_would_obey_is_shown_as_what_it_is() {
		let text = "a\n  help: b\u{1b}[2J\r\u{7}\u{9b}\u{202e}c";
		assert_eq!(foreign(text), "a\\n  help: b\\u{1b}[2J\\r\\u{7}\\u{9b}\\u{202e}c");
		assert_eq!(foreign("unknown field `ä`, \"it's\""), "unknown field `ä`, \"it's\"");
	}

	#[test]
	fn only_the_beginning_of_a_long_text_is_shown() {
		assert_eq!(foreign(&"x".repeat(MOST)), "x".repeat(MOST));
		assert_eq!(foreign(&"x".repeat(MOST + 1)), format!("{}…", "x".repeat(MOST)));
		assert!(foreign(&"\u{1b}".repeat(1_000)).len() <= MOST + '…'.len_utf8());
	}
}
