// SPDX-License-Identifier: Apache-2.0

//! Keys sign `subxt`'s transactions.

use crate::Key;
use subxt::{
	config::SubstrateConfig,
	transactions::Signer,
	utils::{AccountId32, MultiSignature},
};

impl Signer<SubstrateConfig> for Key {
	fn account_id(&self) -> AccountId32 {
		self.account()
	}

	fn sign(&self, signer_payload: &[u8]) -> MultiSignature {
		MultiSignature::Sr25519(self.sign_message(signer_payload))
	}
}
