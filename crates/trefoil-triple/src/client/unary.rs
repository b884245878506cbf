//! Calls whose request is one message.

use std::sync::Arc;
use std::task::{Poll, ready};

use bytes::Bytes;
use trefoil_core::codec::{Encoded, Format};
use trefoil_core::{ByteStream as _, Kind, Payload, Reply, Result, Status};

use super::invoker::{CallHead, Shared};
use super::open::Opening;
use super::replies::Replies;
use crate::grpc::frame;

pub(super) async fn call(
    shared: Arc<Shared>,
    method: usize,
    head: CallHead,
    payload: Payload,
) -> Result<Reply> {
    let request = framed(payload, shared.limits.send)?;
    let mut deadline = head.deadline();
    let limit = shared.limits.receive;
    let opening = Opening {
        shared,
        method,
        head,
    };
    let exchange = opening.send(Some(&request), &mut deadline).await?;
    let answer = opening.answer(exchange, &request, &mut deadline).await?;
    only(Replies::from_answer(answer, deadline, limit)).await
}

pub(super) async fn server_streaming(
    shared: Arc<Shared>,
    method: usize,
    head: CallHead,
    payload: Payload,
) -> Result<Reply> {
    let request = framed(payload, shared.limits.send)?;
    let mut deadline = head.deadline();
    let mut watched = head.deadline();
    let limit = shared.limits.receive;
    let opening = Opening {
        shared,
        method,
        head,
    };
    let exchange = opening.send(Some(&request), &mut deadline).await?;
    // The request is on its way; its answer is waited for by whoever reads the stream.
    let answer = Box::pin(async move { opening.answer(exchange, &request, &mut watched).await });
    let replies = Replies::new(answer, deadline, limit, None);
    Ok(Reply::new(Payload::encoded_stream(
        Format::PROTO,
        Box::new(replies),
    )))
}

/// The one reply of a call (statuscodes.md: another number is a cardinality violation).
pub(super) async fn only(mut replies: Replies) -> Result<Reply> {
    let metadata = std::future::poll_fn(|cx| replies.poll_metadata(cx)).await?;
    let cardinality =
        |what| Status::unimplemented(format!("the method gives one reply, and {what} came"));
    let mut message = None;
    loop {
        match next(&mut replies).await {
            Ok(Some(_)) if message.is_some() => return Err(cardinality("more")),
            Ok(Some(reply)) => message = Some(reply),
            Ok(None) => break,
            Err(mut status) => {
                // An error has one place for what its service said before and with it.
                if replies.is_told() {
                    status.metadata_mut().extend(metadata);
                }
                return Err(status);
            }
        }
    }
    let message = message.ok_or_else(|| cardinality("none"))?;
    let trailers = replies.trailers().unwrap_or_default();
    Ok(Reply {
        metadata,
        payload: Payload::encoded(Format::PROTO, message),
        trailers,
    })
}

async fn next(replies: &mut Replies) -> Result<Option<Bytes>> {
    std::future::poll_fn(|cx| {
        let message = ready!(replies.poll_message(cx));
        Poll::Ready(message.map(|message| message.map(Encoded::into_bytes)))
    })
    .await
    .transpose()
}

fn framed(payload: Payload, limit: usize) -> Result<Bytes> {
    match payload.into_kind() {
        Kind::Message(message) => frame::encode(&*message, limit),
        Kind::Encoded(Format::PROTO, bytes) => frame::wrap(&bytes, limit),
        Kind::Encoded(format, _) => Err(Status::internal(format!(
            "the request is encoded as `{}`, and Triple sends `proto`",
            format.name()
        ))),
        Kind::Stream(_) | Kind::EncodedStream(..) | Kind::Deferred(_) => Err(Status::internal(
            "the request is a stream, and the method takes one message",
        )),
    }
}
