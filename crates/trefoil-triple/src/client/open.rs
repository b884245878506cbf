//! Getting a request out, and the head of its answer in.

use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use http::response::Parts;
use trefoil_core::{Result, Status};
use trefoil_http::client::{Exchange, ResponseHead};
use trefoil_http::{Cause, RecvBody, SendBody, StreamError};

use super::invoker::{CallHead, Shared};
use crate::grpc::status;
use trefoil_core::Deadline;

/// How often a request that no server looked at is sent in all (gRFC A6: transparent retries).
const ATTEMPTS: u32 = 3;

/// A request and the means to send it again.
pub(super) struct Opening {
    pub(super) shared: Arc<Shared>,
    pub(super) method: usize,
    pub(super) head: CallHead,
}

/// An answer, from its head on.
pub(super) struct Answer {
    pub(super) head: Parts,
    pub(super) body: RecvBody,
    /// Kept until the answer has ended: dropping it earlier would reset the stream.
    pub(super) _request: Option<SendBody>,
}

impl Opening {
    /// Sends the head over a connection, with the whole body if it is there. A connection that takes no
    /// more requests is replaced.
    pub(super) async fn send(
        &self,
        body: Option<&Bytes>,
        deadline: &mut Deadline,
    ) -> Result<Exchange> {
        let mut attempt = 1;
        loop {
            match self.try_send(body, deadline).await? {
                Ok(exchange) => return Ok(exchange),
                Err(error) if attempt == ATTEMPTS => {
                    return Err(
                        Status::unavailable("no connection takes the call").with_source(error)
                    );
                }
                Err(_) => attempt += 1,
            }
        }
    }

    async fn try_send(
        &self,
        body: Option<&Bytes>,
        deadline: &mut Deadline,
    ) -> Result<Result<Exchange, StreamError>> {
        let mut connecting = std::pin::pin!(self.shared.channel.sender());
        let sender = std::future::poll_fn(|cx| match connecting.as_mut().poll(cx) {
            Poll::Ready(sender) => {
                Poll::Ready(sender.map_err(|error| Status::unavailable(error.to_string())))
            }
            Poll::Pending => deadline.poll_passed(cx).map(|_| {
                Err(Status::deadline_exceeded(format!(
                    "the deadline has passed while connecting to `{}`",
                    self.shared.channel.address()
                )))
            }),
        });
        let mut sender = sender.await?;
        let request = self.shared.head(self.method, &self.head)?;
        Ok(sender.send(request, false).and_then(|mut exchange| {
            if let Some(body) = body {
                exchange.body.send(body.clone(), true)?;
            }
            Ok(exchange)
        }))
    }

    /// Waits for the answer to a request that was sent with its whole body, and sends it again if no
    /// server looked at it.
    pub(super) async fn answer(
        &self,
        mut exchange: Exchange,
        body: &Bytes,
        deadline: &mut Deadline,
    ) -> Result<Answer> {
        let mut attempt = 1;
        loop {
            let error = match response(&mut exchange.response, deadline).await? {
                Ok((head, answer)) => {
                    return Ok(Answer {
                        head,
                        body: answer,
                        _request: Some(exchange.body),
                    });
                }
                Err(error) => error,
            };
            if error.cause() != Cause::Unprocessed || attempt == ATTEMPTS {
                return Err(failed(error, deadline));
            }
            attempt += 1;
            exchange = self.send(Some(body), deadline).await?;
        }
    }
}

/// The head of the answer, or why the stream ended; outside of it the deadline.
pub(super) async fn response(
    awaited: &mut ResponseHead,
    deadline: &mut Deadline,
) -> Result<Result<(Parts, RecvBody), StreamError>> {
    std::future::poll_fn(|cx| match awaited.poll_head(cx) {
        Poll::Ready(response) => Poll::Ready(Ok(response.map(http::Response::into_parts))),
        Poll::Pending => deadline.poll_passed(cx).map(Err),
    })
    .await
}

/// The status of a call whose stream ended badly.
pub(super) fn failed(error: StreamError, deadline: &Deadline) -> Status {
    if deadline.has_passed() {
        // A server whose clock is ahead of ours resets the call at its deadline.
        return Deadline::passed();
    }
    let status = match error.cause() {
        Cause::Reset(code) => status::from_reset(code),
        Cause::Unprocessed => Status::unavailable("the peer refused the call"),
        Cause::NotHttp2 => Status::unavailable(format!("the peer does not speak HTTP/2: {error}")),
        Cause::Closed => Status::unavailable("the connection was lost under the call"),
        Cause::Protocol => Status::internal("the connection broke the rules of HTTP/2"),
    };
    status.with_source(error)
}
