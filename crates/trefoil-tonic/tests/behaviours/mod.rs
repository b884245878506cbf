//! What holds on every route.

#![allow(unreachable_pub, missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod ends;
mod sizes;

pub use answers::*;
pub use ends::*;
pub use sizes::*;
