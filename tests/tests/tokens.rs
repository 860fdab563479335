// SPDX-License-Identifier: Apache-2.0
//! Tokens beside the native one: the user stories of ERC-20 and ERC-721, a pool, a swap, and a fee paid in an asset.

use cairn_tests::{
	account::{
		all_of, balance, balance_of, call, client, current, dev, execute, failure, fresh, id, sudo, Block,
		Call, Client, Id, CRN, TREASURY,
	},
	javascript,
	node::{Builder, Node},
	state,
	value::{account, account_in, address, bytes, bytes_in, list, none, number, record, some, variant},
};
use subxt::dynamic::{At, Value};
use subxt_signer::sr25519::Keypair;

/// The asset, and the collection, that the tests make.
const ASSET: u32 = 7;
const COLLECTION: u32 = 0;
const ITEM: u32 = 21;

async fn chain() -> (Node, Client) {
	let node = Builder::dev().args(["--sealing", "instant"]).start().await;
	let client = client(&node).await;
	(node, client)
}

/// A call about the asset, or about the item of the collection.
fn assets(name: &str, args: impl IntoIterator<Item = Value>) -> Call {
	call("Assets", name, [number(ASSET)].into_iter().chain(args))
}

fn nfts(name: &str, args: impl IntoIterator<Item = Value>) -> Call {
	call("Nfts", name, [number(COLLECTION), number(ITEM)].into_iter().chain(args))
}

fn to(account: &Keypair) -> Value {
	address(id(account))
}

/// ERC-20: `balanceOf`.
async fn asset_of(block: &Block, owner: Id) -> u128 {
	let stored: Option<Value> =
		state::read(block, "Assets", "Account", [number(ASSET), account(owner)]).await;
	stored
		.map_or(0, |stored| stored.at("balance").and_then(Value::as_u128).expect("an account has a balance"))
}

/// ERC-20: `totalSupply`.
async fn supply(block: &Block) -> u128 {
	let stored: Option<Value> = state::read(block, "Assets", "Asset", [number(ASSET)]).await;
	stored.and_then(|stored| stored.at("supply").and_then(Value::as_u128)).expect("the asset exists")
}

/// ERC-20: `allowance`.
async fn allowance(block: &Block, owner: &Keypair, delegate: &Keypair) -> u128 {
	let key = [number(ASSET), account(id(owner)), account(id(delegate))];
	let stored: Option<Value> = state::read(block, "Assets", "Approvals", key).await;
	stored
		.map_or(0, |stored| stored.at("amount").and_then(Value::as_u128).expect("an approval has an amount"))
}

async fn fails_with(client: &Client, call: Call, from: &Keypair, reason: &str) {
	let failure = failure(client, &call, from).await;
	assert!(failure.contains(reason), "{failure}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asset_does_what_erc20_does() {
	let (_node, client) = chain().await;
	let (alice, bob, charlie, dave) = (dev::alice(), dev::bob(), dev::charlie(), dev::dave());

	// Anyone creates it, and names it.
	let create = all_of([
		assets("create", [to(&alice), number(10u8)]),
		assets("set_metadata", [bytes("Gold"), bytes("GLD"), number(3u8)]),
	]);
	let created = execute(&client, &create, &alice).await;
	let metadata: Option<Value> = state::read(&created.block, "Assets", "Metadata", [number(ASSET)]).await;
	let metadata = metadata.expect("it was set");
	let field = |name| bytes_in(metadata.at(name).expect("metadata has it"));
	assert_eq!((field("name"), field("symbol")), (b"Gold".to_vec(), b"GLD".to_vec()));
	assert_eq!(metadata.at("decimals").and_then(Value::as_u128), Some(3));
	fails_with(&client, assets("create", [to(&bob), number(10u8)]), &bob, "Assets::InUse").await;

	// mint, transfer
	fails_with(&client, assets("mint", [to(&bob), number(1_000u32)]), &bob, "Assets::NoPermission").await;
	let minted = execute(&client, &assets("mint", [to(&bob), number(1_000u32)]), &alice).await.block;
	assert_eq!((supply(&minted).await, asset_of(&minted, id(&bob)).await), (1_000, 1_000));
	let sent = execute(&client, &assets("transfer", [to(&charlie), number(300u32)]), &bob).await.block;
	assert_eq!((asset_of(&sent, id(&bob)).await, asset_of(&sent, id(&charlie)).await), (700, 300));
	fails_with(&client, assets("transfer", [to(&charlie), number(701u32)]), &bob, "Assets::BalanceLow").await;
	fails_with(&client, assets("transfer", [to(&dave), number(9u8)]), &bob, "cannot exist").await;

	// approve, transferFrom
	let approved =
		execute(&client, &assets("approve_transfer", [to(&dave), number(200u32)]), &bob).await.block;
	assert_eq!(allowance(&approved, &bob, &dave).await, 200);
	let from_bob = |amount: u32| assets("transfer_approved", [to(&bob), to(&charlie), number(amount)]);
	fails_with(&client, from_bob(201), &dave, "Assets::Unapproved").await;
	fails_with(&client, from_bob(1), &charlie, "Assets::Unapproved").await;
	let sent = execute(&client, &from_bob(150), &dave).await.block;
	assert_eq!((asset_of(&sent, id(&bob)).await, asset_of(&sent, id(&charlie)).await), (550, 450));
	assert_eq!(allowance(&sent, &bob, &dave).await, 50);
	let cancelled = execute(&client, &assets("cancel_approval", [to(&dave)]), &bob).await.block;
	assert_eq!(allowance(&cancelled, &bob, &dave).await, 0);
	fails_with(&client, from_bob(1), &dave, "Assets::Unapproved").await;

	// freeze: one account, then all of them
	let send = assets("transfer", [to(&charlie), number(50u8)]);
	execute(&client, &assets("freeze", [to(&bob)]), &alice).await;
	fails_with(&client, send.clone(), &bob, "Assets::Frozen").await;
	execute(&client, &assets("thaw", [to(&bob)]), &alice).await;
	execute(&client, &assets("freeze_asset", []), &alice).await;
	fails_with(&client, send.clone(), &bob, "Assets::AssetNotLive").await;
	execute(&client, &assets("thaw_asset", []), &alice).await;
	let sent = execute(&client, &send, &bob).await.block;
	assert_eq!(asset_of(&sent, id(&bob)).await, 500);

	// burn
	fails_with(&client, assets("burn", [to(&charlie), number(1u8)]), &bob, "Assets::NoPermission").await;
	let burnt = execute(&client, &assets("burn", [to(&charlie), number(400u32)]), &alice).await.block;
	assert_eq!((supply(&burnt).await, asset_of(&burnt, id(&charlie)).await), (600, 100));

	// The issuer hands the asset on.
	execute(&client, &assets("transfer_ownership", [to(&bob)]), &alice).await;
	execute(&client, &assets("set_team", [to(&bob), to(&bob), to(&bob)]), &bob).await;
	fails_with(&client, assets("mint", [to(&bob), number(1u8)]), &alice, "Assets::NoPermission").await;
	let minted = execute(&client, &assets("mint", [to(&bob), number(1u8)]), &bob).await.block;
	assert_eq!(supply(&minted).await, 601);
}

/// ERC-721: `ownerOf`.
async fn owner(block: &Block) -> Option<Id> {
	let item: Option<Value> = state::read(block, "Nfts", "Item", [number(COLLECTION), number(ITEM)]).await;
	item.map(|item| account_in(item.at("owner").expect("an item has an owner")))
}

/// The settings of a collection in which only its issuer mints, and everything may be done with the items.
fn open_collection() -> Value {
	let minting = record([
		("mint_type", variant("Issuer", [])),
		("price", none()),
		("start_block", none()),
		("end_block", none()),
		("default_item_settings", list([number(0u8)])),
	]);
	record([
		("settings", list([number(0u8)])),
		("max_supply", some(number(100u8))),
		("mint_settings", minting),
	])
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_does_what_erc721_does() {
	let (_node, client) = chain().await;
	let (alice, bob, charlie, dave) = (dev::alice(), dev::bob(), dev::charlie(), dev::dave());

	// A collection, an item, what they are called.
	execute(&client, &call("Nfts", "create", [to(&alice), open_collection()]), &alice).await;
	fails_with(&client, nfts("mint", [to(&bob), none()]), &bob, "Nfts::NoPermission").await;
	let minted = execute(&client, &nfts("mint", [to(&bob), none()]), &alice).await.block;
	assert_eq!(owner(&minted).await, Some(id(&bob)));
	fails_with(&client, nfts("mint", [to(&bob), none()]), &alice, "Nfts::AlreadyExists").await;
	let described = execute(&client, &nfts("set_metadata", [bytes("ipfs://item")]), &alice).await.block;
	let key = [number(COLLECTION), number(ITEM)];
	let metadata: Option<Value> = state::read(&described, "Nfts", "ItemMetadataOf", key).await;
	let data = metadata.as_ref().and_then(|metadata| metadata.at("data")).map(bytes_in);
	assert_eq!(data, Some(b"ipfs://item".to_vec()), "tokenURI");
	let by_api: Option<Value> =
		state::ask(&described, "NftsApi", "owner", vec![number(COLLECTION), number(ITEM)]).await;
	assert_eq!(by_api.as_ref().map(account_in), Some(id(&bob)));

	// transfer, approve, transferFrom
	fails_with(&client, nfts("transfer", [to(&charlie)]), &charlie, "Nfts::NoPermission").await;
	execute(&client, &nfts("approve_transfer", [to(&dave), none()]), &bob).await;
	let sent = execute(&client, &nfts("transfer", [to(&charlie)]), &dave).await.block;
	assert_eq!(owner(&sent).await, Some(id(&charlie)));
	fails_with(&client, nfts("transfer", [to(&dave)]), &dave, "Nfts::NoPermission").await;

	// A lock keeps the item where it is.
	execute(&client, &nfts("lock_item_transfer", []), &alice).await;
	fails_with(&client, nfts("transfer", [to(&bob)]), &charlie, "Nfts::ItemLocked").await;
	execute(&client, &nfts("unlock_item_transfer", []), &alice).await;

	// A sale, and a tip for the artist, which is the nearest there is to royalties.
	let price = 5 * CRN;
	fails_with(&client, nfts("buy_item", [number(price)]), &bob, "Nfts::NotForSale").await;
	execute(&client, &nfts("set_price", [some(number(price)), none()]), &charlie).await;
	fails_with(&client, nfts("buy_item", [number(price - 1)]), &bob, "Nfts::BidTooLow").await;
	let tip = record([
		("collection", number(COLLECTION)),
		("item", number(ITEM)),
		("receiver", account(id(&alice))),
		("amount", number(CRN)),
	]);
	let buy = all_of([nfts("buy_item", [number(price)]), call("Nfts", "pay_tips", [list([tip])])]);
	let bought = execute(&client, &buy, &bob).await;
	assert_eq!(owner(&bought.block).await, Some(id(&bob)));
	for (seller, earned) in [(&charlie, price), (&alice, CRN)] {
		let gained = balance(&bought.block, seller).await - balance(&bought.parent, seller).await;
		assert_eq!(gained, earned);
	}

	// burn
	fails_with(&client, nfts("burn", []), &charlie, "Nfts::NoPermission").await;
	let burnt = execute(&client, &nfts("burn", []), &bob).await.block;
	assert_eq!(owner(&burnt).await, None);
}

fn native() -> Value {
	variant("Native", [])
}

fn asset() -> Value {
	variant("WithId", [number(ASSET)])
}

/// Makes the asset, which alone can keep an account alive, gives a million of it to Bob, and opens a pool with
/// `reserve` of both it and the native token.
async fn open_pool(client: &Client, reserve: u128) -> Block {
	let bob = dev::bob();
	let create = assets("force_create", [to(&bob), Value::bool(true), number(1u8)]);
	execute(client, &sudo(create), &dev::alice()).await;
	let open = all_of([
		assets("mint", [to(&bob), number(1_000_000 * CRN)]),
		call("AssetConversion", "create_pool", [native(), asset()]),
	]);
	let before = balance_of(&current(client).await, TREASURY).await;
	let opened = execute(client, &open, &bob).await;
	let to_treasury = balance_of(&opened.block, TREASURY).await - before - opened.fee / 5;
	assert_eq!(to_treasury, 10 * CRN, "what opening a pool costs");
	let reserves = [number(reserve), number(reserve), number(reserve), number(reserve)];
	let add = [native(), asset()].into_iter().chain(reserves).chain([account(id(&bob))]);
	execute(client, &call("AssetConversion", "add_liquidity", add), &bob).await.block
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_swaps_one_token_for_another() {
	let (_node, client) = chain().await;
	let charlie = dev::charlie();
	let reserve = 10_000 * CRN;
	open_pool(&client, reserve).await;

	// The product of the reserves stays, but for 0.3 % of what is put in.
	let put_in = 1_000 * CRN;
	let counted = put_in * 997;
	let expected = counted * reserve / (reserve * 1_000 + counted);
	let quote = vec![native(), asset(), number(put_in), Value::bool(true)];
	let quoted: Option<u128> = state::ask(
		&current(&client).await,
		"AssetConversionApi",
		"quote_price_exact_tokens_for_tokens",
		quote,
	)
	.await;
	assert_eq!(quoted, Some(expected));

	let swap = |least: u128| {
		let path = list([native(), asset()]);
		let args = [path, number(put_in), number(least), account(id(&charlie)), Value::bool(true)];
		call("AssetConversion", "swap_exact_tokens_for_tokens", args)
	};
	let too_little = "AssetConversion::ProvidedMinimumNotSufficientForSwap";
	fails_with(&client, swap(expected + 1), &charlie, too_little).await;
	let swapped = execute(&client, &swap(expected), &charlie).await;
	assert_eq!(asset_of(&swapped.block, id(&charlie)).await, expected);
	let spent = balance(&swapped.parent, &charlie).await - balance(&swapped.block, &charlie).await;
	assert_eq!(spent, put_in + swapped.fee);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_native_token_pays_fees_in_an_asset() {
	let (node, client) = chain().await;
	open_pool(&client, 10_000 * CRN).await;
	let poor = fresh("poor");
	let given =
		execute(&client, &assets("transfer", [to(&poor), number(100 * CRN)]), &dev::bob()).await.block;
	assert_eq!((balance(&given, &poor).await, asset_of(&given, id(&poor)).await), (0, 100 * CRN));

	javascript::run("asset-fee.mjs", &[&node.url(), &ASSET.to_string(), "//Alice//poor"]).await;
	let after = current(&client).await;
	assert_eq!(balance(&after, &poor).await, 0);
	assert!(asset_of(&after, id(&poor)).await < 100 * CRN, "something was sent and paid");
}
