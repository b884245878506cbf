//! The four kinds of calls.

use futures_util::future::try_join_all;

use super::{Verdict, payload, text};
use crate::matrix::{Options, Replies, Requests, Stack, Wrong, expect};
use crate::proto::trefoil::interop::v1::Request;

pub(super) async fn unary<S: Stack>(stack: S) -> Verdict {
    hello(&stack).await
}

/// The call that must always work.
pub(super) async fn hello<S: Stack>(stack: &S) -> Verdict {
    let answer = stack.unary(text("héllo"), Options::default()).await?;
    expect::equal("text", &*answer.reply.text, "héllo")
}

pub(super) async fn client_stream<S: Stack>(stack: S) -> Verdict {
    let requests = vec![
        payload("first", 10),
        payload("second", 20),
        payload("last", 30),
    ];
    let reply = stack.client_stream(requests).await?;
    expect::equal("requests", reply.requests, 3)?;
    expect::equal("request_bytes", reply.request_bytes, 60)?;
    expect::equal("text", &*reply.text, "last")
}

pub(super) async fn server_stream<S: Stack>(stack: S) -> Verdict {
    let request = Request {
        reply_count: 5,
        ..Request::default()
    };
    let mut replies = stack.server_stream(request, Options::default()).await?;
    for index in 0..5 {
        expect::next(&mut replies, index).await?;
    }
    expect::end(&mut replies).await
}

pub(super) async fn bidi<S: Stack>(stack: S) -> Verdict {
    let (mut requests, mut replies) = stack.bidi().await?;
    for index in 0..3 {
        turn(&mut requests, &mut replies, index).await?;
    }
    requests.finish();
    expect::end(&mut replies).await
}

/// One request and the reply to it.
pub(super) async fn turn(
    requests: &mut impl Requests,
    replies: &mut impl Replies,
    index: i32,
) -> Verdict {
    let sent = format!("turn {index}");
    requests.send(text(&*sent)).await;
    let reply = expect::next(replies, index).await?;
    expect::equal("text", reply.text, sent)
}

pub(super) async fn empty_message<S: Stack>(stack: S) -> Verdict {
    let answer = stack.unary(Request::default(), Options::default()).await?;
    expect::equal("requests", answer.reply.requests, 1)
}

pub(super) async fn empty_client_stream<S: Stack>(stack: S) -> Verdict {
    let reply = stack.client_stream(Vec::new()).await?;
    expect::equal("requests", reply.requests, 0)
}

pub(super) async fn concurrent<S: Stack>(stack: S) -> Verdict {
    let stack = &stack;
    let call = |index| async move {
        let sent = format!("call {index}");
        // The delay keeps all of them open at the same time.
        let request = Request {
            delay_ms: 100,
            ..text(&*sent)
        };
        let answer = stack.unary(request, Options::default()).await?;
        expect::equal("text", answer.reply.text, sent)?;
        Ok::<_, Wrong>(())
    };
    try_join_all((0..50).map(call)).await?;
    Ok(())
}
