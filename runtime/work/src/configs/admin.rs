// SPDX-License-Identifier: Apache-2.0

//! One key with every power, for chains under development.

use crate::{Runtime, RuntimeCall, RuntimeEvent};

// The key is a value of genesis. A chain spec that names none has nobody with this power, and `Sudo.remove_key` takes
// it from the chain for good.
impl pallet_sudo::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}
