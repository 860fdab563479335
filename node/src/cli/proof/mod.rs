// SPDX-License-Identifier: Apache-2.0

//! `cairn proof`: makes proofs of what is on a chain, and checks them without one.
//!
//! A proof leads from the hash of one block, which its reader knows to be final, to an extrinsic, to a value of the state,
//! or to a block. Whoever makes it need not be trusted, nor the node that was asked.
//!
//! - [`mod@file`]: the form of a proof;
//! - [`mod@verify`]: what must hold, by the trees of [`tree`];
//! - [`make`]: how one comes about, from a [`node`];
//! - [`words`]: what it says.

mod account;
mod file;
mod make;
mod node;
#[cfg(test)]
mod tests;
mod tree;
mod trust;
mod verify;
mod words;

use std::{
	future::Future,
	io::{stderr, Write},
	path::PathBuf,
	str::FromStr,
};

use cairn_primitives::{AccountId, BlockNumber};
use clap::{ArgGroup, Args, Subcommand};
use sp_core::{crypto::Ss58Codec, H256};

use super::output::print;
use file::Proof;
use make::Maker;
use verify::{verify, Known, Proved};
use words::Shown;

/// How many blocks are searched for an extrinsic, counted back from the one that the proof is against.
const SEARCH: u32 = 600;

/// What to do about proofs.
#[derive(Debug, Subcommand)]
pub(super) enum ProofCommand {
	/// Prove what a chain's state has under a key, or that it has nothing there.
	Storage(StorageArgs),
	/// Prove that an extrinsic is in a block.
	Extrinsic(ExtrinsicArgs),
	/// Prove that a block is on the chain, and what its header says.
	Block(BlockArgs),
	/// Check a proof. Needs no network, and no trust but in the hash of one block.
	#[command(after_long_help = "Examples:\n  \
		cairn proof verify proof.json --block-hash 0x…\n      \
		against a hash that your own light client or node told you, or somebody whom you trust\n  \
		cairn proof verify proof.json --header header.json\n      \
		the same by the block's header, as `chain_getHeader` answers it, or SCALE-encoded in hexadecimal\n\n\
		The exit code is 0 only if the proof holds.")]
	Verify(VerifyArgs),
}

/// What all proofs are made with.
#[derive(Debug, Args)]
struct Making {
	/// A node of the chain: its JSON-RPC over WebSocket. It need not be trusted.
	#[arg(long, value_name = "URL")]
	uri: String,
	/// The block that the reader will trust. Default: the last final one.
	#[arg(long, value_name = "HASH|NUMBER")]
	anchor: Option<BlockId>,
	/// Write the proof to this file. Default: to standard output.
	#[arg(long, short, value_name = "FILE")]
	output: Option<PathBuf>,
}

/// Arguments of `cairn proof storage`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["key", "account", "pallet"])))]
pub(super) struct StorageArgs {
	#[command(flatten)]
	making: Making,
	/// The key, in hexadecimal.
	#[arg(long, value_name = "0x…", value_parser = key)]
	key: Option<Key>,
	/// An account: its nonce and what it has.
	#[arg(long, value_name = "ADDRESS", value_parser = address)]
	account: Option<AccountId>,
	/// A value of a pallet, together with --item: `--pallet Balances --item TotalIssuance`.
	#[arg(long, value_name = "NAME", requires = "item")]
	pallet: Option<String>,
	/// The name of the value in its pallet.
	#[arg(long, value_name = "NAME", requires = "pallet")]
	item: Option<String>,
	/// The block after which the state is meant. Default: that of --anchor.
	#[arg(long, value_name = "HASH|NUMBER")]
	block: Option<BlockId>,
}

/// Arguments of `cairn proof extrinsic`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("which").required(true).args(["hash", "index"])))]
pub(super) struct ExtrinsicArgs {
	#[command(flatten)]
	making: Making,
	/// The hash of the extrinsic, as it was told when it was sent.
	#[arg(long, value_name = "0x…")]
	hash: Option<H256>,
	/// Its place in the block; the first has 0.
	#[arg(long, value_name = "N", requires = "block")]
	index: Option<u32>,
	/// The block that it is in. Default: the one of the last where it is found.
	#[arg(long, value_name = "HASH|NUMBER")]
	block: Option<BlockId>,
	/// How many blocks to search, where the block is not given.
	#[arg(
		long,
		value_name = "N",
		default_value_t = SEARCH,
		value_parser = clap::value_parser!(u32).range(1..),
		conflicts_with = "block"
	)]
	search: u32,
}

/// Arguments of `cairn proof block`.
#[derive(Debug, Args)]
pub(super) struct BlockArgs {
	#[command(flatten)]
	making: Making,
	/// The block.
	#[arg(long, value_name = "HASH|NUMBER")]
	block: BlockId,
}

/// Arguments of `cairn proof verify`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("trust").required(true).args(["block_hash", "header"])))]
pub(super) struct VerifyArgs {
	/// The proof.
	#[arg(value_name = "FILE")]
	file: PathBuf,
	/// The hash of the block that you trust.
	#[arg(long, value_name = "0x…")]
	block_hash: Option<H256>,
	/// Its header, instead: a file with the answer to `chain_getHeader`, or the encoded header in hexadecimal.
	#[arg(long, value_name = "FILE|0x…")]
	header: Option<String>,
	/// Print JSON.
	#[arg(long)]
	json: bool,
}

/// A block, as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockId {
	/// By its hash.
	Hash(H256),
	/// By its number on the best chain.
	Number(BlockNumber),
}

impl FromStr for BlockId {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let expected = || "expected a block's number, or its hash: 0x and 64 hexadecimal digits".to_string();
		match text.starts_with("0x") {
			true => text.parse().map(Self::Hash).map_err(|_| expected()),
			false => text.parse().map(Self::Number).map_err(|_| expected()),
		}
	}
}

/// A key of the state. A type of its own, as the command line takes a list of bytes for a list of arguments.
#[derive(Clone, Debug)]
struct Key(Vec<u8>);

fn key(text: &str) -> Result<Key, String> {
	let digits = text.strip_prefix("0x").ok_or("expected hexadecimal digits after 0x")?;
	hex::decode(digits).map(Key).map_err(|error| error.to_string())
}

fn address(text: &str) -> Result<AccountId, String> {
	// Whatever the prefix: an account is one on all chains, and the key is the same.
	AccountId::from_ss58check_with_version(text).map(|(account, _)| account).map_err(|error| {
		format!(
			"not an address: {error}\n  help: give the account's SS58 address, as wallets show it; the prefix may be that \
			 of any chain"
		)
	})
}

impl ProofCommand {
	/// Does it.
	///
	/// # Errors
	///
	/// A message with the cause on the first line and a way out on the second.
	pub(super) fn run(&self) -> Result<(), String> {
		match self {
			Self::Storage(args) => online(args.run()),
			Self::Extrinsic(args) => online(args.run()),
			Self::Block(args) => online(args.run()),
			Self::Verify(args) => args.run(),
		}
	}
}

/// Does what takes a connection.
fn online(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
	let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
	runtime.block_on(work)
}

impl StorageArgs {
	async fn run(&self) -> Result<(), String> {
		let key = match (&self.key, &self.account, &self.pallet, &self.item) {
			(Some(key), ..) => key.0.clone(),
			(_, Some(account), ..) => account::ACCOUNTS.key(account),
			(_, _, Some(pallet), Some(item)) => account::item_key(pallet, item),
			_ => {
				return Err(
					"nothing was asked for\n  help: give --key, --account, or --pallet and --item".into()
				)
			}
		};
		let maker = self.making.start().await?;
		let block = maker.block(self.block.as_ref()).await?;
		self.making.finish(maker.prove_storage(&block, key).await?)
	}
}

impl ExtrinsicArgs {
	async fn run(&self) -> Result<(), String> {
		let maker = self.making.start().await?;
		let block = match &self.block {
			Some(block) => Some(maker.block(Some(block)).await?),
			None => None,
		};
		let (block, index) = match (block, self.index, self.hash) {
			(Some(block), Some(index), _) => (block, index),
			(Some(block), None, Some(hash)) => {
				let index = maker.index_in(&block, hash).await?.ok_or_else(|| not_in(&block, hash))?;
				(block, index)
			}
			(None, _, Some(hash)) => maker.find_extrinsic(hash, self.search).await?,
			_ => return Err("no extrinsic was asked for\n  help: give --hash, or --block and --index".into()),
		};
		self.making.finish(maker.prove_extrinsic(&block, index).await?)
	}
}

fn not_in(block: &Known, extrinsic: H256) -> String {
	format!(
		"block {} has no extrinsic {extrinsic:?}\n  help: leave --block out to have it searched for",
		block.header.number
	)
}

impl BlockArgs {
	async fn run(&self) -> Result<(), String> {
		let maker = self.making.start().await?;
		let block = maker.block(Some(&self.block)).await?;
		self.making.finish(maker.prove_block(&block).await?)
	}
}

impl Making {
	async fn start(&self) -> Result<Maker, String> {
		let maker = Maker::connect(&self.uri, self.anchor.as_ref()).await?;
		if !maker.anchor_is_final {
			let anchor = maker.anchor();
			say(format_args!(
				"Block {} ({:?}) is not final. Who trusts it trusts that it will stay.",
				anchor.header.number, anchor.hash
			));
		}
		Ok(maker)
	}

	/// Writes a proof, and tells the person what it says.
	fn finish(&self, (proof, proved): (Proof, Proved)) -> Result<(), String> {
		let json = proof.to_json()?;
		let name = match &self.output {
			Some(path) => {
				std::fs::write(path, json + "\n").map_err(|error| {
					format!("{} cannot be written: {error}\n  help: check the path", path.display())
				})?;
				path.display().to_string()
			}
			None => {
				print(json)?;
				"FILE".into()
			}
		};
		say(Shown::from(&proved));
		say(format_args!(
			"To check it, take the hash of block {} from a source that you trust, then:\n  cairn proof verify {name} \
			 --block-hash {:?}",
			proved.anchor.header.number, proved.anchor.hash
		));
		Ok(())
	}
}

impl VerifyArgs {
	fn run(&self) -> Result<(), String> {
		let trusted = match (&self.block_hash, &self.header) {
			(Some(hash), _) => *hash,
			(_, Some(header)) => trust::hash_of(header)?,
			_ => return Err("no block is trusted\n  help: give --block-hash or --header".into()),
		};
		let proved = verify(&Proof::read(&self.file)?, trusted).map_err(|refusal| refusal.to_string())?;
		let shown = Shown::from(&proved);
		match self.json {
			true => print(serde_json::to_string_pretty(&shown).map_err(|error| error.to_string())?),
			false => print(shown),
		}
	}
}

/// Says something on standard error: standard output belongs to the proof. A reader that has gone away is no error.
fn say(text: impl std::fmt::Display) {
	let _ = writeln!(stderr(), "{text}");
}
