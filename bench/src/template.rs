// SPDX-License-Identifier: Apache-2.0

//! Calls that differ in an account or a number only.
//!
//! Encoding a call by metadata takes longer than signing it. So each kind of call is encoded a few times with different
//! values; where the bytes differ is where each transaction's own values go.

use crate::{
	account::Id,
	problem::{Problem, Result},
};
use subxt::{
	dynamic::Value,
	ext::{frame_decode::extrinsics::encode_call_data, scale_value::Composite},
	Metadata,
};

/// Whose account goes into a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
	/// That of another one than the sender.
	Recipient,
	/// The sender's own.
	Sender,
}

/// A kind of call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
	/// What the kind is called.
	pub name: &'static str,
	/// How many of `weight` sums are of this kind.
	pub share: u32,
	bytes: Vec<u8>,
	who: Who,
	account: usize,
	number: Option<usize>,
}

/// Encodes a call by the chain's metadata.
///
/// # Errors
///
/// When the chain has no such call, or it takes other arguments.
pub fn encode(metadata: &Metadata, pallet: &str, name: &str, arguments: Vec<Value>) -> Result<Vec<u8>> {
	let arguments = Composite::unnamed(arguments);
	encode_call_data(pallet, name, &arguments, metadata, metadata.types()).map_err(|error| {
		Problem::new(format!("the chain has no call {pallet}.{name} as it is used here: {error}"))
	})
}

impl Template {
	/// The kind of call that `encode` makes of an account and a number. `share` of the sum of all shares of a load are of
	/// this kind.
	///
	/// # Errors
	///
	/// Those of `encode`, and when the account's bytes, or those of a number that it uses, are not in one place.
	pub fn new(
		name: &'static str,
		share: u32,
		who: Who,
		encode: impl Fn(Id, u32) -> Result<Vec<u8>>,
	) -> Result<Self> {
		// Every byte differs between the two values.
		let (first, second) = (0x5555_5555u32, 0xaaaa_aaaau32);
		let bytes = encode([0x55; 32], first)?;
		let account = hole(&bytes, &encode([0xaa; 32], first)?)?;
		let number = hole(&bytes, &encode([0x55; 32], second)?)?;
		let wrong =
			|what: &str| Problem::new(format!("the call {name} does not hold {what} as it is used here"));
		match (account, number) {
			(Some((account, 32)), None) => Ok(Self { name, share, bytes, who, account, number: None }),
			(Some((account, 32)), Some((number, 4))) => {
				Ok(Self { name, share, bytes, who, account, number: Some(number) })
			}
			(Some((_, 32)), _) => Err(wrong("a number of 32 bits")),
			_ => Err(wrong("an account of 32 bytes")),
		}
	}

	/// Whose account goes into the call.
	pub fn who(&self) -> Who {
		self.who
	}

	/// Writes the call with this account and number to `out`, in place of what is there.
	pub fn fill(&self, account: &Id, number: u32, out: &mut Vec<u8>) {
		out.clear();
		out.extend_from_slice(&self.bytes);
		out[self.account..self.account + 32].copy_from_slice(account);
		if let Some(place) = self.number {
			out[place..place + 4].copy_from_slice(&number.to_le_bytes());
		}
	}

	/// A transfer as most chains encode it, under this name and with this share, to measure how fast transactions are signed where there is no chain.
	pub fn usual(name: &'static str, share: u32) -> Self {
		let mut bytes = vec![10, 3, 0];
		bytes.extend([0; 32]);
		bytes.extend([2, 0x09, 0x3d, 0]);
		Self { name, share, bytes, who: Who::Recipient, account: 3, number: None }
	}
}

/// Where two encodings of a call differ, and in how many bytes, if it is in one place.
fn hole(first: &[u8], second: &[u8]) -> Result<Option<(usize, usize)>> {
	let apart = || Problem::new("a call changes its form with the values in it");
	if first.len() != second.len() {
		return Err(apart());
	}
	let differs = |(index, (a, b)): (usize, (&u8, &u8))| (a != b).then_some(index);
	let places = first.iter().zip(second).enumerate().filter_map(differs).collect::<Vec<_>>();
	match (places.first(), places.last()) {
		(Some(start), Some(end)) if end - start + 1 == places.len() => Ok(Some((*start, places.len()))),
		(None, None) => Ok(None),
		_ => Err(apart()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use parity_scale_codec::{Compact, Encode};
	use proptest::prelude::*;

	fn transfer(to: Id, _: u32) -> Result<Vec<u8>> {
		Ok((10u8, 3u8, 0u8, to, Compact(1_000u32)).encode())
	}

	fn mint(to: Id, item: u32) -> Result<Vec<u8>> {
		Ok((70u8, 3u8, 4u32, item, 0u8, to, None::<u8>).encode())
	}

	proptest! {
		#[test]
		fn a_filled_template_is_the_encoded_call(account: Id, number: u32) {
			for encode in [transfer, mint] {
				let template = Template::new("test", 1, Who::Recipient, encode).expect("one place each");
				let mut out = vec![1, 2, 3];
				template.fill(&account, number, &mut out);
				prop_assert_eq!(out, encode(account, number).expect("it is made"));
			}
		}
	}

	#[test]
	fn a_call_without_the_account_in_one_place_is_refused() {
		let refused = |encode: fn(Id, u32) -> Result<Vec<u8>>| {
			Template::new("test", 1, Who::Sender, encode).expect_err("no template")
		};
		assert!(refused(|_, _| Ok(vec![1])).cause().contains("account"));
		assert!(refused(|to, _| Ok((to, 1u8, to).encode())).cause().contains("form"));
		assert!(refused(|to, item| Ok((to, Compact(item >> 31)).encode())).cause().contains("number"));
		assert!(refused(|to, item| Ok(vec![to[0]; item as usize % 7])).cause().contains("form"));
	}
}
