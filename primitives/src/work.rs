// SPDX-License-Identifier: Apache-2.0

//! What a chain by proof of work tells its nodes about the work.
//!
//! How hard a block is to find, the runtime says by `sp_consensus_pow::DifficultyApi`. Here it says what is to be hashed
//! with. The hash function itself is native code of the node: a runtime that asks for one that a node does not have is
//! refused by that node.

// The macro makes public items that cannot be given words.
#![allow(missing_docs)]

use alloc::string::String;

/// RandomX: made for processors of everyday computers, such that special hardware has little advantage.
pub const RANDOMX: &str = "randomx";

sp_api::decl_runtime_apis! {
	/// Tells what work a block needs.
	pub trait WorkApi {
		/// The name of the hash function, such as [`RANDOMX`].
		fn hash_function() -> String;
	}
}
