// SPDX-License-Identifier: Apache-2.0

//! Numbers as the chain has them, and what is done with them before they get there.

mod agreement;
mod decimal;
mod number;
mod tolerance;
mod transform;

pub use agreement::{agree, Agreement, Disagreement};
pub use number::{Number, NumberError};
pub use tolerance::Tolerance;
pub use transform::{Step, Transform};
