// SPDX-License-Identifier: Apache-2.0

//! Configurations: what is read from one, and where and how problems are told.

use super::*;
use crate::{
	source::csv::{Cell, Column, Condition, Row},
	value::Step,
};

const COMPLETE: &str = include_str!("../../examples/oracle.toml");

const SMALL: &str = r#"[node]
url = "ws://127.0.0.1:9944"

[key]
file = "operator.json"
password_env = "PASSWORD"

[[feed]]
family = "prices"
key = "CRN/USD"
interval = "30s"
heartbeat = "10m"
maximum_deviation = "2%"

[[feed.source]]
url = "https://a.example/price"
format = "json"
pointer = "/price"
"#;

fn parse(text: &str) -> Result<Config, String> {
	Config::parse(Path::new("etc/oracle.toml"), text).map_err(|problems| problems.to_string())
}

/// What is wrong once `from` is replaced by `to`.
fn problems(from: &str, to: &str) -> String {
	assert!(SMALL.contains(from), "{from}");
	parse(&SMALL.replacen(from, to, 1)).map(|_| ()).expect_err(to)
}

#[test]
fn a_small_file_has_sensible_defaults() {
	let config = parse(SMALL).expect("nothing is wrong");
	assert_eq!(config.node.timeout, Duration::from_secs(60));
	assert_eq!(config.key.file, Path::new("etc/operator.json"), "relative to the file");
	assert_eq!(config.key.password, PasswordSource::Env("PASSWORD".into()));
	assert_eq!((config.http.requests_per_minute, config.http.max_body), (60, 1 << 20));
	assert!(config.metrics.is_none());
	let [feed] = &config.feeds[..] else { panic!("one feed: {config:?}") };
	assert_eq!(
		(feed.name.as_str(), feed.oracle.as_str(), &feed.key[..]),
		("CRN/USD", "PriceOracle", &b"CRN/USD"[..])
	);
	assert_eq!((feed.threshold, feed.minimum_sources), (Tolerance::NONE, 1));
	assert_eq!((feed.sources[0].name.as_str(), feed.sources[0].retries), ("a.example", 2));
	assert_eq!(feed.sources[0].timeout, Duration::from_secs(10));
}

#[test]
fn the_example_says_all_that_can_be_said() {
	let config = parse(COMPLETE).expect("the example is right");
	assert_eq!(config.feeds.len(), 3);
	let oracles = config.feeds.iter().map(|feed| feed.oracle.as_str()).collect::<Vec<_>>();
	assert_eq!(oracles, ["PriceOracle", "WeatherOracle", "MyOracle"]);
	assert_eq!(config.feeds[0].minimum_sources, 2);
	assert_eq!(config.feeds[0].sources[1].transform.0.len(), 2);
	assert_eq!(config.feeds[0].sources[1].transform.0[1], Step::Inverse);
	let rain = &config.feeds[1].sources[0];
	let expected = Cell {
		column: Column::Name("rain_mm".into()),
		condition: Some(Condition { column: Column::Name("station".into()), equals: "10384".into() }),
		row: Row::Last,
		header_rows: 2,
		delimiter: b';',
	};
	assert_eq!(rain.format, Format::Csv(expected));
	assert_eq!(config.feeds[2].key, [0xca, 0xfe]);
	assert_eq!(config.metrics, Some("127.0.0.1:9616".parse().expect("an address")));
}

#[test]
fn problems_have_a_line_a_column_and_a_way_out() {
	let cases = [
		("ws://127.0.0.1:9944", "ws://node.example:9944", "2:7: ws:// to another machine", "use wss://"),
		("ws://127.0.0.1:9944", "http://127.0.0.1:9944", "2:7: not a WebSocket", "ws:// or wss://"),
		("\"ws://127.0.0.1:9944\"", "\"here\"", "2:7: not a URL", "ws://127.0.0.1:9944"),
		(
			"password_env = \"PASSWORD\"",
			"password_env = \"P\"\npassword_file = \"p\"",
			"6:16: password_file and",
			"remove one",
		),
		("family = \"prices\"\n", "", "8:1: the feed goes to no oracle", "set family ="),
		("family = \"prices\"", "oracle = \"price oracle\"", "9:10: not a pallet's name", "PriceOracle"),
		("\"CRN/USD\"", "\"\"", "10:7: the key has 0 bytes", "from 1 to 32"),
		("key = \"CRN/USD\"", "key_hex = \"0xabc\"", "10:11: not hexadecimal", "even number"),
		("key = \"CRN/USD\"\n", "", "8:1: the feed must have either key", "key_hex"),
		("\"30s\"", "\"30\"", "11:12: \"30\" is not a time", "\"500ms\""),
		("\"30s\"", "\"500ms\"", "11:12: interval must be at least 1s", ""),
		("\"10m\"", "\"10s\"", "12:13: heartbeat must not be shorter", ""),
		("\"2%\"", "\"two\"", "13:21: \"two\" is not a tolerance", "\"2%\""),
		(
			"maximum_deviation = \"2%\"",
			"maximum_deviation = \"2%\"\nminimum_sources = 2",
			"14:19: minimum_sources",
			"from 1 to 1",
		),
		("https://a.example", "http://a.example", "16:7: over http://", "allow_http = true"),
		("https://a.example", "ftp://a.example", "16:7: not a web address", "https://"),
		("https://a.example", "https://me:pw@a.example", "16:7: a URL is no place for a password", "env"),
		("\"json\"", "\"xml\"", "17:10: unknown variant `xml`", "`json` or `csv`"),
		("\"json\"", "\"csv\"", "18:11: pointer is for format = \"json\"", "remove it"),
		("\"/price\"", "\"price\"", "18:11: \"price\" is not a JSON pointer", "must begin with \"/\""),
		("pointer = \"/price\"\n", "", "15:1: the source has no pointer", "pointer = \"/data/price\""),
	];
	for (from, to, place, way_out) in cases {
		let told = problems(from, to);
		assert!(told.contains(&format!("etc/oracle.toml:{place}")), "{from} -> {to}\n{told}\nnot {place}");
		assert!(told.contains(way_out), "{told}");
	}
}

#[test]
fn settings_of_a_source_have_their_problems_too() {
	let cases = [
		("row = \"first\"", "19:7: row is for format = \"csv\""),
		("retries = 11", "19:11: retries must be at most 10"),
		("timeout = \"31s\"", "19:11: timeout must be more than nothing, and not longer"),
		("timeout = \"0s\"", "19:11: timeout must be"),
		("transform = [\"inverse\", { divide = 0 }]", "19:25: zero makes no sense"),
		("transform = [{ multiply = 0.1 }]", "put the number in quotes"),
		("transform = [{ power = 2 }]", "unknown variant `power`"),
		("headers = { x-api-key = \"abc\" }", "19:25: a secret must not be in this file"),
		("headers = { accept = \"a\\nb\" }", "19:22: a header cannot have this value"),
		("headers = { accept = { environment = \"A\" } }", "{ env = \"NAME\" } and nothing else"),
		("headers = { accept = { env = \"A=B\" } }", "19:22: not the name of an environment variable"),
		("headers = { \"a b\" = \"x\" }", "\"a b\" is not the name of a header"),
		("name = \"\"", "19:8: a name must have from 1 to 64 bytes"),
	];
	for (line, expected) in cases {
		let told = parse(&format!("{SMALL}{line}\n")).map(|_| ()).expect_err(line);
		assert!(told.contains(expected), "{line}: {told}");
		assert!(told.starts_with("etc/oracle.toml:19:"), "{line}: {told}");
	}
}

#[test]
fn a_table_says_which_cell() {
	let with = |settings: &str| problems("\"json\"\npointer = \"/price\"", &format!("\"csv\"\n{settings}"));
	for (settings, expected) in [
		("row = \"last\"", "15:1: the source has no column"),
		("column = \"a\"", "15:1: the source has no row"),
		("column = -1\nrow = \"last\"", "18:10: places of columns are counted from 0"),
		("column = true\nrow = \"last\"", "a column's name, or its place"),
		("column = \"a\"\nrow = \"last\"\nheader_rows = 0", "20:15: columns have names only if"),
		("column = 0\nrow = \"middle\"", "19:7: unknown variant `middle`"),
		(
			"column = 0\nrow = \"last\"\ndelimiter = \"→\"",
			"20:13: the delimiter must be one character of ASCII",
		),
		("column = 0\nwhere = { column = 1 }", "missing field `equals`"),
	] {
		let told = with(settings);
		assert!(told.contains(expected), "{settings}: {told}");
	}
}

#[test]
fn names_that_do_not_exist_are_refused() {
	for (from, to, name) in [
		("[key]", "[keys]", "keys"),
		("url = \"ws", "uri = 1\nurl = \"ws", "uri"),
		("interval", "interwal", "interwal"),
		("pointer", "points", "points"),
	] {
		let told = problems(from, to);
		assert!(told.contains(&format!("unknown field `{name}`")), "{told}");
		assert!(told.starts_with("etc/oracle.toml:"), "{told}");
		assert!(!told.starts_with("etc/oracle.toml:1:1"), "the place is told: {told}");
	}
}

#[test]
fn what_is_missing_is_told() {
	assert!(problems("heartbeat = \"10m\"\n", "").contains("missing field `heartbeat`"));
	let (head, _) = SMALL.split_once("[[feed]]").expect("there");
	assert!(parse(head).map(|_| ()).expect_err("no feed").contains("there is no feed: add a table [[feed]]"));
	let (head, _) = SMALL.split_once("[[feed.source]]").expect("there");
	assert!(parse(head).map(|_| ()).expect_err("no source").contains("8:1: the feed has no source"));
}

#[test]
fn all_problems_are_told_at_once_from_top_to_bottom() {
	let text = SMALL.replace("ws://127", "http://127").replace("30s", "1ms").replace("https://", "http://");
	let told = parse(&text).map(|_| ()).expect_err("three problems");
	let lines = told.lines().map(|line| line.split(':').nth(1).expect("a line")).collect::<Vec<_>>();
	assert_eq!(lines, ["2", "11", "16"], "{told}");
}

#[test]
fn two_feeds_differ() {
	let (_, feed) = SMALL.split_at(SMALL.find("[[feed]]").expect("there"));
	let told = parse(&format!("{SMALL}{feed}")).map(|_| ()).expect_err("twice the same");
	assert!(told.contains("19:1: another feed goes to the same key of PriceOracle"), "{told}");
	let other = feed.replace("prices", "weather");
	let told = parse(&format!("{SMALL}{other}")).map(|_| ()).expect_err("twice the name");
	assert!(told.contains("19:1: another feed is named \"CRN/USD\""), "{told}");
	let source = &feed[feed.find("[[feed.source]]").expect("there")..];
	let told = parse(&format!("{SMALL}{source}")).map(|_| ()).expect_err("twice the source");
	assert!(told.contains("19:1: another source of this feed is named \"a.example\""), "{told}");
}

#[test]
fn a_host_must_not_be_asked_too_often() {
	parse(&SMALL.replace("30s", "1s")).expect("60 a minute are allowed");
	let (_, feed) = SMALL.split_at(SMALL.find("[[feed]]").expect("there"));
	let text = format!("{SMALL}{}", feed.replace("CRN", "BTC")).replace("30s", "1s");
	let told = parse(&text).map(|_| ()).expect_err("120 a minute");
	assert!(
		told.contains("19:1: with this feed, a.example:443 is asked 120 times a minute, and the limit is 60"),
		"{told}"
	);
}

#[test]
fn loopback_needs_no_encryption() {
	for host in ["127.0.0.1:8080", "[::1]:8080", "localhost"] {
		parse(&SMALL.replace("https://a.example", &format!("http://{host}"))).expect(host);
	}
	for host in ["127.0.0.1.example", "localhost.example", "10.0.0.1", "[fe80::1]"] {
		problems("https://a.example", &format!("http://{host}"));
	}
	parse(&SMALL.replace("pointer =", "allow_http = true\npointer =").replace("https", "http"))
		.expect("allowed");
}

#[test]
fn a_missing_file_is_named() {
	let told =
		Config::load(Path::new("/nonexistent/oracle.toml")).map(|_| ()).expect_err("not there").to_string();
	assert!(told.starts_with("/nonexistent/oracle.toml: "), "{told}");
}
