// SPDX-License-Identifier: Apache-2.0

//! Keys of the state by what stands there, without asking the chain: FRAME makes them from the names of the pallet and of
//! its item.

use cairn_primitives::AccountId;
use sp_crypto_hashing::{blake2_128, twox_128};

/// The key of a pallet's storage item, and the beginning of the keys of its entries if it is a map.
pub(super) fn item_key(pallet: &str, item: &str) -> Vec<u8> {
	[twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat()
}

/// A map whose keys are accounts, each behind a hash of it.
pub(super) struct ByAccount {
	pallet: &'static str,
	item: &'static str,
}

/// All accounts, with their nonces and what they have.
pub(super) const ACCOUNTS: ByAccount = ByAccount { pallet: "System", item: "Account" };

impl ByAccount {
	/// The key of an account's entry.
	pub(super) fn key(&self, account: &AccountId) -> Vec<u8> {
		let account: &[u8; 32] = account.as_ref();
		[&item_key(self.pallet, self.item)[..], &blake2_128(account), account].concat()
	}

	/// The account whose entry has this key, if it is one of this map.
	pub(super) fn id(&self, key: &[u8]) -> Option<[u8; 32]> {
		let rest = key.strip_prefix(&item_key(self.pallet, self.item)[..])?;
		let (hash, account) = rest.split_at_checked(16)?;
		let account: [u8; 32] = account.try_into().ok()?;
		(hash == blake2_128(&account)).then_some(account)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_keys_are_those_that_every_client_uses() {
		assert_eq!(
			hex::encode(item_key("Balances", "TotalIssuance")),
			"c2261276cc9d1f8598ea4b6a74b15c2f57c875e4cff74148e4628f264b974c80"
		);
		assert_eq!(
			hex::encode(item_key("System", "Account")),
			"26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"
		);
	}

	#[test]
	fn an_account_is_read_back_from_its_key_and_from_no_other() {
		let account = AccountId::new([7; 32]);
		let key = ACCOUNTS.key(&account);
		assert_eq!(ACCOUNTS.id(&key), Some([7; 32]));
		for place in 0..key.len() {
			let mut other = key.clone();
			other[place] ^= 1;
			assert_eq!(ACCOUNTS.id(&other), None, "byte {place}");
		}
		assert_eq!(ACCOUNTS.id(&key[..key.len() - 1]), None);
		assert_eq!(ACCOUNTS.id(&[]), None);
	}
}
