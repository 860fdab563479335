// SPDX-License-Identifier: Apache-2.0
//! What can be read on the wire, and by whom: JSON-RPC behind TLS, and nodes among themselves.
//!
//! The proxy and the services are those that `docs/start-a-network.md` describes. Their files are in `deploy/`, and
//! these tests use the same files.

mod capture;
mod nginx;
mod peers;
mod public_node;
mod service;
