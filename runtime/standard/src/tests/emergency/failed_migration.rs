// SPDX-License-Identifier: Apache-2.0

//! What a migration that fails does to the chain.

use super::*;

/// Without end: the last block that there can be.
const FOREVER: BlockNumber = BlockNumber::MAX;

#[test]
fn it_puts_the_chain_into_safe_mode_without_end_and_lets_it_go_on() {
	let mut chain = chain();
	chain.next_block(|| {
		let handling = SafeModeOnFailedMigration::failed(Some(0));
		assert_eq!(handling, FailedMigrationHandling::ForceUnstuck);
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(FOREVER));
	});
	chain.run_blocks(8 * DAY);
	chain.next_block(|| {
		assert!(is_filtered(&pay()), "it does not end by itself");
		assert_ok!(committee_decides(Safe::force_exit {}));
		assert_ok!(pay());
	});
}

#[test]
fn it_prolongs_a_safe_mode_that_would_have_ended() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(committee_decides(Safe::force_enter {}));
		let handling = SafeModeOnFailedMigration::failed(None);
		assert_eq!(handling, FailedMigrationHandling::ForceUnstuck);
		assert_eq!(EnteredUntil::<Runtime>::get(), Some(FOREVER));
	});
	chain.run_blocks(2 * DAY);
	chain.next_block(|| assert!(is_filtered(&pay())));
}

#[test]
fn a_second_one_changes_nothing() {
	let mut chain = chain();
	chain.next_block(|| {
		for _ in 0..2 {
			let handling = SafeModeOnFailedMigration::failed(Some(1));
			assert_eq!(handling, FailedMigrationHandling::ForceUnstuck);
			assert_eq!(EnteredUntil::<Runtime>::get(), Some(FOREVER));
		}
	});
}
