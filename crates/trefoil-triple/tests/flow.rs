//! Who reads slowly is not sent more than it has room for.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use support::wire::{DATA, HEADERS};
use support::{RawClient, RawServer, Server, number, request, within};
use trefoil_core::Streaming;

/// A stream without end of texts of 1,000 bytes, and how many were taken.
fn endless() -> (Streaming<String>, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let texts = std::iter::repeat_with(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        "x".repeat(1000)
    });
    (Streaming::from_iter(texts), taken)
}

#[tokio::test]
async fn a_server_that_does_not_read_stops_the_requests() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let (texts, taken) = endless();
    let call = tokio::spawn(async move { stub.chat(texts).await });
    let mut wire = server.accept().await;
    let mut received = 0;
    while received < 65_535 {
        let frame = wire.next().await.unwrap();
        received += if frame.kind == DATA {
            frame.payload.len()
        } else {
            0
        };
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    // A window of 65,535 bytes, and a batch that waits behind it.
    assert!(
        (66..=100).contains(&taken.load(Ordering::Relaxed)),
        "{taken:?}"
    );
    drop(call);
}

#[tokio::test]
async fn a_caller_that_does_not_read_stops_the_handler() {
    let server = Server::start().await;
    let mut builder = h2::client::Builder::new();
    builder.initial_window_size(1000);
    let mut raw = RawClient::with(&server.address(), &builder).await;
    let (response, mut body) = raw.open(request("Count")).await;
    body.send_data(number(1004).into(), true).unwrap();
    let mut replies = within(response).await.unwrap().into_body();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let produced = server.probe.produced.get();
    // Seven or eight bytes each: a window, and a batch of 32 KiB.
    assert!((100..10_000).contains(&produced), "{produced}");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.probe.produced.get(), produced);
    // Who reads on gets more.
    let mut read = 0;
    while read < 40_000 {
        let data = within(replies.data()).await.unwrap().unwrap();
        replies.flow_control().release_capacity(data.len()).unwrap();
        read += data.len();
    }
    assert!(server.probe.produced.get() > produced);
}

#[tokio::test]
async fn a_handler_that_does_not_read_stops_its_caller_and_nobody_else() {
    let server = Server::with("stream_window=70000&connection_window=1mib").await;
    let stub = server.stub("").await;
    let (texts, taken) = endless();
    // The chat answers each text; nobody reads the answers, so it stops to read.
    let held = stub.chat(texts).await.unwrap();
    let mut before = 0;
    within(async {
        loop {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let now = taken.load(Ordering::Relaxed);
            if now == before {
                return;
            }
            before = now;
        }
    })
    .await;
    // Our own window of 8 MiB for the answers is the largest of the rooms on the way.
    assert!((1000..12_000).contains(&before), "{before}");
    assert_eq!(
        within(stub.echo("x").into_future())
            .await
            .unwrap()
            .into_inner(),
        "x"
    );
    drop(held);
    server.probe.dropped.reaches(2).await;
}

#[tokio::test]
async fn calls_above_the_peers_limit_wait_for_their_turn() {
    let server = Server::with("max_streams=3").await;
    let stub = server.stub("").await;
    stub.echo("x").await.unwrap();
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let stub = stub.clone();
            tokio::spawn(async move { stub.echo("x").await })
        })
        .collect();
    for call in calls {
        within(call).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_request_larger_than_the_window_goes_out_in_parts() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo(&"x".repeat(200_000)).await });
    let mut wire = server.accept().await;
    let stream = wire.until(HEADERS).await.stream;
    let mut received = 0;
    loop {
        let frame = wire.next().await.unwrap();
        if frame.kind != DATA {
            continue;
        }
        received += frame.payload.len();
        if frame.is_end() {
            break;
        }
        let more = u32::try_from(frame.payload.len()).unwrap().to_be_bytes();
        wire.send(support::wire::WINDOW_UPDATE, 0, 0, &more).await;
        wire.send(support::wire::WINDOW_UPDATE, 0, stream, &more)
            .await;
    }
    assert!(received > 200_000);
    wire.reply(stream, &support::text("y")).await;
    assert_eq!(within(call).await.unwrap().unwrap().into_inner(), "y");
}
