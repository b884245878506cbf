//! The request side of a call.

use std::task::{Context, Poll, ready};

use bytes::Bytes;
use trefoil_core::codec::Encoded;
use trefoil_core::{ByteStream, Result, Status};

use crate::messages::{Failed, Messages, truncated};
use trefoil_core::Deadline;

/// A stream of requests, as a handler reads it.
pub(super) struct Requests(pub(super) Messages);

impl ByteStream for Requests {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>>>> {
        let item = ready!(self.0.poll_message(cx));
        // What the handler holds is its own affair.
        self.0.settle();
        Poll::Ready(item.map(|found| match found {
            Ok(found) => Ok(self.0.take(found)),
            Err(Failed::Status(status)) => Err(status),
            Err(Failed::Truncated) => Err(truncated()),
            Err(Failed::Stream(error)) => {
                Err(Status::cancelled("the caller gave the call up").with_source(error))
            }
        }))
    }
}

/// Why there is no request to run the handler with.
pub(super) enum NoRequest {
    /// The caller is to be told.
    Status(Status),
    /// There is nobody to tell.
    Gone,
}

/// The one request of a unary or server-streaming call: it is run when the request side has ended, and
/// with exactly one message (statuscodes.md: anything else is a cardinality violation).
pub(super) async fn only(
    mut messages: Messages,
    deadline: &mut Deadline,
) -> Result<Bytes, NoRequest> {
    let mut request = None;
    std::future::poll_fn(|cx| {
        loop {
            let Poll::Ready(item) = messages.poll_message(cx) else {
                return deadline
                    .poll_passed(cx)
                    .map(|status| Err(NoRequest::Status(status)));
            };
            let cardinality = |what: &str| {
                Status::unimplemented(format!("the method takes one request and got {what}"))
            };
            let done = match item {
                Some(Ok(_)) if request.is_some() => Err(NoRequest::Status(cardinality("more"))),
                Some(Ok(found)) => {
                    request = Some(messages.take(found).into_bytes());
                    messages.keep_charge();
                    continue;
                }
                Some(Err(Failed::Status(status))) => Err(NoRequest::Status(status)),
                Some(Err(Failed::Truncated)) => Err(NoRequest::Status(truncated())),
                Some(Err(Failed::Stream(_))) => Err(NoRequest::Gone),
                None => request
                    .take()
                    .ok_or_else(|| NoRequest::Status(cardinality("none"))),
            };
            return Poll::Ready(done);
        }
    })
    .await
}
