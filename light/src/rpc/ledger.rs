// SPDX-License-Identifier: Apache-2.0

//! What one connection has going on: the requests that wait for an answer, and its subscriptions.

use std::{borrow::Cow, collections::HashMap};

use serde::Deserialize;
use serde_json::{json, value::RawValue};

use super::{
	answer, code, error,
	methods::{effect, is_answered, Effect, Family, METHODS},
	MAX_PENDING_SIZE,
};

/// How often a request is sent again that no peer could be asked about.
const TRIES: u8 = 40;
/// Bytes of the longest request that is kept to be sent again.
const MAX_KEPT: usize = 16 * 1024;
/// Bytes of the longest request for a subscription to values. The library keeps each key, more than once.
const MAX_KEYS: usize = 64 * 1024;
/// How the library says that no peer is known to have the block that was asked about. It says so of every block that
/// has just become final, until a peer tells that it is final there too. It
/// may say what it wanted to do first.
const NOBODY_YET: &str = "No node available";

/// Keeps one connection within bounds.
#[derive(Debug)]
pub(crate) struct Ledger {
	max_pending: usize,
	max_subscriptions: usize,
	/// By the request's identity as the client wrote it.
	pending: HashMap<String, Pending>,
	/// By their names: their kinds, and the bytes of the requests that opened them, which the library may keep.
	subscriptions: HashMap<String, (Family, usize)>,
}

/// A request that waits for its answer.
#[derive(Debug)]
struct Pending {
	effect: Effect,
	/// Its bytes.
	size: usize,
	/// Itself, if it can be sent again, and how often.
	again: Option<(String, u8)>,
	/// The name of the subscription that it is to close.
	closes: Option<String>,
}

/// What something that the chain sent is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Observed {
	/// It is for the client.
	Notification,
	/// It is for the client, and answers a request.
	Answer,
	/// It is not for the client yet: this request is to be sent again after a while.
	Again(String),
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Admission {
	/// It goes to the chain.
	Forward,
	/// It is answered at once, with this.
	Answer(String),
}

/// A request, as far as it matters here.
#[derive(Deserialize)]
struct Request<'a> {
	jsonrpc: &'a str,
	#[serde(borrow, default)]
	id: Option<&'a RawValue>,
	// As the library that answers, without a letter written as an escape.
	method: &'a str,
	#[serde(borrow, default)]
	params: Option<&'a RawValue>,
}

/// An answer or a notification, as far as it matters here.
#[derive(Deserialize)]
struct Response<'a> {
	#[serde(borrow, default)]
	id: Option<&'a RawValue>,
	#[serde(borrow, default)]
	result: Option<&'a RawValue>,
	#[serde(borrow, default)]
	error: Option<Failure<'a>>,
}

/// A notification, as far as it matters here.
#[derive(Deserialize)]
struct Notification<'a> {
	#[serde(borrow)]
	params: Notified<'a>,
}

#[derive(Deserialize)]
struct Notified<'a> {
	#[serde(borrow)]
	subscription: Cow<'a, str>,
	#[serde(borrow)]
	result: &'a RawValue,
}

#[derive(Deserialize)]
struct Failure<'a> {
	#[serde(borrow)]
	message: Cow<'a, str>,
}

impl Ledger {
	/// A connection that has nothing going on, and may have so much.
	pub(crate) fn new(max_pending: usize, max_subscriptions: usize) -> Self {
		Self { max_pending, max_subscriptions, pending: HashMap::new(), subscriptions: HashMap::new() }
	}

	/// Takes a request from the client.
	pub(crate) fn admit(&mut self, text: &str) -> Admission {
		match self.consider(text) {
			Ok(()) => Admission::Forward,
			Err(answer) => Admission::Answer(answer),
		}
	}

	/// `Err` is the answer.
	fn consider(&mut self, text: &str) -> Result<(), String> {
		if text.trim_start().starts_with('[') {
			let message = "a light client takes no batches: send the requests one by one";
			return Err(error(None, code::INVALID_REQUEST, message));
		}
		let request: Request<'_> = serde_json::from_str(text)
			.map_err(|wrong| error(None, code::PARSE, &format!("not a JSON-RPC request: {wrong}")))?;
		let id = request.id.filter(|id| is_identity(id));
		let refuse = |code, message: &str| Err(error(id, code, message));
		if request.jsonrpc != "2.0" {
			return refuse(code::INVALID_REQUEST, "`jsonrpc` is not \"2.0\"");
		}
		let Some(identity) = id else {
			return refuse(code::INVALID_REQUEST, "`id` is not a text or a whole number");
		};
		if request.method == "rpc_methods" {
			return Err(answer(id, "result", json!({ "methods": METHODS })));
		}
		if !is_answered(request.method) {
			let message = format!("a light client does not answer {}", request.method);
			return refuse(code::NO_SUCH_METHOD, &message);
		}
		if self.pending.contains_key(identity.get()) {
			return refuse(code::INVALID_REQUEST, "a request with this `id` waits for its answer");
		}
		if self.pending.len() >= self.max_pending {
			let message = format!("{} requests of this connection wait for their answers", self.max_pending);
			return refuse(code::TOO_MUCH, &message);
		}
		let pending: usize = self.pending.values().map(|pending| pending.size).sum();
		let open: usize = self.subscriptions.values().map(|(_, size)| size).sum();
		let size = pending + open;
		if size + text.len() > MAX_PENDING_SIZE {
			return refuse(
				code::TOO_MUCH,
				"the requests of this connection that wait, or opened a subscription, are too large together",
			);
		}
		let effect = effect(request.method);
		if let Effect::Opens(family) = effect {
			if self.subscriptions.len() + self.opening() >= self.max_subscriptions {
				let message = format!("this connection has {} subscriptions", self.max_subscriptions);
				return refuse(code::TOO_MUCH, &message);
			}
			if family == Family::Storage && text.len() > MAX_KEYS {
				let message = format!("a subscription to values takes {MAX_KEYS} bytes of keys");
				return refuse(code::TOO_MUCH, &message);
			}
		}
		let closes = match effect {
			Effect::Closes(_) => request.params.and_then(name_in),
			_ => None,
		};
		let repeatable = effect == Effect::None && text.len() <= MAX_KEPT;
		let again = repeatable.then(|| (text.to_owned(), TRIES));
		self.pending.insert(identity.get().to_owned(), Pending { effect, size: text.len(), again, closes });
		Ok(())
	}

	/// Requests for subscriptions that wait for their answers.
	fn opening(&self) -> usize {
		self.pending.values().filter(|pending| matches!(pending.effect, Effect::Opens(_))).count()
	}

	/// Notes what the chain sends back.
	pub(crate) fn observe(&mut self, text: &str) -> Observed {
		let Ok(Response { id: Some(id), result, error }) = serde_json::from_str(text) else {
			self.forget_ended(text);
			return Observed::Notification;
		};
		let Some(pending) = self.pending.get_mut(id.get()) else { return Observed::Notification };
		if error.as_ref().is_some_and(|error| error.message.contains(NOBODY_YET)) {
			if let Some((request, left @ 1..)) = &mut pending.again {
				*left -= 1;
				return Observed::Again(request.clone());
			}
		}
		match (pending.effect, &pending.closes) {
			(Effect::Opens(family), _) => {
				let name = result.and_then(|result| serde_json::from_str(result.get()).ok());
				if let Some(name) = name {
					self.subscriptions.insert(name, (family, pending.size));
				}
			}
			// `false` says that there is no such subscription. Some methods do not say whether there was one of
			// their kind.
			(Effect::Closes(family), Some(name))
				if error.is_none()
					&& result.is_none_or(|result| result.get() != "false")
					&& self.subscriptions.get(name).is_some_and(|(open, _)| *open == family) =>
			{
				self.subscriptions.remove(name);
			}
			_ => {}
		}
		self.pending.remove(id.get());
		Observed::Answer
	}

	/// Forgets the subscription that this notification is the last one of, if it is. The library has forgotten it, and
	/// clients do not close what has ended.
	fn forget_ended(&mut self, text: &str) {
		let Ok(Notification { params }) = serde_json::from_str(text) else { return };
		let Some((family, _)) = self.subscriptions.get(&*params.subscription) else { return };
		if family.ends_with(params.result.get()) {
			self.subscriptions.remove(&*params.subscription);
		}
	}

	/// Whether the one request that was admitted opens a subscription.
	pub(crate) fn opens(&self) -> bool {
		self.opening() > 0
	}
}

/// The name that is the first parameter of a list, or the only one by name.
fn name_in(params: &RawValue) -> Option<String> {
	let value = match serde_json::from_str(params.get()).ok()? {
		serde_json::Value::Array(list) => list.into_iter().next()?,
		serde_json::Value::Object(members) if members.len() == 1 => members.into_iter().next()?.1,
		_ => return None,
	};
	value.as_str().map(str::to_owned)
}

/// Whether `id` can be told from others: a text, or a whole number that is not negative.
fn is_identity(id: &RawValue) -> bool {
	#[derive(Deserialize)]
	#[serde(untagged)]
	#[allow(dead_code)] // Only whether it can be read matters.
	enum Identity {
		Number(u64),
		Text(String),
	}
	serde_json::from_str::<Identity>(id.get()).is_ok()
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;
	use serde_json::Value;

	fn request(id: u64, method: &str, params: &str) -> String {
		format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":{params}}}"#)
	}

	fn refusal(ledger: &mut Ledger, text: &str) -> (Value, i64) {
		let Admission::Answer(answer) = ledger.admit(text) else { panic!("forwarded: {text}") };
		let answer: Value = serde_json::from_str(&answer).expect("JSON");
		assert_eq!(answer["jsonrpc"], "2.0");
		(answer["id"].clone(), answer["error"]["code"].as_i64().expect("a code"))
	}

	#[test]
	fn a_request_is_forwarded_and_its_answer_makes_room() {
		let mut ledger = Ledger::new(2, 1);
		assert_eq!(ledger.admit(&request(1, "chain_getHeader", "[]")), Admission::Forward);
		assert_eq!(ledger.admit(&request(2, "chain_getHeader", "[]")), Admission::Forward);
		assert_eq!(refusal(&mut ledger, &request(3, "chain_getHeader", "[]")), (json!(3), -32999));
		let answer = r#"{"jsonrpc":"2.0","id":1,"result":null}"#;
		assert_eq!(ledger.observe(answer), Observed::Answer);
		assert_eq!(ledger.observe(answer), Observed::Notification, "answered once");
		assert_eq!(ledger.admit(&request(3, "chain_getHeader", "[]")), Admission::Forward);
	}

	#[test]
	fn what_waits_is_bounded_in_bytes_too() {
		let mut ledger = Ledger::new(100, 1);
		let large = |id| request(id, "author_submitExtrinsic", &format!("[\"0x{}\"]", "0".repeat(8_000_000)));
		for id in 0..4 {
			assert_eq!(ledger.admit(&large(id)), Admission::Forward);
		}
		assert_eq!(refusal(&mut ledger, &large(4)), (json!(4), -32999));
		assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":0,"result":"0x00"}"#), Observed::Answer);
		assert_eq!(ledger.admit(&large(4)), Admission::Forward);
	}

	#[test]
	fn an_error_makes_room_too() {
		let mut ledger = Ledger::new(1, 1);
		assert_eq!(ledger.admit(&request(1, "chain_subscribeNewHeads", "[]")), Admission::Forward);
		assert_eq!(
			ledger.observe(r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#),
			Observed::Answer
		);
		assert_eq!(ledger.admit(&request(1, "chain_subscribeNewHeads", "[]")), Admission::Forward);
	}

	#[test]
	fn subscriptions_are_counted_until_they_are_closed() {
		let mut ledger = Ledger::new(8, 1);
		assert_eq!(ledger.admit(&request(1, "state_subscribeStorage", "[[]]")), Admission::Forward);
		// One that is about to open counts.
		assert_eq!(refusal(&mut ledger, &request(2, "chainHead_v1_follow", "[true]")).1, -32999);
		assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":1,"result":"abc"}"#), Observed::Answer);
		assert_eq!(refusal(&mut ledger, &request(2, "chainHead_v1_follow", "[true]")).1, -32999);
		assert_eq!(ledger.admit(&request(3, "state_unsubscribeStorage", r#"["abc"]"#)), Admission::Forward);
		assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":3,"result":true}"#), Observed::Answer);
		assert_eq!(ledger.admit(&request(4, "chainHead_v1_follow", "[true]")), Admission::Forward);
		assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":4,"result":"def"}"#), Observed::Answer);
		let close = request(5, "chainHead_v1_unfollow", r#"{"followSubscription":"def"}"#);
		assert_eq!(ledger.admit(&close), Admission::Forward);
		assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":5,"result":null}"#), Observed::Answer);
		assert_eq!(ledger.admit(&request(6, "chainHead_v1_follow", "[true]")), Admission::Forward);
	}

	#[test]
	fn subscriptions_that_end_by_themselves_make_room() {
		for (method, last, earlier) in [
			("author_submitAndWatchExtrinsic", r#"{"finalized":"0x00"}"#, r#"{"inBlock":"0x00"}"#),
			("author_submitAndWatchExtrinsic", r#""dropped""#, r#""ready""#),
			("transactionWatch_v1_submitAndWatch", r#"{"event":"invalid"}"#, r#"{"event":"validated"}"#),
			("chainHead_v1_follow", r#"{"event":"stop"}"#, r#"{"event":"newBlock"}"#),
		] {
			let mut ledger = Ledger::new(8, 1);
			let notified = |subscription: &str, result: &str| {
				format!(
					r#"{{"jsonrpc":"2.0","method":"m","params":{{"subscription":"{subscription}","result":{result}}}}}"#
				)
			};
			assert_eq!(ledger.admit(&request(1, method, "[]")), Admission::Forward);
			assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":1,"result":"abc"}"#), Observed::Answer);
			for (subscription, result) in [("abc", earlier), ("other", last), ("abc", "null")] {
				assert_eq!(ledger.observe(&notified(subscription, result)), Observed::Notification);
				assert_eq!(refusal(&mut ledger, &request(2, method, "[]")).1, -32999, "{result}");
			}
			assert_eq!(ledger.observe(&notified("abc", last)), Observed::Notification);
			assert_eq!(ledger.admit(&request(2, method, "[]")), Admission::Forward, "{last}");
		}
	}

	#[test]
	fn a_subscription_is_not_closed_by_the_method_of_another_kind() {
		let mut ledger = Ledger::new(8, 1);
		assert_eq!(ledger.admit(&request(1, "state_subscribeStorage", r#"[["0x00"]]"#)), Admission::Forward);
		assert_eq!(ledger.observe(r#"{"jsonrpc":"2.0","id":1,"result":"abc"}"#), Observed::Answer);
		let close = |ledger: &mut Ledger, method, answer: &str| {
			assert_eq!(ledger.admit(&request(2, method, r#"["abc"]"#)), Admission::Forward);
			assert_eq!(ledger.observe(&format!(r#"{{"jsonrpc":"2.0","id":2,{answer}}}"#)), Observed::Answer);
		};
		for (method, answer) in [
			("author_unwatchExtrinsic", r#""result":false"#),
			("transactionWatch_v1_unwatch", r#""result":null"#),
			("chainHead_v1_unfollow", r#""result":null"#),
			("state_unsubscribeStorage", r#""error":{"code":-32602,"message":"no"}"#),
		] {
			close(&mut ledger, method, answer);
			assert_eq!(refusal(&mut ledger, &request(3, "chainHead_v1_follow", "[true]")).1, -32999);
		}
		close(&mut ledger, "state_unsubscribeStorage", r#""result":true"#);
		assert_eq!(ledger.admit(&request(3, "chainHead_v1_follow", "[true]")), Admission::Forward);
	}

	#[test]
	fn what_opened_a_subscription_counts_in_bytes_until_it_is_closed() {
		let mut ledger = Ledger::new(100, 100);
		let bytes = format!("[\"0x{}\"]", "0".repeat(8_000_000));
		for id in 0..4 {
			assert_eq!(ledger.admit(&request(id, "transaction_v1_broadcast", &bytes)), Admission::Forward);
			ledger.observe(&format!(r#"{{"jsonrpc":"2.0","id":{id},"result":"s{id}"}}"#));
		}
		assert_eq!(refusal(&mut ledger, &request(9, "transaction_v1_broadcast", &bytes)).1, -32999);
		assert_eq!(ledger.admit(&request(9, "transaction_v1_stop", r#"["s0"]"#)), Admission::Forward);
		ledger.observe(r#"{"jsonrpc":"2.0","id":9,"result":null}"#);
		assert_eq!(ledger.admit(&request(9, "transaction_v1_broadcast", &bytes)), Admission::Forward);
	}

	#[test]
	fn a_subscription_to_very_many_values_is_refused() {
		let mut ledger = Ledger::new(8, 8);
		let keys = format!("[[\"0x{}\"]]", "0".repeat(MAX_KEYS));
		assert_eq!(refusal(&mut ledger, &request(1, "state_subscribeStorage", &keys)).1, -32999);
		assert_eq!(ledger.admit(&request(1, "state_getStorage", &keys)), Admission::Forward);
	}

	#[test]
	fn notifications_are_no_answers() {
		let mut ledger = Ledger::new(1, 1);
		let notification =
			r#"{"jsonrpc":"2.0","method":"chain_newHead","params":{"subscription":"a","result":{}}}"#;
		assert_eq!(ledger.observe(notification), Observed::Notification);
	}

	#[test]
	fn what_no_peer_has_yet_is_asked_again_but_not_for_ever() {
		let mut ledger = Ledger::new(4, 4);
		let nobody = |id| {
			format!(
				r#"{{"jsonrpc":"2.0","id":{id},"error":{{"code":-32000,"message":"Failed to retrieve runtime from the network: No node available for storage query"}}}}"#
			)
		};
		let read = request(1, "state_getStorage", r#"["0x00"]"#);
		assert_eq!(ledger.admit(&read), Admission::Forward);
		for _ in 0..TRIES {
			assert_eq!(ledger.observe(&nobody(1)), Observed::Again(read.clone()));
		}
		assert_eq!(ledger.observe(&nobody(1)), Observed::Answer);
		assert!(ledger.pending.is_empty());

		// Other errors, such as a proof that does not hold, are final; so is what must not be done twice.
		assert_eq!(ledger.admit(&read), Admission::Forward);
		let refused = r#"{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"Storage query errors:\n- UnusedProofEntry"}}"#;
		assert_eq!(ledger.observe(refused), Observed::Answer);
		assert_eq!(ledger.admit(&request(2, "chainHead_v1_follow", "[true]")), Admission::Forward);
		assert_eq!(ledger.observe(&nobody(2)), Observed::Answer);
		let long = request(3, "state_getStorage", &format!("[\"{}\"]", "0".repeat(MAX_KEPT)));
		assert_eq!(ledger.admit(&long), Admission::Forward);
		assert_eq!(ledger.observe(&nobody(3)), Observed::Answer);
	}

	#[test]
	fn what_is_no_request_is_refused_with_the_codes_of_json_rpc() {
		let mut ledger = Ledger::new(8, 8);
		for (text, id, code) in [
			("", json!(null), -32700),
			("{", json!(null), -32700),
			("1", json!(null), -32700),
			(r#"{"jsonrpc":"2.0","id":1}"#, json!(null), -32700),
			(r#" [{"jsonrpc":"2.0","id":1,"method":"system_name"}]"#, json!(null), -32600),
			(r#"{"jsonrpc":"1.0","id":1,"method":"system_name"}"#, json!(1), -32600),
			(r#"{"jsonrpc":"2.0","method":"system_name"}"#, json!(null), -32600),
			(r#"{"jsonrpc":"2.0","id":null,"method":"system_name"}"#, json!(null), -32600),
			(r#"{"jsonrpc":"2.0","id":[1],"method":"system_name"}"#, json!(null), -32600),
			(r#"{"jsonrpc":"2.0","id":"x","method":"author_rotateKeys"}"#, json!("x"), -32601),
			(r#"{"jsonrpc":"2.0","id":7,"method":"sudo_unstable_p2pDiscover"}"#, json!(7), -32601),
		] {
			assert_eq!(refusal(&mut ledger, text), (id, code), "{text}");
		}
		assert_eq!(ledger.admit(&request(1, "system_name", "[]")), Admission::Forward);
		assert_eq!(refusal(&mut ledger, &request(1, "system_name", "[]")).1, -32600);
	}

	#[test]
	fn the_methods_told_are_those_that_are_answered() {
		let Admission::Answer(answer) = Ledger::new(1, 1).admit(&request(1, "rpc_methods", "[]")) else {
			panic!("forwarded");
		};
		let answer: Value = serde_json::from_str(&answer).expect("JSON");
		let told = answer["result"]["methods"].as_array().expect("a list");
		assert_eq!(told.len(), METHODS.len());
	}

	proptest! {
		#[test]
		fn whatever_comes_is_answered_in_json(text in ".{0,200}") {
			if let Admission::Answer(answer) = Ledger::new(1, 1).admit(&text) {
				prop_assert!(serde_json::from_str::<Value>(&answer).is_ok());
			}
		}

		#[test]
		fn no_more_is_ever_pending_than_may_be(ids in proptest::collection::vec(0_u64..20, 0..60)) {
			let mut ledger = Ledger::new(5, 5);
			for id in ids {
				let _ = ledger.admit(&request(id, "chain_subscribeNewHeads", "[]"));
				if id % 3 == 0 {
					ledger.observe(&format!(r#"{{"jsonrpc":"2.0","id":{id},"result":"s{id}"}}"#));
				}
				prop_assert!(ledger.pending.len() <= 5);
				prop_assert!(ledger.subscriptions.len() + ledger.opening() <= 5);
			}
		}
	}
}
