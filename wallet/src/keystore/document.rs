// SPDX-License-Identifier: Apache-2.0

//! The JSON around what is encrypted.

use super::{content, envelope, Cost, KeystoreError};
use crate::{Key, Password};
use base64::{engine::general_purpose::STANDARD, Engine};
use serde::{Deserialize, Serialize};
use std::time::SystemTime;
use subxt::utils::AccountId32;

const CONTENT: [&str; 2] = ["pkcs8", "sr25519"];
const KIND: [&str; 2] = ["scrypt", "xsalsa20-poly1305"];
const VERSION: &str = "3";

/// A key file. Fields that we do not know belong to other wallets, and are let be.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Document {
	/// What is encrypted, in base 64.
	encoded: String,
	encoding: Encoding,
	/// Whose key it is. Nothing but the content itself vouches for it.
	pub(super) address: String,
	#[serde(default)]
	pub(super) meta: Meta,
}

#[derive(Debug, Serialize, Deserialize)]
struct Encoding {
	content: Vec<String>,
	r#type: Vec<String>,
	version: String,
}

/// What the file's owner says of the key.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Meta {
	/// A name for people.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(super) name: Option<String>,
	/// Milliseconds since 1970.
	#[serde(default, rename = "whenCreated", skip_serializing_if = "Option::is_none")]
	pub(super) when_created: Option<u64>,
}

impl Document {
	/// Encrypts a key.
	pub(super) fn seal(
		key: &Key,
		name: &str,
		password: &Password,
		cost: Cost,
	) -> Result<Self, KeystoreError> {
		let sealed = envelope::seal(&content::encode(key), password, cost)?;
		let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok();
		Ok(Self {
			encoded: STANDARD.encode(sealed),
			encoding: Encoding {
				content: CONTENT.map(str::to_owned).into(),
				r#type: KIND.map(str::to_owned).into(),
				version: VERSION.into(),
			},
			address: key.account().to_string(),
			meta: Meta {
				name: Some(name.to_owned()),
				when_created: now.and_then(|now| now.as_millis().try_into().ok()),
			},
		})
	}

	/// Reads the JSON, and checks that it is of the one kind that there is support for.
	pub(super) fn parse(text: &str) -> Result<Self, KeystoreError> {
		let document: Self =
			serde_json::from_str(text).map_err(|error| KeystoreError::Form(error.to_string()))?;
		let Encoding { content, r#type, version } = &document.encoding;
		if version != VERSION {
			return Err(unsupported("encoding.version", version, VERSION));
		}
		if content.iter().ne(&CONTENT) {
			return Err(unsupported("encoding.content", &content.join(", "), "pkcs8, sr25519"));
		}
		if r#type.iter().ne(&KIND) {
			return Err(unsupported("encoding.type", &r#type.join(", "), "scrypt, xsalsa20-poly1305"));
		}
		document.account()?;
		Ok(document)
	}

	/// Whose key the file says it has.
	pub(super) fn account(&self) -> Result<AccountId32, KeystoreError> {
		let account = self.address.parse();
		account.map_err(|error| KeystoreError::Form(format!("address: {error}")))
	}

	/// Decrypts the key.
	pub(super) fn unseal(&self, password: &Password) -> Result<Key, KeystoreError> {
		let sealed =
			STANDARD.decode(&self.encoded).map_err(|_| KeystoreError::Form("encoded: not base 64".into()))?;
		let plain = envelope::unseal(&sealed, password)?;
		let account = self.account()?;
		let key = content::decode(&plain).filter(|key| key.account() == account);
		key.ok_or_else(|| KeystoreError::WrongContent { address: self.address.clone() })
	}
}

fn unsupported(what: &'static str, found: &str, wanted: &'static str) -> KeystoreError {
	KeystoreError::Unsupported { what, found: found.to_owned(), wanted }
}
