// SPDX-License-Identifier: Apache-2.0

//! The call `feed_values`, whatever pallet has it.

use super::Item;
use subxt::{dynamic, transactions::StaticPayload};

/// The call's name.
pub const NAME: &str = "feed_values";

/// The call's one argument: keys with values, in parts of 10⁻¹⁸. It has these types rather than dynamic ones because dynamic
/// values with one part in them stand for the part too, and a key may have one byte. They are checked against the chain's
/// metadata when the call is encoded.
pub type Arguments = (Vec<(Vec<u8>, i128)>,);

/// The call.
pub fn feed_values(oracle: &str, items: &[Item]) -> StaticPayload<Arguments> {
	let values = items.iter().map(|item| (item.key.clone(), item.value.parts())).collect();
	dynamic::transaction(oracle, NAME, (values,))
}

#[cfg(test)]
mod tests {
	use super::*;
	use parity_scale_codec::{Encode, MaxEncodedLen};
	use scale_info::{MetaType, PortableRegistry, Registry, TypeInfo};
	use sp_arithmetic::FixedI128;
	use subxt::ext::scale_encode::{EncodeAsFields, Field};

	/// A vector with a bound looks so in metadata.
	#[derive(TypeInfo, Encode)]
	struct Bounded<T>(Vec<T>);

	#[derive(TypeInfo, Encode, MaxEncodedLen)]
	struct Narrow(i64);

	fn encoded<T: TypeInfo + 'static>(items: &[Item]) -> Result<Vec<u8>, String> {
		let mut registry = Registry::new();
		let id = registry.register_type(&MetaType::new::<T>()).id;
		let types = PortableRegistry::from(registry);
		let call = feed_values("PriceOracle", items);
		let mut bytes = Vec::new();
		let mut fields = [Field::new(id, Some("values"))].into_iter();
		let encoded = call.call_data().encode_as_fields_to(&mut fields, &types, &mut bytes);
		encoded.map(|()| bytes).map_err(|error| error.to_string())
	}

	fn item(key: &[u8], parts: i128) -> Item {
		Item { feed: "test".into(), key: key.into(), value: crate::value::Number::from_parts(parts) }
	}

	#[test]
	fn the_call_is_encoded_as_the_pallet_has_it() {
		type Values = Bounded<(Bounded<u8>, FixedI128)>;
		// Of one byte, of two (as many as a pair has parts), of none; one feed, two, and none.
		let cases: [&[(&[u8], i128)]; 6] = [
			&[(b"CRN/USD", 1_500_000_000_000_000_000), (b"a", -1)],
			&[(b"a", 7)],
			&[(b"ab", i128::MAX)],
			&[(b"", i128::MIN)],
			&[(&[7; 32], 0), (b"x", 0)],
			&[],
		];
		for case in cases {
			let items = case.iter().map(|(key, parts)| item(key, *parts)).collect::<Vec<_>>();
			let pairs =
				case.iter().map(|(key, parts)| (Bounded(key.to_vec()), FixedI128::from_inner(*parts)));
			let expected: Values = Bounded(pairs.collect());
			assert_eq!(encoded::<Values>(&items), Ok(expected.encode()), "{case:?}");
		}
	}

	#[test]
	fn what_the_runtime_does_not_take_is_not_sent() {
		let items = [item(b"a", i128::MAX)];
		assert!(encoded::<Bounded<(Bounded<u8>, Narrow)>>(&items).is_err());
		assert!(encoded::<Bounded<(u32, FixedI128)>>(&items).is_err());
		assert!(encoded::<u32>(&items).is_err());
	}

	#[test]
	fn the_call_has_the_configured_pallet() {
		let call = feed_values("MyOracle", &[]);
		assert_eq!((call.pallet_name(), call.call_name()), ("MyOracle", "feed_values"));
	}
}
