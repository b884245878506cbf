//! What both directions need of gRPC.

mod messages;
mod raw;
mod timeout;

pub(crate) use messages::Messages;
pub(crate) use raw::Raw;
pub(crate) use timeout::{parse_timeout, timeout_header};
