// SPDX-License-Identifier: Apache-2.0

//! Builds the runtime a second time, for Wasm, whenever it is built for the machine itself.

fn main() {
	#[cfg(feature = "std")]
	wasm::build();
}

#[cfg(feature = "std")]
mod wasm {
	use substrate_wasm_builder::WasmBuilder;

	/// Names the profile that the Wasm is compiled with, whatever the profile of the node.
	const PROFILE: &str = "WASM_BUILD_TYPE";

	pub(crate) fn build() {
		// The builder has profiles of its own: `release` (thin LTO, 16 codegen units) and `production` (fat LTO,
		// one unit). Every node executes this blob for every block, so it is always built the fast-running way.
		// Set the variable to `release` to save build time.
		if std::env::var_os(PROFILE).is_none() {
			std::env::set_var(PROFILE, "production");
		}

		#[allow(unused_mut)]
		let mut builder = WasmBuilder::init_with_defaults();
		#[cfg(feature = "metadata-hash")]
		{
			builder = builder.enable_metadata_hash("CRN", 12);
		}
		builder.build();
	}
}
