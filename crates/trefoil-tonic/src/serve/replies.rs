//! The reply side of a call.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use trefoil_core::{ByteStream as _, CancelGuard, Deadline, Metadata, Result};

use super::call::done;
use crate::convert::IntoTonic as _;
use crate::wire::Messages;

/// The messages of a reply, as tonic's encoder takes them. Dropping it cancels the call.
pub(super) struct Replies {
    /// Gone when the call has ended, whoever still holds this.
    running: Option<Running>,
    trailers: Metadata,
    deadline: Deadline,
}

struct Running {
    messages: Messages,
    guard: CancelGuard,
}

impl Replies {
    pub(super) fn new(
        messages: Messages,
        trailers: Metadata,
        deadline: Deadline,
        guard: CancelGuard,
    ) -> Self {
        Self {
            running: Some(Running { messages, guard }),
            trailers,
            deadline,
        }
    }

    /// All that stands behind the messages.
    fn trailers(&mut self, behind: Option<Metadata>) -> Metadata {
        let mut trailers = std::mem::take(&mut self.trailers);
        trailers.extend(behind.unwrap_or_default());
        trailers
    }
}

impl Stream for Replies {
    type Item = Result<Bytes, tonic::Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(running) = &mut this.running else {
            return Poll::Ready(None);
        };
        let end = match running.messages.poll_next(cx) {
            Poll::Ready(Some(Ok(message))) => return Poll::Ready(Some(Ok(message))),
            Poll::Ready(Some(Err(mut status))) => {
                let behind = running.messages.trailers();
                status.metadata_mut().extend(this.trailers(behind));
                Some(status.into_tonic())
            }
            Poll::Ready(None) => {
                let behind = running.messages.trailers();
                let trailers = this.trailers(behind);
                // To tonic's encoder a good end with trailers is an error of code OK.
                (!trailers.is_empty()).then(|| {
                    tonic::Status::with_metadata(tonic::Code::Ok, "", trailers.into_tonic())
                })
            }
            Poll::Pending => Some(ready!(this.deadline.poll_passed(cx)).into_tonic()),
        };
        if let Some(Running { guard, .. }) = this.running.take() {
            done(guard, &this.deadline);
        }
        Poll::Ready(end.map(Err))
    }
}
