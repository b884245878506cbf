//! The two halves of a stream's DATA: [`RecvBody`] and [`SendBody`].

use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;

use crate::StreamError;

/// The body that comes in.
#[derive(Debug)]
pub struct RecvBody(h2::RecvStream);

impl RecvBody {
    pub(crate) fn new(stream: h2::RecvStream) -> Self {
        Self(stream)
    }

    /// The bytes of the next DATA frame; `None` at the end. The peer may send as many again only after
    /// [`release`](RecvBody::release): what is not released is what one peer can make us hold.
    pub fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        self.0
            .poll_data(cx)
            .map(|item| item.map(|result| result.map_err(StreamError::from)))
    }

    /// Lets the peer send this many bytes more.
    pub fn release(&mut self, bytes: usize) {
        // Fails only for bytes that were never received.
        let _ = self.0.flow_control().release_capacity(bytes);
    }

    /// The trailers, once [`poll_data`](RecvBody::poll_data) has given `None`.
    pub fn poll_trailers(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<HeaderMap>, StreamError>> {
        self.0.poll_trailers(cx).map_err(StreamError::from)
    }

    /// Whether nothing more will come: no DATA and no trailers.
    pub fn is_end(&self) -> bool {
        self.0.is_end_stream()
    }
}

/// The body that goes out. Dropping it before the end resets the stream with CANCEL.
#[derive(Debug)]
pub struct SendBody {
    stream: h2::SendStream<Bytes>,
    waiting: Option<Bytes>,
    ended: bool,
}

impl SendBody {
    pub(crate) fn new(stream: h2::SendStream<Bytes>, ended: bool) -> Self {
        Self {
            stream,
            waiting: None,
            ended,
        }
    }

    /// Queues bytes at once, whatever the peer's window: for a message that is in memory anyway.
    ///
    /// # Errors
    /// If the stream is over.
    pub fn send(&mut self, bytes: Bytes, end: bool) -> Result<(), StreamError> {
        self.ended |= end;
        self.stream.send_data(bytes, end).map_err(StreamError::from)
    }

    /// Gives bytes to send when the peer's window has room. [`poll_flush`](SendBody::poll_flush) before giving more.
    pub fn give(&mut self, bytes: Bytes) {
        self.stream.reserve_capacity(bytes.len());
        self.waiting = Some(bytes);
    }

    /// Waits until the bytes that were given are on their way. This is the back-pressure of a stream.
    pub fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), StreamError>> {
        while let Some(bytes) = &mut self.waiting {
            let room = match ready!(self.stream.poll_capacity(cx)) {
                Some(room) => room?,
                None => return Poll::Ready(Err(h2::Error::from(h2::Reason::CANCEL).into())),
            };
            let part = bytes.split_to(room.min(bytes.len()));
            if bytes.is_empty() {
                self.waiting = None;
            }
            if !part.is_empty() {
                self.stream.send_data(part, false)?;
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Ends the stream with trailers.
    ///
    /// # Errors
    /// If the stream is over.
    pub fn send_trailers(&mut self, trailers: HeaderMap) -> Result<(), StreamError> {
        self.ended = true;
        self.stream
            .send_trailers(trailers)
            .map_err(StreamError::from)
    }

    /// Waits for the peer to reset the stream.
    pub fn poll_reset(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.stream.poll_reset(cx).map(|_| ())
    }

    /// Resets the stream: CANCEL.
    pub fn cancel(&mut self) {
        self.stream.send_reset(h2::Reason::CANCEL);
    }
}

impl Drop for SendBody {
    fn drop(&mut self) {
        // h2 would wait for the other half of the stream to be dropped as well.
        if !self.ended {
            self.cancel();
        }
    }
}
