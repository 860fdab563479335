// SPDX-License-Identifier: Apache-2.0

mod genesis;
mod payment;
mod plan;
