// SPDX-License-Identifier: Apache-2.0

//! `cairn`: runs a node.

use std::{
	net::{Ipv4Addr, Ipv6Addr},
	num::NonZeroU32,
};

use cairn_primitives::AccountId;
use clap::Args;
use sc_cli::{CliConfiguration, RpcMethods, RunCmd, SharedParams};
use sc_network::{config::TransportConfig, multiaddr::Protocol};
use sc_service::{BlocksPruning, ChainSpec, ChainType, Configuration, PruningMode};
use sp_core::crypto::Ss58Codec;

use super::{ports, process::Process, role::Role, Cli};
use crate::{
	chain_spec::Chains,
	consensus::{pow::Mining, Sealing},
	pool,
	service::{self, RunOptions},
};

/// Calls per minute that one connection from outside may make, unless `--rpc-rate-limit` says otherwise.
const EXTERNAL_RATE_LIMIT: NonZeroU32 = NonZeroU32::new(6_000).expect("not zero");
/// Calls in one batch, unless `--rpc-max-batch-request-len` says otherwise.
const MAX_BATCH: u32 = 1_000;

/// Arguments of a running node.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
	/// Make blocks on demand, each final at once, instead of by the chain's consensus.
	///
	/// `instant`: a block for each transaction. `manual`: a block for each call of `engine_createBlock`. A
	/// number: a block every so many milliseconds. For development: other nodes cannot follow such a chain, and
	/// its database must not be used without this flag later.
	#[arg(long, value_name = "instant|manual|MILLISECONDS")]
	sealing: Option<Sealing>,

	/// What the node does for the network, and what it keeps.
	#[arg(long, value_enum, value_name = "ROLE")]
	role: Option<Role>,

	/// Mine with so many threads, for chains by proof of work.
	///
	/// Each takes a processor core, and each but the first 256 MiB of memory; the node itself takes up to 512 MiB to check
	/// the work of others.
	#[arg(long, value_name = "N", default_value_t = 0)]
	mining_threads: usize,

	/// The account that the rewards and fees of blocks mined here go to.
	#[arg(long, value_name = "ADDRESS", value_parser = account)]
	reward_account: Option<AccountId>,

	/// Remember so many signatures that proved right, in 80 bytes each.
	///
	/// A signature is asked about several times: when its transaction comes, when a block is made of it, when a block with it
	/// is imported. It is then verified only once, and those of blocks that wait to be imported are verified on all cores. With
	/// 0 each is verified whenever it is asked about. The blocks are the same.
	#[arg(long, value_name = "ENTRIES", default_value_t = cairn_signatures::DEFAULT_CAPACITY)]
	signature_cache: u32,

	#[command(flatten)]
	node: RunCmd,
}

impl RunArgs {
	pub(super) fn shared_params_mut(&mut self) -> &mut SharedParams {
		&mut self.node.shared_params
	}
}

/// Log targets that say little beyond the start-up summary and the line for each block; `-l` turns them on again.
const QUIET: &str =
	"sc_sysinfo=warn,sub-authority-discovery=error,sc_basic_authorship=warn,basic-authorship=warn,babe=warn,\
	 sc_consensus_manual_seal::rpc=warn";

/// With `--sealing` a block is final in the step that imports it. BABE then looks for it in the database to tidy up behind
/// it, a moment before it is there, and warns with each block.
const QUIET_SEALING: &str = "babe=error";

/// Reads an account's address.
fn account(address: &str) -> Result<AccountId, String> {
	AccountId::from_ss58check(address).map_err(|error| format!("not an address: {error}"))
}

/// Runs a node until it is told to stop.
pub(super) fn run(cli: &Cli, args: &RunArgs) -> sc_cli::Result<()> {
	cairn_signatures::configure(args.signature_cache).map_err(|error| error.to_string())?;
	let mut node = args.node.clone();
	if let Some(role) = args.role {
		role.apply(&mut node)?;
	}
	node.shared_params.log.insert(0, QUIET.into());
	if args.sealing.is_some() {
		node.shared_params.log.insert(1, QUIET_SEALING.into());
	}
	check_base_path(&node.shared_params)?;
	if !is_development(&node) {
		keep_unsafe_methods_in(&mut node);
	}
	if !is_live(&cli.chains, &node)? {
		// A validator of a live chain must keep its network identity. One of a local network may as well make it up.
		node.network_params.node_key_params.unsafe_force_node_key_generation = true;
	}
	let mut process = Process::new(cli, &node)?;
	let config = process.config_mut();
	if args.sealing.is_some() {
		refuse_sealing_in_public(config, &node)?;
	}
	if is_development(&node) {
		keep_everything(config, &node);
	}
	limit_rpc(config, &node);
	if is_development(&node) && args.node.network_params.listen_addr.is_empty() {
		keep_to_this_machine(config);
	}
	ports::settle(config, &node)?;

	let mining = Mining { threads: args.mining_threads, reward: args.reward_account.clone() };
	let options = RunOptions {
		mining,
		sealing: args.sealing,
		observer: args.role == Some(Role::Observer),
		pool_limits: pool::limits(&node.pool_config, is_development(&node)),
	};
	process.run_node(|config| service::run(config, options))
}

/// Serves the unsafe methods only where they are asked for.
///
/// A web page can reach a port of the machine that shows it, and for the node whoever comes through a proxy comes from its
/// own machine, so not even loopback gets them unasked. On a development chain there is nothing to lose.
fn keep_unsafe_methods_in(node: &mut RunCmd) {
	let rpc = &mut node.rpc_params;
	let described = rpc.experimental_rpc_endpoint.iter_mut().map(|endpoint| &mut endpoint.rpc_methods);
	for methods in described.chain([&mut rpc.rpc_methods]) {
		if *methods == RpcMethods::Auto {
			*methods = RpcMethods::Safe;
		}
	}
}

fn check_base_path(shared: &SharedParams) -> Result<(), String> {
	match &shared.base_path {
		Some(path) if path.exists() && !path.is_dir() => Err(format!(
			"{} is not a directory\n  help: give --base-path a directory; it is made if it does not exist",
			path.display()
		)),
		_ => Ok(()),
	}
}

/// Whether the chain is meant to hold value.
fn is_live(chains: &Chains, args: &RunCmd) -> Result<bool, String> {
	let id = args.shared_params.chain_id(is_development(args));
	Ok(chains.load(&id)?.chain_type() == ChainType::Live)
}

/// Sealing puts one node above the chain's consensus, so a live chain never has it.
fn refuse_sealing_in_public(config: &Configuration, args: &RunCmd) -> Result<(), String> {
	let help = "help: seal on a development chain (`--dev --sealing …`), or leave --sealing out";
	if config.chain_spec.chain_type() == ChainType::Live {
		return Err(format!("--sealing is for development, and this is a live chain\n  {help}"));
	}
	if args.rpc_params.rpc_external || args.rpc_params.unsafe_rpc_external {
		return Err(format!(
			"--sealing lets whoever reaches the RPC port make blocks, and that port is to be open to all\n  {help}, or \
			 leave --rpc-external out"
		));
	}
	if !config.role.is_authority() {
		return Err(format!(
			"--sealing makes blocks, and this node is not a validator\n  {help}, or add --validator"
		));
	}
	Ok(())
}

/// Sets the limits that the SDK leaves open by default.
fn limit_rpc(config: &mut Configuration, args: &RunCmd) {
	let rpc = &args.rpc_params;
	if !rpc.experimental_rpc_endpoint.is_empty() {
		// Endpoints described one by one say for themselves what they allow.
		return;
	}
	let external = rpc.rpc_external || rpc.unsafe_rpc_external;
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		if external && rpc.rpc_rate_limit.is_none() {
			endpoint.rate_limit = Some(EXTERNAL_RATE_LIMIT);
		}
		if !rpc.rpc_disable_batch_requests && rpc.rpc_max_batch_request_len.is_none() {
			endpoint.batch_config = sc_service::config::RpcBatchRequestConfig::Limit(MAX_BATCH);
		}
	}
}

/// A development chain is small and looked at closely: it is an archive unless pruning is asked for.
fn keep_everything(config: &mut Configuration, args: &RunCmd) {
	let pruning = &args.import_params.pruning_params;
	if pruning.state_pruning.is_none() {
		config.state_pruning = Some(PruningMode::ArchiveAll);
		config.blocks_pruning = BlocksPruning::KeepAll;
	}
}

/// Every `--dev` chain has the same genesis and the same validator, so two of them on one network would mix.
fn keep_to_this_machine(config: &mut Configuration) {
	for address in &mut config.network.listen_addresses {
		*address = address
			.iter()
			.map(|part| match part {
				Protocol::Ip4(_) => Protocol::Ip4(Ipv4Addr::LOCALHOST),
				Protocol::Ip6(_) => Protocol::Ip6(Ipv6Addr::LOCALHOST),
				other => other,
			})
			.collect();
	}
	if let TransportConfig::Normal { enable_mdns, .. } = &mut config.network.transport {
		*enable_mdns = false;
	}
}

/// Whether `args` start a development chain, on which conveniences go before strictness.
pub(super) fn is_development(args: &RunCmd) -> bool {
	args.shared_params().is_dev()
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[test]
	fn unsafe_methods_are_served_only_where_they_are_asked_for() {
		let methods = |args: &[&str]| {
			let mut node = RunCmd::try_parse_from([&["cairn"], args].concat()).expect("right arguments");
			keep_unsafe_methods_in(&mut node);
			let described = node.rpc_params.experimental_rpc_endpoint;
			(node.rpc_params.rpc_methods, described.first().map(|endpoint| endpoint.rpc_methods))
		};
		assert_eq!(methods(&[]), (RpcMethods::Safe, None));
		assert_eq!(methods(&["--rpc-methods", "unsafe"]), (RpcMethods::Unsafe, None));
		let described = "--experimental-rpc-endpoint";
		let safe = (RpcMethods::Safe, Some(RpcMethods::Safe));
		assert_eq!(methods(&[described, "listen-addr=127.0.0.1:1"]), safe);
		let asked_for = (RpcMethods::Safe, Some(RpcMethods::Unsafe));
		assert_eq!(methods(&[described, "listen-addr=127.0.0.1:1,methods=unsafe"]), asked_for);
	}
}
