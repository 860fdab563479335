// SPDX-License-Identifier: Apache-2.0
//! Builds the standard runtime once more as its next version: a runtime that the node was not compiled with.

use std::{env, fs, path::PathBuf};
use substrate_wasm_builder::WasmBuilder;

fn main() {
	let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
	let tests = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
	let runtime = tests.with_file_name("runtime").join("standard/Cargo.toml");

	// The builder finds its folder from OUT_DIR: `PROFILE/wbuild` for an OUT_DIR `PROFILE/build/NAME/out`. There
	// the runtime's own build is at work, maybe at this very moment, with other features. An OUT_DIR of the same
	// shape elsewhere gives this build a folder of its own; and one that all checkouts share, so that the
	// dependencies are compiled once. The builder takes the folder's name for that of the profile.
	let profile = out_dir.ancestors().nth(3).expect("OUT_DIR is PROFILE/build/NAME/out");
	let root = profile.join("next-version/release");
	let package = root.join("build/next-version");
	fs::create_dir_all(package.join("out")).expect("OUT_DIR is writable");
	// The builder dates its output to this file, so that cargo does not run it again without need.
	let timestamp = package.join("invoked.timestamp");
	let _ = fs::remove_file(&timestamp);
	fs::hard_link(out_dir.with_file_name("invoked.timestamp"), timestamp).expect("cargo writes a timestamp");
	env::set_var("OUT_DIR", package.join("out"));

	WasmBuilder::new()
		.with_project(runtime)
		.expect("the standard runtime is in the workspace")
		.import_memory()
		.export_heap_base()
		.enable_feature("next-version")
		.build();

	let wasm = root.join("wbuild/cairn-runtime/cairn_runtime.compact.compressed.wasm");
	println!("cargo:rustc-env=NEXT_VERSION_WASM={}", wasm.display());
	println!("cargo:rerun-if-changed=build.rs");
}
