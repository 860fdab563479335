// SPDX-License-Identifier: Apache-2.0

//! What a proof has shown, for people and for programs.

use cairn_primitives::{AccountId, Balance, Hashing, Nonce};
use parity_scale_codec::DecodeAll;
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, Bytes, H256};
use sp_runtime::traits::Hash as _;

use super::{
	account::ACCOUNTS,
	file::{BlockName, Claim},
	verify::{Known, Proved},
};

/// What has been proved, for programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
	trusted: BlockName,
	block: BlockName,
	proved: What,
}

/// What holds of the block.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum What {
	/// It is on the chain.
	Block { header: Box<cairn_primitives::Header> },
	/// It contains this.
	Extrinsic { index: u32, hash: H256, extrinsic: Bytes },
	/// Its state has this, or nothing.
	Storage {
		key: Bytes,
		value: Option<Bytes>,
		#[serde(skip_serializing_if = "Option::is_none")]
		account: Option<Account>,
	},
}

/// An account, where the key is one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
	address: String,
	/// What it has, where the value is laid out as `pallet-balances` does it. Planck, as decimal numbers.
	#[serde(skip_serializing_if = "Option::is_none")]
	balance: Option<Amounts>,
}

/// What an account has.
#[derive(Serialize)]
struct Amounts {
	nonce: Nonce,
	free: String,
	reserved: String,
	frozen: String,
}

impl From<&Known> for BlockName {
	fn from(known: &Known) -> Self {
		Self { number: known.header.number, hash: known.hash }
	}
}

impl From<&Proved> for Shown {
	fn from(proved: &Proved) -> Self {
		let what = match &proved.claim {
			Claim::Block {} => What::Block { header: Box::new(proved.block.header.clone()) },
			Claim::Extrinsic { index, extrinsic, .. } => What::Extrinsic {
				index: *index,
				hash: Hashing::hash(extrinsic),
				extrinsic: extrinsic.clone(),
			},
			Claim::Storage { key, value, .. } => What::Storage {
				key: key.clone(),
				value: value.clone(),
				account: account(key, value.as_deref()),
			},
		};
		Self { trusted: (&proved.anchor).into(), block: (&proved.block).into(), proved: what }
	}
}

/// The account whose entry this is, if it is one.
///
/// Which account it is follows from the key. How the value is laid out is the chain's affair; nearly all do it as here.
fn account(key: &[u8], value: Option<&[u8]>) -> Option<Account> {
	/// Nonce, three reference counts, four amounts.
	type Info = (Nonce, u32, u32, u32, (Balance, Balance, Balance, Balance));
	let id = ACCOUNTS.id(key)?;
	let info = value.and_then(|mut value| Info::decode_all(&mut value).ok());
	let balance = info.map(|(nonce, _, _, _, (free, reserved, frozen, _))| Amounts {
		nonce,
		free: free.to_string(),
		reserved: reserved.to_string(),
		frozen: frozen.to_string(),
	});
	Some(Account { address: AccountId::from(id).to_ss58check(), balance })
}

impl std::fmt::Display for Shown {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let Self { trusted, block, proved } = self;
		writeln!(f, "The proof holds, if block {} is {:?}, which you trust.", trusted.number, trusted.hash)?;
		if block.hash != trusted.hash {
			writeln!(f, "  Block {} is {:?}, an ancestor of it.", block.number, block.hash)?;
		}
		let number = block.number;
		match proved {
			What::Block { header } => write!(
				f,
				"  Its parent is {:?},\n  its state root {:?},\n  its extrinsics root {:?}.",
				header.parent_hash, header.state_root, header.extrinsics_root
			),
			What::Extrinsic { index, hash, extrinsic } => write!(
				f,
				"  Block {number} contains, as extrinsic {index}, {hash:?}:\n  0x{}",
				hex::encode(&extrinsic.0)
			),
			What::Storage { key, value, account } => {
				write!(f, "  After block {number}, the state has ")?;
				match value {
					Some(value) => write!(f, "the value 0x{}", hex::encode(&value.0))?,
					None => write!(f, "no value")?,
				}
				write!(f, "\n  under the key 0x{}.", hex::encode(&key.0))?;
				let Some(account) = account else { return Ok(()) };
				write!(f, "\n  That is the account {}", account.address)?;
				match (&account.balance, value) {
					// The chain may lay accounts out in another way, which happens to have the same length.
					(Some(has), _) => write!(
						f,
						".\n  Read as an account of pallet-balances: free {}, reserved {}, frozen {} planck, nonce {}.",
						has.free, has.reserved, has.frozen, has.nonce
					),
					(None, None) => write!(f, ", which does not exist."),
					(None, Some(_)) => write!(f, "."),
				}
			}
		}
	}
}
