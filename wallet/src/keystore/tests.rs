// SPDX-License-Identifier: Apache-2.0

//! Key files: ours and those of other wallets.

use super::*;
use crate::{Key, Password};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use subxt_signer::polkadot_js_compat;

/// Made by polkadot.js 14: `//Alice//oracle` with the password "correct horse".
const FOREIGN: &str = include_str!("../../tests/files/polkadot-js.json");
/// Likewise: `//Alice/soft` with the password "pässwörd".
const FOREIGN_SOFT: &str = include_str!("../../tests/files/polkadot-js-soft.json");
/// Likewise: `//Alice` as an ed25519 key.
const FOREIGN_ED25519: &str = include_str!("../../tests/files/polkadot-js-ed25519.json");

fn password(text: &str) -> Password {
	Password::new(text.to_owned()).expect("not empty")
}

fn key(uri: &str) -> Key {
	Key::from_uri(uri).expect("a key")
}

fn written(directory: &Path, content: &str) -> std::path::PathBuf {
	let path = directory.join("written.json");
	fs::write(&path, content).expect("a new directory can be written to");
	path
}

#[test]
fn a_file_opens_with_its_password_here_and_in_other_wallets() {
	let directory = tempfile::tempdir().expect("a directory");
	let path = directory.path().join("key.json");
	let made = key("//Alice/soft//hard");
	create(&path, &made, "feeder", &password("correct horse"), Cost::Standard).expect("a new file");

	assert_eq!(open(&path, &password("correct horse")).expect("opens").public(), made.public());
	let text = fs::read_to_string(&path).expect("a file");
	let elsewhere = polkadot_js_compat::decrypt_json(&text, "correct horse").expect("opens elsewhere");
	assert_eq!(elsewhere.public_key().0, made.public());

	let refused = open(&path, &password("correct horses")).map(|_| ());
	assert!(matches!(refused, Err(KeystoreError::WrongPassword)), "{refused:?}");

	let summary = inspect(&path).expect("a key file");
	assert_eq!((summary.account, summary.name.as_str()), (made.account(), "feeder"));
	assert!(summary.created.is_some());
}

#[test]
fn files_of_polkadot_js_open() {
	let directory = tempfile::tempdir().expect("a directory");
	let opened = open(&written(directory.path(), FOREIGN), &password("correct horse")).expect("opens");
	assert_eq!(opened.public(), key("//Alice//oracle").public());
	let opened = open(&written(directory.path(), FOREIGN_SOFT), &password("pässwörd")).expect("opens");
	assert_eq!(opened.public(), key("//Alice/soft").public());
}

#[test]
fn only_the_owner_may_read_a_file() {
	let directory = tempfile::tempdir().expect("a directory");
	let path = directory.path().join("key.json");
	create(&path, &key("//Alice"), "", &password("x"), Cost::Standard).expect("a new file");
	let mode = fs::metadata(&path).expect("a file").permissions().mode();
	assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_is_never_overwritten() {
	let directory = tempfile::tempdir().expect("a directory");
	let path = written(directory.path(), "precious");
	let refused = create(&path, &key("//Alice"), "", &password("x"), Cost::Standard);
	assert!(matches!(refused, Err(KeystoreError::Exists(_))));
	assert_eq!(fs::read_to_string(&path).expect("still there"), "precious");

	// Neither is what a link points to, even if it is not there.
	let link = directory.path().join("link.json");
	std::os::unix::fs::symlink(directory.path().join("nowhere"), &link).expect("a link");
	let refused = create(&link, &key("//Alice"), "", &password("x"), Cost::Standard);
	assert!(matches!(refused, Err(KeystoreError::Exists(_))));
}

#[test]
fn no_secret_is_in_a_file_in_plain() {
	let directory = tempfile::tempdir().expect("a directory");
	let path = directory.path().join("key.json");
	let made = key("//Alice");
	create(&path, &made, "", &password("hunter2"), Cost::Standard).expect("a new file");
	let text = fs::read_to_string(&path).expect("a file");
	assert!(!text.contains("hunter2") && !text.contains(&hex::encode(&made.secret_bytes()[..])));
}

#[test]
fn a_file_with_another_address_is_refused() {
	let directory = tempfile::tempdir().expect("a directory");
	let forged = FOREIGN
		.replace("5FJ9d6VvnGhxKybcVkJuLsqcHywHzYWVCbVA8bWoer4ab8Mf", &key("//Bob").account().to_string());
	let refused = open(&written(directory.path(), &forged), &password("correct horse")).map(|_| ());
	assert!(matches!(refused, Err(KeystoreError::WrongContent { .. })), "{refused:?}");
}

#[test]
fn kinds_without_support_are_refused_by_name() {
	let cases = [
		(FOREIGN_ED25519.to_owned(), "encoding.content is pkcs8, ed25519"),
		(FOREIGN.replace(r#""version":"3""#, r#""version":"2""#), "encoding.version is 2"),
		(FOREIGN.replace(r#"["scrypt","xsalsa20-poly1305"]"#, r#"["none"]"#), "encoding.type is none"),
		(FOREIGN.replace("5FJ9", "5FJ8"), "address: Invalid checksum"),
		("{".to_owned(), "not a key file in the JSON form"),
		(FOREIGN.replace("2qgW", "****"), "encoded: not base 64"),
		(FOREIGN.replace(r#""encoded":"2qgW"#, r#""encoded":"","x":"2qgW"#), "too short"),
	];
	let directory = tempfile::tempdir().expect("a directory");
	for (content, expected) in cases {
		let refused = open(&written(directory.path(), &content), &password("x")).map(|_| ());
		let message = refused.expect_err(expected).to_string();
		assert!(message.contains(expected), "{message}");
	}
}

#[test]
fn a_large_file_is_not_read() {
	let directory = tempfile::tempdir().expect("a directory");
	let refused = inspect(&written(directory.path(), &" ".repeat(70_000)));
	assert!(matches!(refused, Err(KeystoreError::TooLarge { .. })));
}

#[test]
fn a_missing_file_is_named() {
	let missing = Path::new("/nonexistent/key.json");
	let message = open(missing, &password("x")).map(|_| ()).expect_err("not there").to_string();
	assert!(message.starts_with("/nonexistent/key.json: "), "{message}");
}

#[test]
fn a_directory_lists_key_files_and_what_is_wrong_with_others() {
	let directory = tempfile::tempdir().expect("a directory");
	fs::write(directory.path().join("b.json"), FOREIGN).expect("a file");
	fs::write(directory.path().join("a.json"), "{}").expect("a file");
	fs::write(directory.path().join("notes.txt"), "").expect("a file");
	fs::create_dir(directory.path().join("c.json")).expect("a directory");
	let entries = list(directory.path()).expect("a directory");
	let names = entries.iter().map(|entry| entry.path.file_name().expect("a name")).collect::<Vec<_>>();
	assert_eq!(names, ["a.json", "b.json"]);
	assert!(entries[0].summary.is_err());
	let summary = entries[1].summary.as_ref().expect("a key file");
	assert_eq!(
		(summary.account, summary.name.as_str()),
		(key("//Alice//oracle").account(), "Alice's oracle")
	);
	assert!(list(&directory.path().join("none")).is_err());
}
