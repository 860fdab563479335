// SPDX-License-Identifier: Apache-2.0

//! What `try_state` looks for, and what a runtime may configure.

use crate::{
	mock::{genesis, run, RuntimeOrigin, Test, @Pascal@, ALICE},
	Record, Records,
};
use frame_support::{
	assert_ok,
	traits::{GetStorageVersion, Hooks, StorageVersion},
	BoundedVec,
};

#[test]
fn a_chain_starts_with_the_storage_version_of_its_code() {
	run(|| {
		assert_eq!(@Pascal@::on_chain_storage_version(), StorageVersion::new(1));
		assert_eq!(@Pascal@::on_chain_storage_version(), @Pascal@::in_code_storage_version());
	});
}

#[test]
fn try_state_notices_what_must_not_be() {
	genesis().execute_with(|| {
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), b"one".to_vec()));
		let record = Records::<Test>::get(ALICE).expect("it was just set");
		@Pascal@::do_try_state().expect("so far all is well");

		Records::<Test>::insert(ALICE, Record { deposit: 105, ..record.clone() });
		assert!(@Pascal@::do_try_state().is_err(), "another amount is on hold");

		Records::<Test>::insert(ALICE, Record { text: BoundedVec::new(), ..record });
		assert!(@Pascal@::do_try_state().is_err(), "the text is empty");
	});
}

#[test]
fn the_runtime_passes_the_integrity_test() {
	@Pascal@::integrity_test();
}
