// SPDX-License-Identifier: Apache-2.0

//! A node, and transactions to it.
//!
//! The connection is made when it is first needed, and again after any failure of it. Each transaction:
//!
//! 1. takes the call's limit and types from the runtime of the last final block,
//! 2. takes the account's next nonce, counting what waits in the node's pool,
//! 3. is valid for [`MORTALITY`] blocks from the last final one, so that one that got lost cannot come back much later,
//! 4. is waited for until it is in a block, and what happened to it there is looked up.

use super::{call, Item, Submit, SubmitError};
use cairn_wallet::Key;
use reqwest::Url;
use std::{collections::HashMap, fmt, time::Duration};
use subxt::{
	client::{OnlineClientAtBlock, OnlineClientAtBlockImpl},
	config::{substrate::SubstrateConfig, DefaultExtrinsicParamsBuilder, RpcConfigFor},
	dynamic,
	error::{DispatchError, ExtrinsicError, TransactionEventsError},
	rpcs::{methods::legacy::LegacyRpcMethods, RpcClient},
	transactions::{TransactionInBlock, TransactionProgress, TransactionStatus},
	OnlineClient,
};
use tokio::time::timeout;

/// For how many blocks a transaction is valid.
const MORTALITY: u64 = 64;

/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(10);

/// How many values a call carries as long as the runtime has not told.
pub(super) const USUAL_LIMIT: usize = 20;

type Node = OnlineClientAtBlockImpl<SubstrateConfig>;
type Block = OnlineClientAtBlock<SubstrateConfig>;

/// A chain, by way of one of its nodes.
#[derive(Debug)]
pub struct Chain {
	url: Url,
	key: Key,
	patience: Duration,
	connection: Option<Connection>,
	limits: HashMap<String, usize>,
}

struct Connection {
	client: OnlineClient<SubstrateConfig>,
	methods: LegacyRpcMethods<RpcConfigFor<SubstrateConfig>>,
}

impl fmt::Debug for Connection {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.write_str("Connection")
	}
}

impl Chain {
	/// A chain whose node is at `url`. A transaction gets `patience` to get into a block. Nothing is sent yet.
	pub fn new(url: Url, key: Key, patience: Duration) -> Self {
		Self { url, key, patience, connection: None, limits: HashMap::new() }
	}

	/// The connection, made if there is none.
	async fn connection(&mut self) -> Result<&Connection, SubmitError> {
		let connection = match self.connection.take() {
			Some(connection) => connection,
			None => {
				let connecting = timeout(CONNECTING, connect(self.url.as_str())).await;
				let connection = connecting.unwrap_or_else(|_| Err("no answer".into()));
				let connection = connection.map_err(|cause| self.failed(cause))?;
				tracing::info!(url = %self.url, "connected");
				connection
			}
		};
		Ok(self.connection.insert(connection))
	}

	fn failed(&self, cause: impl fmt::Display) -> SubmitError {
		SubmitError::Node { url: self.url.to_string(), cause: cause.to_string() }
	}

	async fn send(&mut self, oracle: &str, items: &[Item]) -> Result<String, SubmitError> {
		let account = self.key.account();
		let url = self.url.to_string();
		let lost = |cause: String| SubmitError::Node { url: url.clone(), cause };
		let connection = self.connection().await?;
		let block = connection.client.at_current_block().await.map_err(|error| lost(error.to_string()))?;
		let limit = limit_in(&block, oracle)?;
		let nonce = connection.methods.system_account_next_index(&account).await;
		let nonce = nonce.map_err(|error| lost(error.to_string()))?;
		self.limits.insert(oracle.to_owned(), limit);
		if items.len() > limit {
			return Err(SubmitError::TooMany { oracle: oracle.to_owned(), limit });
		}
		let call = call::feed_values(oracle, items);
		let params = DefaultExtrinsicParamsBuilder::new().nonce(nonce).mortal(MORTALITY).build();
		let mut transactions = block.transactions();
		let progress = transactions.sign_and_submit_then_watch(&call, &self.key, params).await;
		let progress = progress.map_err(|error| self.unsent(error, oracle))?;
		let included = self.included(progress).await?;
		let hash = format!("{:?}", included.block_hash());
		match included.wait_for_success().await {
			Ok(_) => Ok(hash),
			Err(TransactionEventsError::ExtrinsicFailed(error)) => {
				let name = match &error {
					DispatchError::Module(error) => error.details_string(),
					error => error.to_string(),
				};
				Err(SubmitError::dispatch(name, oracle, account, hash))
			}
			Err(error) => Err(self.failed(error)),
		}
	}

	/// Waits until the transaction is in a block.
	async fn included(
		&self,
		mut progress: TransactionProgress<SubstrateConfig, Node>,
	) -> Result<TransactionInBlock<SubstrateConfig, Node>, SubmitError> {
		while let Some(status) = progress.next().await {
			match status.map_err(|error| self.failed(error))? {
				TransactionStatus::InBestBlock(block) | TransactionStatus::InFinalizedBlock(block) => {
					return Ok(block)
				}
				TransactionStatus::Error { message }
				| TransactionStatus::Invalid { message }
				| TransactionStatus::Dropped { message } => {
					return Err(SubmitError::refused(message, self.key.account()))
				}
				TransactionStatus::Validated
				| TransactionStatus::Broadcasted
				| TransactionStatus::NoLongerInBestBlock => {}
			}
		}
		Err(self.failed("it stopped telling about the transaction"))
	}

	/// Why a transaction was not sent.
	fn unsent(&self, error: ExtrinsicError, oracle: &str) -> SubmitError {
		use subxt::{
			error::{BackendError, RpcError},
			rpcs::Error,
		};
		match error {
			ExtrinsicError::EncodeError(error) => {
				SubmitError::Call { oracle: oracle.to_owned(), cause: error.to_string() }
			}
			ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
				Error::User(error),
			))) => {
				// The message says that it is invalid, the data says why.
				let why = error.data.as_ref().map_or_else(String::new, |data| format!(": {}", data.get()));
				SubmitError::refused(format!("{}{why}", error.message), self.key.account())
			}
			error => self.failed(error),
		}
	}
}

async fn connect(url: &str) -> Result<Connection, String> {
	// Whether the URL is secure enough was checked with the configuration.
	let rpc = RpcClient::from_insecure_url(url).await.map_err(|error| error.to_string())?;
	let client = OnlineClient::from_rpc_client_with_config(SubstrateConfig::new(), rpc.clone()).await;
	Ok(Connection { client: client.map_err(|error| error.to_string())?, methods: LegacyRpcMethods::new(rpc) })
}

/// How many values the oracle's call may carry.
fn limit_in(block: &Block, oracle: &str) -> Result<usize, SubmitError> {
	let metadata = block.metadata_ref();
	let has_call = |name: &str| {
		metadata.pallet_by_name(name).is_some_and(|pallet| pallet.call_variant_by_name(call::NAME).is_some())
	};
	if !has_call(oracle) {
		let known =
			metadata.pallets().map(|pallet| pallet.name()).filter(|name| has_call(name)).collect::<Vec<_>>();
		let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
		return Err(SubmitError::NoOracle { oracle: oracle.to_owned(), known });
	}
	let told = block.constants().entry(dynamic::constant::<u32>(oracle, "MaxFeedValues"));
	Ok(told.map_or(USUAL_LIMIT, |limit| limit.max(1) as usize))
}

impl Submit for Chain {
	fn limit(&self, oracle: &str) -> usize {
		self.limits.get(oracle).copied().unwrap_or(USUAL_LIMIT)
	}

	async fn submit(&mut self, oracle: &str, items: &[Item]) -> Result<String, SubmitError> {
		let patience = self.patience;
		let sent = timeout(patience, self.send(oracle, items)).await;
		let sent = sent.unwrap_or(Err(SubmitError::Timeout { seconds: patience.as_secs() }));
		if let Err(SubmitError::Node { .. } | SubmitError::Timeout { .. }) = &sent {
			// Whatever is wrong with it, a new one is the remedy.
			self.connection = None;
		}
		sent
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use tokio::net::TcpListener;

	fn chain(url: String, patience: Duration) -> Chain {
		Chain::new(url.parse().expect("a URL"), Key::from_uri("//Alice").expect("a key"), patience)
	}

	#[tokio::test]
	async fn a_node_that_is_not_there_is_named() {
		let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
		let address = listener.local_addr().expect("an address");
		drop(listener);
		let mut chain = chain(format!("ws://{address}"), Duration::from_secs(20));
		let error = chain.submit("PriceOracle", &[]).await.expect_err("nobody is there");
		assert!(
			matches!(&error, SubmitError::Node { url, .. } if url.contains(&address.to_string())),
			"{error}"
		);
	}

	#[tokio::test]
	async fn a_node_that_says_nothing_is_given_up() {
		let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
		let address = listener.local_addr().expect("an address");
		let mut chain = chain(format!("ws://{address}"), Duration::from_millis(300));
		let error = chain.submit("PriceOracle", &[]).await.expect_err("nobody answers");
		assert_eq!(error, SubmitError::Timeout { seconds: 0 });
		assert!(chain.connection.is_none());
	}

	#[tokio::test]
	async fn no_secret_is_in_a_chain_that_is_shown() {
		let shown = format!("{:?}", chain("ws://127.0.0.1:1".into(), Duration::ZERO));
		assert!(shown.contains("Key(5Grwva"), "{shown}");
	}
}
