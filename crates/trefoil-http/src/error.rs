//! [`StreamError`]: why a stream or its connection ended badly.

use std::fmt;

use crate::client::foreign;

/// Why a request or its response did not come to a good end.
#[derive(Debug)]
// Boxed, for it stands beside every piece of every body: a result that is larger than those bytes, or laid
// out with a tag of one byte, costs each message several times its copying.
pub struct StreamError(Box<h2::Error>);

/// What a [`StreamError`] means to the one who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The peer reset the stream, or the connection, with this HTTP/2 error code.
    Reset(u32),
    /// The peer never looked at the request: it can be sent again, whatever it is.
    Unprocessed,
    /// The connection is gone.
    Closed,
    /// The first bytes of the peer were not HTTP/2; the error says what they look like.
    NotHttp2,
    /// We or the peer broke HTTP/2.
    Protocol,
}

impl StreamError {
    /// What it means.
    pub fn cause(&self) -> Cause {
        let error = &self.0;
        match error.reason() {
            _ if error.get_io().is_some_and(foreign::is_foreign) => Cause::NotHttp2,
            _ if error.is_io() => Cause::Closed,
            Some(h2::Reason::REFUSED_STREAM) => Cause::Unprocessed,
            // h2 gives this error only to streams above the last one the peer will look at, and to new ones.
            Some(_) if error.is_go_away() && error.is_remote() => Cause::Unprocessed,
            Some(_) if error.is_go_away() => Cause::Closed,
            // Ours, too: whoever waits for the answer to a request that was reset here.
            Some(reason) if !error.is_library() => Cause::Reset(reason.into()),
            Some(_) => Cause::Protocol,
            None => Cause::Closed,
        }
    }
}

impl From<h2::Error> for StreamError {
    fn from(error: h2::Error) -> Self {
        Self(Box::new(error))
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
