// SPDX-License-Identifier: Apache-2.0

//! The chain that random calls are made on: short sessions and eras, and something of everything there already.

use super::{books, draw::Draw};
use crate::{
	configs::assets::{AssetId, TrustBackedAssets},
	genesis_presets::LOCAL,
	tests::{
		chain::{apply, sign, submit, Chain},
		people::{address, as_root, id},
	},
	units::CRN,
	Balance, Runtime, RuntimeCall, Session,
};
use frame_support::{
	assert_ok,
	traits::{fungible::NativeOrWithId, DisabledValidators},
};
use pallet_nfts::{CollectionConfig, CollectionSettings, MintSettings};
use serde_json::json;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::ApplyExtrinsicResult;

/// A chain with four validators, sessions of ten blocks, eras of one session, and nobody with special powers.
pub(super) struct Stage {
	chain: Chain,
}

impl Stage {
	/// The chain after its first block.
	pub(super) fn new() -> Self {
		let patch = json!({
			"launchConfig": {
				"epochDuration": 10,
				"sessionsPerEra": 1,
				"bondingDuration": 2,
				"slashDeferDuration": 1,
				"governanceDay": 20,
			},
			"sudo": { "key": null },
		});
		let mut stage = Self { chain: Chain::with_patch(LOCAL, patch) };
		stage.block(furnish);
		stage
	}

	/// Makes a block. The validators take turns, except those that are disabled.
	pub(super) fn block<R>(&mut self, content: impl FnOnce() -> R) -> R {
		let slot = self.chain.slot() as u32;
		let author = self.chain.read(|| {
			let count = Session::validators().len() as u32;
			(0..count).map(|turn| (slot + turn) % count).find(|index| !Session::is_disabled(*index))
		});
		self.chain.block(author.expect("not all are disabled"), content)
	}

	/// Makes a block with what was drawn in it, and looks at the books. What came of each call.
	pub(super) fn play(&mut self, draws: &[Draw]) -> Result<Vec<ApplyExtrinsicResult>, String> {
		self.submit_all(draws.iter().map(|draw| (draw.who, move || draw.make())))
	}

	/// Makes a block with these calls in it, and looks at the books. What came of each call.
	pub(super) fn submit_all<Make: FnOnce() -> RuntimeCall>(
		&mut self,
		calls: impl Iterator<Item = (Sr25519Keyring, Make)>,
	) -> Result<Vec<ApplyExtrinsicResult>, String> {
		let results = self.block(|| calls.map(|(who, make)| apply(sign(who, make(), 0))).collect());
		self.chain.read(books::balance)?;
		Ok(results)
	}

	/// Makes so many blocks with nothing in them, and looks at the books.
	pub(super) fn rest(&mut self, blocks: u32) -> Result<(), String> {
		for _ in 0..blocks {
			self.block(|| ());
		}
		self.chain.read(books::balance)
	}
}

/// Two assets, a pool of one, a collection with two items, a nomination pool, a referendum, a registrar.
fn furnish() {
	type Assets = pallet_assets::Call<Runtime, TrustBackedAssets>;
	for asset in 0..2 {
		let create = Assets::create { id: asset.into(), admin: address(Bob), min_balance: 10 };
		assert_ok!(submit(Bob, create));
		for beneficiary in [Alice, Bob, Charlie, Dave].map(address) {
			assert_ok!(submit(Bob, Assets::mint { id: asset.into(), beneficiary, amount: 10_000 * CRN }));
		}
	}
	open_pool(0, 1_000 * CRN);

	let config = CollectionConfig {
		settings: CollectionSettings::all_enabled(),
		max_supply: None,
		mint_settings: MintSettings::default(),
	};
	assert_ok!(submit(Bob, pallet_nfts::Call::create { admin: address(Bob), config }));
	for (item, owner) in [(0, Charlie), (1, Dave)] {
		let mint_to = address(owner);
		assert_ok!(submit(Bob, pallet_nfts::Call::mint { collection: 0, item, mint_to, witness_data: None }));
	}

	let [root, nominator, bouncer] = [Dave; 3].map(address);
	assert_ok!(submit(
		Dave,
		pallet_nomination_pools::Call::create { amount: 1_000 * CRN, root, nominator, bouncer }
	));
	assert_ok!(as_root(pallet_identity::Call::add_registrar { account: address(Eve) }));
}

fn open_pool(asset: AssetId, amount: Balance) {
	let (asset1, asset2) = (Box::new(NativeOrWithId::Native), Box::new(NativeOrWithId::WithId(asset)));
	let create =
		pallet_asset_conversion::Call::create_pool { asset1: asset1.clone(), asset2: asset2.clone() };
	assert_ok!(submit(Bob, create));
	let fill = pallet_asset_conversion::Call::add_liquidity {
		asset1,
		asset2,
		amount1_desired: amount,
		amount2_desired: amount,
		amount1_min: amount,
		amount2_min: amount,
		mint_to: id(Bob),
	};
	assert_ok!(submit(Bob, fill));
}
