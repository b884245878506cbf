//! Calls that go well.

use std::sync::atomic::Ordering;

use trefoil_core::Streaming;

use super::{collect, numbers, texts};
use crate::Subject;

/// An invoker from `refer` runs the invoker that was exported under the URL.
pub async fn every_mode_reaches_the_exported_invoker(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    assert_eq!(stub.unary("hello").await.unwrap().into_inner(), "hello");
    let replies = stub.down("3").await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap(), numbers(3));
    assert_eq!(stub.up(texts(["a", "b"])).await.unwrap().into_inner(), "2");
    let replies = stub.both(texts(["a", "b"])).await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap(), ["a", "b"]);
    assert_eq!(seen.calls.load(Ordering::SeqCst), 4);
}

/// Streams keep all their messages, and their order.
pub async fn a_thousand_messages_arrive_in_order_either_way(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let replies = stub.down("1000").await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap(), numbers(1000));
    let requests = Streaming::from_iter(numbers(1000));
    assert_eq!(stub.up(requests).await.unwrap().into_inner(), "1000");
    let requests = Streaming::from_iter(numbers(1000));
    let replies = stub.both(requests).await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap(), numbers(1000));
}

/// A stream without a message, and a message without a byte.
pub async fn empty_streams_are_streams(subject: Subject) {
    let (_, stub) = subject.pair().await;
    assert_eq!(stub.unary("").await.unwrap().into_inner(), "");
    let replies = stub.down("0").await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap(), numbers(0));
    assert_eq!(stub.up(Streaming::empty()).await.unwrap().into_inner(), "0");
    assert_eq!(stub.up(texts(["", ""])).await.unwrap().into_inner(), "2");
    let replies = stub.both(Streaming::empty()).await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap(), numbers(0));
}

/// Both directions of a call are open at the same time; ending one leaves the other.
pub async fn a_turn_is_answered_before_the_next_is_sent(subject: Subject) {
    let (seen, stub) = subject.pair().await;
    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = stub.both(requests).await.unwrap().into_inner();
    for turn in numbers(5) {
        sender.send(turn.clone()).await.unwrap();
        assert_eq!(replies.message().await.unwrap(), Some(turn));
    }
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), None);
    seen.until(|seen| &seen.ended, 1).await;
}

/// Calls do not wait for one another.
pub async fn a_hundred_calls_run_at_the_same_time(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let calls: Vec<_> =
        (0..100).map(|_| tokio::spawn(stub.unary("pause").into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().into_inner(), "paused");
    }
}
