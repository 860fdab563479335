// SPDX-License-Identifier: Apache-2.0

//! What must hold between the values of a configuration.

use super::{
	raw::{RawColumn, RawConfig, RawFeed, RawFormat, RawHttp, RawKey, RawNode, RawRow, RawSource},
	Config, Feed, Http, KeyFile, Node, PasswordSource, Problem, Source, Text,
};
use crate::{
	source::{
		csv::{Cell, Column, Condition, Row},
		http::host_of,
		Format,
	},
	value::{Number, Step, Tolerance, Transform},
};
use reqwest::{
	header::{HeaderName, HeaderValue},
	Url,
};
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	ops::Range,
	path::Path,
	time::Duration,
};
use toml::Spanned;

/// The longest key of a feed, in bytes, as the oracles of the standard runtime have them.
const MAX_KEY: usize = 32;
/// The longest name of a feed or source, in bytes.
const MAX_NAME: usize = 64;

/// Reports everything that is wrong, not only the first.
#[derive(Default)]
struct Check {
	problems: Vec<Problem>,
}

pub(super) fn check(raw: RawConfig, directory: &Path) -> Result<Config, Vec<Problem>> {
	let mut check = Check::default();
	let node = check.node(raw.node);
	let key = check.key(raw.key, directory);
	let http = check.http(raw.http);
	if raw.feed.is_empty() {
		check.wrong(0..0, "there is no feed: add a table [[feed]]");
	}
	let mut spans = Vec::new();
	let mut feeds = Vec::new();
	for feed in raw.feed {
		spans.push(feed.span());
		feeds.extend(check.feed(feed));
	}
	check.distinct(&feeds, &spans);
	check.pace(&feeds, &spans, &http);
	match node {
		Some(node) if check.problems.is_empty() => {
			Ok(Config { node, key, http, metrics: raw.metrics.map(|metrics| metrics.listen), feeds })
		}
		_ => Err(check.problems),
	}
}

impl Check {
	fn wrong(&mut self, span: Range<usize>, message: impl Into<String>) {
		self.problems.push(Problem::new(span, message));
	}

	fn node(&mut self, raw: RawNode) -> Option<Node> {
		let span = raw.url.span();
		let timeout = raw.timeout.map_or(Duration::from_secs(60), |timeout| timeout.get_ref().0);
		let Ok(url) = raw.url.get_ref().parse::<Url>() else {
			self.wrong(span, "not a URL: write for example \"ws://127.0.0.1:9944\"");
			return None;
		};
		match url.scheme() {
			"wss" => {},
			"ws" if raw.allow_insecure || is_loopback(&url) => {},
			"ws" => self.wrong(
				span,
				"ws:// to another machine can be read and changed on the way: use wss://, or set allow_insecure = true",
			),
			_ => self.wrong(span, "not a WebSocket: the URL must begin with ws:// or wss://"),
		}
		Some(Node { url, timeout })
	}

	fn key(&mut self, raw: RawKey, directory: &Path) -> KeyFile {
		let password = match (raw.password_file, raw.password_env) {
			(Some(_), Some(name)) => {
				self.wrong(name.span(), "password_file and password_env are both set: remove one");
				PasswordSource::Prompt
			}
			(Some(file), None) => PasswordSource::File(directory.join(file)),
			(None, Some(name)) => PasswordSource::Env(name.into_inner()),
			(None, None) => PasswordSource::Prompt,
		};
		KeyFile { file: directory.join(raw.file), password }
	}

	fn http(&mut self, raw: RawHttp) -> Http {
		let mut within = |value: Option<Spanned<usize>>, usual, allowed: Range<usize>, what: &str| match value
		{
			Some(value) if !allowed.contains(value.get_ref()) => {
				let most = allowed.end - 1;
				self.wrong(value.span(), format!("{what} must be from {} to {most}", allowed.start));
				usual
			}
			Some(value) => value.into_inner(),
			None => usual,
		};
		let max_body = within(raw.max_body, 1 << 20, 1..(16 << 20) + 1, "max_body, in bytes,");
		let requests_per_minute = match raw.requests_per_minute {
			Some(rate) if *rate.get_ref() == 0 => {
				self.wrong(rate.span(), "requests_per_minute must be at least 1");
				60
			}
			Some(rate) => rate.into_inner(),
			None => 60,
		};
		Http { requests_per_minute, max_body }
	}

	fn feed(&mut self, raw: Spanned<RawFeed>) -> Option<Feed> {
		let span = raw.span();
		let raw = raw.into_inner();
		let oracle = self.oracle(&raw, span.clone());
		let key = self.feed_key(&raw, span.clone());
		let shown = String::from_utf8(key.clone()).unwrap_or_else(|_| hex::encode(&key));
		let name = self.name(raw.name, || shown.chars().take(MAX_NAME).collect());
		let interval = raw.interval.get_ref().0;
		let heartbeat = raw.heartbeat.get_ref().0;
		if interval < Duration::from_secs(1) {
			self.wrong(raw.interval.span(), "interval must be at least 1s");
		}
		if heartbeat < interval {
			self.wrong(raw.heartbeat.span(), "heartbeat must not be shorter than interval");
		}
		let count = raw.source.len();
		if count == 0 {
			self.wrong(span.clone(), "the feed has no source: add a table [[feed.source]]");
		}
		let minimum_sources = match raw.minimum_sources {
			Some(minimum) if !(1..=count.max(1)).contains(minimum.get_ref()) => {
				let message =
					format!("minimum_sources must be from 1 to {count}, the number of the feed's sources");
				self.wrong(minimum.span(), message);
				1
			}
			Some(minimum) => minimum.into_inner(),
			// More than half.
			None => count / 2 + 1,
		};
		let mut names = BTreeSet::new();
		let mut sources = Vec::new();
		for source in raw.source {
			let span = source.span();
			if let Some(source) = self.source(source, interval) {
				if !names.insert(source.name.clone()) {
					let message =
						format!("another source of this feed is named {:?}: give one a name", source.name);
					self.wrong(span, message);
				}
				sources.push(source);
			}
		}
		Some(Feed {
			name,
			oracle: oracle?,
			key,
			interval,
			heartbeat,
			threshold: raw.threshold.unwrap_or(Tolerance::NONE),
			minimum_sources,
			maximum_deviation: raw.maximum_deviation,
			sources,
		})
	}

	fn oracle(&mut self, raw: &RawFeed, span: Range<usize>) -> Option<String> {
		match (&raw.oracle, &raw.family) {
			(Some(oracle), _) => {
				let name = oracle.get_ref();
				let starts_well = name.starts_with(|first: char| first.is_ascii_uppercase());
				if !starts_well || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
					self.wrong(
						oracle.span(),
						"not a pallet's name as a runtime has them, such as \"PriceOracle\"",
					);
				}
				Some(name.clone())
			}
			(None, Some(family)) => Some(family.get_ref().oracle().to_owned()),
			(None, None) => {
				let message = "the feed goes to no oracle: set family = \"prices\", \"weather\" or \"numbers\", or oracle = \"Name\"";
				self.wrong(span, message);
				None
			}
		}
	}

	fn feed_key(&mut self, raw: &RawFeed, span: Range<usize>) -> Vec<u8> {
		let (key, span) = match (&raw.key, &raw.key_hex) {
			(Some(text), None) => (text.get_ref().as_bytes().to_vec(), text.span()),
			(None, Some(digits)) => {
				let bytes = digits.get_ref().strip_prefix("0x").and_then(|digits| hex::decode(digits).ok());
				let Some(bytes) = bytes else {
					self.wrong(digits.span(), "not hexadecimal: write 0x and an even number of digits");
					return vec![0];
				};
				(bytes, digits.span())
			}
			_ => {
				self.wrong(span, "the feed must have either key, a text, or key_hex, bytes in hexadecimal");
				return vec![0];
			}
		};
		if key.is_empty() || key.len() > MAX_KEY {
			self.wrong(span, format!("the key has {} bytes: it must have from 1 to {MAX_KEY}", key.len()));
		}
		key
	}

	fn name(&mut self, name: Option<Spanned<String>>, usual: impl FnOnce() -> String) -> String {
		let Some(name) = name else { return usual() };
		let span = name.span();
		let name = name.into_inner();
		if name.is_empty() || name.len() > MAX_NAME || name.chars().any(char::is_control) {
			self.wrong(
				span,
				format!("a name must have from 1 to {MAX_NAME} bytes, and no control characters"),
			);
		}
		name
	}

	fn source(&mut self, raw: Spanned<RawSource>, interval: Duration) -> Option<Source> {
		let span = raw.span();
		let raw = raw.into_inner();
		let format = self.format(&raw, span);
		let url = self.source_url(&raw);
		let timeout = match raw.timeout {
			Some(timeout) if timeout.get_ref().0.is_zero() || timeout.get_ref().0 > interval => {
				self.wrong(
					timeout.span(),
					"timeout must be more than nothing, and not longer than the feed's interval",
				);
				interval
			}
			Some(timeout) => timeout.into_inner().0,
			None => interval.min(Duration::from_secs(10)),
		};
		let retries = match raw.retries {
			Some(retries) if *retries.get_ref() > 10 => {
				self.wrong(retries.span(), "retries must be at most 10");
				10
			}
			Some(retries) => retries.into_inner(),
			None => 2,
		};
		for step in &raw.transform {
			if matches!(step.get_ref(), Step::Divide(Number::ZERO) | Step::Multiply(Number::ZERO)) {
				self.wrong(step.span(), "zero makes no sense here: nothing would be left of the value");
			}
		}
		let headers = self.headers(raw.headers);
		for text in raw.query.values() {
			self.variable(text);
		}
		let url = url?;
		Some(Source {
			name: self.name(raw.name, || url.host_str().unwrap_or_default().to_owned()),
			url,
			headers,
			query: raw.query.into_iter().map(|(name, text)| (name, text.into_inner())).collect(),
			timeout,
			retries,
			format: format?,
			transform: Transform(raw.transform.into_iter().map(Spanned::into_inner).collect()),
		})
	}

	fn source_url(&mut self, raw: &RawSource) -> Option<Url> {
		let span = raw.url.span();
		let Ok(url) = raw.url.get_ref().parse::<Url>() else {
			self.wrong(span, "not a URL: write for example \"https://example.org/price.json\"");
			return None;
		};
		match url.scheme() {
			"https" => {},
			"http" if raw.allow_http || is_loopback(&url) => {},
			"http" => self.wrong(
				span.clone(),
				"over http:// anybody on the way can change the value: use https://, or set allow_http = true",
			),
			_ => self.wrong(span.clone(), "not a web address: the URL must begin with https://"),
		}
		if !url.username().is_empty() || url.password().is_some() {
			self.wrong(
				span,
				"a URL is no place for a password: set headers = { Authorization = { env = \"NAME\" } }",
			);
		}
		Some(url)
	}

	fn headers(&mut self, raw: BTreeMap<String, Spanned<Text>>) -> Vec<(HeaderName, Text)> {
		let mut headers = Vec::new();
		for (name, text) in raw {
			self.variable(&text);
			let span = text.span();
			let Ok(header) = name.parse::<HeaderName>() else {
				self.wrong(span, format!("{name:?} is not the name of a header"));
				continue;
			};
			if let Text::Plain(value) = text.get_ref() {
				if is_secret(&header) {
					let message = format!("a secret must not be in this file: put it into an environment variable and write {name} = {{ env = \"NAME\" }}");
					self.wrong(span, message);
				} else if HeaderValue::from_str(value).is_err() {
					self.wrong(
						span,
						"a header cannot have this value: only visible characters of ASCII, and spaces",
					);
				}
			}
			headers.push((header, text.into_inner()));
		}
		headers
	}

	fn variable(&mut self, text: &Spanned<Text>) {
		if let Text::Env(name) = text.get_ref() {
			if name.is_empty() || name.contains(['=', '\0']) {
				self.wrong(text.span(), "not the name of an environment variable");
			}
		}
	}

	fn format(&mut self, raw: &RawSource, span: Range<usize>) -> Option<Format> {
		let of_csv = [
			("column", raw.column.as_ref().map(Spanned::span)),
			("row", raw.row.as_ref().map(Spanned::span)),
			("where", raw.r#where.as_ref().map(Spanned::span)),
			("header_rows", raw.header_rows.as_ref().map(Spanned::span)),
			("delimiter", raw.delimiter.as_ref().map(Spanned::span)),
		];
		match (raw.format.get_ref(), &raw.pointer) {
			(RawFormat::Json, pointer) => {
				for (name, span) in of_csv {
					if let Some(span) = span {
						self.wrong(span, format!("{name} is for format = \"csv\": remove it"));
					}
				}
				if pointer.is_none() {
					self.wrong(span, "the source has no pointer to the number in the JSON, such as pointer = \"/data/price\"");
				}
				pointer.as_ref().map(|pointer| Format::Json(pointer.get_ref().clone()))
			}
			(RawFormat::Csv, Some(pointer)) => {
				self.wrong(pointer.span(), "pointer is for format = \"json\": remove it");
				None
			}
			(RawFormat::Csv, None) => self.cell(raw, span).map(Format::Csv),
		}
	}

	fn cell(&mut self, raw: &RawSource, span: Range<usize>) -> Option<Cell> {
		let Some(column) = &raw.column else {
			self.wrong(
				span,
				"the source has no column, such as column = \"price\", or column = 0 for the first",
			);
			return None;
		};
		let condition = raw.r#where.as_ref().map(Spanned::get_ref);
		let by_name = |column: &RawColumn| matches!(column.0, Column::Name(_));
		let named =
			by_name(column.get_ref()) || condition.is_some_and(|condition| by_name(&condition.column));
		let header_rows = match &raw.header_rows {
			Some(rows) if named && *rows.get_ref() == 0 => {
				self.wrong(
					rows.span(),
					"columns have names only if there is a header row: set at least 1, or give places",
				);
				1
			}
			Some(rows) => *rows.get_ref(),
			None => 1,
		};
		let row = match (&raw.row, condition) {
			(Some(row), _) => match row.get_ref() {
				RawRow::First => Row::First,
				RawRow::Last => Row::Last,
			},
			(None, Some(_)) => Row::Only,
			(None, None) => {
				let message = "the source has no row: set row = \"first\" or \"last\", or where = { column = …, equals = … }";
				self.wrong(span, message);
				return None;
			}
		};
		let delimiter = raw.delimiter.as_ref().map_or(',', |delimiter| *delimiter.get_ref());
		if !delimiter.is_ascii() || matches!(delimiter, '"' | '\n' | '\r') {
			let span = raw.delimiter.as_ref().map_or(0..0, Spanned::span);
			self.wrong(
				span,
				"the delimiter must be one character of ASCII, and neither a quote nor a line break",
			);
		}
		Some(Cell {
			column: column.get_ref().0.clone(),
			condition: condition.map(|condition| Condition {
				column: condition.column.0.clone(),
				equals: condition.equals.clone(),
			}),
			row,
			header_rows,
			delimiter: u8::try_from(delimiter).unwrap_or(b','),
		})
	}

	/// No two feeds have the same name or the same place on the chain.
	fn distinct(&mut self, feeds: &[Feed], spans: &[Range<usize>]) {
		let mut names = BTreeSet::new();
		let mut keys = BTreeSet::new();
		for (feed, span) in feeds.iter().zip(spans) {
			if !keys.insert((&feed.oracle, &feed.key)) {
				let message = format!("another feed goes to the same key of {}: remove one", feed.oracle);
				self.wrong(span.clone(), message);
			} else if !names.insert(&feed.name) {
				self.wrong(span.clone(), format!("another feed is named {:?}: give one a name", feed.name));
			}
		}
	}

	/// No host is asked more often than it may be.
	fn pace(&mut self, feeds: &[Feed], spans: &[Range<usize>], http: &Http) {
		let mut asked = HashMap::<String, (f64, Range<usize>)>::new();
		for (feed, span) in feeds.iter().zip(spans) {
			for source in &feed.sources {
				let (rate, last) = asked.entry(host_of(&source.url)).or_insert((0.0, 0..0));
				*rate += 60.0 / feed.interval.as_secs_f64().max(1.0);
				*last = span.clone();
			}
		}
		for (host, (rate, span)) in asked {
			let limit = http.requests_per_minute;
			if rate > f64::from(limit) {
				let message = format!("with this feed, {host} is asked {rate:.0} times a minute, and the limit is {limit}: lengthen intervals, or raise http.requests_per_minute if the host allows it");
				self.wrong(span, message);
			}
		}
	}
}

fn is_loopback(url: &Url) -> bool {
	let host = url.host_str().unwrap_or_default();
	let bare = host.trim_start_matches('[').trim_end_matches(']');
	host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether a header by this name usually has a secret in it.
fn is_secret(name: &HeaderName) -> bool {
	["auth", "key", "token", "secret", "cookie", "password"].iter().any(|part| name.as_str().contains(part))
}
