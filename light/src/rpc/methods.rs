// SPDX-License-Identifier: Apache-2.0

//! The methods that are answered.

use serde_json::Value;

/// All of them, sorted. Others that full nodes have need the whole state, the blocks' history, keys or the transaction
/// pool, which a light client has not; and those of `smoldot` that connect to addresses of a caller's choice, or tell
/// what the client keeps, are not for every program on the machine.
pub const METHODS: &[&str] = &[
	"author_pendingExtrinsics",
	"author_submitAndWatchExtrinsic",
	"author_submitExtrinsic",
	"author_unwatchExtrinsic",
	"chainHead_v1_body",
	"chainHead_v1_call",
	"chainHead_v1_continue",
	"chainHead_v1_follow",
	"chainHead_v1_header",
	"chainHead_v1_stopOperation",
	"chainHead_v1_storage",
	"chainHead_v1_unfollow",
	"chainHead_v1_unpin",
	"chainSpec_v1_chainName",
	"chainSpec_v1_genesisHash",
	"chainSpec_v1_properties",
	"chain_getBlock",
	"chain_getBlockHash",
	"chain_getFinalisedHead",
	"chain_getFinalizedHead",
	"chain_getHead",
	"chain_getHeader",
	"chain_getRuntimeVersion",
	"chain_subscribeAllHeads",
	"chain_subscribeFinalisedHeads",
	"chain_subscribeFinalizedHeads",
	"chain_subscribeNewHead",
	"chain_subscribeNewHeads",
	"chain_subscribeRuntimeVersion",
	"chain_unsubscribeAllHeads",
	"chain_unsubscribeFinalisedHeads",
	"chain_unsubscribeFinalizedHeads",
	"chain_unsubscribeNewHead",
	"chain_unsubscribeNewHeads",
	"chain_unsubscribeRuntimeVersion",
	"payment_queryInfo",
	"rpc_methods",
	"state_call",
	"state_callAt",
	"state_getKeys",
	"state_getKeysPaged",
	"state_getKeysPagedAt",
	"state_getMetadata",
	"state_getReadProof",
	"state_getRuntimeVersion",
	"state_getStorage",
	"state_getStorageAt",
	"state_queryStorageAt",
	"state_subscribeRuntimeVersion",
	"state_subscribeStorage",
	"state_unsubscribeRuntimeVersion",
	"state_unsubscribeStorage",
	"subscribe_newHead",
	"system_accountNextIndex",
	"system_chain",
	"system_chainType",
	"system_health",
	"system_localListenAddresses",
	"system_name",
	"system_nodeRoles",
	"system_peers",
	"system_properties",
	"system_version",
	"transactionWatch_v1_submitAndWatch",
	"transactionWatch_v1_unwatch",
	"transaction_v1_broadcast",
	"transaction_v1_stop",
	"unsubscribe_newHead",
];

/// Whether `method` is one of [`METHODS`].
pub fn is_answered(method: &str) -> bool {
	METHODS.contains(&method)
}

/// A kind of subscription. The library closes one only by the method of its own kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
	/// New heads.
	Heads,
	/// All heads.
	AllHeads,
	/// Final heads.
	FinalHeads,
	/// The runtime's version.
	Version,
	/// Values of the state.
	Storage,
	/// A transaction, as full nodes of old tell of it.
	Watch,
	/// A transaction, by the newer interface.
	WatchV1,
	/// A transaction that is sent until it is told to stop.
	Broadcast,
	/// The chain, by the newer interface.
	Follow,
}

impl Family {
	/// Whether a subscription of this kind ends when it tells `result`, which is JSON.
	pub(super) fn ends_with(self, result: &str) -> bool {
		let value = |result| serde_json::from_str::<Value>(result).unwrap_or_default();
		match self {
			Self::Watch => match value(result) {
				Value::String(status) => ["invalid", "dropped"].contains(&&*status),
				Value::Object(status) => {
					["finalized", "finalityTimeout", "usurped"].iter().any(|last| status.contains_key(*last))
				}
				_ => false,
			},
			Self::WatchV1 => {
				let event = &value(result)["event"];
				["finalized", "error", "invalid", "dropped"].iter().any(|last| event == last)
			}
			Self::Follow => value(result)["event"] == "stop",
			_ => false,
		}
	}
}

/// What a method does to its connection's subscriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
	/// Nothing: one request, one answer.
	None,
	/// Its result is the name of something that goes on.
	Opens(Family),
	/// Its first parameter is the name of what is to end.
	Closes(Family),
}

/// What `method` does.
pub(super) fn effect(method: &str) -> Effect {
	use Effect::{Closes, Opens};
	match method {
		"chain_subscribeNewHead" | "chain_subscribeNewHeads" | "subscribe_newHead" => Opens(Family::Heads),
		"chain_unsubscribeNewHead" | "chain_unsubscribeNewHeads" | "unsubscribe_newHead" => {
			Closes(Family::Heads)
		}
		"chain_subscribeAllHeads" => Opens(Family::AllHeads),
		"chain_unsubscribeAllHeads" => Closes(Family::AllHeads),
		"chain_subscribeFinalisedHeads" | "chain_subscribeFinalizedHeads" => Opens(Family::FinalHeads),
		"chain_unsubscribeFinalisedHeads" | "chain_unsubscribeFinalizedHeads" => Closes(Family::FinalHeads),
		"chain_subscribeRuntimeVersion" | "state_subscribeRuntimeVersion" => Opens(Family::Version),
		"chain_unsubscribeRuntimeVersion" | "state_unsubscribeRuntimeVersion" => Closes(Family::Version),
		"state_subscribeStorage" => Opens(Family::Storage),
		"state_unsubscribeStorage" => Closes(Family::Storage),
		"author_submitAndWatchExtrinsic" => Opens(Family::Watch),
		"author_unwatchExtrinsic" => Closes(Family::Watch),
		"transactionWatch_v1_submitAndWatch" => Opens(Family::WatchV1),
		"transactionWatch_v1_unwatch" => Closes(Family::WatchV1),
		"transaction_v1_broadcast" => Opens(Family::Broadcast),
		"transaction_v1_stop" => Closes(Family::Broadcast),
		"chainHead_v1_follow" => Opens(Family::Follow),
		"chainHead_v1_unfollow" => Closes(Family::Follow),
		_ => Effect::None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use smoldot::json_rpc::methods::parse_jsonrpc_client_to_server;

	#[test]
	fn every_method_that_is_let_through_is_one_that_the_library_knows() {
		for method in METHODS {
			let request = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{method}","params":[]}}"#);
			// Most take parameters, and none are given: what counts is that the name is known.
			if let Err(error) = parse_jsonrpc_client_to_server(&request) {
				let error = format!("{error:?}");
				assert!(!error.contains("UnknownMethod"), "{method}: {error}");
			}
		}
		let unknown = r#"{"jsonrpc":"2.0","id":1,"method":"x_y","params":[]}"#;
		let error = parse_jsonrpc_client_to_server(unknown).expect_err("unknown");
		assert!(format!("{error:?}").contains("UnknownMethod"), "{error:?}");
	}

	#[test]
	fn what_opens_can_be_closed() {
		for method in METHODS {
			let closes = |family| METHODS.iter().any(|other| effect(other) == Effect::Closes(family));
			match effect(method) {
				Effect::Opens(family) => assert!(closes(family), "{method}"),
				Effect::Closes(_) => {}
				Effect::None => {
					let goes_on = ["subscribe", "watch", "Watch", "follow", "broadcast"];
					assert!(!goes_on.iter().any(|word| method.contains(word)), "{method}");
				}
			}
		}
	}

	#[test]
	fn methods_that_reach_out_at_a_callers_will_are_not_answered() {
		for method in ["sudo_unstable_p2pDiscover", "chainHead_unstable_finalizedDatabase", "bitswap_v1_get"]
		{
			assert!(!is_answered(method), "{method}");
		}
	}
}
