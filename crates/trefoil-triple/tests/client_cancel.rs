//! A call that is dropped is cancelled on the wire, and never looks finished.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use support::wire::{DATA, OK_HEAD, RST_STREAM};
use support::{Frame, RawServer, Server, Wire, number, within};
use trefoil_core::{Code, Status, Streaming};

/// Reads up to the reset of stream 1; says whether an END_STREAM came before.
async fn reset(wire: &mut Wire) -> (Frame, bool) {
    let mut ended = false;
    loop {
        let frame = wire.next().await.unwrap();
        ended |= frame.is_end();
        if frame.kind == RST_STREAM {
            return (frame, ended);
        }
    }
}

#[tokio::test]
async fn a_dropped_unary_call_is_a_reset() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut wire = server.accept().await;
    wire.request().await;
    call.abort();
    assert_eq!(wire.until(RST_STREAM).await.error(), 8);
}

#[tokio::test]
async fn a_dropped_call_with_a_request_stream_never_half_closes() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let (mut sender, numbers) = Streaming::channel(4);
    sender.send(1).await.unwrap();
    let call = tokio::spawn(async move { stub.sum(numbers).await });
    let mut wire = server.accept().await;
    wire.until(DATA).await;
    call.abort();
    let (frame, ended) = reset(&mut wire).await;
    assert_eq!((frame.error(), ended), (8, false));
    within(sender.closed()).await;
}

#[tokio::test]
async fn a_sender_that_is_dropped_is_a_reset_and_no_half_close() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let (mut sender, numbers) = Streaming::channel(4);
    let call = tokio::spawn(async move { stub.sum(numbers).await });
    let mut wire = server.accept().await;
    sender.send(1).await.unwrap();
    wire.until(DATA).await;
    drop(sender);
    let (frame, ended) = reset(&mut wire).await;
    assert_eq!((frame.error(), ended), (8, false));
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Cancelled);
}

// On several threads: the reset and its reason race.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_stream_that_fails_gives_its_error_to_the_caller() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    for _ in 0..100 {
        let numbers = Streaming::new(futures_util::stream::iter([
            Ok(1),
            Err(Status::data_loss("the disk")),
        ]));
        let status = within(stub.sum(numbers).into_future()).await.unwrap_err();
        assert_eq!(
            (status.code(), status.message()),
            (Code::DataLoss, "the disk")
        );
    }
}

#[tokio::test]
async fn dropped_replies_are_a_reset() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move {
        let mut numbers = stub.count(9).await.unwrap().into_inner();
        numbers.message().await.unwrap()
    });
    let mut wire = server.accept().await;
    wire.request().await;
    wire.headers(0, 1, OK_HEAD).await;
    wire.send(DATA, 0, 1, &number(1)).await;
    assert_eq!(within(call).await.unwrap(), Some(1));
    assert_eq!(wire.until(RST_STREAM).await.error(), 8);
}

#[tokio::test]
async fn a_dropped_bidi_call_is_a_reset_and_its_sender_knows() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    let (mut sender, texts) = Streaming::channel(4);
    let mut replies = stub.chat(texts).await.unwrap().into_inner();
    sender.send("a".to_owned()).await.unwrap();
    assert_eq!(replies.message().await.unwrap().as_deref(), Some("a"));
    drop(replies);
    within(sender.closed()).await;
    server.probe.dropped.reaches(1).await;
    server.probe.cancelled.reaches(1).await;
}

#[tokio::test]
async fn an_early_answer_ends_the_requests() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    let (mut sender, numbers) = Streaming::channel(4);
    let call = tokio::spawn({
        let stub = stub.clone();
        async move { stub.sum(numbers).await }
    });
    sender.send(5).await.unwrap();
    sender.send(0).await.unwrap();
    let sum = within(call).await.unwrap().unwrap();
    assert_eq!(sum.into_inner(), 5);
    within(sender.closed()).await;
    let (mut sender, texts) = Streaming::channel(4);
    let mut replies = stub.chat(texts).await.unwrap().into_inner();
    sender.send("!bye".to_owned()).await.unwrap();
    assert_eq!(within(replies.message()).await.unwrap(), None);
    within(sender.closed()).await;
    within(stub.echo("alive").into_future()).await.unwrap();
}

// On one thread, so that the server keeps up: twenty calls that are reset before it has seen them are an
// attack to h2, and end the connection.
#[tokio::test]
async fn a_cancel_storm_leaves_no_handler() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    for round in 0..2000_u32 {
        let call = stub.echo("!never").into_future();
        // At another point of the call each time.
        let points = round % 7;
        tokio::select! {
            biased;
            _ = call => panic!("it never answers"),
            () = async { for _ in 0..points { tokio::task::yield_now().await } } => {}
        }
    }
    within(stub.echo("alive").into_future()).await.unwrap();
    let started = server.probe.started.get();
    server.probe.dropped.reaches(started).await;
    server.probe.cancelled.reaches(started - 1).await;
}
