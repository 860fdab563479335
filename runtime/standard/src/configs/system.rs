// SPDX-License-Identifier: Apache-2.0

//! The ground that all pallets stand on: types, block limits, how transactions are made.

use super::emergency::CallFilter;
use crate::{
	weights, AccountId, Balance, Block, BlockNumber, Hash, Hashing, Migrations, MultiBlockMigrations, Nonce,
	PalletInfo, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask, TxExtension,
	UncheckedExtrinsic, VERSION,
};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU16, ConstU32},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{generic, traits::AccountIdLookup, Perbill};
use sp_version::RuntimeVersion;
use spin::Mutex;

/// How much of a block ordinary transactions may fill. The rest is kept for operational ones, so that votes,
/// equivocation reports and an upgrade, which weighs 130 ms, get in while the chain is flooded.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(80);

/// The part of a block that hooks at its start are expected to take.
pub const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);

/// The most that executing one block may weigh: a second on the machine that the weights were measured on, which is a slot
/// of one second. Ordinary transactions get 800 ms of it.
///
/// The author executes a block, and then everybody else does, one after the other and with the network in between; both
/// have to fit into the slot. They do: an author closes its block before two thirds of its slot are over by the
/// clock (`PROPOSAL_SHARE` in the node), which is also what adapts blocks to shorter slots and to slower machines;
/// and weights are upper bounds. A block full of transfers is made in two fifths of what it weighs, and executed by others
/// in two thirds, signatures included.
///
/// So the limit here is for authors who would not stop, and for what a block can cost those who import it: not more than the
/// slot that was its author's.
///
/// It is a constant, and not a part of the slot time that a genesis may choose: limits are asked for a dozen times in
/// each transaction, and reading the slot time as often would cost more than a chain with long slots gains.
///
/// The size of a proof is not limited: only parachains have to hand proofs of their state to somebody.
pub const MAX_BLOCK_WEIGHT: Weight = Weight::from_parts(1_000 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);

/// The most bytes a block may have: 5 MiB, about 27,000 transfers. At 100 Mbit/s it takes 0.4 s to hand it on.
pub const MAX_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

parameter_types! {
	/// How many block hashes the chain remembers: 4096, a bit more than an hour of one-second blocks. It is also
	/// the longest life a mortal transaction can have.
	pub const BlockHashCount: BlockNumber = 4096;

	/// The version, for metadata and for the checks of signatures.
	pub const Version: RuntimeVersion = VERSION;

	/// How much each class of transactions may weigh in one block.
	pub RuntimeBlockWeights: BlockWeights = LIMITS.lock().get_or_insert_with(block_weights).clone();

	/// How many bytes each class of transactions may take in one block.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAX_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |length| {
			*length = NORMAL_DISPATCH_RATIO * MAX_BLOCK_LENGTH;
		})
		.build();
}

/// The limits of weight, once somebody has asked for them. Making them checks them, and took a hundredth of the time of a
/// node under load.
static LIMITS: Mutex<Option<BlockWeights>> = Mutex::new(None);

fn block_weights() -> BlockWeights {
	BlockWeights::builder()
		.base_block(Weight::from_parts(weights::overhead::EMPTY_BLOCK, 0))
		.for_class(DispatchClass::all(), |class| {
			class.base_extrinsic = weights::transaction::BASE;
		})
		.for_class(DispatchClass::Normal, |class| {
			class.max_total = Some(NORMAL_DISPATCH_RATIO * MAX_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |class| {
			class.max_total = Some(MAX_BLOCK_WEIGHT);
			class.reserved = Some(MAX_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAX_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic()
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Hashing = Hashing;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type BlockHashCount = BlockHashCount;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type DbWeight = weights::database::DatabaseWeight;
	type Version = Version;
	type SS58Prefix = ConstU16<42>;
	type MaxConsumers = ConstU32<128>;
	type SystemWeightInfo = weights::frame_system::Weights<Runtime>;
	type ExtensionsWeightInfo = weights::frame_system_extensions::Weights<Runtime>;
	type BaseCallFilter = CallFilter;
	type SingleBlockMigrations = Migrations;
	type MultiBlockMigrator = MultiBlockMigrations;
}

// How pallets make transactions by themselves. Equivocation reports and solutions of elections are bare: they carry
// their own proof. Heartbeats authorise themselves.

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}

impl<LocalCall> frame_system::offchain::CreateTransaction<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extension = TxExtension;

	fn create_transaction(call: RuntimeCall, extension: TxExtension) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_transaction(call, extension)
	}
}

impl<LocalCall> frame_system::offchain::CreateAuthorizedTransaction<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_extension() -> TxExtension {
		(
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			frame_system::CheckEra::from(generic::Era::Immortal),
			frame_system::CheckNonce::from(0),
			frame_system::CheckWeight::new(),
			pallet_asset_conversion_tx_payment::ChargeAssetTxPayment::from(0, None),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
			frame_system::WeightReclaim::new(),
		)
	}
}
