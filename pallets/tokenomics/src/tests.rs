// SPDX-License-Identifier: Apache-2.0

mod calls;
mod fees;
mod genesis;
mod inflation;
