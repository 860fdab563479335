// SPDX-License-Identifier: Apache-2.0
//! Values that have no type of their own here: made for calls and keys, taken apart from state and events.

use crate::account::Id;
use subxt::{
	dynamic::Value,
	ext::scale_value::{Primitive, ValueDef},
};

/// An account.
pub fn account(id: Id) -> Value {
	Value::from_bytes(id)
}

/// An account, as transactions name it.
pub fn address(id: Id) -> Value {
	variant("Id", [account(id)])
}

/// Bytes.
pub fn bytes(bytes: impl AsRef<[u8]>) -> Value {
	Value::from_bytes(bytes)
}

/// A number.
pub fn number(number: impl Into<u128>) -> Value {
	Value::u128(number.into())
}

/// A variant of an enumeration, with what it holds in order.
pub fn variant(name: &str, fields: impl IntoIterator<Item = Value>) -> Value {
	Value::unnamed_variant(name, fields)
}

/// Nothing, where there might be something.
pub fn none() -> Value {
	variant("None", [])
}

/// Something, where there might be nothing.
pub fn some(value: Value) -> Value {
	variant("Some", [value])
}

/// Several values in order.
pub fn list(values: impl IntoIterator<Item = Value>) -> Value {
	Value::unnamed_composite(values)
}

/// Several values by name.
pub fn record<'a>(fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
	Value::named_composite(fields)
}

/// A weight: picoseconds of computation, and bytes of proof.
pub fn weight(ref_time: u64, proof_size: u64) -> Value {
	record([("ref_time", number(ref_time)), ("proof_size", number(proof_size))])
}

/// All bytes in a value, however they are wrapped: those of an account, a hash, a text.
///
/// # Panics
///
/// When there is something else in it.
pub fn bytes_in(value: &Value) -> Vec<u8> {
	match &value.value {
		ValueDef::Composite(parts) => parts.values().flat_map(bytes_in).collect(),
		ValueDef::Primitive(Primitive::U128(byte)) if *byte < 256 => vec![*byte as u8],
		_ => panic!("not bytes: {value}"),
	}
}

/// The account in a value.
///
/// # Panics
///
/// When there is something else in it.
pub fn account_in(value: &Value) -> Id {
	bytes_in(value).try_into().unwrap_or_else(|_| panic!("not an account: {value}"))
}

/// The name of the variant that a value is.
///
/// # Panics
///
/// When it is none.
pub fn variant_in(value: &Value) -> &str {
	match &value.value {
		ValueDef::Variant(variant) => &variant.name,
		_ => panic!("not a variant: {value}"),
	}
}

/// The values in a list.
///
/// # Panics
///
/// When it is none.
pub fn list_in(value: &Value) -> Vec<&Value> {
	match &value.value {
		ValueDef::Composite(parts) => parts.values().collect(),
		_ => panic!("not a list: {value}"),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_is_put_in_can_be_taken_out() {
		assert_eq!(account_in(&list([account([7; 32])])), [7; 32]);
		assert_eq!(variant_in(&none()), "None");
		assert_eq!(list_in(&list([number(1u8), number(2u8)])), [&number(1u8), &number(2u8)]);
	}

	#[test]
	#[should_panic(expected = "not bytes")]
	fn a_large_number_is_not_a_byte() {
		bytes_in(&number(256u32));
	}
}
