//! Large messages and many of them.

use futures_util::future::try_join;
use prost::Message;

use super::{Verdict, basics, text};
use crate::matrix::{Options, Requests, Stack, Wrong, expect};
use crate::proto::trefoil::interop::v1::Request;

const LIMIT: usize = 4_194_304;
const REPLY_SIZE: i32 = 4_194_000;
const MANY: i32 = 1000;

/// A request of exactly this many bytes, between 2 MiB and 256 MiB: a tag, four bytes of length, the payload.
fn of_size(size: usize) -> Result<Request, Wrong> {
    let request = Request {
        payload: vec![0; size - 5],
        ..Request::default()
    };
    expect::equal("encoded length", request.encoded_len(), size)?;
    Ok(request)
}

pub(super) async fn large_message<S: Stack>(stack: S) -> Verdict {
    let request = of_size(LIMIT)?;
    let length = request.payload.len();
    let answer = stack.unary(request, Options::default()).await?;
    expect::equal(
        "request_bytes",
        usize::try_from(answer.reply.request_bytes).ok(),
        Some(length),
    )?;

    let request = Request {
        reply_size: REPLY_SIZE,
        ..Request::default()
    };
    let payload = stack
        .unary(request, Options::default())
        .await?
        .reply
        .payload;
    expect::equal(
        "length of the payload",
        i32::try_from(payload.len()).ok(),
        Some(REPLY_SIZE),
    )?;
    expect::equal(
        "the payload is all 0x2A",
        payload.iter().all(|&byte| byte == 0x2a),
        true,
    )
}

pub(super) async fn too_large<S: Stack>(stack: S) -> Verdict {
    let request = of_size(LIMIT + 1)?;
    expect::error(stack.unary(request, Options::default()).await, 8, None)?;
    basics::hello(&stack).await
}

pub(super) async fn many_messages<S: Stack>(stack: S) -> Verdict {
    let request = Request {
        reply_count: MANY,
        ..Request::default()
    };
    let mut replies = stack.server_stream(request, Options::default()).await?;
    for index in 0..MANY {
        expect::next(&mut replies, index).await?;
    }
    expect::end(&mut replies).await?;

    let requests = (0..MANY).map(|index| text(index.to_string())).collect();
    let reply = stack.client_stream(requests).await?;
    expect::equal("requests", reply.requests, MANY)?;
    expect::equal("text", &*reply.text, "999")?;

    let (mut requests, mut replies) = stack.bidi().await?;
    let send = async {
        for index in 0..MANY {
            requests.send(text(index.to_string())).await;
        }
        requests.finish();
        Ok(())
    };
    let receive = async {
        for index in 0..MANY {
            let reply = expect::next(&mut replies, index).await?;
            expect::equal("text", reply.text, index.to_string())?;
        }
        expect::end(&mut replies).await
    };
    try_join(send, receive).await?;
    Ok(())
}
