// SPDX-License-Identifier: Apache-2.0

//! What accounts do beyond signing: act together, through others, under a name, and come back when they are lost.

mod announced_proxies;
mod batches;
mod identity;
mod multisig;
mod proxies;
mod proxy_kinds;
mod recovery;
