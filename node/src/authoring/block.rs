// SPDX-License-Identifier: Apache-2.0

//! A block that is being made.

use cairn_primitives::{
	opaque::{Header, UncheckedExtrinsic},
	transactions::TransactionBatches,
};
use parity_scale_codec::Encode;
use sp_api::{ApiExt, ApiRef, Core, ProofRecorder, ProvideRuntimeApi, TransactionOutcome};
use sp_block_builder::BlockBuilder as BlockBuilderApi;
use sp_consensus::Proposal;
use sp_core::{traits::CallContext, H256};
use sp_externalities::Extensions;
use sp_inherents::InherentData;
use sp_runtime::{ApplyExtrinsicResult, Digest, ExtrinsicInclusionMode};

use crate::service::{Block, Client};

type Api<'a> = ApiRef<'a, <Client as ProvideRuntimeApi<Block>>::Api>;

/// A block on top of a finished one, which transactions are added to. The runtime of the block below declares
/// [`TransactionBatches`].
pub struct BlockBuilder<'a> {
	client: &'a Client,
	api: Api<'a>,
	parent: H256,
	/// Whether the runtime wants more in this block than its own inherents.
	pub mode: ExtrinsicInclusionMode,
	extrinsics: Vec<UncheckedExtrinsic>,
	/// The bytes of the header and of the extrinsics.
	size: usize,
}

impl<'a> BlockBuilder<'a> {
	/// Begins a block on top of `parent`, whose header is to have these digests.
	///
	/// # Errors
	///
	/// If the state is not there, or the runtime does not begin the block.
	pub fn new(
		client: &'a Client,
		parent: (H256, u32),
		digests: Digest,
		recorder: Option<ProofRecorder<Block>>,
		extensions: Extensions,
	) -> sp_blockchain::Result<Self> {
		let (parent, number) = parent;
		let header = Header {
			parent_hash: parent,
			number: number + 1,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: digests,
		};
		let mut api = client.runtime_api();
		if let Some(recorder) = recorder {
			api.record_proof_with_recorder(recorder);
		}
		extensions.into_extensions().for_each(|extension| api.register_extension(extension));
		api.set_call_context(CallContext::Onchain { import: false });
		let mode = api.initialize_block(parent, &header)?;
		Ok(Self { client, api, parent, mode, extrinsics: Vec::new(), size: header.encoded_size() })
	}

	/// What the runtime makes of `data`, to stand at the beginning of the block.
	///
	/// # Errors
	///
	/// If the runtime fails.
	pub fn inherents(&self, data: InherentData) -> sp_blockchain::Result<Vec<UncheckedExtrinsic>> {
		self.api
			.execute_in_transaction(|api| {
				TransactionOutcome::Rollback(api.inherent_extrinsics(self.parent, data))
			})
			.map_err(|error| sp_blockchain::Error::Application(Box::new(error)))
	}

	/// Adds those of the extrinsics, one after the other, that the runtime takes. Tells what became of each.
	///
	/// # Errors
	///
	/// If the runtime fails, at one that is alone. The block is then as before.
	pub fn add(
		&mut self,
		extrinsics: Vec<UncheckedExtrinsic>,
	) -> sp_blockchain::Result<Vec<ApplyExtrinsicResult>> {
		let results = self.apply(&extrinsics)?;
		for (extrinsic, result) in extrinsics.into_iter().zip(&results) {
			if result.is_ok() {
				self.size += size_in_block(&extrinsic);
				self.extrinsics.push(extrinsic);
			}
		}
		Ok(results)
	}

	fn apply(&self, extrinsics: &[UncheckedExtrinsic]) -> sp_blockchain::Result<Vec<ApplyExtrinsicResult>> {
		self.api.execute_in_transaction(|api| match api.apply_extrinsics(self.parent, extrinsics.to_vec()) {
			Ok(results) if results.len() == extrinsics.len() => TransactionOutcome::Commit(Ok(results)),
			Ok(results) => TransactionOutcome::Rollback(Err(sp_blockchain::Error::Backend(format!(
				"the runtime tells what became of {} extrinsics out of {}",
				results.len(),
				extrinsics.len()
			)))),
			Err(error) => TransactionOutcome::Rollback(Err(error.into())),
		})
	}

	/// How many extrinsics the block has.
	pub(super) fn len(&self) -> usize {
		self.extrinsics.len()
	}

	/// How many bytes the block has, and a proof of what it read if one is recorded.
	pub fn size(&self) -> usize {
		self.size + self.api.proof_recorder().map_or(0, |recorder| recorder.estimate_encoded_size())
	}

	/// Ends the block.
	///
	/// # Errors
	///
	/// If the runtime fails, or the state cannot be read.
	pub fn build(self) -> sp_blockchain::Result<Proposal<Block>> {
		let header = self.api.finalize_block(self.parent)?;
		let state = self.client.state_at(self.parent)?;
		let storage_changes = self
			.api
			.into_storage_changes(&state, self.parent)
			.map_err(sp_blockchain::Error::StorageChanges)?;
		Ok(Proposal { block: Block { header, extrinsics: self.extrinsics }, storage_changes })
	}
}

/// How many bytes a block grows by.
pub(super) fn size_in_block(extrinsic: &UncheckedExtrinsic) -> usize {
	// The number of extrinsics stands before them: four bytes for as many as fit in any block.
	extrinsic.encoded_size()
}
