// SPDX-License-Identifier: Apache-2.0

//! # Local networks
//!
//! Starts a network of several real nodes on this machine, and does to it what happens to networks: nodes are killed and
//! come back, packets take long or are lost, the network falls apart and heals.
//!
//! ## Terms
//!
//! - **Network**: one chain, its nodes, and the folder in which everything of them is ([`Network`]).
//! - **Node**: one `cairn` process with its own keys, database, log and addresses ([`Node`]). Nodes are numbered from 1.
//! - **State file**: `network.json` in the folder, which says where everything is ([`State`]). Whatever is about to be made
//!   is written there first, so that it can be removed even if this program is killed in between.
//! - **Group**: nodes that reach each other while the network is partitioned ([`Groups`]).
//!
//! ## How
//!
//! Where this user may, each node has a network namespace, which is to it what a machine of its own would be:
//!
//! ```text
//!             host: 10.214.X.1, bridge NAME
//!        ┌──────────┬────┴─────┬──────────┐        JSON-RPC and Prometheus
//!      rpc0       rpc0       rpc0       rpc0       10.214.X.11, .12, …
//!    ┌───┴──┐   ┌───┴──┐   ┌───┴──┐   ┌───┴──┐
//!    │NAME-1│   │NAME-2│   │NAME-3│   │NAME-4│
//!    └───┬──┘   └───┬──┘   └───┬──┘   └───┬──┘
//!      p2p0       p2p0       p2p0       p2p0       what nodes say to each other, 10.213.0.11, .12, …
//!        └────┬─────┘          └────┬─────┘
//!          group1                group2            bridges in the namespace NAME-switch
//! ```
//!
//! A partition gives each group a bridge of its own. Delay and loss are those of the lower cables, so that questions over
//! JSON-RPC are answered at once all the same. The bridges between nodes are not the host's, so that its firewall has no say
//! in them. Without namespaces, nodes have ports of their own on the loopback interface. There, and where the kernel cannot delay
//! packets, a process between the nodes does ([`Relay`]); they cannot be parted, and nothing is lost.
//!
//! ## What can go wrong
//!
//! - *A node ends, or never answers*: every wait has a deadline, and the error names the node's log.
//! - *This program is killed*: `down` removes what the state file names, and what a node's command line tells to be it.
//! - *A process number is given to another process*: a process is signalled only if its number, the time of its start and its
//!   whole command line are those of the state file. One that could not be noted any more is known by its command line, which
//!   names the folder.
//! - *Somebody else writes the state file*: a folder is refused that is a link, another user's, or that others may write in.
//! - *Two commands at once*: a lock in the folder lets one wait for the other, for some seconds.

mod address;
mod cairn;
mod chain;
pub mod cli;
mod command;
mod error;
mod folder;
mod groups;
mod lock;
mod namespaces;
mod network;
mod node;
mod process;
mod relay;
mod rpc;
mod state;
mod status;
mod up;
mod validators;
mod wait;

pub use chain::{Chain, Runtimes};
pub use error::Error;
pub use groups::Groups;
pub use namespaces::Quality;
pub use network::Network;
pub use node::{Node, Role};
pub use process::Process;
pub use relay::Relay;
pub use state::{Place, State};
pub use status::{NodeStatus, Status};
pub use up::{Namespaces, Options};
