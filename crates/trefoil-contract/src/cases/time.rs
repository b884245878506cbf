//! Deadlines and cancellation.

use std::sync::atomic::Ordering;
use std::time::Duration;

use trefoil_core::{Code, Streaming};

use super::texts;
use crate::Subject;

const SHORT: Duration = Duration::from_millis(60);

/// A handler that does not answer is cut off and told, in every mode.
pub async fn a_deadline_covers_every_mode(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    let late = stub.unary("never").timeout(SHORT).await.unwrap_err();
    assert_eq!(late.code(), Code::DeadlineExceeded);
    let late = stub.up(texts(["never"])).timeout(SHORT).await.unwrap_err();
    assert_eq!(late.code(), Code::DeadlineExceeded);
    let mut replies = stub.down("0 then never").timeout(SHORT).await.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap_err().code(), Code::DeadlineExceeded);
    let (sender, requests) = Streaming::channel(1);
    let mut replies = stub.both(requests).timeout(SHORT).await.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap_err().code(), Code::DeadlineExceeded);
    drop(sender);
    seen.until(|seen| &seen.cancelled, 4).await;
}

/// The deadline is that of the last message, not of the first.
pub async fn a_deadline_covers_a_stream_that_stalls(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let mut replies = stub.down("1 then never").timeout(SHORT * 4).await.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap().as_deref(), Some("0"));
    assert_eq!(replies.message().await.unwrap_err().code(), Code::DeadlineExceeded);
}

/// The handler knows how much time it has.
pub async fn the_handler_sees_the_deadline(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let left = stub.unary("left").timeout(Duration::from_secs(5)).await.unwrap().into_inner();
    let left: u64 = left.parse().unwrap();
    assert!(left <= 5000 && left > 2000, "{left}");
    assert_eq!(stub.unary("left").no_timeout().await.unwrap().into_inner(), "none");
}

/// A call that is late before it begins does not begin.
pub async fn a_deadline_that_has_passed_runs_no_handler(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    let late = stub.unary("x").timeout(Duration::ZERO).await.unwrap_err();
    assert_eq!(late.code(), Code::DeadlineExceeded);
    assert_eq!(seen.calls.load(Ordering::SeqCst), 0);
}

/// Dropping the future of a call ends it on the other side.
pub async fn a_dropped_call_cancels_the_handler(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    let call = tokio::spawn(stub.unary("never").no_timeout().into_future());
    seen.until(|seen| &seen.calls, 1).await;
    call.abort();
    seen.until(|seen| &seen.cancelled, 1).await;

    let call = tokio::spawn(stub.up(texts(["never"])).into_future());
    seen.until(|seen| &seen.calls, 2).await;
    call.abort();
    seen.until(|seen| &seen.cancelled, 2).await;
}

/// Dropping the stream of replies ends the call on the other side.
pub async fn a_dropped_stream_cancels_the_handler(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    let mut replies = stub.down("1 then never").await.unwrap().into_inner();
    replies.message().await.unwrap();
    drop(replies);
    seen.until(|seen| &seen.cancelled, 1).await;

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = stub.both(requests).await.unwrap().into_inner();
    sender.send("turn".to_owned()).await.unwrap();
    replies.message().await.unwrap();
    drop(replies);
    seen.until(|seen| &seen.cancelled, 2).await;
}

/// A caller that dies in the middle of its requests does not look like one that was done.
pub async fn a_sender_that_is_dropped_is_no_clean_end(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    let (mut sender, requests) = Streaming::channel(1);
    let call = tokio::spawn(stub.up(requests).into_future());
    sender.send("a".to_owned()).await.unwrap();
    drop(sender);
    assert_eq!(call.await.unwrap().unwrap_err().code(), Code::Cancelled);
    assert_eq!(seen.ended.load(Ordering::SeqCst), 0);

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = stub.both(requests).await.unwrap().into_inner();
    sender.send("a".to_owned()).await.unwrap();
    replies.message().await.unwrap();
    drop(sender);
    assert_eq!(replies.message().await.unwrap_err().code(), Code::Cancelled);
    assert_eq!(seen.ended.load(Ordering::SeqCst), 0);
}
