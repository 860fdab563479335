// SPDX-License-Identifier: Apache-2.0

//! The calls that are drawn from: those that accounts make, of all pallets that move or bind something of value.

mod accounts;
mod governance;
mod names;
mod nfts;
mod pools;
mod staking;
mod tokens;

use super::draw::Draw;
use crate::RuntimeCall;
use std::sync::LazyLock;

/// Makes a call of what was drawn. It may look at the state.
pub(super) type Make = fn(&Draw) -> RuntimeCall;

static ALL: LazyLock<Vec<Make>> = LazyLock::new(|| {
	[
		tokens::CALLS,
		pools::CALLS,
		nfts::CALLS,
		staking::CALLS,
		governance::CALLS,
		names::CALLS,
		accounts::CALLS,
	]
	.concat()
});

/// All calls.
pub(super) fn all() -> &'static [Make] {
	&ALL
}
