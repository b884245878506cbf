//! Bodies of requests, told apart where tonic takes a broken stream for a good end.

use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use trefoil_core::Context;

type BoxError = Box<dyn StdError + Send + Sync>;

/// A body that does not end well when its caller has broken it off.
///
/// tonic reads an error of CANCELLED as the end, and hyper gives the end itself for a stream that was reset with
/// CANCEL. A handler would take half of the data for all of it.
pub(super) struct Honest<B> {
    body: Pin<Box<B>>,
    context: Context,
    /// How often an end was doubted; the body is over then.
    doubted: u8,
    doubts: u8,
}

/// How often an end that may be a reset is put off, so that the server sees the reset first and drops the call:
/// once is enough for a handler that reads its requests itself, the rest is for one that has a task do it.
const DOUBTS: u8 = 8;

/// The caller has broken the stream off.
#[derive(Debug)]
pub(super) struct BrokenOff(Option<tonic::Status>);

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the caller gave the call up")
    }
}

impl StdError for BrokenOff {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.as_ref().map(|status| status as _)
    }
}

impl BrokenOff {
    /// As an error that tonic passes on.
    fn into_status(self) -> tonic::Status {
        let mut status = tonic::Status::unknown(self.to_string());
        status.set_source(std::sync::Arc::new(self));
        status
    }
}

impl<B> Honest<B> {
    /// `resets` says whether the body comes from a server that may take a reset for a good end.
    pub(super) fn new(body: B, context: Context, resets: bool) -> Self {
        Self {
            body: Box::pin(body),
            context,
            doubted: 0,
            doubts: if resets { DOUBTS } else { 0 },
        }
    }
}

impl<B> Body for Honest<B>
where
    B: Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        let this = &mut *self;
        // A body may not be asked again after its end.
        let frame = match this.doubted {
            0 => ready!(this.body.as_mut().poll_frame(cx)),
            _ => None,
        };
        Poll::Ready(match frame {
            Some(Ok(frame)) => Some(Ok(frame)),
            Some(Err(error)) => {
                let status = tonic::Status::from_error(error.into());
                Some(Err(match status.code() {
                    tonic::Code::Cancelled => BrokenOff(Some(status)).into_status(),
                    _ => status,
                }))
            }
            None if this.context.is_cancelled() => Some(Err(BrokenOff(None).into_status())),
            None if this.doubted < this.doubts && !this.body.is_end_stream() => {
                this.doubted += 1;
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
