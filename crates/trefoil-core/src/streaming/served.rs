//! What belongs to a stream that a handler gives.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll};

use crate::codec::Encoded;
use crate::payload::ByteStream;
use crate::server::panicked;
use crate::{Metadata, Status, context};

/// A stream is polled for its call, within its deadline, and its panics are caught; when nobody reads on,
/// the handler's other tasks are told.
pub(super) struct Served {
    context: Option<context::Context>,
    guard: Option<context::CancelGuard>,
    deadline: context::Deadline,
    /// Messages since the start, modulo 256: a stream that never waits meets no timer.
    messages: u8,
}

impl Served {
    pub(super) fn new(context: context::Context) -> Self {
        Self {
            guard: Some(context.guard()),
            deadline: context::Deadline::new(context.deadline()),
            messages: 0,
            context: Some(context),
        }
    }

    pub(super) fn poll<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(&mut Context<'_>) -> Poll<Option<Result<T, Status>>>,
    ) -> Poll<Option<Result<T, Status>>> {
        let context = &mut self.context;
        let polled = catch_unwind(AssertUnwindSafe(|| context::enter(context, || poll(cx))));
        let end = match polled {
            Ok(Poll::Pending) => match self.deadline.poll_passed(cx) {
                Poll::Ready(late) => Some(Err(late)),
                Poll::Pending => return Poll::Pending,
            },
            Ok(Poll::Ready(Some(Ok(message)))) => {
                self.messages = self.messages.wrapping_add(1);
                // The clock costs more than a message, so it is looked at now and then.
                if !(self.messages.is_multiple_of(64) && self.deadline.has_passed()) {
                    return Poll::Ready(Some(Ok(message)));
                }
                Some(Err(context::Deadline::passed()))
            }
            Ok(Poll::Ready(end)) => end,
            Err(panic) => Some(Err(panicked(&*panic))),
        };
        if let Some(guard) = self.guard.take()
            && !(end.is_some() && self.deadline.has_passed())
        {
            // It ended by itself. Dropping the guard would tell the handler's tasks that it did not.
            guard.done();
        }
        Poll::Ready(end)
    }
}

/// An encoded stream that a handler passes on.
pub(super) struct ServedBytes {
    pub(super) stream: Box<dyn ByteStream>,
    pub(super) served: Box<Served>,
}

impl ByteStream for ServedBytes {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>, Status>>> {
        let stream = &mut self.stream;
        self.served.poll(cx, |cx| stream.poll_message(cx))
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        self.stream.poll_metadata(cx)
    }

    fn trailers(&mut self) -> Option<Metadata> {
        self.stream.trailers()
    }
}
