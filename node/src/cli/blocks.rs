// SPDX-License-Identifier: Apache-2.0

//! The commands that work on a chain's database while no node runs on it.

use sc_cli::{CheckBlockCmd, ExportBlocksCmd, ExportStateCmd, ImportBlocksCmd, RevertCmd};
use sc_service::Configuration;

use super::{process::Process, Cli};
use crate::{consensus, service::Parts};

fn parts(config: &Configuration) -> sc_cli::Result<Parts> {
	Ok(Parts::assemble(config, false, None)?)
}

pub(super) fn export_blocks(cli: &Cli, command: &ExportBlocksCmd) -> sc_cli::Result<()> {
	Process::new(cli, command)?.run_command(|config| {
		let parts = parts(&config)?;
		Ok((command.run(parts.client, config.database), parts.task_manager))
	})
}

pub(super) fn import_blocks(cli: &Cli, command: &ImportBlocksCmd) -> sc_cli::Result<()> {
	if let Some(path) = command.input.as_ref().filter(|path| !path.is_file()) {
		return Err(format!(
			"there is no file {}\n  help: give the file that `cairn export-blocks` wrote",
			path.display()
		)
		.into());
	}
	Process::new(cli, command)?.run_command(|config| {
		let parts = parts(&config)?;
		Ok((command.run(parts.client, parts.import_queue), parts.task_manager))
	})
}

pub(super) fn check_block(cli: &Cli, command: &CheckBlockCmd) -> sc_cli::Result<()> {
	Process::new(cli, command)?.run_command(|config| {
		let parts = parts(&config)?;
		Ok((command.run(parts.client, parts.import_queue), parts.task_manager))
	})
}

pub(super) fn export_state(cli: &Cli, command: &ExportStateCmd) -> sc_cli::Result<()> {
	Process::new(cli, command)?.run_command(|config| {
		let parts = parts(&config)?;
		Ok((command.run(parts.client, config.chain_spec), parts.task_manager))
	})
}

pub(super) fn revert(cli: &Cli, command: &RevertCmd) -> sc_cli::Result<()> {
	Process::new(cli, command)?.run_command(|config| {
		let parts = parts(&config)?;
		let declared = parts.declared;
		let revert_consensus = Box::new(move |client, backend, blocks| {
			consensus::revert(declared, client, backend, blocks).map_err(sc_cli::Error::Service)
		});
		Ok((command.run(parts.client, parts.backend, Some(revert_consensus)), parts.task_manager))
	})
}
