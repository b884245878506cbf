//! Channels: connections that are made when needed, kept, and replaced.

mod backoff;
mod channel;
mod connection;
pub(crate) mod foreign;

pub use channel::{Channel, ConnectError};
pub use connection::{Exchange, ResponseHead, Sender};
