// SPDX-License-Identifier: Apache-2.0

//! The signatures that this node has verified.
//!
//! A transaction's signature is asked about again and again: when it comes into the pool, when the pool looks at it on top of
//! another block, when a block is made of it, and when a block with it is imported. The answer is the same each time, and is
//! by far the most expensive part of a transfer. So the node remembers the ones that it has verified, and verifies those of a
//! block that it is about to import ahead of time, on all cores.
//!
//! - [`Claim`]: that a key has signed a message; the only place that tells whether it is true.
//! - [`Verified`]: the claims that proved true, as many as there is room for.
//! - [`HostFunctions`]: what runtimes may call on the node, with the functions that verify signatures taking
//!   what is remembered into account.
//! - [`Ahead`]: verifies many signatures before a runtime asks about them, on all cores.
//! - [`verify_together`]: the same at once, for who is about to ask a runtime about many.
//!
//! # What a block means never changes
//!
//! A runtime that asks whether a signature holds gets the same answer with and without this crate: what is remembered is that
//! a claim *is true*, and whether it is depends on nothing but the claim. A node that has nothing remembered, or is told to
//! remember nothing, comes to the same blocks.
//!
//! # What an attacker can do
//!
//! Everything in a claim may come from an attacker: from a transaction, a block of a peer, or a contract that verifies
//! signatures.
//!
//! - *Have a wrong signature accepted.* What is remembered of a claim is a BLAKE2b hash of 256 bits over the scheme, the key,
//!   the signature, and the message with its length; the first three have a fixed size for each scheme, so that no two
//!   claims have the same bytes. Whoever wants a false claim to be found has to find a second preimage or a collision.
//!   Nothing is remembered before it was verified.
//! - *Have a right signature refused.* Refusals are not remembered, so what is refused is refused by the verification itself.
//! - *Fill the memory.* There is room for a fixed number of claims, each of some 80 bytes whatever the length of its message.
//! - *Push out what others need.* It takes as many true claims as there is room for, each of which the node verifies first:
//!   in transactions they cost fees, in a runtime's call they cost weight. Then signatures are verified anew, as without this
//!   crate.
//! - *Learn what is remembered*, from how long an answer takes. What transactions a node has seen is no secret.
//! - *Make the node work in vain* with blocks that are worthless. [`Ahead`] gives a block up as soon as a few of its
//!   signatures are false, looks at equal ones once, and takes no more on when much waits. True ones cost the attacker to make
//!   about what they cost the node to verify. [`verify_together`] remembers none if any is false, as it cannot tell which:
//!   each is then verified by itself, after half as much work in vain.

mod ahead;
mod cache;
mod claim;
pub mod host;
mod metrics;

#[cfg(test)]
mod tests;

pub use ahead::{verify_together, Ahead, Origin};
pub use cache::{Verified, DEFAULT_CAPACITY};
pub use claim::{Claim, Scheme};
pub use host::{configure, shared, HostFunctions, InUse};
