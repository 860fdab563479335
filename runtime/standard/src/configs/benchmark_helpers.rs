// SPDX-License-Identifier: Apache-2.0

//! What the benchmarks of SDK pallets ask of a runtime: identifiers made of numbers, and a pool to pay fees from.

use super::{
	assets::AssetId,
	oracle::{AllFeeds, Family, FeedId, FeedKey, FeedValue},
};
use crate::{units::CRN, AccountId, AssetConversion, Assets, Balances, Runtime, RuntimeOrigin};
use alloc::boxed::Box;
use frame_support::traits::{
	fungible::{Mutate as _, NativeOrWithId},
	fungibles::{Create, Inspect, Mutate as _},
};
use pallet_oracle_feeds::ReadFeed;

/// Answers all of them.
pub struct Helper;

impl pallet_treasury::ArgumentsFactory<NativeOrWithId<AssetId>, AccountId> for Helper {
	fn create_asset_kind(seed: u32) -> NativeOrWithId<AssetId> {
		NativeOrWithId::WithId(seed)
	}

	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		AccountId::new(seed)
	}
}

impl pallet_asset_rate::AssetKindFactory<NativeOrWithId<AssetId>> for Helper {
	fn create_asset_kind(seed: u32) -> NativeOrWithId<AssetId> {
		NativeOrWithId::WithId(seed)
	}
}

impl pallet_assets::BenchmarkHelper<parity_scale_codec::Compact<AssetId>, ()> for Helper {
	fn create_asset_id_parameter(id: u32) -> parity_scale_codec::Compact<AssetId> {
		id.into()
	}

	fn create_reserve_id_parameter(_: u32) {}
}

impl pallet_asset_conversion::BenchmarkHelper<NativeOrWithId<AssetId>> for Helper {
	/// Assets in a row, the native token first: pairs of neighbours make the path of a long swap.
	fn create_pair(first: u32, second: u32) -> (NativeOrWithId<AssetId>, NativeOrWithId<AssetId>) {
		let asset = |seed| match seed {
			0 => NativeOrWithId::Native,
			id => NativeOrWithId::WithId(id),
		};
		(asset(first), asset(second))
	}
}

/// The asset that agreements are about: sufficient, so that accounts can have it and nothing else.
const BENCHMARK_ASSET: AssetId = 4_000_000_000;

fn benchmark_asset() -> NativeOrWithId<AssetId> {
	if !<Assets as Inspect<AccountId>>::asset_exists(BENCHMARK_ASSET) {
		let created =
			<Assets as Create<AccountId>>::create(BENCHMARK_ASSET, AccountId::new([1; 32]), true, 1);
		frame_support::assert_ok!(created);
	}
	NativeOrWithId::WithId(BENCHMARK_ASSET)
}

impl pallet_escrow::BenchmarkHelper<NativeOrWithId<AssetId>> for Helper {
	fn asset() -> NativeOrWithId<AssetId> {
		benchmark_asset()
	}
}

impl pallet_insurance::BenchmarkHelper<NativeOrWithId<AssetId>, FeedId, FeedValue> for Helper {
	fn asset() -> NativeOrWithId<AssetId> {
		benchmark_asset()
	}

	fn feed() -> FeedId {
		FeedId { family: Family::Weather, key: FeedKey::truncate_from(b"RAIN/10381".to_vec()) }
	}

	fn values() -> (FeedValue, FeedValue) {
		(FeedValue::from_u32(1), FeedValue::from_u32(2))
	}

	fn set_time(now: u64) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}

	fn report(value: FeedValue) {
		AllFeeds::make_readable(&<Self as pallet_insurance::BenchmarkHelper<_, _, FeedValue>>::feed(), value);
	}
}

impl
	pallet_asset_conversion_tx_payment::BenchmarkHelperTrait<
		AccountId,
		NativeOrWithId<AssetId>,
		NativeOrWithId<AssetId>,
	> for Helper
{
	fn create_asset_id_parameter(id: u32) -> (NativeOrWithId<AssetId>, NativeOrWithId<AssetId>) {
		(NativeOrWithId::WithId(id), NativeOrWithId::WithId(id))
	}

	fn setup_balances_and_pool(asset: NativeOrWithId<AssetId>, account: AccountId) {
		const PLENTY: u128 = 1_000_000 * CRN;
		crate::benchmarks::name_an_author();
		let NativeOrWithId::WithId(id) = asset.clone() else { return };
		let result = (|| {
			Balances::mint_into(&account, PLENTY)?;
			<Assets as Create<AccountId>>::create(id, account.clone(), true, 1)?;
			Assets::mint_into(id, &account, PLENTY)?;
			let origin = RuntimeOrigin::signed(account.clone());
			AssetConversion::create_pool(
				origin.clone(),
				Box::new(NativeOrWithId::Native),
				Box::new(asset.clone()),
			)?;
			AssetConversion::add_liquidity(
				origin,
				Box::new(NativeOrWithId::Native),
				Box::new(asset),
				PLENTY / 10,
				PLENTY / 10,
				0,
				0,
				account,
			)
		})();
		frame_support::assert_ok!(result);
	}
}
