// SPDX-License-Identifier: Apache-2.0

//! Addresses of full nodes.

use smoldot::libp2p::{multiaddr::Protocol, Multiaddr, PeerId};
use smoldot_light::platform::{
	address_parse::{multiaddr_to_address, AddressOrMultiStreamAddress},
	Address,
};

/// Checks that this client can dial `address`: TCP or plain WebSocket at an IP address or a name, and the identity of
/// the peer.
///
/// # Errors
///
/// What is wrong with it, as the end of a sentence that begins with the address.
pub(crate) fn check(address: &str) -> Result<(), String> {
	let mut parsed: Multiaddr = address.parse().map_err(|_| "is not an address of a node".to_owned())?;
	let identity = match parsed.iter().last() {
		Some(Protocol::P2p(hash)) => PeerId::from_bytes(hash.into_bytes().to_vec()).is_ok(),
		_ => false,
	};
	if !identity {
		return Err("does not end with the identity of the peer, `/p2p/12D3Koo…`".into());
	}
	parsed.pop();
	let dialable = match multiaddr_to_address(&parsed) {
		Ok(AddressOrMultiStreamAddress::Address(Address::WebSocketDns { secure, .. })) => !secure,
		Ok(AddressOrMultiStreamAddress::Address(_)) => true,
		_ => false,
	};
	if !dialable {
		return Err(
			"is of a kind that this client cannot dial: it dials `/ip4`, `/ip6` and `/dns` over `/tcp`, \
		            plain or with `/ws`"
				.into(),
		);
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::check;

	const PEER: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

	#[test]
	fn tcp_and_plain_web_sockets_can_be_dialled() {
		for transport in [
			"/ip4/127.0.0.1/tcp/30333",
			"/ip4/127.0.0.1/tcp/30333/ws",
			"/ip6/::1/tcp/30333",
			"/dns/node.example/tcp/30333",
			"/dns4/node.example/tcp/30333/ws",
		] {
			assert_eq!(check(&format!("{transport}/p2p/{PEER}")), Ok(()), "{transport}");
		}
	}

	#[test]
	fn what_cannot_be_dialled_is_told() {
		for (address, cause) in [
			("nonsense".to_owned(), "is not an address"),
			("/ip4/127.0.0.1/tcp/30333".to_owned(), "identity"),
			("/ip4/127.0.0.1/tcp/30333/p2p/12D3".to_owned(), "i"),
			(format!("/dns/node.example/tcp/443/wss/p2p/{PEER}"), "cannot dial"),
			(format!("/ip4/127.0.0.1/udp/30333/quic-v1/p2p/{PEER}"), ""),
			(format!("/p2p/{PEER}"), "cannot dial"),
		] {
			let error = check(&address).expect_err("refused");
			assert!(error.contains(cause), "{address}: {error}");
		}
	}
}
