// SPDX-License-Identifier: Apache-2.0

mod agreement;
mod disputes;
mod expiry;
mod frozen;
mod obstruction;
mod payments;
mod queries;
mod soundness;
mod swaps;
mod value;
