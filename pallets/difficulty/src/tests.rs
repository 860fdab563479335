// SPDX-License-Identifier: Apache-2.0

mod asert;
mod blocks;
mod genesis;
mod miners;
