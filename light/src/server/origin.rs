// SPDX-License-Identifier: Apache-2.0

//! Whose requests are answered.
//!
//! The port is open to this machine only, but that includes the browser, and any page in it may connect to a local
//! port. Browsers say which page it is (`Origin`); pages of this machine are let in, others only if they were named.
//! A page could also be served under a name that its owner points at this machine; `Host` tells the name.

use std::net::{IpAddr, Ipv6Addr};

use hyper::{
	header::{HeaderValue, HOST, ORIGIN},
	HeaderMap,
};

use crate::Error;

/// The web pages that may use the port.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
	/// In addition to pages of this machine.
	named: Vec<String>,
	/// All others too.
	all: bool,
}

impl Origins {
	/// Pages of this machine, and of the origins that are named; `all` names every one.
	///
	/// # Errors
	///
	/// When one is not of the form `https://app.example`.
	pub(crate) fn new(named: &[String]) -> Result<Self, Error> {
		let (all, named): (Vec<_>, Vec<_>) = named.iter().cloned().partition(|origin| origin == "all");
		for origin in &named {
			if host_in(origin).is_none() {
				return Err(Error::new(
					format!("{origin} is not the origin of a web page"),
					"give --rpc-cors the scheme and the host, such as https://app.example or http://localhost:3000, \
					 or `all`",
				));
			}
		}
		Ok(Self { named, all: !all.is_empty() })
	}

	/// Lets a request in, or says why not. What comes back is the origin to be named to the browser, if one asks.
	pub(crate) fn check(&self, headers: &HeaderMap) -> Result<Option<HeaderValue>, &'static str> {
		let host =
			headers.get(HOST).and_then(|host| host.to_str().ok()).ok_or("a request names its host\n")?;
		if !is_this_machine(without_port(host)) {
			return Err("this port is for the host names localhost and 127.0.0.1\n");
		}
		let Some(origin) = headers.get(ORIGIN) else { return Ok(None) };
		let name = origin.to_str().map_err(|_| "the origin is not a text\n")?;
		let local = host_in(name).is_some_and(is_this_machine);
		if self.all || local || self.named.iter().any(|named| named == name) {
			return Ok(Some(origin.clone()));
		}
		Err("pages of this origin may not use the port; --rpc-cors names those that may\n")
	}
}

/// The host in an origin, or nothing if it is none.
fn host_in(origin: &str) -> Option<&str> {
	let (scheme, host) = origin.split_once("://")?;
	let scheme_is_sound = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
		&& scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
	let host_is_sound = !host.is_empty() && !host.contains(['/', '@', '?', '#', ' ', ',']);
	(scheme_is_sound && host_is_sound).then(|| without_port(host))
}

fn without_port(host: &str) -> &str {
	match host.rsplit_once(':') {
		// Not the last colon of an IPv6 address.
		Some((name, port)) if port.chars().all(|digit| digit.is_ascii_digit()) && !name.ends_with(':') => {
			name
		}
		_ => host,
	}
}

fn is_this_machine(host: &str) -> bool {
	let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
	match v6 {
		Some(address) => address.parse().is_ok_and(|address: Ipv6Addr| address.is_loopback()),
		None => {
			host.eq_ignore_ascii_case("localhost")
				|| host.parse().is_ok_and(|address: IpAddr| address.is_ipv4() && address.is_loopback())
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn check(origins: &Origins, host: &str, origin: Option<&str>) -> bool {
		let mut headers = HeaderMap::new();
		headers.insert(HOST, host.parse().expect("a value"));
		if let Some(origin) = origin {
			headers.insert(ORIGIN, origin.parse().expect("a value"));
		}
		origins.check(&headers).is_ok_and(|named| named.is_some() == origin.is_some())
	}

	#[test]
	fn programs_and_pages_of_this_machine_are_let_in() {
		let origins = Origins::default();
		for host in ["localhost:9944", "127.0.0.1:9944", "127.0.0.1", "[::1]:9944", "LocalHost"] {
			assert!(check(&origins, host, None), "{host}");
			assert!(check(&origins, host, Some("http://localhost:3000")), "{host}");
		}
		for origin in ["https://localhost", "http://127.0.0.1:8080", "http://[::1]:5173"] {
			assert!(check(&origins, "localhost:9944", Some(origin)), "{origin}");
		}
	}

	#[test]
	fn other_pages_are_kept_out_unless_they_are_named() {
		let foreign = [
			"https://app.example",
			"http://localhost.app.example",
			"http://127.0.0.1.app.example",
			"http://localhost:3000@app.example",
			"null",
			"",
		];
		for origin in foreign {
			assert!(!check(&Origins::default(), "localhost", Some(origin)), "{origin}");
		}
		let named = Origins::new(&["https://app.example".into()]).expect("an origin");
		assert!(check(&named, "localhost", Some("https://app.example")));
		assert!(check(&named, "localhost", Some("http://localhost")));
		assert!(!check(&named, "localhost", Some("https://app.example:444")));
		assert!(!check(&named, "localhost", Some("http://app.example")));
		let all = Origins::new(&["all".into()]).expect("all");
		assert!(check(&all, "localhost", Some("https://app.example")));
	}

	#[test]
	fn a_name_that_somebody_points_at_this_machine_is_refused() {
		let all = Origins::new(&["all".into()]).expect("all");
		for host in
			["rebound.example:9944", "localhost.example", "192.0.2.1", "[2001:db8::1]:9944", "0.0.0.0"]
		{
			assert!(!check(&all, host, None), "{host}");
		}
		assert!(all.check(&HeaderMap::new()).is_err(), "no host");
	}

	#[test]
	fn what_is_no_origin_cannot_be_named() {
		for origin in ["app.example", "https://", "https://app.example/", "*", "https://a.example b"] {
			let error = Origins::new(&[origin.into()]).expect_err("refused").to_string();
			assert!(error.contains("--rpc-cors"), "{origin}: {error}");
		}
	}
}
