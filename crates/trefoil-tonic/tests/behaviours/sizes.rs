//! Large messages, too large ones, and too many.

use std::time::Duration;

use trefoil::Code;

use crate::support::Options;
use crate::support::probe::until;
use crate::support::routes::Route;

pub async fn large_messages_pass_and_too_large_ones_do_not(route: &Route) {
    let options = || Options::timeout(Duration::from_secs(15));
    let answer = route.stub.unary("!big", options()).await.unwrap();
    assert_eq!(answer.message.len(), 3 << 20);
    let answer = route
        .stub
        .unary(&"x".repeat(3 << 20), options())
        .await
        .unwrap();
    assert_eq!(answer.message, "Hello, 3145728 bytes");

    let large = route.stub.unary(&"x".repeat(5 << 20), options()).await;
    match large {
        Ok(answer) => {
            assert!(!route.bounded);
            assert_eq!(answer.message, "Hello, 5242880 bytes");
        }
        Err(status) => {
            assert!(route.bounded);
            // tonic's own check of its own service says OUT_OF_RANGE.
            let own = route.theirs && status.code() == Code::OutOfRange;
            assert!(own || status.code() == Code::ResourceExhausted, "{status}");
        }
    }
}

pub async fn a_panic_is_internal_and_ends_nothing_else(route: &Route) {
    let status = route
        .stub
        .unary("!panic", Options::default())
        .await
        .unwrap_err();
    assert_eq!(status.code(), Code::Internal, "{status}");
    let answer = route.stub.unary("Ada", Options::default()).await.unwrap();
    assert_eq!(answer.message, "Hello, 3 bytes");
}

pub async fn a_slow_reader_slows_the_service(route: &Route) {
    let mut replies = route
        .stub
        .server_streaming("!flood", Options::default())
        .await
        .unwrap();
    assert_eq!(replies.next().await.unwrap().unwrap().len(), 64 << 10);
    // 64 KiB each: what fills the windows of a connection, and nothing near what there is.
    let mut before = 0;
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let now = route.probe.sent();
        if now == before {
            break;
        }
        before = now;
    }
    assert!(
        before < 1000,
        "{before} messages for a reader that took one"
    );
    for _ in 0..before + 2 {
        assert_eq!(replies.next().await.unwrap().unwrap().len(), 64 << 10);
    }
    until("it goes on", || route.probe.sent() > before).await;
}
