// SPDX-License-Identifier: Apache-2.0

use std::{
	alloc::{GlobalAlloc, Layout, System},
	cell::{Cell, RefCell},
	collections::HashMap,
	ptr,
	rc::Rc,
};

use proptest::prelude::*;

use crate::{Allocator, Host};

/// A heap as the node has it: with headers, a limit, and a memory of what is in use.
#[derive(Clone, Default)]
struct Heap(Rc<State>);

#[derive(Default)]
struct State {
	in_use: RefCell<HashMap<usize, (*mut u8, Layout)>>,
	calls: Cell<usize>,
	is_full: Cell<bool>,
}

impl Host for Heap {
	fn allocate(&self, bytes: usize) -> *mut u8 {
		self.0.calls.set(self.0.calls.get() + 1);
		if self.0.is_full.get() {
			return ptr::null_mut();
		}
		// Aligned to 8 and to no more: where it would be more, it is moved.
		let layout = Layout::from_size_align(bytes + 24, 16).expect("small");
		let start = unsafe { System.alloc(layout) };
		unsafe { start.add(8).cast::<u64>().write_unaligned(1 << 32 | 3) };
		let block = unsafe { start.add(16) };
		let block = if self.0.calls.get().is_multiple_of(2) {
			unsafe { block.cast::<u64>().write_unaligned(1 << 32 | 3) };
			unsafe { block.add(8) }
		} else {
			block
		};
		self.0.in_use.borrow_mut().insert(block.addr(), (start, layout));
		block
	}

	unsafe fn free(&self, block: *mut u8) {
		self.0.calls.set(self.0.calls.get() + 1);
		let (start, layout) =
			self.0.in_use.borrow_mut().remove(&block.addr()).expect("it is the node's and in use");
		unsafe { System.dealloc(start, layout) };
	}
}

impl Drop for State {
	fn drop(&mut self) {
		for (_, (start, layout)) in self.in_use.borrow_mut().drain() {
			unsafe { System.dealloc(start, layout) };
		}
	}
}

fn layout(size: usize, align: usize) -> Layout {
	Layout::from_size_align(size, align).expect("a power of two")
}

#[test]
fn small_blocks_ask_the_node_once_for_many() {
	let heap = Heap::default();
	let allocator = Allocator::new(heap.clone());
	for _ in 0..10_000 {
		let block = unsafe { allocator.alloc(layout(100, 1)) };
		unsafe { allocator.dealloc(block, layout(100, 1)) };
	}
	let blocks: Vec<_> = (0..500).map(|_| unsafe { allocator.alloc(layout(100, 1)) }).collect();
	assert_eq!(heap.0.calls.get(), 1, "500 blocks of 128 bytes are in one chunk");
	for block in blocks {
		unsafe { allocator.dealloc(block, layout(100, 1)) };
	}
	assert_eq!(heap.0.calls.get(), 1);
}

#[test]
fn blocks_of_the_node_go_back_to_it() {
	let heap = Heap::default();
	let allocator = Allocator::new(heap.clone());
	// As host functions return them: an allocation of the node, given back as a vector of its length.
	for size in [1, 8, 100, 40_000] {
		let returned = heap.allocate(size);
		unsafe { allocator.dealloc(returned, layout(size, 1)) };
	}
	let large = unsafe { allocator.alloc(layout(100_000, 8)) };
	unsafe { allocator.dealloc(large, layout(100_000, 8)) };
	assert!(heap.0.in_use.borrow().is_empty(), "nothing is left with the runtime");
}

#[test]
fn a_vector_that_grows_stays_where_it_is_as_long_as_it_has_room() {
	let allocator = Allocator::new(Heap::default());
	let block = unsafe { allocator.alloc(layout(40, 1)) };
	let grown = unsafe { allocator.realloc(block, layout(40, 1), 56) };
	assert_eq!(grown, block, "it lies in 64 bytes");
	let moved = unsafe { allocator.realloc(block, layout(56, 1), 57) };
	assert_ne!(moved, block);
	let shrunk = unsafe { allocator.realloc(moved, layout(57, 1), 4) };
	assert_ne!(shrunk, moved, "it does not keep ten times what it needs");
}

#[test]
fn no_memory_is_told() {
	let heap = Heap::default();
	let allocator = Allocator::new(heap.clone());
	heap.0.is_full.set(true);
	for layout in [layout(10, 1), layout(100_000, 1), layout(10, 64), layout(10, 1 << 20)] {
		assert!(unsafe { allocator.alloc(layout) }.is_null(), "{layout:?}");
	}
	heap.0.is_full.set(false);
	let block = unsafe { allocator.alloc(layout(10, 1)) };
	assert!(!block.is_null(), "it tries again");
	heap.0.is_full.set(true);
	unsafe { block.write(7) };
	assert!(unsafe { allocator.realloc(block, layout(10, 1), 100_000) }.is_null());
	assert_eq!(unsafe { block.read() }, 7, "what could not grow is as it was");
}

/// One step of a program.
#[derive(Clone, Debug)]
enum Step {
	Allocate { size: usize, align: usize },
	Returned { size: usize },
	Free { which: usize },
	Resize { which: usize, size: usize },
}

fn size() -> impl Strategy<Value = usize> {
	prop_oneof![1..64usize, 1..2_000usize, 16_000..17_000usize, 60_000..70_000usize]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (size(), 0..4u32).prop_map(|(size, align)| Step::Allocate { size, align: 1 << align }),
		1 => (1..200usize, 4..9u32).prop_map(|(size, align)| Step::Allocate { size, align: 1 << align }),
		2 => size().prop_map(|size| Step::Returned { size }),
		4 => any::<usize>().prop_map(|which| Step::Free { which }),
		3 => (any::<usize>(), size()).prop_map(|(which, size)| Step::Resize { which, size }),
	]
}

/// A block in use, all of whose bytes are `mark`.
struct Block {
	start: *mut u8,
	layout: Layout,
	mark: u8,
}

impl Block {
	fn fill(&self) {
		unsafe { self.start.write_bytes(self.mark, self.layout.size()) };
	}

	fn check(&self, bytes: usize) {
		assert_eq!(self.start.addr() % self.layout.align(), 0, "{:?}", self.layout);
		for byte in 0..bytes {
			assert_eq!(unsafe { self.start.add(byte).read() }, self.mark, "byte {byte} of {:?}", self.layout);
		}
	}
}

proptest! {
	#[test]
	fn blocks_keep_what_is_written_to_them_whatever_else_happens(steps in prop::collection::vec(step(), 1..300)) {
		let heap = Heap::default();
		let allocator = Allocator::new(heap.clone());
		let mut blocks: Vec<Block> = Vec::new();
		for (number, step) in steps.into_iter().enumerate() {
			let mark = number as u8;
			match step {
				Step::Allocate { size, align } => {
					let layout = layout(size, align);
					let block = Block { start: unsafe { allocator.alloc(layout) }, layout, mark };
					block.fill();
					blocks.push(block);
				}
				Step::Returned { size } => {
					let block = Block { start: heap.allocate(size), layout: layout(size, 1), mark };
					block.fill();
					blocks.push(block);
				}
				Step::Free { which } if !blocks.is_empty() => {
					let block = blocks.swap_remove(which % blocks.len());
					block.check(block.layout.size());
					unsafe { allocator.dealloc(block.start, block.layout) };
				}
				Step::Resize { which, size } if !blocks.is_empty() => {
					let index = which % blocks.len();
					let block = &mut blocks[index];
					let kept = block.layout.size().min(size);
					block.start = unsafe { allocator.realloc(block.start, block.layout, size) };
					block.layout = layout(size, block.layout.align());
					block.check(kept);
					block.mark = mark;
					block.fill();
				}
				_ => {}
			}
		}
		for block in &blocks {
			block.check(block.layout.size());
			unsafe { allocator.dealloc(block.start, block.layout) };
		}
	}
}
