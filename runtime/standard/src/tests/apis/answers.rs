// SPDX-License-Identifier: Apache-2.0

//! What the APIs beyond those of every node answer.

use super::*;
use crate::{
	configs::assets::TrustBackedAssets,
	genesis_presets::{stash, LOCAL, STAKE},
	tests::{
		chain::submit,
		people::{address, id},
	},
	units::CRN,
	Balances, Session,
};
use frame_support::assert_ok;
use pallet_staking::RewardDestination;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::Perbill;

type OwnBlock = crate::Block;

#[test]
fn validators_find_each_other_by_the_keys_of_their_session() {
	use sp_authority_discovery::runtime_decl_for_authority_discovery_api::AuthorityDiscoveryApi;

	Chain::new(LOCAL).read(|| {
		let mut found = <Runtime as AuthorityDiscoveryApi<OwnBlock>>::authorities();
		let mut expected: Vec<sp_authority_discovery::AuthorityId> =
			[Alice, Bob, Charlie, Dave].map(|who| who.public().into()).into();
		found.sort();
		expected.sort();
		assert_eq!(found, expected);
	});
}

#[test]
fn a_staker_learns_whether_rewards_wait() {
	use pallet_staking_runtime_api::runtime_decl_for_staking_api::StakingApi;

	let pending = |era, who| <Runtime as StakingApi<OwnBlock, Balance, AccountId>>::pending_rewards(era, who);
	let pages =
		|era, who| <Runtime as StakingApi<OwnBlock, Balance, AccountId>>::eras_stakers_page_count(era, who);
	let patch = serde_json::json!({ "launchConfig": { "epochDuration": 10 } });
	let mut chain = Chain::with_patch(DEVELOPMENT, patch);
	chain.next_block(|| {
		let payee = RewardDestination::Stash;
		assert_ok!(submit(Bob, pallet_staking::Call::bond { value: CRN, payee }));
		let targets = vec![stash(Alice).into()];
		assert_ok!(submit(Bob, pallet_staking::Call::nominate { targets }));
	});
	chain.run_to_era(2);
	chain.read(|| {
		assert_eq!(<Runtime as StakingApi<OwnBlock, Balance, AccountId>>::nominations_quota(CRN), 16);
		assert_eq!(pages(1, stash(Alice)), 1);
		assert!(pending(1, stash(Alice)));
		assert!(!pending(1, stash(Bob)), "he is no validator");
	});
	chain.next_block(|| {
		let payout = pallet_staking::Call::payout_stakers { validator_stash: stash(Alice), era: 1 };
		assert_ok!(submit(Bob, payout));
		assert!(!pending(1, stash(Alice)));
	});
}

#[test]
fn a_member_learns_what_it_has_in_its_pool() {
	use pallet_nomination_pools_runtime_api::runtime_decl_for_nomination_pools_api::NominationPoolsApi as Api;

	type Call = pallet_nomination_pools::Call<Runtime>;
	type Pools = dyn Fn(AccountId) -> Balance;
	let balance: &Pools = &<Runtime as Api<OwnBlock, AccountId, Balance>>::member_total_balance;

	let mut chain = Chain::new(DEVELOPMENT);
	chain.next_block(|| {
		let (root, nominator, bouncer) = (address(Eve), address(Eve), address(Eve));
		assert_ok!(submit(Eve, Call::create { amount: STAKE, root, nominator, bouncer }));
		assert_ok!(submit(Dave, Call::join { amount: 3 * CRN, pool_id: 1 }));
		assert_eq!(balance(id(Dave)), 3 * CRN);
		assert_eq!(balance(id(Bob)), 0);
		assert_eq!(<Runtime as Api<OwnBlock, AccountId, Balance>>::pool_balance(1), STAKE + 3 * CRN);
		assert_eq!(<Runtime as Api<OwnBlock, AccountId, Balance>>::points_to_balance(1, CRN), CRN);
		assert_eq!(<Runtime as Api<OwnBlock, AccountId, Balance>>::balance_to_points(1, CRN), CRN);
		assert_eq!(<Runtime as Api<OwnBlock, AccountId, Balance>>::pending_rewards(id(Dave)), 0);
		assert_eq!(<Runtime as Api<OwnBlock, AccountId, Balance>>::pool_pending_slash(1), 0);
		assert_eq!(<Runtime as Api<OwnBlock, AccountId, Balance>>::member_pending_slash(id(Dave)), 0);
		assert!(!<Runtime as Api<OwnBlock, AccountId, Balance>>::pool_needs_delegate_migration(1));
		assert!(!<Runtime as Api<OwnBlock, AccountId, Balance>>::member_needs_delegate_migration(id(Dave)));
		let (_, rewards) = <Runtime as Api<OwnBlock, AccountId, Balance>>::pool_accounts(1);
		assert!(Balances::free_balance(rewards) > 0, "it exists");
	});
}

#[test]
fn a_wallet_learns_whose_an_nft_is_and_what_is_written_on_it() {
	use pallet_nfts::{AttributeNamespace, CollectionConfig, CollectionSettings, MintSettings};
	use pallet_nfts_runtime_api::runtime_decl_for_nfts_api::NftsApi;

	type Call = pallet_nfts::Call<Runtime>;
	type Api = dyn Fn(CollectionId, ItemId) -> Option<AccountId>;
	let owner: &Api = &<Runtime as NftsApi<OwnBlock, AccountId, CollectionId, ItemId>>::owner;

	let mut chain = Chain::new(DEVELOPMENT);
	chain.next_block(|| {
		let config = CollectionConfig {
			settings: CollectionSettings::all_enabled(),
			max_supply: None,
			mint_settings: MintSettings::default(),
		};
		assert_ok!(submit(Bob, Call::create { admin: address(Bob), config }));
		let (collection, item) = (0, 5);
		assert_ok!(submit(Bob, Call::mint { collection, item, mint_to: address(Dave), witness_data: None }));
		let write = |maybe_item, value: &[u8]| Call::set_attribute {
			collection,
			maybe_item,
			namespace: AttributeNamespace::CollectionOwner,
			key: b"colour".to_vec().try_into().expect("it is short"),
			value: value.to_vec().try_into().expect("it is short"),
		};
		assert_ok!(submit(Bob, write(Some(item), b"red")));
		assert_ok!(submit(Bob, write(None, b"all")));

		assert_eq!(owner(collection, item), Some(id(Dave)));
		assert_eq!(owner(collection, 6), None);
		let key = || b"colour".to_vec();
		assert_eq!(Runtime::collection_owner(collection), Some(id(Bob)));
		assert_eq!(Runtime::attribute(collection, item, key()), Some(b"red".to_vec()));
		assert_eq!(Runtime::collection_attribute(collection, key()), Some(b"all".to_vec()));
		assert_eq!(Runtime::custom_attribute(id(Dave), collection, item, key()), None);
		assert_eq!(Runtime::system_attribute(collection, Some(item), key()), None);
	});
}

#[test]
fn a_trader_learns_the_price_in_a_pool() {
	use pallet_asset_conversion::runtime_decl_for_asset_conversion_api::AssetConversionApi;

	const GOLD: NativeOrWithId<AssetId> = NativeOrWithId::WithId(7);
	const NATIVE: NativeOrWithId<AssetId> = NativeOrWithId::Native;
	type Assets = pallet_assets::Call<Runtime, TrustBackedAssets>;
	type Swaps = pallet_asset_conversion::Call<Runtime>;

	let mut chain = Chain::new(DEVELOPMENT);
	chain.next_block(|| {
		assert_eq!(Runtime::get_reserves(NATIVE, GOLD), None);
		assert_ok!(submit(Bob, Assets::create { id: 7.into(), admin: address(Bob), min_balance: 1 }));
		let beneficiary = address(Bob);
		assert_ok!(submit(Bob, Assets::mint { id: 7.into(), beneficiary, amount: 1_000_000 }));
		let (asset1, asset2) = (Box::new(NATIVE), Box::new(GOLD));
		assert_ok!(submit(Bob, Swaps::create_pool { asset1: asset1.clone(), asset2: asset2.clone() }));
		assert_ok!(submit(
			Bob,
			Swaps::add_liquidity {
				asset1,
				asset2,
				amount1_desired: 1_000 * CRN,
				amount2_desired: 500_000,
				amount1_min: 0,
				amount2_min: 0,
				mint_to: id(Bob),
			}
		));
		assert_eq!(Runtime::get_reserves(NATIVE, GOLD), Some((1_000 * CRN, 500_000)));
		// x × y stays the same: 1,000 of gold for 1,000 × 1,000 ÷ 501,000 tokens.
		let without_fee = Runtime::quote_price_exact_tokens_for_tokens(GOLD, NATIVE, 1_000, false);
		assert_eq!(without_fee, Some(1_000 * CRN * 1_000 / 500_000));
		let with_fee = Runtime::quote_price_exact_tokens_for_tokens(GOLD, NATIVE, 1_000, true);
		assert_eq!(with_fee, Some(997 * 1_000 * CRN / (500_000 + 997)), "0.3 % stay in the pool");
		let reverse = Runtime::quote_price_tokens_for_exact_tokens(GOLD, NATIVE, with_fee.unwrap(), true);
		assert_eq!(reverse, Some(1_000));
	});
}

#[test]
fn anybody_learns_how_many_tokens_there_are_and_will_be() {
	use pallet_tokenomics::runtime_api::runtime_decl_for_tokenomics_api::TokenomicsApi;

	let told = |chain: &mut Chain| chain.read(<Runtime as TokenomicsApi<OwnBlock, Balance>>::tokenomics);
	let mut chain = Chain::new(LOCAL);
	let tokenomics = told(&mut chain);
	assert_eq!(tokenomics.total_issuance, chain.read(Balances::total_issuance));
	assert_eq!(tokenomics.total_staked, 4 * STAKE);
	assert_eq!(chain.read(Session::validators).len(), 4);
	// A thirtieth of the tokens is staked: 2.5 % and a fifteenth of the 7.5 % above it.
	let rate = tokenomics.yearly_inflation;
	assert!(rate > Perbill::from_parts(29_999_000) && rate <= Perbill::from_percent(3), "{rate:?}");

	// An era of an hour.
	let (stakers, treasury) = chain.read(|| {
		<Runtime as TokenomicsApi<OwnBlock, Balance>>::era_payout(
			tokenomics.total_staked,
			tokenomics.total_issuance,
			3_600_000,
		)
	});
	let issued = stakers + treasury;
	let exact = (rate * tokenomics.total_issuance) / 8_766;
	assert!(issued.abs_diff(exact) < exact / 1_000_000, "{issued} and {exact}");
	assert_eq!(treasury, issued * 15 / 100);
}
