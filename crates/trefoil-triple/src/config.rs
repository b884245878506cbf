//! The limits of messages.

use trefoil_core::{ByteSize, ParamError, Url};

/// How large messages may be. URL parameters: `max_message_size` (4 MiB) for what comes in,
/// `max_send_message_size` (4 GiB, the limit of the wire) for what goes out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) receive: usize,
    pub(crate) send: usize,
}

impl Limits {
    pub(crate) fn of(url: &Url) -> Result<Self, ParamError> {
        Ok(Self {
            receive: url
                .get::<ByteSize>("max_message_size")?
                .map_or(4 << 20, ByteSize::as_usize),
            send: url
                .get::<ByteSize>("max_send_message_size")?
                .map_or(u32::MAX as usize, ByteSize::as_usize),
        })
    }
}
