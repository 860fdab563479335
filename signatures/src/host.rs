// SPDX-License-Identifier: Apache-2.0

//! The functions by which runtimes have signatures verified.
//!
//! Runtimes call functions of the node by name. The two here stand before those of the SDK with the same names
//! ([`ExtendedHostFunctions`]), take and return the same types, and give the same answers:
//!
//! | Name | Which runtimes call it |
//! | --- | --- |
//! | `ext_crypto_ed25519_verify_version_1` | all |
//! | `ext_crypto_sr25519_verify_version_2` | all that were built in the last years |
//! | `ext_crypto_sr25519_verify_version_1` | older ones; it takes signatures of an older kind too, so nothing is remembered for it |
//!
//! What recovers keys from ECDSA signatures is left to the SDK. It answers with a key rather than with yes, so that the keys
//! would have to be remembered, and an interface has all versions of a function or none: the first one's rules for signatures
//! that are out of range are nowhere but in the SDK's own function, and are better not written twice.
//!
//! Host functions know nothing of the node that they serve. So what they remember is of the whole process. Several nodes in one
//! process may share it, because whether a signature holds depends on no chain.

use std::{
	fmt,
	sync::{Arc, OnceLock},
};

use sp_core::{ed25519, sr25519};
use sp_externalities::ExternalitiesExt;
use sp_io::UseDalekExt;
use sp_runtime_interface::{
	pass_by::{PassFatPointerAndRead, PassPointerAndRead},
	runtime_interface,
};
use sp_wasm_interface::ExtendedHostFunctions;

use crate::{Claim, Scheme, Verified, DEFAULT_CAPACITY};

/// What a runtime may call on a node: all that the SDK has, with remembered signatures.
pub type HostFunctions = ExtendedHostFunctions<sp_io::SubstrateHostFunctions, crypto::HostFunctions>;

static SHARED: OnceLock<Arc<Verified>> = OnceLock::new();

/// What the runtimes of this process have had verified.
pub fn shared() -> Arc<Verified> {
	of_process().clone()
}

fn of_process() -> &'static Arc<Verified> {
	SHARED.get_or_init(|| Arc::new(Verified::new(DEFAULT_CAPACITY)))
}

/// Sets how many signatures this process remembers; none with 0. To be called before anything is verified.
///
/// # Errors
///
/// If the process remembers another number of them already.
pub fn configure(capacity: u32) -> Result<(), InUse> {
	let shared = SHARED.get_or_init(|| Arc::new(Verified::new(capacity)));
	if shared.capacity() == capacity {
		Ok(())
	} else {
		Err(InUse { capacity: shared.capacity() })
	}
}

/// Signatures are remembered already, and their number cannot be changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct InUse {
	/// How many there is room for.
	pub capacity: u32,
}

impl fmt::Display for InUse {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(formatter, "there is room for {} signatures already, which cannot be changed", self.capacity)
	}
}

impl std::error::Error for InUse {}

/// Whether the SDK verifies Ed25519 with another library in this call, which is stricter. Chains ask for it for blocks from
/// before the SDK changed libraries.
fn is_strict() -> bool {
	let strict = sp_externalities::with_externalities(|mut ext| ext.extension::<UseDalekExt>().is_some());
	strict.unwrap_or_default()
}

/// The functions. Their names come from the trait's and their own, and their signatures from the types that wrap the
/// arguments.
// The macro asks whether this is the inside of a runtime by a name that the compiler does not know here.
#[allow(unexpected_cfgs)]
#[runtime_interface]
pub trait Crypto {
	/// Whether an Ed25519 signature holds.
	fn ed25519_verify(
		signature: PassPointerAndRead<&ed25519::Signature, 64>,
		message: PassFatPointerAndRead<&[u8]>,
		signer: PassPointerAndRead<&ed25519::Public, 32>,
	) -> bool {
		if is_strict() {
			return sp_io::crypto::ed25519_verify(signature, message, signer);
		}
		let claim = Claim { scheme: Scheme::Ed25519, signer: &signer.0, message, signature: &signature.0 };
		of_process().holds(&claim)
	}

	/// Whether an sr25519 signature of any kind holds.
	fn sr25519_verify(
		signature: PassPointerAndRead<&sr25519::Signature, 64>,
		message: PassFatPointerAndRead<&[u8]>,
		signer: PassPointerAndRead<&sr25519::Public, 32>,
	) -> bool {
		sr25519::Pair::verify_deprecated(signature, message, signer)
	}

	/// Whether an sr25519 signature holds.
	#[version(2)]
	fn sr25519_verify(
		signature: PassPointerAndRead<&sr25519::Signature, 64>,
		message: PassFatPointerAndRead<&[u8]>,
		signer: PassPointerAndRead<&sr25519::Public, 32>,
	) -> bool {
		let claim = Claim { scheme: Scheme::Sr25519, signer: &signer.0, message, signature: &signature.0 };
		of_process().holds(&claim)
	}
}
