// SPDX-License-Identifier: Apache-2.0

//! What a node may ask: `DaoApi_dao` and so on.

use crate::{DaoId, DaoView, InvitationView, MemberView, ProposalId, ProposalView};
use alloc::vec::Vec;
use parity_scale_codec::Codec;

sp_api::decl_runtime_apis! {
	/// Tells what there is to know of DAOs, their members and their proposals, so that nobody has to scan storage.
	pub trait DaoApi<AccountId, AssetId, BlockNumber, Hash>
	where
		AccountId: Codec,
		AssetId: Codec,
		BlockNumber: Codec,
		Hash: Codec,
	{
		/// The account of a DAO, also of one that is not founded yet.
		fn sovereign_account(dao: DaoId) -> AccountId;

		/// A DAO.
		fn dao(dao: DaoId) -> Option<DaoView<AccountId, AssetId, BlockNumber>>;

		/// At most `limit` DAOs, from number `from` on.
		fn daos(from: DaoId, limit: u32) -> Vec<DaoView<AccountId, AssetId, BlockNumber>>;

		/// A member of a DAO.
		fn member(dao: DaoId, who: AccountId) -> Option<MemberView<AccountId, BlockNumber>>;

		/// At most `limit` members of a DAO: those that come after `after`, in an order that has no meaning and does not
		/// change.
		fn members(dao: DaoId, after: Option<AccountId>, limit: u32) -> Vec<MemberView<AccountId, BlockNumber>>;

		/// The accounts that were invited and have not joined.
		fn invitations(dao: DaoId) -> Vec<InvitationView<AccountId, AssetId>>;

		/// A proposal.
		fn proposal(dao: DaoId, proposal: ProposalId) -> Option<ProposalView<AccountId, BlockNumber, Hash>>;

		/// At most `limit` proposals of a DAO that are stored, from number `from` on.
		fn proposals(
			dao: DaoId,
			from: ProposalId,
			limit: u32,
		) -> Vec<ProposalView<AccountId, BlockNumber, Hash>>;
	}
}
