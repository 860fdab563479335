// SPDX-License-Identifier: Apache-2.0

//! The well-known accounts as stories want them: in calls, with their deposits, and with time that passes.

use super::chain::Chain;
use crate::{
	AccountId, Address, Balance, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeOrigin, System,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Dispatchable, DispatchResult};

/// An account.
pub(super) fn id(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

/// An account as calls name it.
pub(super) fn address(who: Sr25519Keyring) -> Address {
	Address::Id(id(who))
}

/// What `who` has as deposits and on hold, in planck.
pub(super) fn reserved(who: Sr25519Keyring) -> Balance {
	Balances::reserved_balance(id(who))
}

/// Does `call` as governance does it: as root, past the filter.
pub(super) fn as_root(call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(RuntimeOrigin::root()).map(drop).map_err(|failure| failure.error)
}

/// Makes blocks with nothing in them until `number` is the best one.
pub(super) fn run_to_block(chain: &mut Chain, number: BlockNumber) {
	while chain.read(System::block_number) < number {
		chain.empty_block();
	}
}

/// The last event of a kind in the block under construction.
pub(super) fn last_event<T>(pick: impl Fn(crate::RuntimeEvent) -> Option<T>) -> T {
	super::chain::events().into_iter().rev().find_map(pick).expect("there is such an event")
}

/// Whether `call` failed because a filter did not let it through.
pub(super) fn is_filtered(result: &DispatchResult) -> bool {
	*result == Err(frame_system::Error::<Runtime>::CallFiltered.into())
}
