// SPDX-License-Identifier: Apache-2.0

//! What a node may ask: `DifficultyScheduleApi_schedule`.

use crate::Schedule;

sp_api::decl_runtime_apis! {
	/// Tells how hard the next block is to find, and why.
	pub trait DifficultyScheduleApi {
		/// The difficulty of the next block, and what it follows from.
		fn schedule() -> Schedule;
	}
}
