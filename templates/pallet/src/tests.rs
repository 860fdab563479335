// SPDX-License-Identifier: Apache-2.0

mod calls;
mod deposits;
mod invariants;

use crate::{mock::Test, Records};

/// The text that an account has on the chain.
fn text_of(who: u64) -> Option<Vec<u8>> {
	Records::<Test>::get(who).map(|record| record.text.into_inner())
}
