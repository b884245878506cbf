//! Streams of messages over bodies, the same for both sides: what comes in and what goes out.

mod incoming;
mod outgoing;

pub(crate) use incoming::{Failed, Messages, truncated};
pub(crate) use outgoing::{Outgoing, Written};
