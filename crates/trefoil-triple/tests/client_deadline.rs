//! A caller's deadline holds over the whole call, whatever the server does.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use std::time::Duration;

use support::wire::{DATA, OK_HEAD, RST_STREAM};
use support::{RawServer, Stub, number, text, within};
use trefoil_core::{Code, Status, Streaming};

const SHORT: Duration = Duration::from_millis(100);

#[tokio::test]
async fn each_mode_ends_with_deadline_exceeded_and_a_reset() {
    for mode in 0..4 {
        let server = RawServer::bind().await;
        let stub = server.stub("").await;
        let call = tokio::spawn(async move { run(&stub, mode).await });
        let mut wire = server.accept().await;
        let reset = wire.until(RST_STREAM).await;
        assert_eq!((reset.stream, reset.error()), (1, 8), "mode {mode}");
        let status = within(call).await.unwrap();
        assert_eq!(status.code(), Code::DeadlineExceeded, "mode {mode}");
    }
}

async fn run(stub: &Stub, mode: usize) -> Status {
    let (_numbers_open, numbers) = Streaming::channel(1);
    let (_texts_open, texts) = Streaming::channel(1);
    let (mut replies, mut texts) = match mode {
        0 => return stub.echo("x").timeout(SHORT).await.unwrap_err(),
        1 => return stub.sum(numbers).timeout(SHORT).await.unwrap_err(),
        2 => {
            let replies = stub.count(1).timeout(SHORT).await.unwrap().into_inner();
            (Some(replies), None)
        }
        _ => {
            let texts = stub.chat(texts).timeout(SHORT).await.unwrap().into_inner();
            (None, Some(texts))
        }
    };
    match (&mut replies, &mut texts) {
        (Some(replies), _) => replies.message().await.unwrap_err(),
        (_, Some(texts)) => texts.message().await.unwrap_err(),
        _ => unreachable!(),
    }
}

#[tokio::test]
async fn it_holds_between_the_messages_of_a_stream() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move {
        let mut numbers = stub.count(9).timeout(SHORT).await.unwrap().into_inner();
        let first = numbers.message().await.unwrap();
        (first, numbers.message().await.unwrap_err().code())
    });
    let mut wire = server.accept().await;
    wire.request().await;
    wire.headers(0, 1, OK_HEAD).await;
    wire.send(DATA, 0, 1, &number(1)).await;
    assert_eq!(wire.until(RST_STREAM).await.error(), 8);
    let result = within(call).await.unwrap();
    assert_eq!(result, (Some(1), Code::DeadlineExceeded));
}

#[tokio::test]
async fn it_holds_inside_a_message() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").timeout(SHORT).await });
    let mut wire = server.accept().await;
    wire.request().await;
    wire.headers(0, 1, OK_HEAD).await;
    wire.send(DATA, 0, 1, &text("hello")[..6]).await;
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn it_covers_connecting() {
    // The listener accepts no connection; its backlog takes it, and no preface is answered.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let stub = Stub::at(&listener.local_addr().unwrap().to_string(), "").await;
    let call = within(stub.echo("x").timeout(SHORT).into_future());
    assert_eq!(call.await.unwrap_err().code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn it_covers_waiting_for_a_place_on_the_connection() {
    let server = support::Server::with("max_streams=1").await;
    let stub = server.stub("").await;
    // Lets the settings arrive.
    stub.echo("x").await.unwrap();
    let holder = stub.clone();
    let held = tokio::spawn(async move { holder.echo("!never").timeout(support::LONG).await });
    server.probe.started.reaches(2).await;
    let status = within(stub.echo("x").timeout(SHORT).into_future()).await;
    assert_eq!(status.unwrap_err().code(), Code::DeadlineExceeded);
    assert_eq!(server.probe.started.get(), 2);
    held.abort();
    within(stub.echo("x").into_future()).await.unwrap();
}

#[tokio::test]
async fn a_cancel_by_the_server_after_it_is_the_deadline() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move {
        let mut numbers = stub.count(9).timeout(SHORT).await.unwrap().into_inner();
        tokio::time::sleep(SHORT * 2).await;
        numbers.message().await.unwrap_err()
    });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reset(stream, 8).await;
    let status = within(call).await.unwrap();
    assert_eq!(status.code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn the_server_is_told_of_it_and_never_of_more_than_is_left() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").timeout(Duration::from_secs(2)).await });
    let head = server.request_head().await;
    let timeout = head.headers["grpc-timeout"].to_str().unwrap();
    let (digits, unit) = timeout.split_at(timeout.len() - 1);
    let digits: u64 = digits.parse().unwrap();
    let micros = match unit {
        "n" => digits / 1000,
        "u" => digits,
        "m" => digits * 1000,
        _ => panic!("{timeout}"),
    };
    assert!((1..=2_000_000).contains(&micros), "{timeout}");
    drop(call);
}

#[tokio::test]
async fn no_time_at_all_sends_nothing() {
    let server = support::Server::start().await;
    let stub = server.stub("").await;
    let status = stub.echo("x").timeout(Duration::ZERO).await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(server.probe.started.get(), 0);
}

#[tokio::test]
async fn a_server_that_floods_is_no_way_around_it() {
    let server = support::Server::start().await;
    let stub = server.stub("").await;
    let numbers = stub.count(1004).timeout(SHORT).await.unwrap();
    let mut numbers = numbers.into_inner();
    let end = within(async {
        loop {
            if let Err(status) = numbers.message().await {
                return status;
            }
        }
    });
    assert_eq!(end.await.code(), Code::DeadlineExceeded);
    server.probe.dropped.reaches(1).await;
}
