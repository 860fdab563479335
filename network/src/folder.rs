// SPDX-License-Identifier: Apache-2.0

//! Whether a network's folder can be trusted: what is in it says what is killed and removed.

use std::{
	fs::{self, DirBuilder, File, Metadata, Permissions},
	io::{self, ErrorKind},
	os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
	path::Path,
};

use rustix::{fs::OFlags, process::geteuid};

use crate::Error;

/// A folder with such permissions is its owner's alone.
const PRIVATE: u32 = 0o700;

/// All permissions of users other than the owner, and those to write among them.
const OTHERS: u32 = 0o077;
const OTHERS_WRITE: u32 = 0o022;

/// Refuses a folder that somebody else could have written into.
///
/// # Errors
///
/// When it is a link, another user's, or others may write in it.
pub(crate) fn check(folder: &Path) -> Result<(), Error> {
	let found = fs::symlink_metadata(folder).map_err(|error| unusable(folder, &error))?;
	check_owner(folder, &found)?;
	if found.mode() & OTHERS_WRITE != 0 {
		return Err(Error::new(
			format!("other users may write in {}, so what is in it is not to be trusted", folder.display()),
			format!("if nobody did, take that away from them with `chmod 700 {}`", folder.display()),
		));
	}
	Ok(())
}

/// Makes it, if it is not there, and keeps everybody else from looking into it, as there are keys in it. Whether it was
/// still there then: who removes a network may remove the folder between two steps.
///
/// # Errors
///
/// When it cannot be made, is a link, or another user's.
pub(crate) fn make(folder: &Path) -> Result<bool, Error> {
	let cannot = |error: io::Error| unusable(folder, &error);
	match DirBuilder::new().recursive(true).mode(PRIVATE).create(folder) {
		// Something is or was there that is not a folder now. What it is, if anything, shows below.
		Err(error) if error.kind() == ErrorKind::AlreadyExists => (),
		made => made.map_err(cannot)?,
	}
	let Some(found) = unless_gone(fs::symlink_metadata(folder)).map_err(cannot)? else { return Ok(false) };
	check_owner(folder, &found)?;
	// What is looked at is what is changed, whatever has come to this path by now.
	let flags = (OFlags::DIRECTORY | OFlags::NOFOLLOW).bits().cast_signed();
	let opened = unless_gone(File::options().read(true).custom_flags(flags).open(folder));
	let Some(opened) = opened.map_err(cannot)? else { return Ok(false) };
	let found = opened.metadata().map_err(cannot)?;
	check_owner(folder, &found)?;
	if found.mode() & OTHERS != 0 {
		opened.set_permissions(Permissions::from_mode(PRIVATE)).map_err(cannot)?;
	}
	Ok(true)
}

/// `None` if nothing is at the path that was asked for.
fn unless_gone<T>(asked: io::Result<T>) -> io::Result<Option<T>> {
	match asked {
		Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
		answered => answered.map(Some),
	}
}

fn check_owner(folder: &Path, found: &Metadata) -> Result<(), Error> {
	let refused = |what: &str| {
		Error::new(
			format!("{} {what}", folder.display()),
			"choose a folder of your own with --dir, or become who owns this one",
		)
	};
	if found.is_symlink() {
		return Err(refused("is a link, and leads who knows where"));
	}
	if !found.is_dir() {
		return Err(refused("is no folder"));
	}
	if found.uid() != geteuid().as_raw() {
		return Err(refused("is another user's"));
	}
	Ok(())
}

fn unusable(folder: &Path, error: &io::Error) -> Error {
	Error::new(
		format!("{} cannot be used: {error}", folder.display()),
		"choose another folder with --dir, or become who owns this one",
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{
		os::unix::fs::symlink,
		sync::atomic::{AtomicBool, Ordering},
		thread,
	};

	fn mode(folder: &Path) -> u32 {
		fs::metadata(folder).expect("there").mode() & 0o777
	}

	fn set_mode(folder: &Path, mode: u32) {
		fs::set_permissions(folder, Permissions::from_mode(mode)).expect("ours");
	}

	#[test]
	fn a_folder_is_made_for_its_owner_alone() {
		let place = tempfile::tempdir().expect("a temporary folder");
		let folder = place.path().join("new/network");
		assert_eq!(make(&folder), Ok(true));
		assert_eq!((mode(&folder), check(&folder)), (0o700, Ok(())));
		set_mode(&folder, 0o777);
		assert_eq!(make(&folder), Ok(true));
		assert_eq!(mode(&folder), 0o700);
	}

	#[test]
	fn a_folder_that_somebody_removes_meanwhile_is_no_error() {
		let place = tempfile::tempdir().expect("a temporary folder");
		let folder = place.path().join("network");
		let over = AtomicBool::new(false);
		thread::scope(|scope| {
			scope.spawn(|| {
				while !over.load(Ordering::Relaxed) {
					let _ = fs::remove_dir(&folder);
				}
			});
			// An assertion here would leave the other thread at work for ever.
			let made: Vec<_> = (0..20_000).map(|_| make(&folder)).collect();
			over.store(true, Ordering::Relaxed);
			assert_eq!(made.into_iter().find(Result::is_err), None);
		});
	}

	#[test]
	fn a_folder_that_others_may_write_in_is_not_trusted() {
		let place = tempfile::tempdir().expect("a temporary folder");
		for (permissions, trusted) in [(0o755, true), (0o775, false), (0o757, false)] {
			set_mode(place.path(), permissions);
			assert_eq!(check(place.path()).is_ok(), trusted, "{permissions:o}");
			assert_eq!(mode(place.path()), permissions, "a look changes nothing");
		}
		let error = check(place.path()).expect_err("refused").to_string();
		assert!(error.contains("other users may write in") && error.contains("chmod 700"), "{error}");
	}

	#[test]
	fn a_link_and_a_file_are_refused() {
		let place = tempfile::tempdir().expect("a temporary folder");
		let (folder, link, file) = (place.path().join("a"), place.path().join("b"), place.path().join("c"));
		fs::create_dir(&folder).expect("made");
		set_mode(&folder, 0o755);
		symlink(&folder, &link).expect("made");
		fs::write(&file, "").expect("written");
		for refused in [check(&link), make(&link).map(drop)] {
			assert!(refused.expect_err("a link").cause().contains("is a link"));
		}
		assert_eq!(mode(&folder), 0o755, "what it leads to stays as it is");
		for refused in [check(&file), make(&file).map(drop)] {
			assert!(refused.expect_err("a file").cause().contains("is no folder"));
		}
	}

	#[test]
	fn a_folder_of_another_user_is_refused() {
		// Nobody but root can give a folder away; to everybody else, the root of all is another's.
		let place = tempfile::tempdir().expect("a temporary folder");
		let folder = if geteuid().is_root() {
			std::os::unix::fs::chown(place.path(), Some(65_534), None).expect("root may");
			place.path()
		} else {
			Path::new("/")
		};
		for error in [check(folder), make(folder).map(drop)] {
			let error = error.expect_err("refused").to_string();
			assert!(error.contains("is another user's") && error.contains("--dir"), "{error}");
		}
	}
}
