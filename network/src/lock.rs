// SPDX-License-Identifier: Apache-2.0

//! One command at a time in a network's folder.

use std::{
	fs::{self, File, TryLockError},
	io::{self, ErrorKind},
	os::unix::fs::{MetadataExt, OpenOptionsExt},
	path::Path,
	time::Duration,
};

use rustix::fs::OFlags;

use crate::{folder, state, wait, Error};

/// The file in a network's folder that is locked.
pub(crate) const FILE: &str = "lock";

/// How long a command waits for another one to finish.
const PATIENCE: Duration = Duration::from_secs(20);

/// A network's folder is this command's alone as long as this lives. The kernel gives it up for whoever is killed.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "dropping it gives the lock up")] File);

impl Lock {
	/// Waits for its turn. The folder is made if it is not there, and nobody else may look into it.
	///
	/// # Errors
	///
	/// When another command is at work for too long, or the folder cannot be written or trusted.
	pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
		wait::until(PATIENCE, || {
			// Whoever removes a network may remove the folder between two looks.
			if !folder::make(folder)? {
				return Ok(None);
			}
			match Self::open(folder, true) {
				Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
				opened => opened.map_err(|error| unusable(folder, &error)),
			}
		})?
		.ok_or_else(|| taken(folder))
	}

	/// Waits for its turn in the folder of a network; `None` if there is none in it, or none any more. Nothing is left there
	/// then that this made.
	///
	/// # Errors
	///
	/// As [`Self::take`].
	pub(crate) fn take_existing(folder: &Path) -> Result<Option<Self>, Error> {
		let has_network = || folder.join(state::FILE).exists();
		let found = wait::until(PATIENCE, || {
			// A network goes before its lock. If the lock alone is gone, nobody holds it.
			let may_make = has_network();
			if may_make && !folder::make(folder)? {
				return Ok(Some(None));
			}
			match Self::open(folder, may_make) {
				Ok(lock) => Ok(lock.map(Some)),
				Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(None)),
				Err(error) => Err(unusable(folder, &error)),
			}
		})?
		.ok_or_else(|| taken(folder))?;
		let Some(lock) = found else { return Ok(None) };
		if has_network() {
			return Ok(Some(lock));
		}
		// It went between the first look and the lock. Whatever of this cannot be removed keeps no command from its work.
		let _ = fs::remove_file(folder.join(FILE)).and_then(|()| fs::remove_dir(folder));
		Ok(None)
	}

	/// The lock, or `None` while somebody else holds it.
	fn open(folder: &Path, make: bool) -> io::Result<Option<Self>> {
		let path = folder.join(FILE);
		let no_link = OFlags::NOFOLLOW.bits().cast_signed();
		let file = File::options().create(make).append(true).custom_flags(no_link).open(&path)?;
		match file.try_lock() {
			// The network may have been removed in between, and this file with it.
			Ok(()) if is_at(&file, &path) => Ok(Some(Self(file))),
			Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
			Err(TryLockError::Error(error)) => Err(error),
		}
	}
}

fn unusable(folder: &Path, error: &io::Error) -> Error {
	Error::new(
		format!("{} cannot be written: {error}", folder.display()),
		"choose another folder with --dir, or become who owns this one",
	)
}

fn taken(folder: &Path) -> Error {
	Error::new(
		format!(
			"another command has been at work on the network in {} for {} s",
			folder.display(),
			PATIENCE.as_secs()
		),
		"wait until it is done, or end it, and try again",
	)
}

fn is_at(file: &File, path: &Path) -> bool {
	let (Ok(opened), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
	(opened.dev(), opened.ino()) == (there.dev(), there.ino())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_lock_is_free_again_when_it_is_dropped() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("new/network");
		drop(Lock::take(&path).expect("free"));
		let lock = Lock::take(&path).expect("free");
		let held = File::open(path.join(FILE)).expect("there");
		assert!(matches!(held.try_lock(), Err(TryLockError::WouldBlock)));
		drop(lock);
		held.try_lock().expect("free");
		assert_eq!(fs::metadata(path).expect("there").mode() & 0o777, 0o700);
	}

	#[test]
	fn who_waits_for_the_end_of_a_network_is_told_so_and_leaves_nothing() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("network");
		assert!(Lock::take_existing(&path).expect("no error").is_none());
		// Who waits looks at the folder at some moment of the removal, each time at another one.
		for _ in 0..200 {
			let lock = Lock::take(&path).expect("free");
			fs::write(path.join(state::FILE), "").expect("written");
			let (waiting, waits) = std::sync::mpsc::channel();
			let waiter = std::thread::spawn({
				let path = path.clone();
				move || {
					waiting.send(()).expect("somebody listens");
					Lock::take_existing(&path).expect("no error").is_none()
				}
			});
			waits.recv().expect("it waits");
			for file in [state::FILE, FILE] {
				fs::remove_file(path.join(file)).expect("there");
			}
			// Who waits may have made a lock of its own by now.
			let _ = fs::remove_dir(&path);
			drop(lock);
			assert!(waiter.join().expect("no panic"), "there is no network any more");
			assert!(!path.exists());
		}
	}

	#[test]
	fn a_lock_without_a_network_is_removed() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("network");
		drop(Lock::take(&path).expect("free"));
		assert!(Lock::take_existing(&path).expect("no error").is_none());
		assert!(!path.exists());
		drop(Lock::take(&path).expect("free"));
		fs::write(path.join("thesis.txt"), "").expect("written");
		assert!(Lock::take_existing(&path).expect("no error").is_none());
		let left = fs::read_dir(&path).expect("there").flatten().map(|entry| entry.file_name());
		assert_eq!(left.collect::<Vec<_>>(), ["thesis.txt"]);
	}

	#[test]
	fn a_network_whose_lock_is_gone_can_be_locked() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		fs::write(folder.path().join(state::FILE), "").expect("written");
		assert!(Lock::take_existing(folder.path()).expect("no error").is_some());
	}

	#[test]
	fn a_folder_that_cannot_be_made_is_named() {
		let error = Lock::take(Path::new("/proc/no-such-folder")).expect_err("nobody can");
		assert!(error.cause().contains("/proc/no-such-folder"), "{error}");
	}
}
