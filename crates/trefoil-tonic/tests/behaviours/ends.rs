//! Calls that end before they are done.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use trefoil::Code;

use crate::support::Options;
use crate::support::probe::until;
use crate::support::routes::Route;

const SHORT: Duration = Duration::from_millis(150);

#[track_caller]
fn assert_late(route: &Route, code: Code) {
    // Where tonic's own transport keeps the deadline, it says CANCELLED.
    let late = code == Code::DeadlineExceeded || route.transport && code == Code::Cancelled;
    assert!(late, "{code}");
}

pub async fn a_deadline_ends_a_call_and_its_handler(route: &Route) {
    let status = route
        .stub
        .unary("!never", Options::timeout(SHORT))
        .await
        .unwrap_err();
    assert_late(route, status.code());
    until("the handler is gone", || route.probe.dropped() == 1).await;
}

pub async fn a_deadline_ends_a_stream(route: &Route) {
    let options = Options::timeout(SHORT);
    let mut replies = route
        .stub
        .server_streaming("!never", options)
        .await
        .unwrap();
    assert_eq!(replies.next().await.unwrap().as_deref(), Some("!never 0"));
    assert_late(route, replies.next().await.unwrap_err().code());
    until("the handler is gone", || route.probe.dropped() == 1).await;
}

pub async fn a_dropped_call_is_cancelled(route: &Route) {
    let stub = route.stub.clone();
    let call = tokio::spawn(async move { stub.unary("!never", Options::default()).await });
    until("the handler runs", || route.probe.started() == 1).await;
    call.abort();
    until("the handler is gone", || route.probe.dropped() == 1).await;
}

pub async fn a_dropped_stream_is_cancelled(route: &Route) {
    let mut replies = route
        .stub
        .server_streaming("!never", Options::default())
        .await
        .unwrap();
    assert_eq!(replies.next().await.unwrap().as_deref(), Some("!never 0"));
    assert_eq!(route.probe.dropped(), 0);
    drop(replies);
    until("the handler is gone", || route.probe.dropped() == 1).await;
}

pub async fn requests_that_break_off_are_no_good_end(route: &Route) {
    for _ in 0..5 {
        let (stub, started) = (route.stub.clone(), route.probe.started());
        let names = stream::iter(["a".to_owned()])
            .chain(stream::pending())
            .boxed();
        // Not spawned: the compiler cannot see that this is Send (rust-lang/rust#102211).
        let call = stub.client_streaming(names);
        let running = async {
            until("the handler runs", || route.probe.started() == started + 1).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        tokio::select! {
            answer = call => panic!("an answer to half of the data: {answer:?}"),
            () = running => {}
        }
        until("the handler is gone", || {
            route.probe.dropped() == started + 1
        })
        .await;
    }
    assert_eq!(
        route.probe.ended(),
        0,
        "half of the data was taken for all of it"
    );
}
