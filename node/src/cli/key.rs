// SPDX-License-Identifier: Apache-2.0

//! `cairn key`: the SDK's key commands, with their failures made visible.

use clap::{ArgMatches, CommandFactory, FromArgMatches};
use rustix::fs::Mode;
use sc_cli::{GenerateCmd, InspectKeyCmd, KeySubcommand, KeystoreParams, SubstrateCli};
use sp_core::{
	crypto::{ExposeSecret, SecretString, Ss58Codec},
	ecdsa, ed25519, sr25519, Pair,
};

use super::Cli;

pub(super) fn run(cli: &Cli, command: &KeySubcommand) -> sc_cli::Result<()> {
	// What these commands write is secret, whatever the shell lets others read.
	rustix::process::umask(Mode::RWXG | Mode::RWXO);
	// The SDK keeps some of what it parses to itself, so it is read from the arguments again.
	let matches = Cli::setup_command(Cli::command()).get_matches();
	let Some((_, arguments)) = matches.subcommand_matches("key").and_then(ArgMatches::subcommand) else {
		return command.run(cli);
	};
	match command {
		// The SDK asks for a chain in any case, though only a key that goes into a chain's directory needs one.
		KeySubcommand::GenerateNodeKey(generate)
			if generate.chain.is_none()
				&& !arguments.contains_id("base_path")
				&& !arguments.get_flag("default_base_path") =>
		{
			generate.common.run()
		}
		KeySubcommand::Generate(_) => {
			let mut generate = GenerateCmd::from_arg_matches(arguments)?;
			read_password_file(&mut generate.keystore_params)?;
			generate.run()
		}
		KeySubcommand::Inspect(_) => {
			let mut inspect = InspectKeyCmd::from_arg_matches(arguments)?;
			read_password_file(&mut inspect.keystore_params)?;
			refuse_what_is_no_key(arguments, &inspect.keystore_params)?;
			inspect.run()
		}
		_ => command.run(cli),
	}
}

/// The SDK reads the file only where a keystore is opened. A key that is made or looked at without would be another one
/// than the node's. As there, the whole file is the password, the end of its line too.
fn read_password_file(params: &mut KeystoreParams) -> Result<(), String> {
	if let Some(file) = params.password_filename.take() {
		let password = std::fs::read_to_string(&file).map_err(|error| {
			format!(
				"the password file {} cannot be read: {error}\n  help: check the path, and who may read it",
				file.display()
			)
		})?;
		params.password = Some(SecretString::new(password));
	}
	Ok(())
}

/// The SDK prints a line about an invalid key and succeeds. A script would go on as if it had one.
fn refuse_what_is_no_key(arguments: &ArgMatches, params: &KeystoreParams) -> Result<(), String> {
	let Some(given) = arguments.get_one::<String>("uri") else {
		return Ok(());
	};
	if arguments.get_flag("public") || params.password_interactive {
		return Ok(());
	}
	let password = params.password.as_ref().map(|password| password.expose_secret().as_str());
	let uri = match std::fs::read_to_string(given) {
		Ok(content) => content.trim_end().to_string(),
		Err(_) => given.clone(),
	};
	if is_key::<sr25519::Pair>(&uri, password)
		|| is_key::<ed25519::Pair>(&uri, password)
		|| is_key::<ecdsa::Pair>(&uri, password)
	{
		return Ok(());
	}
	// What was given may be a secret with a slip in it, so it is not repeated.
	Err("this is no secret phrase, seed, derivation path, address or public key\n  help: give a phrase of 12 to 24 \
	     words, a 0x-prefixed seed, a path such as //Alice, or an address; add --public for a hexadecimal public key"
		.into())
}

fn is_key<P: Pair>(uri: &str, password: Option<&str>) -> bool
where
	P::Public: Ss58Codec,
{
	P::from_string(uri, password).is_ok() || P::Public::from_string(uri).is_ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_are_told_from_other_text() {
		for key in ["//Alice", "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"] {
			assert!(is_key::<sr25519::Pair>(key, None), "{key}");
		}
		assert!(!is_key::<sr25519::Pair>("no such phrase", None));
	}
}
