// SPDX-License-Identifier: Apache-2.0

//! The calls that loads are made of, encoded by the chain's metadata.

use crate::{
	account::Id,
	chain::Chain,
	problem::{Problem, Result},
	template::encode,
};
use parity_scale_codec::{Compact, Encode};
use subxt::dynamic::Value;

fn account(id: Id) -> Value {
	Value::from_bytes(id)
}

fn number(number: u128) -> Value {
	Value::u128(number)
}

fn variant(name: &str, fields: impl IntoIterator<Item = Value>) -> Value {
	Value::unnamed_variant(name, fields)
}

/// The call with an account as a transaction names it: with a variant where the chain's addresses have variants.
fn addressed(
	chain: &Chain,
	pallet: &str,
	name: &str,
	to: Id,
	call: impl Fn(Value) -> Vec<Value>,
) -> Result<Vec<u8>> {
	let with_variant = encode(&chain.metadata, pallet, name, call(variant("Id", [account(to)])));
	// The first error is the one that tells more.
	with_variant.or_else(|error| encode(&chain.metadata, pallet, name, call(account(to))).map_err(|_| error))
}

/// Sends `amount` of the native token, unless the sender would go below what an account must have.
///
/// # Errors
///
/// When the chain has no such call.
pub fn transfer(chain: &Chain, to: Id, amount: u128) -> Result<Vec<u8>> {
	addressed(chain, "Balances", "transfer_keep_alive", to, |to| vec![to, number(amount)])
}

/// Makes all of these calls, or none.
///
/// # Errors
///
/// When the chain has no such call.
pub fn all_of(chain: &Chain, calls: &[Vec<u8>]) -> Result<Vec<u8>> {
	let pallet = chain.metadata.pallet_by_name("Utility");
	let index = pallet
		.and_then(|pallet| Some([pallet.call_index(), pallet.call_variant_by_name("batch_all")?.index]));
	let index = index.ok_or_else(|| Problem::new("the chain has no call Utility.batch_all"))?;
	let count = Compact(calls.len() as u32).encode();
	Ok([&index[..], &count, &calls.concat()].concat())
}

/// Creates an asset of which an account must have at least one unit.
///
/// # Errors
///
/// When the chain has no such call.
pub fn create_asset(chain: &Chain, asset: u128, admin: Id) -> Result<Vec<u8>> {
	addressed(chain, "Assets", "create", admin, |admin| vec![number(asset), admin, number(1)])
}

/// Makes so much of an asset for an account.
///
/// # Errors
///
/// When the chain has no such call.
pub fn mint_asset(chain: &Chain, asset: u128, to: Id, amount: u128) -> Result<Vec<u8>> {
	addressed(chain, "Assets", "mint", to, |to| vec![number(asset), to, number(amount)])
}

/// Sends so much of an asset.
///
/// # Errors
///
/// When the chain has no such call.
pub fn transfer_asset(chain: &Chain, asset: u128, to: Id, amount: u128) -> Result<Vec<u8>> {
	addressed(chain, "Assets", "transfer_keep_alive", to, |to| vec![number(asset), to, number(amount)])
}

/// Creates a collection in which everybody may mint.
///
/// # Errors
///
/// When the chain has no such call.
pub fn create_collection(chain: &Chain, admin: Id) -> Result<Vec<u8>> {
	let none = || variant("None", []);
	let all_enabled = || Value::unnamed_composite([number(0)]);
	let minting = Value::named_composite([
		("mint_type", variant("Public", [])),
		("price", none()),
		("start_block", none()),
		("end_block", none()),
		("default_item_settings", all_enabled()),
	]);
	let config = Value::named_composite([
		("settings", all_enabled()),
		("max_supply", none()),
		("mint_settings", minting),
	]);
	addressed(chain, "Nfts", "create", admin, |admin| vec![admin, config.clone()])
}

/// Mints an item for an account.
///
/// # Errors
///
/// When the chain has no such call.
pub fn mint_item(chain: &Chain, collection: u128, item: u32, to: Id) -> Result<Vec<u8>> {
	addressed(chain, "Nfts", "mint", to, |to| {
		vec![number(collection), number(item.into()), to, variant("None", [])]
	})
}

fn native() -> Value {
	variant("Native", [])
}

fn with_id(asset: u128) -> Value {
	variant("WithId", [number(asset)])
}

/// Opens a pool of the native token and an asset.
///
/// # Errors
///
/// When the chain has no such call, or names assets otherwise.
pub fn create_pool(chain: &Chain, asset: u128) -> Result<Vec<u8>> {
	encode(&chain.metadata, "AssetConversion", "create_pool", vec![native(), with_id(asset)])
}

/// Puts so much of both into the pool.
///
/// # Errors
///
/// As [`create_pool`].
pub fn add_liquidity(chain: &Chain, asset: u128, amount: u128, owner: Id) -> Result<Vec<u8>> {
	let amounts = (0..4).map(|_| number(amount));
	let assets = [native(), with_id(asset)].into_iter();
	let arguments = assets.chain(amounts).chain([account(owner)]).collect();
	encode(&chain.metadata, "AssetConversion", "add_liquidity", arguments)
}

/// Swaps so much of the native token for whatever it brings of the asset.
///
/// # Errors
///
/// As [`create_pool`].
pub fn swap(chain: &Chain, asset: u128, amount: u128, for_whom: Id) -> Result<Vec<u8>> {
	let path = Value::unnamed_composite([native(), with_id(asset)]);
	let arguments = vec![path, number(amount), number(1), account(for_whom), Value::bool(true)];
	encode(&chain.metadata, "AssetConversion", "swap_exact_tokens_for_tokens", arguments)
}
