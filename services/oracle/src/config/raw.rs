// SPDX-License-Identifier: Apache-2.0

//! The configuration file as TOML.

use super::{period::Period, Problem};
use crate::{
	source::{csv, json},
	value::{Step, Tolerance},
};
use serde::{
	de::{self, MapAccess, Visitor},
	Deserialize, Deserializer,
};
use std::{collections::BTreeMap, fmt, net::SocketAddr, path::PathBuf};
use toml::Spanned;

/// Reads the TOML.
pub(super) fn parse(text: &str) -> Result<RawConfig, Problem> {
	// The parser stops at the first problem.
	toml::from_str(text).map_err(|error| Problem::new(error.span().unwrap_or(0..0), error.message()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConfig {
	pub(super) node: RawNode,
	pub(super) key: RawKey,
	#[serde(default)]
	pub(super) http: RawHttp,
	pub(super) metrics: Option<RawMetrics>,
	#[serde(default)]
	pub(super) feed: Vec<Spanned<RawFeed>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNode {
	pub(super) url: Spanned<String>,
	#[serde(default)]
	pub(super) allow_insecure: bool,
	pub(super) timeout: Option<Spanned<Period>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKey {
	pub(super) file: PathBuf,
	pub(super) password_file: Option<PathBuf>,
	pub(super) password_env: Option<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHttp {
	pub(super) requests_per_minute: Option<Spanned<u32>>,
	pub(super) max_body: Option<Spanned<usize>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMetrics {
	pub(super) listen: SocketAddr,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFeed {
	pub(super) name: Option<Spanned<String>>,
	pub(super) family: Option<Spanned<Family>>,
	pub(super) oracle: Option<Spanned<String>>,
	pub(super) key: Option<Spanned<String>>,
	pub(super) key_hex: Option<Spanned<String>>,
	pub(super) interval: Spanned<Period>,
	pub(super) heartbeat: Spanned<Period>,
	pub(super) threshold: Option<Tolerance>,
	pub(super) minimum_sources: Option<Spanned<usize>>,
	pub(super) maximum_deviation: Tolerance,
	#[serde(default)]
	pub(super) source: Vec<Spanned<RawSource>>,
}

/// What a feed is about, which tells the oracle it goes to.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Family {
	Prices,
	Weather,
	Numbers,
}

impl Family {
	/// The oracle's name in the standard runtime.
	pub(super) fn oracle(self) -> &'static str {
		match self {
			Self::Prices => "PriceOracle",
			Self::Weather => "WeatherOracle",
			Self::Numbers => "NumberOracle",
		}
	}
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
	pub(super) name: Option<Spanned<String>>,
	pub(super) url: Spanned<String>,
	#[serde(default)]
	pub(super) allow_http: bool,
	#[serde(default)]
	pub(super) headers: BTreeMap<String, Spanned<Text>>,
	#[serde(default)]
	pub(super) query: BTreeMap<String, Spanned<Text>>,
	pub(super) timeout: Option<Spanned<Period>>,
	pub(super) retries: Option<Spanned<u32>>,
	pub(super) format: Spanned<RawFormat>,
	pub(super) pointer: Option<Spanned<json::Pointer>>,
	pub(super) column: Option<Spanned<RawColumn>>,
	pub(super) row: Option<Spanned<RawRow>>,
	pub(super) r#where: Option<Spanned<RawWhere>>,
	pub(super) header_rows: Option<Spanned<usize>>,
	pub(super) delimiter: Option<Spanned<char>>,
	#[serde(default)]
	pub(super) transform: Vec<Spanned<Step>>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawFormat {
	Json,
	Csv,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawRow {
	First,
	Last,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWhere {
	pub(super) column: RawColumn,
	pub(super) equals: String,
}

/// A column's name, or its place from 0.
#[derive(Clone, Debug)]
pub(super) struct RawColumn(pub(super) csv::Column);

impl<'de> Deserialize<'de> for RawColumn {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Reader;

		impl Visitor<'_> for Reader {
			type Value = RawColumn;

			fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
				formatter.write_str("a column's name, or its place as a whole number from 0")
			}

			fn visit_str<E: de::Error>(self, name: &str) -> Result<RawColumn, E> {
				Ok(RawColumn(csv::Column::Name(name.to_owned())))
			}

			fn visit_i64<E: de::Error>(self, place: i64) -> Result<RawColumn, E> {
				let place = usize::try_from(place);
				place
					.map(|place| RawColumn(csv::Column::Place(place)))
					.map_err(|_| E::custom("places of columns are counted from 0: the first is 0"))
			}
		}

		deserializer.deserialize_any(Reader)
	}
}

/// A text that is in the file, or in an environment variable because it is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
	/// In the file.
	Plain(String),
	/// In the environment variable of this name.
	Env(String),
}

impl<'de> Deserialize<'de> for Text {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Reader;

		impl<'de> Visitor<'de> for Reader {
			type Value = Text;

			fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
				formatter.write_str("a text, or { env = \"NAME\" } for what is in an environment variable")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
				Ok(Text::Plain(text.to_owned()))
			}

			fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
				let wrong = || de::Error::custom("expected a text, or { env = \"NAME\" } and nothing else");
				match map.next_key::<String>()?.as_deref() {
					Some("env") => {}
					_ => return Err(wrong()),
				}
				let name = map.next_value()?;
				match map.next_key::<String>()? {
					None => Ok(Text::Env(name)),
					Some(_) => Err(wrong()),
				}
			}
		}

		deserializer.deserialize_any(Reader)
	}
}
