// SPDX-License-Identifier: Apache-2.0

//! Storage with a memory before the node's.

mod cache;
#[cfg(test)]
mod tests;

use bytes::Bytes;

use cache::Cache;

/// The node's functions for the storage, as `sp_io::storage` documents them.
pub(crate) trait Host {
	/// How many keys were removed, and whether some are left.
	type Removed;

	/// The value of a key.
	fn get(&self, key: &[u8]) -> Option<Bytes>;
	/// Copies the value of a key, from `offset` on, as much as goes into `out`. Returns how many bytes there are.
	fn read(&self, key: &[u8], out: &mut [u8], offset: u32) -> Option<u32>;
	/// Whether there is a value.
	fn exists(&self, key: &[u8]) -> bool;
	/// Writes a value.
	fn set(&self, key: &[u8], value: &[u8]);
	/// Removes a value.
	fn clear(&self, key: &[u8]);
	/// Removes the values of all keys that begin with `prefix`.
	fn clear_prefix(&self, prefix: &[u8], limit: Option<u32>) -> Self::Removed;
	/// Adds an element to a list.
	fn append(&self, key: &[u8], element: alloc::vec::Vec<u8>);
	/// A transaction begins.
	fn start_transaction(&self);
	/// The innermost transaction ends, and what it wrote never was.
	fn rollback_transaction(&self);
	/// The innermost transaction ends.
	fn commit_transaction(&self);
}

/// The same functions, which ask the node for what is not known.
pub(crate) struct Storage<H> {
	node: H,
	cache: Cache,
}

impl<H: Host> Storage<H> {
	/// The storage of `node`, of which nothing is known.
	pub(crate) fn new(node: H) -> Self {
		Self { node, cache: Cache::new() }
	}

	pub(crate) fn get(&mut self, key: &[u8]) -> Option<Bytes> {
		if let Some(known) = self.cache.get(key) {
			return known;
		}
		let value = self.node.get(key);
		self.cache.read(key, value.clone());
		value
	}

	pub(crate) fn read(&mut self, key: &[u8], out: &mut [u8], offset: u32) -> Option<u32> {
		let Some(known) = self.cache.get(key) else {
			let length = self.node.read(key, out, offset);
			match length {
				None => self.cache.read(key, None),
				// Only then it is the whole value.
				Some(length) if offset == 0 && length as usize <= out.len() => {
					self.cache.read(key, Some(Bytes::copy_from_slice(&out[..length as usize])));
				}
				Some(_) => {}
			}
			return length;
		};
		let value = known?;
		let rest = &value[value.len().min(offset as usize)..];
		let copied = rest.len().min(out.len());
		out[..copied].copy_from_slice(&rest[..copied]);
		// Values that are remembered are short.
		Some(rest.len() as u32)
	}

	pub(crate) fn exists(&mut self, key: &[u8]) -> bool {
		match self.cache.get(key) {
			Some(known) => known.is_some(),
			None => {
				let exists = self.node.exists(key);
				if !exists {
					self.cache.read(key, None);
				}
				exists
			}
		}
	}

	pub(crate) fn set(&mut self, key: &[u8], value: &[u8]) {
		self.node.set(key, value);
		self.cache.write(key, Some(value));
	}

	pub(crate) fn clear(&mut self, key: &[u8]) {
		self.node.clear(key);
		self.cache.write(key, None);
	}

	pub(crate) fn clear_prefix(&mut self, prefix: &[u8], limit: Option<u32>) -> H::Removed {
		self.cache.forget_all();
		self.node.clear_prefix(prefix, limit)
	}

	pub(crate) fn append(&mut self, key: &[u8], element: alloc::vec::Vec<u8>) {
		self.cache.forget(key);
		self.node.append(key, element);
	}

	pub(crate) fn start_transaction(&mut self) {
		self.cache.start();
		self.node.start_transaction();
	}

	pub(crate) fn rollback_transaction(&mut self) {
		self.node.rollback_transaction();
		self.cache.roll_back();
	}

	pub(crate) fn commit_transaction(&mut self) {
		self.node.commit_transaction();
		self.cache.commit();
	}

	/// Forgets everything: the node changed the storage by itself.
	#[cfg(feature = "runtime-benchmarks")]
	pub(crate) fn forget_all(&mut self) {
		self.cache.forget_all();
	}
}
