// SPDX-License-Identifier: Apache-2.0

//! Transactions that are signed before the clock starts.
//!
//! Transaction `k` is by sender `k mod senders`, whose nonces count up from its first one: so every sender's transactions
//! are spread over the whole load, and the nonce follows from `k`.

use crate::{
	account::{cores, Account},
	envelope::Envelope,
	problem::{Problem, Result},
	template::{Template, Who},
};
use std::thread;

/// Signed transactions, in the order in which they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presigned {
	/// All transactions, one after the other.
	bytes: Vec<u8>,
	/// Where each one ends.
	ends: Vec<usize>,
	/// The hash of each, as it is found in blocks.
	hashes: Vec<[u8; 32]>,
}

impl Presigned {
	/// How many there are.
	pub fn len(&self) -> usize {
		self.ends.len()
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.ends.is_empty()
	}

	/// A transaction's bytes.
	///
	/// # Panics
	///
	/// When there are not so many.
	pub fn transaction(&self, index: usize) -> &[u8] {
		let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
		&self.bytes[start..self.ends[index]]
	}

	/// The hashes of all of them.
	pub fn hashes(&self) -> &[[u8; 32]] {
		&self.hashes
	}

	/// All bytes, for how many they are on average.
	pub fn total_length(&self) -> usize {
		self.bytes.len()
	}

	/// Adds a transaction.
	pub fn push(&mut self, transaction: &[u8]) {
		self.bytes.extend_from_slice(transaction);
		self.close();
	}

	/// What was appended to `bytes` since the last transaction is one.
	fn close(&mut self) {
		let start = self.ends.last().copied().unwrap_or(0);
		self.hashes.push(sp_crypto_hashing::blake2_256(&self.bytes[start..]));
		self.ends.push(self.bytes.len());
	}

	fn append(&mut self, mut other: Self) {
		let offset = self.bytes.len();
		self.bytes.append(&mut other.bytes);
		self.ends.extend(other.ends.into_iter().map(|end| end + offset));
		self.hashes.append(&mut other.hashes);
	}
}

/// What is to be signed.
#[derive(Debug)]
pub struct Plan<'a> {
	/// What surrounds the calls.
	pub envelope: &'a Envelope,
	/// The kinds of calls.
	pub templates: &'a [Template],
	/// All accounts. The first ones send.
	pub accounts: &'a [Account],
	/// The first nonce of each sender. There are as many senders as there are nonces.
	pub nonces: &'a [u32],
	/// How many transactions.
	pub count: usize,
}

impl Plan<'_> {
	/// Signs them, on all cores.
	///
	/// # Errors
	///
	/// When there are no senders, fewer than two accounts, or no calls.
	pub fn sign(&self) -> Result<Presigned> {
		let shares = self.templates.iter().map(|template| u64::from(template.share)).sum::<u64>();
		if self.nonces.is_empty() || self.accounts.len() < self.nonces.len().max(2) || shares == 0 {
			return Err(Problem::new("a load needs a sender, another account and a kind of call"));
		}
		let share = self.count.div_ceil(cores()).max(1);
		let parts = thread::scope(|scope| {
			let starts = (0..self.count).step_by(share);
			let sign =
				|start: usize| scope.spawn(move || self.part(start, (start + share).min(self.count), shares));
			let threads = starts.map(sign).collect::<Vec<_>>();
			threads.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
		});
		let mut all = Presigned::default();
		for part in parts {
			all.append(part.map_err(|_| Problem::new("signing failed"))?);
		}
		Ok(all)
	}

	fn part(&self, start: usize, end: usize, shares: u64) -> Presigned {
		let mut signed = Presigned::default();
		let (mut call, mut scratch) = (Vec::new(), Vec::new());
		for index in start..end {
			let sender = self.sender(index);
			let template = self.template(index, shares);
			let account = match template.who() {
				Who::Recipient => self.recipient(index),
				Who::Sender => sender,
			};
			template.fill(&self.accounts[account].id, index as u32, &mut call);
			// Nobody has sent four thousand million transactions.
			let nonce = self.nonces[sender].wrapping_add((index / self.nonces.len()) as u32);
			self.envelope.seal(&self.accounts[sender], nonce, &call, &mut scratch, &mut signed.bytes);
			signed.close();
		}
		signed
	}

	/// Which account sends a transaction.
	fn sender(&self, index: usize) -> usize {
		index % self.nonces.len()
	}

	/// Which account a transaction is for: each of the others in turn.
	fn recipient(&self, index: usize) -> usize {
		let round = index / self.nonces.len();
		let others = self.accounts.len() - 1;
		(self.sender(index) + 1 + round % others) % self.accounts.len()
	}

	fn template(&self, index: usize, shares: u64) -> &Template {
		&self.templates[kind(self.templates, shares, index)]
	}
}

/// Which of these kinds a transaction is, where their shares add up to `shares`. The kinds are mixed as if by chance, but
/// are the same in every run.
fn kind(templates: &[Template], shares: u64, index: usize) -> usize {
	let mixed = (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
	let mut left = mixed % shares;
	for (kind, template) in templates.iter().enumerate() {
		match left.checked_sub(u64::from(template.share)) {
			None => return kind,
			Some(rest) => left = rest,
		}
	}
	// `left` is below the sum of all shares.
	0
}

/// What each of so many senders pays for its part of so many transactions, where one of each kind costs so much.
pub fn costs(templates: &[Template], each: &[u128], senders: usize, count: usize) -> Vec<u128> {
	let shares = templates.iter().map(|template| u64::from(template.share)).sum::<u64>().max(1);
	let mut costs = vec![0u128; senders];
	for index in 0..count {
		let cost = &mut costs[index % senders];
		*cost = cost.saturating_add(each[kind(templates, shares, index)]);
	}
	costs
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::account::{derive, Scheme};
	use std::collections::{BTreeMap, BTreeSet};

	fn plan(check: impl FnOnce(Plan<'_>), senders: usize, count: usize) {
		let accounts = derive("//Alice", Scheme::Ed25519, 5).expect("a secret");
		let envelope = Envelope::usual(Scheme::Ed25519);
		let templates = [Template::usual("transfer", 1)];
		let nonces = (0..senders as u32).map(|sender| 100 * sender).collect::<Vec<_>>();
		check(Plan {
			envelope: &envelope,
			templates: &templates,
			accounts: &accounts,
			nonces: &nonces,
			count,
		});
	}

	#[test]
	fn transactions_are_the_same_on_any_number_of_cores() {
		plan(
			|plan| {
				let signed = plan.sign().expect("a plan");
				// In one part, so by one thread. Signatures of this scheme are the same every time.
				assert_eq!(signed, plan.part(0, plan.count, 1));
				assert_eq!(signed.len(), 23);
				for index in 0..signed.len() {
					assert_eq!(
						signed.hashes()[index],
						sp_crypto_hashing::blake2_256(signed.transaction(index))
					);
				}
				let lengths = (0..signed.len()).map(|index| signed.transaction(index).len()).sum::<usize>();
				assert_eq!(lengths, signed.total_length());
			},
			5,
			23,
		);
	}

	#[test]
	fn nobody_sends_to_oneself_and_everybody_gets_something() {
		for senders in [1, 5] {
			plan(
				|plan| {
					let pairs = (0..plan.count).map(|index| (plan.sender(index), plan.recipient(index)));
					let pairs = pairs.collect::<BTreeSet<_>>();
					assert!(pairs.iter().all(|(from, to)| from != to));
					assert_eq!(pairs.len(), senders * 4, "each sender sends to each of the others");
				},
				senders,
				40,
			);
		}
	}

	#[test]
	fn kinds_have_their_shares() {
		plan(
			|plan| {
				let kinds = [("a", 7), ("b", 2), ("c", 1)];
				let templates = kinds.map(|(name, share)| Template::usual(name, share));
				let plan = Plan { templates: &templates, ..plan };
				let mut counted = BTreeMap::new();
				for index in 0..10_000 {
					*counted.entry(plan.template(index, 10).name).or_insert(0) += 1;
				}
				for (name, share) in kinds {
					let counted = counted[name];
					assert!((share * 900..share * 1_100).contains(&counted), "{name}: {counted}");
				}
			},
			5,
			1,
		);
	}

	#[test]
	fn a_sender_pays_for_what_it_sends() {
		let templates = [("a", 3), ("b", 1)].map(|(name, share)| Template::usual(name, share));
		let costs = costs(&templates, &[10, 1_000], 7, 500);
		for (sender, cost) in costs.iter().enumerate() {
			let kinds = (sender..500).step_by(7).map(|index| kind(&templates, 4, index));
			assert_eq!(*cost, kinds.map(|kind| [10, 1_000][kind]).sum::<u128>());
		}
	}

	#[test]
	fn a_load_without_senders_is_refused() {
		plan(|plan| assert!(plan.sign().is_err()), 0, 1);
	}
}
