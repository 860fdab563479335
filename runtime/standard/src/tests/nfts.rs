// SPDX-License-Identifier: Apache-2.0

//! Non-fungible tokens: what an ERC-721 token does, and what collections here do beyond that.

mod approvals;
mod collections;
mod descriptions;
mod fractions;
mod items;
mod locks;
mod swaps;
mod trade;

use super::{
	chain::{submit, Chain},
	people::{address, id},
};
use crate::{
	configs::nfts::{CollectionId, ItemId},
	genesis_presets::DEVELOPMENT,
	units::{deposit, CRN},
	Balance, BlockNumber, Nfts, Runtime,
};
use frame_support::assert_ok;
use pallet_nfts::{CollectionConfig, CollectionSettings, MintSettings};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie};
use sp_runtime::DispatchResult;

/// The collection of these stories, the first one of the chain. Bob creates it, and has every role in it.
const ART: CollectionId = 0;

/// An item of it, which is Charlie's.
const VASE: ItemId = 42;

/// What a collection takes as a deposit.
const COLLECTION: Balance = CRN;

/// What an item takes as a deposit, of whoever mints it.
const ITEM: Balance = deposit(1, 164);

type Call = pallet_nfts::Call<Runtime>;
type Error = pallet_nfts::Error<Runtime>;
type Config = CollectionConfig<Balance, BlockNumber, CollectionId>;

/// A collection that only Bob mints, free of charge, without a limit.
fn plain() -> Config {
	Config {
		settings: CollectionSettings::all_enabled(),
		max_supply: None,
		mint_settings: MintSettings::default(),
	}
}

/// A chain on which Bob has created a collection.
fn chain_with(config: Config) -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, Call::create { admin: address(Bob), config }));
	});
	chain
}

/// A chain on which Bob has created a collection, and minted the vase for Charlie.
fn chain_with_vase() -> Chain {
	let mut chain = chain_with(plain());
	chain.block(0, || {
		assert_ok!(mint(Bob, VASE, Charlie));
	});
	chain
}

fn mint(who: Sr25519Keyring, item: ItemId, to: Sr25519Keyring) -> DispatchResult {
	let call = Call::mint { collection: ART, item, mint_to: address(to), witness_data: None };
	submit(who, call)
}

fn transfer(who: Sr25519Keyring, item: ItemId, to: Sr25519Keyring) -> DispatchResult {
	submit(who, Call::transfer { collection: ART, item, dest: address(to) })
}

/// Whose the item is.
fn owner(item: ItemId) -> Option<Sr25519Keyring> {
	Nfts::owner(ART, item).map(|account| Sr25519Keyring::from_account_id(&account).expect("one of ours"))
}

fn error(error: Error) -> DispatchResult {
	Err(error.into())
}

/// How many items of the collection `who` has.
fn count(who: Sr25519Keyring) -> usize {
	pallet_nfts::Account::<Runtime>::iter_prefix((id(who), ART)).count()
}
