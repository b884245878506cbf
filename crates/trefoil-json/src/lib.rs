#![doc = include_str!("../docs/crate.md")]

mod codec;
mod error;
mod mask;
mod message;
mod node;
mod read;
mod special;
mod time;
mod well_known;
mod write;

pub use codec::Json;
pub use error::{Error, Result};
#[doc(hidden)]
pub use message::HasJson;
pub use message::{Descriptors, JsonMessage};
pub use read::{ReadOptions, from_slice, from_str};
pub use write::{WriteOptions, to_string, to_vec};
