// SPDX-License-Identifier: Apache-2.0

//! What the configuration only names: secrets in environment variables and files.

use super::{PasswordSource, Source, Text};
use crate::source::{self, http};
use cairn_wallet::Password;
use reqwest::header::{HeaderMap, HeaderValue};
use std::{env, fs, io::Read, path::Path, time::Duration};
use zeroize::Zeroizing;

/// The largest file of a password, in bytes.
const MAX_PASSWORD_FILE: u64 = 4096;

/// The value of an environment variable.
///
/// # Errors
///
/// When it is not set, empty, or not text.
pub fn variable(name: &str) -> Result<Zeroizing<String>, String> {
	match env::var(name) {
		Ok(value) if value.is_empty() => Err(format!("the environment variable {name} is empty")),
		Ok(value) => Ok(Zeroizing::new(value)),
		Err(env::VarError::NotPresent) => Err(format!("the environment variable {name} is not set")),
		Err(env::VarError::NotUnicode(_)) => {
			Err(format!("the environment variable {name} is not text in UTF-8"))
		}
	}
}

/// What is in a file that has one secret in it.
///
/// # Errors
///
/// When it cannot be read, is too large, or not text.
pub fn secret_file(path: &Path) -> Result<Zeroizing<String>, String> {
	let mut content = Zeroizing::new(String::new());
	let read =
		fs::File::open(path).and_then(|file| file.take(MAX_PASSWORD_FILE + 1).read_to_string(&mut content));
	match read {
		Ok(size) if size as u64 <= MAX_PASSWORD_FILE => Ok(content),
		Ok(_) => Err(format!("{}: larger than {MAX_PASSWORD_FILE} bytes, not a password", path.display())),
		Err(error) => Err(format!("{}: {error}", path.display())),
	}
}

/// The password, asked for with this question if there is no other source.
///
/// # Errors
///
/// When there is none, or it is empty.
pub fn password(source: &PasswordSource, question: &str) -> Result<Password, String> {
	let (password, place) = match source {
		PasswordSource::File(path) => {
			(Password::from_file_content(secret_file(path)?), path.display().to_string())
		}
		PasswordSource::Env(name) => (Password::new(variable(name)?), name.clone()),
		PasswordSource::Prompt => {
			let typed = rpassword::prompt_password(question);
			let typed = typed.map_err(|error| {
				format!("cannot ask for the password ({error}): set password_file or password_env")
			})?;
			(Password::new(typed), "what was typed".to_owned())
		}
	};
	password.ok_or_else(|| format!("the password is empty: {place}"))
}

/// A source that is ready to be read. All its attempts must end within the feed's interval.
///
/// # Errors
///
/// When an environment variable is missing or cannot be sent.
pub fn source(source: &Source, interval: Duration) -> Result<source::Source, String> {
	let mut url = source.url.clone();
	if !source.query.is_empty() {
		let mut pairs = url.query_pairs_mut();
		for (name, text) in &source.query {
			pairs.append_pair(name, &resolve(text)?);
		}
	}
	let mut headers = HeaderMap::new();
	for (name, text) in &source.headers {
		let value = HeaderValue::from_str(&resolve(text)?);
		let mut value =
			value.map_err(|_| format!("source {:?}: header {name} cannot have this value", source.name))?;
		value.set_sensitive(matches!(text, Text::Env(_)));
		headers.append(name, value);
	}
	Ok(source::Source {
		name: source.name.clone(),
		request: http::Request {
			url,
			headers,
			timeout: source.timeout,
			retries: source.retries,
			patience: interval,
		},
		format: source.format.clone(),
		transform: source.transform.clone(),
	})
}

fn resolve(text: &Text) -> Result<Zeroizing<String>, String> {
	match text {
		Text::Plain(text) => Ok(Zeroizing::new(text.clone())),
		Text::Env(name) => variable(name),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use reqwest::header::HeaderName;

	// A variable that cargo sets for every test, so that none need be set here.
	const SET: &str = "CARGO_PKG_NAME";

	fn configured(headers: Vec<(HeaderName, Text)>, query: Vec<(String, Text)>) -> Source {
		Source {
			name: "test".into(),
			url: "https://example.org/price?pair=a%26b".parse().expect("a URL"),
			headers,
			query,
			timeout: Duration::from_secs(1),
			retries: 0,
			format: source::Format::Json(source::json::Pointer::default()),
			transform: Default::default(),
		}
	}

	#[test]
	fn secrets_come_from_the_environment_and_do_not_show() {
		let header = HeaderName::from_static("x-api-key");
		let configured = configured(
			vec![
				(header.clone(), Text::Env(SET.into())),
				(HeaderName::from_static("accept"), Text::Plain("text/csv".into())),
			],
			vec![("key".into(), Text::Env(SET.into())), ("n".into(), Text::Plain("a b&c".into()))],
		);
		let ready = source(&configured, Duration::from_secs(1)).expect("the variable is set");
		assert_eq!(
			ready.request.url.as_str(),
			"https://example.org/price?pair=a%26b&key=cairn-oracle&n=a+b%26c"
		);
		assert_eq!(ready.request.headers[&header], "cairn-oracle");
		assert!(!format!("{:?}", ready.request.headers).contains("cairn-oracle"));
		assert_eq!(ready.request.place(), "https://example.org/price");
	}

	#[test]
	fn a_missing_variable_is_named() {
		let configured =
			configured(vec![(HeaderName::from_static("x"), Text::Env("CAIRN_NO_SUCH".into()))], vec![]);
		let error = source(&configured, Duration::from_secs(1)).map(|_| ()).expect_err("not set");
		assert_eq!(error, "the environment variable CAIRN_NO_SUCH is not set");
	}

	#[test]
	fn passwords_come_from_files_and_variables() {
		let directory = tempfile::tempdir().expect("a directory");
		let path = directory.path().join("password");
		fs::write(&path, "hunter2\n").expect("a file");
		assert!(password(&PasswordSource::File(path.clone()), "").is_ok());
		assert!(password(&PasswordSource::Env(SET.into()), "").is_ok());

		fs::write(&path, "\n").expect("a file");
		let error = password(&PasswordSource::File(path.clone()), "").map(|_| ()).expect_err("empty");
		assert!(error.starts_with("the password is empty: "), "{error}");
		fs::write(&path, "x".repeat(5000)).expect("a file");
		let error = password(&PasswordSource::File(path), "").map(|_| ()).expect_err("too large");
		assert!(error.ends_with("larger than 4096 bytes, not a password"), "{error}");
	}
}
