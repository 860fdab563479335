// SPDX-License-Identifier: Apache-2.0

//! Curves: how what was measured changes with something else, such as the number of accounts. A file has one curve, which
//! grows by a point with each measurement; curves are shown as a table and drawn as a picture.

mod command;
mod curve;
mod draw;
mod report;

pub use command::{Plot, Point};
pub use curve::{Curve, Measured};
pub use draw::draw;
pub use report::values;
