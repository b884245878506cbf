//! Channels: connections that are made when needed, kept, and replaced.

mod backoff;
mod channel;
mod connection;

pub use channel::{Channel, ConnectError};
pub use connection::{Exchange, ResponseHead, Sender};
