//! The messages of a body on their way in: the same for both sides.

use std::task::{Context, Poll, ready};

use trefoil_core::codec::Encoded;
use trefoil_core::{Result, Status};
use trefoil_http::server::Budget;
use trefoil_http::{RecvBody, StreamError};

use crate::grpc::frame::{Deframer, Found};

/// Messages out of a body.
pub(crate) struct Messages {
    body: RecvBody,
    deframer: Deframer,
    ended: bool,
}

/// Why there is no next message.
pub(crate) enum Failed {
    /// The stream or its connection is gone.
    Stream(StreamError),
    /// The peer sent what it must not.
    Status(Status),
    /// The body ended inside a message. Its trailers may still say why.
    Truncated,
}

/// The status of a body that ended inside a message.
pub(crate) fn truncated() -> Status {
    Status::internal("the body ends inside a message")
}

impl Messages {
    pub(crate) fn new(body: RecvBody, limit: usize) -> Self {
        Self {
            body,
            deframer: Deframer::new(limit),
            ended: false,
        }
    }

    /// The same for a server: large messages are charged to the budget of their connection.
    pub(crate) fn charged(body: RecvBody, limit: usize, budget: Budget) -> Self {
        let mut messages = Self::new(body, limit);
        messages.deframer.charge(budget);
        messages
    }

    /// Gives back what the last message was charged.
    pub(crate) fn settle(&mut self) {
        self.deframer.settle();
    }

    /// Keeps what the last message was charged until the end, whatever comes behind it.
    pub(crate) fn keep_charge(&mut self) {
        self.deframer.keep_charge();
    }

    /// Waits for the next message, to be [taken](Messages::take); `None` at the end of the body. What has not been asked for stays with HTTP/2's
    /// flow control: the peer cannot send without bound.
    pub(crate) fn poll_message(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Found, Failed>>> {
        loop {
            match self.deframer.next() {
                Ok(Some(found)) => return Poll::Ready(Some(Ok(found))),
                Ok(None) => {}
                Err(status) => return Poll::Ready(Some(Err(Failed::Status(status)))),
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(self.body.poll_data(cx)) {
                Some(Ok(data)) => {
                    self.body.release(data.len());
                    self.deframer.push(data);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(Failed::Stream(error)))),
                None => {
                    self.ended = true;
                    if !self.is_whole() {
                        return Poll::Ready(Some(Err(Failed::Truncated)));
                    }
                }
            }
        }
    }

    /// The message that [`poll_message`](Messages::poll_message) has found.
    #[allow(clippy::needless_pass_by_value)] // A message is taken once.
    pub(crate) fn take(&mut self, found: Found) -> Encoded<'_> {
        self.deframer.take(found)
    }

    /// Whether what came so far ends with a message.
    pub(crate) fn is_whole(&self) -> bool {
        self.deframer.is_between_messages()
    }

    /// Whether the last message, which was refused for it, is compressed.
    pub(crate) fn is_compressed(&self) -> bool {
        self.deframer.is_compressed()
    }

    /// The body, for its trailers.
    pub(crate) fn body(&mut self) -> &mut RecvBody {
        &mut self.body
    }
}
