//! The request side of a call.

use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream as _;
use trefoil_core::codec::Encoded;
use trefoil_core::{ByteStream, Deadline, Result, Status};

use super::body::BrokenOff;
use crate::convert::IntoTrefoil as _;

/// A stream of requests, as a handler reads it.
pub(super) struct Requests {
    stream: tonic::Streaming<Bytes>,
    current: Bytes,
}

impl Requests {
    pub(super) fn new(stream: tonic::Streaming<Bytes>) -> Self {
        Self {
            stream,
            current: Bytes::new(),
        }
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        let item = ready!(Pin::new(&mut self.stream).poll_next(cx));
        Poll::Ready(item.map(|message| message.map_err(read_error)))
    }

    /// The one request of a method that takes one; another number is a violation (statuscodes.md of gRPC).
    pub(super) async fn only(mut self, deadline: &mut Deadline) -> Result<Bytes> {
        let wrong =
            |what| Status::unimplemented(format!("the method takes one request and got {what}"));
        deadline
            .limit(async {
                let first = std::future::poll_fn(|cx| self.poll_next(cx)).await;
                let message = first.ok_or_else(|| wrong("none"))??;
                match std::future::poll_fn(|cx| self.poll_next(cx))
                    .await
                    .transpose()?
                {
                    None => Ok(message),
                    Some(_) => Err(wrong("more")),
                }
            })
            .await
    }
}

/// Why a request could not be read.
fn read_error(status: tonic::Status) -> Status {
    let broken_off = status
        .source()
        .and_then(|source| source.downcast_ref::<BrokenOff>())
        .is_some();
    match status.code() {
        _ if broken_off => Status::cancelled(status.message().to_owned()).with_source(status),
        // Nothing but tonic's check of the size says so of a request.
        tonic::Code::OutOfRange => {
            Status::resource_exhausted(status.message().to_owned()).with_source(status)
        }
        _ => status.into_trefoil(),
    }
}

impl ByteStream for Requests {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>>>> {
        let message = ready!(self.poll_next(cx));
        Poll::Ready(message.map(|message| {
            self.current = message?;
            Ok(Encoded::whole(&mut self.current))
        }))
    }
}
