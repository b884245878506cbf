//! What every protocol does: one function a promise. Each panics if the promise is broken.

mod addresses;
mod calls;
mod cancellation;
mod deadlines;
mod errors;
mod exports;
mod metadata;
mod refers;

pub use addresses::*;
pub use calls::*;
pub use cancellation::*;
pub use deadlines::*;
pub use errors::*;
pub use exports::*;
pub use metadata::*;
pub use refers::*;
