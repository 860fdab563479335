// SPDX-License-Identifier: Apache-2.0

//! Values of a runtime's types, decoded by its metadata, and their text.

use scale_value::{scale::decode_as_type, Composite, Primitive, Value, ValueDef};

use super::types::Typed;

/// Lists of at least so many numbers that could all be bytes are written in hexadecimal: identifiers and hashes.
const MIN_BYTES: usize = 8;

/// Decodes all of `bytes` as a value of the type; `None` if it is not one.
pub(super) fn decode(ty: Typed<'_>, bytes: &[u8]) -> Option<Value<u32>> {
	let mut rest = bytes;
	let value = decode_as_type(&mut rest, ty.id, ty.registry).ok()?;
	rest.is_empty().then_some(value)
}

/// A part of a structure by its name.
pub(super) fn field<'a, T>(value: &'a Value<T>, name: &str) -> Option<&'a Value<T>> {
	match &value.value {
		ValueDef::Composite(Composite::Named(fields)) => {
			fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
		}
		_ => None,
	}
}

/// A number, also inside structures of one field such as `SlotDuration(1000)`.
pub(super) fn number<T>(value: &Value<T>) -> Option<u128> {
	match &value.value {
		ValueDef::Primitive(Primitive::U128(number)) => Some(*number),
		ValueDef::Composite(parts) if parts.len() == 1 => parts.values().next().and_then(number),
		_ => None,
	}
}

/// The parts of a structure, a tuple or a list.
pub(super) fn items<T>(value: &Value<T>) -> Vec<&Value<T>> {
	match &value.value {
		ValueDef::Composite(parts) => parts.values().collect(),
		_ => Vec::new(),
	}
}

/// The name of an enum's variant and what is in it.
pub(super) fn variant<T>(value: &Value<T>) -> Option<(&str, &Composite<T>)> {
	match &value.value {
		ValueDef::Variant(variant) => Some((&variant.name, &variant.values)),
		_ => None,
	}
}

/// The value on one line, as one would write it in Rust but without the names of structures.
pub(super) fn text<T>(value: &Value<T>) -> String {
	match &value.value {
		ValueDef::Primitive(primitive) => match primitive {
			Primitive::Bool(value) => value.to_string(),
			Primitive::Char(value) => format!("{value:?}"),
			Primitive::String(value) => format!("{value:?}"),
			Primitive::U128(value) => value.to_string(),
			Primitive::I128(value) => value.to_string(),
			Primitive::U256(bytes) | Primitive::I256(bytes) => format!("0x{}", hex::encode(bytes)),
		},
		ValueDef::BitSequence(bits) => bits.iter().map(|bit| if bit { '1' } else { '0' }).collect(),
		ValueDef::Composite(parts) => composite(parts),
		ValueDef::Variant(variant) if variant.values.is_empty() => variant.name.clone(),
		ValueDef::Variant(variant) => match &variant.values {
			Composite::Named(_) => format!("{} {}", variant.name, braces(&variant.values)),
			Composite::Unnamed(_) => format!("{}{}", variant.name, braces(&variant.values)),
		},
	}
}

fn composite<T>(parts: &Composite<T>) -> String {
	let bytes: Option<Vec<u8>> = match parts {
		Composite::Unnamed(parts) if parts.len() >= MIN_BYTES => {
			parts.iter().map(|part| part.as_u128().and_then(|byte| u8::try_from(byte).ok())).collect()
		}
		_ => None,
	};
	match (bytes, parts) {
		(Some(bytes), _) => format!("0x{}", hex::encode(bytes)),
		(None, Composite::Unnamed(parts)) if parts.len() == 1 => text(&parts[0]),
		_ => braces(parts),
	}
}

fn braces<T>(parts: &Composite<T>) -> String {
	match parts {
		Composite::Named(fields) => {
			let fields: Vec<_> =
				fields.iter().map(|(name, value)| format!("{name}: {}", text(value))).collect();
			format!("{{ {} }}", fields.join(", "))
		}
		Composite::Unnamed(parts) => {
			format!("({})", parts.iter().map(text).collect::<Vec<_>>().join(", "))
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn values_have_a_short_text() {
		let event = Value::named_variant(
			"MigrationFailed",
			[("index", Value::u128(0)), ("took", Value::unnamed_composite([Value::u128(3)]))],
		);
		assert_eq!(text(&event), "MigrationFailed { index: 0, took: 3 }");
		assert_eq!(text(&Value::unnamed_variant("Some", [Value::bool(true)])), "Some(true)");
		assert_eq!(text(&Value::from_bytes(*b"py/trsry")), "0x70792f7472737279");
		assert_eq!(text(&Value::unnamed_composite([Value::u128(1), Value::string("a")])), "(1, \"a\")");
	}

	#[test]
	fn numbers_are_found_in_wrappers() {
		assert_eq!(number(&Value::unnamed_composite([Value::u128(7)])), Some(7));
		assert_eq!(number(&Value::bool(true)), None);
	}
}
