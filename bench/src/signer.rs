// SPDX-License-Identifier: Apache-2.0

//! The account that prepares a load: it gives funds to the others, and creates what they use.

use crate::{
	account::{Account, Id},
	calls,
	chain::{Chain, Holding},
	envelope::Envelope,
	load::{self, Load},
	outcome,
	presign::Presigned,
	problem::{Problem, Result},
	progress::Progress,
	submit::Pace,
};
use std::{sync::Arc, time::Duration};

/// How many calls go into one transaction.
const BATCH: usize = 100;

/// How many transactions may be on their way.
const IN_FLIGHT: usize = 1_000;

/// The account that prepares a load.
#[derive(Debug)]
pub struct Signer {
	account: Account,
	envelope: Envelope,
	patience: Duration,
}

impl Signer {
	/// This account, on this chain.
	///
	/// # Errors
	///
	/// When the chain takes none of its signatures.
	pub fn new(chain: &Chain, account: Account, patience: Duration) -> Result<Self> {
		let envelope = Envelope::new(&chain.metadata, chain.version, account.scheme())?;
		Ok(Self { account, envelope, patience })
	}

	/// The account.
	pub fn id(&self) -> Id {
		self.account.id
	}

	/// A call as a transaction of this account, to ask what it would cost.
	pub fn sample(&self, call: &[u8]) -> Vec<u8> {
		let mut transaction = Vec::new();
		self.envelope.seal(&self.account, 0, call, &mut Vec::new(), &mut transaction);
		transaction
	}

	/// Makes these calls in order, as many as fit in one transaction where the chain has batches, and returns when all are
	/// final.
	///
	/// # Errors
	///
	/// When one of them fails, or is not final in time.
	pub async fn make(&self, chain: &Chain, calls: &[Vec<u8>], progress: &mut Progress) -> Result<()> {
		let own = chain.holdings([self.account.id]).await?.pop().unwrap_or_default();
		let mut presigned = Presigned::default();
		let (mut transaction, mut scratch) = (Vec::new(), Vec::new());
		let calls = self.packed(chain, calls)?;
		for (call, nonce) in calls.iter().zip(own.nonce..) {
			transaction.clear();
			self.envelope.seal(&self.account, nonce, call, &mut scratch, &mut transaction);
			presigned.push(&transaction);
		}
		let load = Load {
			uris: vec![chain.node.uri().to_owned()],
			connections: 1,
			pace: Pace::Room,
			in_flight: Some(IN_FLIGHT),
			senders: 1,
			duration: None,
			patience: self.patience,
			pids: Vec::new(),
		};
		let ran = load::run(&load, chain, Arc::new(presigned), progress).await?;
		if let Some(problem) = ran.problem {
			return Err(problem);
		}
		if ran.account.finalised != calls.len() {
			let reasons = ran.ledger.refusals();
			let reasons = reasons.keys().cloned().collect::<Vec<_>>().join("; ");
			return Err(Problem::with_help(
				format!("the node refuses what prepares the load: {reasons}"),
				"--signer names an account with enough funds",
			));
		}
		let outcomes = outcome::read(chain, &ran.blocks).await?;
		if outcomes.failed > 0 {
			let reasons = outcomes.reasons.keys().cloned().collect::<Vec<_>>().join("; ");
			return Err(Problem::with_help(
				format!("what prepares the load failed: {reasons}"),
				"--signer names an account with enough funds",
			));
		}
		if outcomes.unknown > 0 {
			return Err(Problem::with_help(
				"the node does not tell whether what prepares the load succeeded",
				"start the node with --state-pruning archive",
			));
		}
		Ok(())
	}

	fn packed(&self, chain: &Chain, calls: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
		if calls.len() > 1 && chain.has_call("Utility", "batch_all") {
			calls.chunks(BATCH).map(|part| calls::all_of(chain, part)).collect()
		} else {
			Ok(calls.to_vec())
		}
	}

	/// Gives every account that has less than it needs three times as much as it needs, so that the next runs find enough.
	/// So much is left `besides` for what the signer itself does. Returns what all of them have then.
	///
	/// # Errors
	///
	/// When the signer has not enough, or as [`Self::make`].
	pub async fn fund(
		&self,
		chain: &Chain,
		accounts: &[Account],
		needs: impl Fn(usize) -> u128,
		besides: u128,
		progress: &mut Progress,
	) -> Result<Vec<Holding>> {
		let ids = || accounts.iter().map(|account| account.id);
		let holdings = chain.holdings(ids()).await?;
		let gifts = gifts(&holdings, needs);
		if gifts.is_empty() && besides == 0 {
			return Ok(holdings);
		}
		let sum = gifts.iter().fold(besides, |sum, (_, amount)| sum.saturating_add(*amount));
		let own = chain.holdings([self.account.id]).await?.pop().unwrap_or_default();
		if own.free <= sum {
			return Err(Problem::with_help(
				format!("the signer has {} units, and the load needs {sum} from it", own.free),
				"lower --count or --accounts, or give an account with more as --signer",
			));
		}
		if gifts.is_empty() {
			return Ok(holdings);
		}
		progress.say(&format!("giving funds to {} of {} accounts", gifts.len(), accounts.len()));
		let give = |(index, amount): &(usize, u128)| calls::transfer(chain, accounts[*index].id, *amount);
		let calls = gifts.iter().map(give).collect::<Result<Vec<_>>>()?;
		self.make(chain, &calls, progress).await?;
		chain.holdings(ids()).await
	}
}

/// Who is given how much.
fn gifts(holdings: &[Holding], needs: impl Fn(usize) -> u128) -> Vec<(usize, u128)> {
	let lacking = holdings.iter().enumerate().filter(|(index, holding)| holding.free < needs(*index));
	lacking
		.map(|(index, holding)| (index, needs(index).saturating_mul(3).saturating_sub(holding.free)))
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn who_has_enough_is_given_nothing_and_the_others_enough_for_three_runs() {
		let holdings = [0, 99, 100, 1_000].map(|free| Holding { nonce: 0, free });
		assert_eq!(gifts(&holdings, |_| 100), [(0, 300), (1, 201)]);
		assert_eq!(gifts(&holdings, |index| 500 * index as u128), [(1, 1_401), (2, 2_900), (3, 3_500)]);
	}
}
