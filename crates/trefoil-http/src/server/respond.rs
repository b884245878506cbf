//! How a request is answered.

use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;

use crate::{SendBody, StreamError};

/// The right to answer one request. Dropping it without an answer resets the stream, once its body is
/// dropped, too.
#[derive(Debug)]
pub struct Respond(h2::server::SendResponse<Bytes>);

impl Respond {
    pub(super) fn new(respond: h2::server::SendResponse<Bytes>) -> Self {
        Self(respond)
    }

    /// Sends the head; with `end` that is the whole answer.
    ///
    /// # Errors
    /// If the stream is over.
    pub fn send(&mut self, head: Response<()>, end: bool) -> Result<SendBody, StreamError> {
        Ok(SendBody::new(self.0.send_response(head, end)?, end))
    }

    /// Waits for the peer to reset the stream or to go.
    pub fn poll_reset(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.0.poll_reset(cx).map(|_| ())
    }
}
