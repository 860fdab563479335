// SPDX-License-Identifier: Apache-2.0

use std::{
	cell::{Cell, RefCell},
	collections::BTreeMap,
};

use bytes::Bytes;
use proptest::prelude::*;

use super::{Host, Storage};

type State = BTreeMap<Vec<u8>, Vec<u8>>;

/// A node's storage: its state, what it was before each open transaction, and how often it was asked to read.
#[derive(Default)]
struct Node {
	state: RefCell<State>,
	before: RefCell<Vec<State>>,
	reads: Cell<usize>,
}

impl Node {
	fn value(&self, key: &[u8]) -> Option<Vec<u8>> {
		self.reads.set(self.reads.get() + 1);
		self.state.borrow().get(key).cloned()
	}
}

impl Host for &Node {
	type Removed = usize;

	fn get(&self, key: &[u8]) -> Option<Bytes> {
		self.value(key).map(Bytes::from)
	}

	fn read(&self, key: &[u8], out: &mut [u8], offset: u32) -> Option<u32> {
		let value = self.value(key)?;
		let rest = &value[value.len().min(offset as usize)..];
		let copied = rest.len().min(out.len());
		out[..copied].copy_from_slice(&rest[..copied]);
		Some(rest.len() as u32)
	}

	fn exists(&self, key: &[u8]) -> bool {
		self.value(key).is_some()
	}

	fn set(&self, key: &[u8], value: &[u8]) {
		self.state.borrow_mut().insert(key.to_vec(), value.to_vec());
	}

	fn clear(&self, key: &[u8]) {
		self.state.borrow_mut().remove(key);
	}

	fn clear_prefix(&self, prefix: &[u8], _: Option<u32>) -> usize {
		let before = self.state.borrow().len();
		self.state.borrow_mut().retain(|key, _| !key.starts_with(prefix));
		before - self.state.borrow().len()
	}

	fn append(&self, key: &[u8], element: Vec<u8>) {
		self.state.borrow_mut().entry(key.to_vec()).or_default().extend(element);
	}

	fn start_transaction(&self) {
		self.before.borrow_mut().push(self.state.borrow().clone());
	}

	fn rollback_transaction(&self) {
		*self.state.borrow_mut() = self.before.borrow_mut().pop().expect("one is open");
	}

	fn commit_transaction(&self) {
		self.before.borrow_mut().pop().expect("one is open");
	}
}

#[test]
fn a_key_is_read_once() {
	let node = Node::default();
	(&node).set(b"there", b"value");
	let mut storage = Storage::new(&node);
	for _ in 0..3 {
		assert_eq!(storage.get(b"there").as_deref(), Some(&b"value"[..]));
		assert_eq!(storage.get(b"not there"), None);
		assert!(storage.exists(b"there"));
		assert!(!storage.exists(b"not there"));
		assert_eq!(storage.read(b"there", &mut [0; 2], 1), Some(4));
		assert_eq!(storage.read(b"not there", &mut [0; 2], 1), None);
	}
	assert_eq!(node.reads.get(), 2);
}

#[test]
fn what_was_written_is_not_read() {
	let node = Node::default();
	let mut storage = Storage::new(&node);
	storage.set(b"key", b"value");
	storage.set(b"other", b"value");
	storage.clear(b"other");
	assert_eq!(storage.get(b"key").as_deref(), Some(&b"value"[..]));
	assert_eq!(storage.get(b"other"), None);
	assert_eq!(node.reads.get(), 0);
}

#[test]
fn a_transaction_that_is_rolled_back_leaves_what_was_before() {
	let node = Node::default();
	let mut storage = Storage::new(&node);
	storage.set(b"key", b"before");
	storage.start_transaction();
	storage.set(b"key", b"within");
	storage.start_transaction();
	storage.set(b"other", b"within");
	storage.commit_transaction();
	storage.rollback_transaction();
	assert_eq!(storage.get(b"key").as_deref(), Some(&b"before"[..]));
	assert_eq!(storage.get(b"other"), None);
}

#[test]
fn a_transaction_from_before_that_is_rolled_back_leaves_what_was_before() {
	let node = Node::default();
	(&node).set(b"key", b"before");
	(&node).start_transaction();
	let mut storage = Storage::new(&node);
	storage.set(b"key", b"within");
	storage.rollback_transaction();
	assert_eq!(storage.get(b"key").as_deref(), Some(&b"before"[..]));
}

#[test]
fn roots_of_child_tries_are_always_asked_for() {
	let node = Node::default();
	let mut storage = Storage::new(&node);
	let root = b":child_storage:default:some";
	assert_eq!(storage.get(root), None);
	(&node).set(root, b"root");
	assert_eq!(storage.get(root).as_deref(), Some(&b"root"[..]));
}

/// One call of a runtime.
#[derive(Clone, Debug)]
enum Call {
	Get(Vec<u8>),
	Read(Vec<u8>, usize, u32),
	Exists(Vec<u8>),
	Set(Vec<u8>, Vec<u8>),
	Clear(Vec<u8>),
	ClearPrefix(Vec<u8>),
	Append(Vec<u8>, Vec<u8>),
	Start,
	RollBack,
	Commit,
}

/// Keys that are often the same, of which some fall into one set, and some are long.
fn key() -> impl Strategy<Value = Vec<u8>> {
	prop_oneof![
		prop::collection::vec(0u8..3, 0..4),
		(0u16..2000).prop_map(|number| number.to_le_bytes().to_vec()),
		(0u8..4).prop_map(|byte| vec![byte; 255 + usize::from(byte)]),
	]
}

/// Values of which some are too long to be remembered.
fn value() -> impl Strategy<Value = Vec<u8>> {
	prop_oneof![
		8 => prop::collection::vec(any::<u8>(), 0..20),
		1 => (1020usize..1030).prop_map(|length| vec![7; length]),
	]
}

fn call() -> impl Strategy<Value = Call> {
	prop_oneof![
		8 => key().prop_map(Call::Get),
		4 => (key(), 0usize..12, 0u32..12).prop_map(|(key, room, offset)| Call::Read(key, room, offset)),
		2 => key().prop_map(Call::Exists),
		8 => (key(), value()).prop_map(|(key, value)| Call::Set(key, value)),
		2 => key().prop_map(Call::Clear),
		1 => key().prop_map(Call::ClearPrefix),
		2 => (key(), value()).prop_map(|(key, value)| Call::Append(key, value)),
		3 => Just(Call::Start),
		2 => Just(Call::RollBack),
		2 => Just(Call::Commit),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1000))]

	#[test]
	fn a_runtime_sees_what_the_node_has(calls in prop::collection::vec(call(), 0..200)) {
		let (with, without) = (Node::default(), Node::default());
		let mut storage = Storage::new(&with);
		let plain = &without;
		let mut open = 0;
		for call in calls {
			match call {
				Call::Get(key) => prop_assert_eq!(storage.get(&key), plain.get(&key)),
				Call::Read(key, room, offset) => {
					let (mut one, mut other) = (vec![0; room], vec![0; room]);
					prop_assert_eq!(storage.read(&key, &mut one, offset), plain.read(&key, &mut other, offset));
					prop_assert_eq!(one, other);
				},
				Call::Exists(key) => prop_assert_eq!(storage.exists(&key), plain.exists(&key)),
				Call::Set(key, value) => {
					storage.set(&key, &value);
					plain.set(&key, &value);
				},
				Call::Clear(key) => {
					storage.clear(&key);
					plain.clear(&key);
				},
				Call::ClearPrefix(key) => {
					prop_assert_eq!(storage.clear_prefix(&key, None), plain.clear_prefix(&key, None));
				},
				Call::Append(key, value) => {
					storage.append(&key, value.clone());
					plain.append(&key, value);
				},
				Call::Start => {
					storage.start_transaction();
					plain.start_transaction();
					open += 1;
				},
				Call::RollBack if open > 0 => {
					storage.rollback_transaction();
					plain.rollback_transaction();
					open -= 1;
				},
				Call::Commit if open > 0 => {
					storage.commit_transaction();
					plain.commit_transaction();
					open -= 1;
				},
				Call::RollBack | Call::Commit => {},
			}
		}
		prop_assert_eq!(&*with.state.borrow(), &*without.state.borrow());
	}
}
