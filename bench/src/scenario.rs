// SPDX-License-Identifier: Apache-2.0

//! What a load does.
//!
//! | Scenario | Senders | Transactions |
//! | --- | --- | --- |
//! | `transfer` | all accounts | the native token to each other account in turn |
//! | `hot` | one account | the native token to each other account in turn |
//! | `assets` | all accounts | a new asset to each other account in turn |
//! | `mix` | all accounts | 60 % `transfer`, 20 % `assets`, 10 % NFTs minted, 10 % swaps, as far as the chain has them |

use crate::{
	account::{Account, Id},
	calls,
	chain::{Chain, Typed},
	problem::{Problem, Result},
	template::{Template, Who},
};
use clap::ValueEnum;
use std::time::{SystemTime, UNIX_EPOCH};

/// How much one transfer moves, in the smallest unit.
const AMOUNT: u128 = 1_000;

/// How much of an asset each account gets, in the asset's smallest unit.
const ASSETS_EACH: u128 = 1_000_000_000_000;

/// What a load does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scenario {
	/// Transfers of the native token between many accounts.
	Transfer,
	/// Transfers of an asset between many accounts.
	Assets,
	/// Transfers of both, NFTs and swaps.
	Mix,
	/// Transfers of the native token from one account to many.
	Hot,
}

/// What a scenario needs on a chain, and what it then sends.
#[derive(Debug, Default)]
pub struct Blueprint {
	/// The kinds of transactions.
	pub templates: Vec<Template>,
	/// What the sender of one of each kind gives away with it beside the fee, in the smallest unit.
	pub costs: Vec<u128>,
	/// What the signer does before, when the accounts have funds.
	pub preparation: Vec<Vec<u8>>,
	/// What the signer gives away with it, in the smallest unit.
	pub preparation_cost: u128,
	/// Which parts are left out since the chain has no such thing.
	pub left_out: Vec<&'static str>,
}

impl Scenario {
	/// The scenario's name.
	pub fn name(self) -> &'static str {
		match self {
			Self::Transfer => "transfer",
			Self::Assets => "assets",
			Self::Mix => "mix",
			Self::Hot => "hot",
		}
	}

	/// How many of so many accounts send.
	pub fn senders(self, accounts: usize) -> usize {
		match self {
			Self::Hot => 1,
			_ => accounts,
		}
	}

	/// Whether it needs nothing on the chain but funds. Only then are its transactions good for another run.
	pub fn is_plain(self) -> bool {
		matches!(self, Self::Transfer | Self::Hot)
	}

	/// What it needs on this chain.
	///
	/// # Errors
	///
	/// When the chain has not what it is about, or the node is gone.
	pub async fn blueprint(self, chain: &Chain, signer: Id, accounts: &[Account]) -> Result<Blueprint> {
		let mut blueprint = Blueprint::default();
		match self {
			Self::Transfer | Self::Hot => blueprint.transfers(chain, 1)?,
			Self::Assets => {
				blueprint.assets(chain, signer, accounts, 1).await?;
			}
			Self::Mix => blueprint.mix(chain, signer, accounts).await?,
		}
		Ok(blueprint)
	}
}

impl Blueprint {
	fn add(&mut self, template: Template, cost: u128) {
		self.templates.push(template);
		self.costs.push(cost);
	}

	/// More than there is, is refused before anything is sent.
	fn prepares_for(&mut self, cost: u128) {
		self.preparation_cost = self.preparation_cost.saturating_add(cost);
	}

	fn transfers(&mut self, chain: &Chain, share: u32) -> Result<()> {
		let call = |to: Id, _| calls::transfer(chain, to, AMOUNT);
		self.add(Template::new("transfer", share, Who::Recipient, call)?, AMOUNT);
		Ok(())
	}

	/// Returns the asset.
	async fn assets(&mut self, chain: &Chain, signer: Id, accounts: &[Account], share: u32) -> Result<u128> {
		if !chain.has_call("Assets", "create") {
			return Err(Problem::with_help(
				"the chain has no assets: there is no call Assets.create",
				"the scenarios transfer and hot need the native token only",
			));
		}
		let asset = free_asset(chain).await?;
		let call = |to: Id, _| calls::transfer_asset(chain, asset, to, 1);
		self.add(Template::new("asset transfer", share, Who::Recipient, call)?, 0);
		self.preparation.push(calls::create_asset(chain, asset, signer)?);
		for account in accounts {
			self.preparation.push(calls::mint_asset(chain, asset, account.id, ASSETS_EACH)?);
		}
		self.prepares_for(constant(chain, "Assets", "AssetDeposit"));
		Ok(asset)
	}

	async fn mix(&mut self, chain: &Chain, signer: Id, accounts: &[Account]) -> Result<()> {
		self.transfers(chain, 6)?;
		if chain.has_call("Assets", "create") {
			let asset = self.assets(chain, signer, accounts, 2).await?;
			let calls = ["create_pool", "add_liquidity", "swap_exact_tokens_for_tokens"];
			if calls.iter().all(|call| chain.has_call("AssetConversion", call)) {
				self.swaps(chain, signer, asset, 1)?;
			} else {
				self.left_out.push("swaps");
			}
		} else {
			self.left_out.extend(["assets", "swaps"]);
		}
		if ["create", "mint"].iter().all(|call| chain.has_call("Nfts", call)) {
			self.items(chain, signer, 1).await?;
		} else {
			self.left_out.push("NFTs");
		}
		Ok(())
	}

	fn swaps(&mut self, chain: &Chain, signer: Id, asset: u128, share: u32) -> Result<()> {
		let call = |who: Id, _| calls::swap(chain, asset, AMOUNT, who);
		let template = Template::new("swap", share, Who::Sender, call)?;
		// So much that the price hardly moves, and enough for the pool's own account to exist.
		let reserve = chain.existential_deposit().saturating_mul(100).max(1_000_000_000_000);
		let preparation = [
			calls::mint_asset(chain, asset, signer, reserve.saturating_mul(2))?,
			calls::create_pool(chain, asset)?,
			calls::add_liquidity(chain, asset, reserve, signer)?,
		];
		self.preparation.extend(preparation);
		self.prepares_for(reserve.saturating_add(constant(chain, "AssetConversion", "PoolSetupFee")));
		self.add(template, AMOUNT);
		Ok(())
	}

	async fn items(&mut self, chain: &Chain, signer: Id, share: u32) -> Result<()> {
		let at = chain.node.finalised().await?;
		let next = chain.value("Nfts", "NextCollectionId", at).await?;
		// Nothing is stored as long as there is no collection.
		let collection = next.as_ref().map_or(Some(0), as_number);
		let collection =
			collection.ok_or_else(|| Problem::new("collections have other names than numbers"))?;
		let call = |to: Id, item| calls::mint_item(chain, collection, item, to);
		let template = Template::new("NFT", share, Who::Sender, call)?;
		self.preparation.push(calls::create_collection(chain, signer)?);
		self.prepares_for(constant(chain, "Nfts", "CollectionDeposit"));
		self.add(template, constant(chain, "Nfts", "ItemDeposit"));
		Ok(())
	}
}

/// A constant amount, zero if there is none.
fn constant(chain: &Chain, pallet: &str, name: &str) -> u128 {
	chain.constant(pallet, name).and_then(|value| value.as_u128()).unwrap_or(0)
}

/// A number, whether or not it is wrapped.
fn as_number(value: &Typed) -> Option<u128> {
	use subxt::dynamic::At;
	value.as_u128().or_else(|| value.at(0).and_then(Typed::as_u128))
}

/// An asset that does not exist: the next one where the chain gives them out, else one named after the time.
async fn free_asset(chain: &Chain) -> Result<u128> {
	let at = chain.node.finalised().await?;
	let next = chain.value("Assets", "NextAssetId", at).await.ok().flatten();
	if let Some(next) = next.as_ref().and_then(as_number) {
		return Ok(next);
	}
	let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_millis());
	Ok(1_000_000 + now % 1_000_000_000)
}
