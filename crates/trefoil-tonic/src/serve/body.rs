//! Bodies of requests, told apart where tonic takes a broken stream for a good end.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// A body that does not end well when its caller has broken it off: tonic reads an error of CANCELLED as the end,
/// and a handler would take half of the data for all of it.
pub(super) struct Honest<B>(Pin<Box<B>>);

impl<B> Honest<B> {
    pub(super) fn new(body: B) -> Self {
        Self(Box::pin(body))
    }
}

impl<B> Body for Honest<B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        let frame = ready!(self.0.as_mut().poll_frame(cx));
        Poll::Ready(frame.map(|frame| {
            frame.map_err(|error| {
                let status = tonic::Status::from_error(error.into());
                match status.code() {
                    tonic::Code::Cancelled => BrokenOff(status).into_status(),
                    _ => status,
                }
            })
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// The caller has broken the stream off.
#[derive(Debug)]
pub(super) struct BrokenOff(tonic::Status);

impl BrokenOff {
    /// As an error that tonic passes on.
    fn into_status(self) -> tonic::Status {
        let mut status = tonic::Status::unknown(self.to_string());
        status.set_source(Arc::new(self));
        status
    }
}

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the caller gave the call up")
    }
}

impl StdError for BrokenOff {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}
