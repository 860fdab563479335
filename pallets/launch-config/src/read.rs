// SPDX-License-Identifier: Apache-2.0

//! Reading a short value.

use frame_support::StorageValue;
use parity_scale_codec::FullCodec;

/// The most bytes that a value of this pallet takes. A longer one would be read all the same, but no cheaper.
const LONGEST: usize = 16;

/// What `Item::get` returns.
///
/// That has the host allocate memory in the Wasm for the value and then wraps, decodes and frees it, which costs more
/// than the read. Here the host copies the value to the stack. The key costs nothing: its hashes are computed when the
/// runtime is compiled.
pub(crate) fn read<Item, Value>() -> Value
where
	Item: StorageValue<Value, Query = Value>,
	Value: FullCodec,
{
	let mut buffer = [0; LONGEST];
	let length = sp_io::storage::read(&Item::hashed_key(), &mut buffer, 0);
	length
		.and_then(|length| buffer.get(..usize::try_from(length).ok()?))
		.and_then(|mut value| Value::decode(&mut value).ok())
		// Nothing is there, or not what belongs there.
		.unwrap_or_else(Item::get)
}
