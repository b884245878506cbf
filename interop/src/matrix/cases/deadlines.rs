//! Deadlines: kept by the client, seen by the server.

use std::time::{Duration, Instant};

use super::{Verdict, text};
use crate::matrix::{Options, Replies, Stack, Wrong, expect};
use crate::proto::trefoil::interop::v1::Request;

fn within(timeout: Duration) -> Options {
    Options {
        timeout: Some(timeout),
        ..Options::default()
    }
}

pub(super) async fn deadline_unary<S: Stack>(stack: S) -> Verdict {
    let start = Instant::now();
    let request = Request {
        delay_ms: 3000,
        ..Request::default()
    };
    let answer = stack
        .unary(request, within(Duration::from_millis(300)))
        .await;
    expect::error(answer, 4, None)?;
    let taken = start.elapsed();
    if taken > Duration::from_secs(2) {
        return Err(Wrong::new(format!(
            "code 4 took {taken:?}, expected 2 s at most"
        )));
    }
    Ok(())
}

pub(super) async fn deadline_server_stream<S: Stack>(stack: S) -> Verdict {
    let request = Request {
        reply_count: 3,
        delay_ms: 500,
        ..Request::default()
    };
    let mut replies = stack
        .server_stream(request, within(Duration::from_millis(800)))
        .await?;
    expect::next(&mut replies, 0).await?;
    expect::error(replies.next().await, 4, None)?;
    Ok(())
}

pub(super) async fn deadline_seen<S: Stack>(stack: S) -> Verdict {
    let answer = stack
        .unary(text("deadline"), within(Duration::from_secs(5)))
        .await?;
    let seen = answer.reply.request_bytes;
    if !(1..=5000).contains(&seen) {
        return Err(Wrong::new(format!(
            "the handler saw {seen} ms, expected 1 to 5000"
        )));
    }
    Ok(())
}
