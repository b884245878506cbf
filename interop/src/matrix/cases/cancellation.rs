//! Cancelled calls, and that the server notices.

use std::time::{Duration, Instant};

use super::{Verdict, basics, text};
use crate::matrix::{Options, Stack, Wrong, expect};
use crate::proto::trefoil::interop::v1::Request;

pub(super) async fn cancel_server_stream<S: Stack>(stack: S) -> Verdict {
    let before = cancelled(&stack).await?;
    let request = Request {
        reply_count: 100,
        delay_ms: 100,
        ..Request::default()
    };
    let mut replies = stack.server_stream(request, Options::default()).await?;
    expect::next(&mut replies, 0).await?;
    drop(replies);
    grows(&stack, before).await
}

pub(super) async fn cancel_bidi<S: Stack>(stack: S) -> Verdict {
    let before = cancelled(&stack).await?;
    let (mut requests, mut replies) = stack.bidi().await?;
    basics::turn(&mut requests, &mut replies, 0).await?;
    drop(replies);
    // The requests stay open: that the replies are not wanted any more must be enough.
    let result = grows(&stack, before).await;
    drop(requests);
    result
}

async fn cancelled<S: Stack>(stack: &S) -> Result<i32, Wrong> {
    let answer = stack.unary(text("cancelled"), Options::default()).await?;
    Ok(answer.reply.requests)
}

async fn grows<S: Stack>(stack: &S, before: i32) -> Verdict {
    let start = Instant::now();
    while start.elapsed() <= Duration::from_secs(2) {
        if cancelled(stack).await? > before {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(Wrong::new(format!(
        "the server still counts {before} cancelled calls after 2 s"
    )))
}
