//! The reply side of a call.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use trefoil_core::{ByteStream as _, CancelGuard, Deadline, Metadata, Result, Status};

use super::call::done;
use crate::convert::IntoTonic as _;
use crate::wire::Messages;

/// The messages of a reply, as tonic's encoder takes them. Dropping it cancels the call.
pub(super) struct Replies {
    messages: Messages,
    trailers: Metadata,
    deadline: Deadline,
    /// Gone when the call has ended.
    guard: Option<CancelGuard>,
}

impl Replies {
    pub(super) fn new(
        messages: Messages,
        trailers: Metadata,
        deadline: Deadline,
        guard: CancelGuard,
    ) -> Self {
        Self {
            messages,
            trailers,
            deadline,
            guard: Some(guard),
        }
    }

    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        match self.messages.poll_next(cx) {
            Poll::Pending => self.deadline.poll_passed(cx).map(|late| Some(Err(late))),
            ready => ready,
        }
    }

    /// The end as tonic's encoder takes it: as an error, even if it is a good one with trailers.
    fn end(&mut self) -> Option<tonic::Status> {
        let mut trailers = std::mem::take(&mut self.trailers);
        trailers.extend(self.messages.trailers().unwrap_or_default());
        if trailers.is_empty() {
            return None;
        }
        let trailers = trailers.into_tonic();
        Some(tonic::Status::with_metadata(tonic::Code::Ok, "", trailers))
    }
}

impl Stream for Replies {
    type Item = Result<Bytes, tonic::Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.guard.is_none() {
            return Poll::Ready(None);
        }
        let end = match std::task::ready!(self.poll_message(cx)) {
            Some(Ok(message)) => return Poll::Ready(Some(Ok(message))),
            Some(Err(status)) => Some(end_badly(status)),
            None => self.end(),
        };
        if let Some(guard) = self.guard.take() {
            done(guard, &self.deadline);
        }
        Poll::Ready(end.map(Err))
    }
}

fn end_badly(status: Status) -> tonic::Status {
    status.into_tonic()
}
