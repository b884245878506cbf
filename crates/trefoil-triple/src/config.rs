//! The limits of messages, and the parameters a URL may have.

use trefoil_core::{ByteSize, Error, ParamError, Url};
use trefoil_http::Settings;

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

/// All that `tri` reads of a URL, beside [`Settings::SERVER_KEYS`]: `docs/urls.md` describes each.
const KEYS: [&str; 12] = [
    "application",
    "backup",
    "check",
    "connections",
    "filter",
    "group",
    "interface",
    "max_message_size",
    "max_send_message_size",
    "shutdown_timeout",
    "timeout",
    "version",
];

/// Fails for a parameter that is almost one of ours. Any other unknown one is for somebody else.
pub(crate) fn refuse_misspelled(url: &Url) -> Result<(), Error> {
    let known: Vec<_> = KEYS.into_iter().chain(Settings::SERVER_KEYS).collect();
    match url.misspelled(&known) {
        None => Ok(()),
        Some((written, meant)) => Err(Error::invalid(format!(
            "`{}` has no parameter `{written}` in `{}`: did you mean `{meant}`?",
            url.scheme(),
            url.redacted()
        ))),
    }
}
