// SPDX-License-Identifier: Apache-2.0

//! The chain as `smoldot-light` follows it, and sessions with it.

use std::{
	iter,
	num::NonZeroU32,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use smoldot_light::{
	lifecycle_service::Subscription, platform::DefaultPlatform, AddChainConfig, AddChainConfigJsonRpc,
	ChainId, Client, JsonRpcResponses,
};

use crate::Error;

type Platform = Arc<DefaultPlatform>;

/// `smoldot-light` takes these numbers and does not look at them; what keeps its clients in bounds is the ledger of
/// each connection.
const NO_LIMIT: AddChainConfigJsonRpc =
	AddChainConfigJsonRpc::Enabled { max_pending_requests: NonZeroU32::MAX, max_subscriptions: u32::MAX };

/// One chain. All sessions share its connections, and what it knows.
pub(crate) struct Chain {
	client: Mutex<Client<Platform>>,
	/// The specification in its short form, for sessions after the first.
	short_spec: String,
}

impl Chain {
	/// Starts to follow the chain of `spec`, from what `database` holds if it holds anything. The first session is the
	/// one that keeps the chain going: while it lives, so does the chain.
	///
	/// # Errors
	///
	/// When `smoldot-light` does not take the specification.
	pub(crate) fn start(
		(name, version): (&str, &str),
		spec: &str,
		short_spec: String,
		database: &str,
	) -> Result<(Arc<Self>, Session), Error> {
		let platform = DefaultPlatform::new(name.into(), version.into());
		let chain = Arc::new(Self { client: Mutex::new(Client::new(platform)), short_spec });
		let session = chain.open(spec, database)?;
		Ok((chain, session))
	}

	/// A new session: its requests and subscriptions are its own, and end with it.
	///
	/// # Errors
	///
	/// When the chain has ended.
	pub(crate) fn session(self: &Arc<Self>) -> Result<Session, Error> {
		self.open(&self.short_spec, "")
	}

	fn open(self: &Arc<Self>, specification: &str, database_content: &str) -> Result<Session, Error> {
		let added = self.client().add_chain(AddChainConfig {
			user_data: (),
			specification,
			database_content,
			potential_relay_chains: iter::empty(),
			json_rpc: NO_LIMIT,
			statement_protocol_config: None,
		});
		let unusable = |why: String| {
			Error::new(
				format!("the chain specification cannot be used: {}", why.lines().next().unwrap_or_default()),
				"make it again with `cairn chain-spec create` from the `.wasm` file of a complete runtime",
			)
		};
		let added = added.map_err(|error| unusable(error.to_string()))?;
		match added.json_rpc_responses {
			Some(responses) => Ok(Session { chain: self.clone(), id: added.chain_id, responses }),
			// JSON-RPC was asked for above.
			None => Err(unusable("it has no JSON-RPC".into())),
		}
	}

	/// The state is one of handles, which a panic elsewhere leaves whole.
	fn client(&self) -> MutexGuard<'_, Client<Platform>> {
		self.client.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

/// A conversation with the chain in JSON-RPC.
pub(crate) struct Session {
	chain: Arc<Chain>,
	id: ChainId,
	responses: JsonRpcResponses<Platform>,
}

impl Session {
	/// Sends a request. Its answer comes out of [`Self::next`].
	pub(crate) fn send(&self, request: String) {
		// The only failure is a full queue, and the queue has no end.
		let _ = self.chain.client().json_rpc_request(request, self.id);
	}

	/// The next answer or notification, or nothing if the chain has ended. Nothing is lost when it is dropped while it
	/// waits.
	pub(crate) async fn next(&mut self) -> Option<String> {
		self.responses.next().await
	}

	/// How far the chain has got, now and after each change.
	pub(crate) fn lifecycle(&self) -> Subscription {
		self.chain.client().lifecycle_state(self.id)
	}
}

impl Drop for Session {
	fn drop(&mut self) {
		let () = self.chain.client().remove_chain(self.id);
	}
}
