// SPDX-License-Identifier: Apache-2.0
//! What a chain reports: the events of its blocks.

use crate::{
	account::{current, Block, Client},
	wait,
};
use std::cell::Cell;
use subxt::{
	config::substrate::SubstrateConfig,
	dynamic::{At, Value},
	error::EventsError,
	ext::scale_value::Composite,
};

/// One thing that a pallet reported.
#[derive(Clone, Debug)]
pub struct Event {
	/// The pallet.
	pub pallet: String,
	/// What it calls it.
	pub name: String,
	/// What it says about it.
	pub fields: Composite<()>,
}

impl Event {
	/// Whether it is this one.
	pub fn is(&self, pallet: &str, name: &str) -> bool {
		(self.pallet.as_str(), self.name.as_str()) == (pallet, name)
	}

	/// What it says under this name.
	///
	/// # Panics
	///
	/// When it says nothing.
	pub fn field(&self, name: &str) -> &Value {
		self.fields.at(name).unwrap_or_else(|| panic!("no {name} in {self:?}"))
	}

	/// The number it has under this name.
	///
	/// # Panics
	///
	/// When it has none.
	pub fn number(&self, name: &str) -> u128 {
		self.field(name).as_u128().unwrap_or_else(|| panic!("{name} is no number in {self:?}"))
	}
}

/// All events of a block, in order.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn of(block: &Block) -> Vec<Event> {
	let events = block.events().fetch().await.expect("the node has the state");
	events.iter().map(decoded).collect()
}

/// Waits until a final block from number `from` on holds an event that `wanted` accepts, and returns both. `what`
/// describes it.
///
/// # Panics
///
/// After [`wait::DEADLINE`].
pub async fn first(
	client: &Client,
	from: u64,
	what: &str,
	wanted: impl Fn(&Event) -> bool,
) -> (Block, Event) {
	let next = Cell::new(from);
	let search = || async {
		let last = current(client).await.block_number();
		while next.get() <= last {
			let block = client.at_block(next.get()).await.expect("the node has the block");
			next.set(next.get() + 1);
			if let Some(event) = of(&block).await.into_iter().find(&wanted) {
				return Some((block, event));
			}
		}
		None
	};
	wait::until(what, search).await
}

/// An event as `subxt` gives it.
pub(crate) fn decoded(event: Result<subxt::events::Event<'_, SubstrateConfig>, EventsError>) -> Event {
	let event = event.expect("metadata describes every event");
	let fields = event.decode_fields_unchecked_as().expect("metadata describes its fields");
	Event { pallet: event.pallet_name().to_owned(), name: event.event_name().to_owned(), fields }
}
