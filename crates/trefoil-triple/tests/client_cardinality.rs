//! A method with one reply gets one.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use support::wire::{DATA, END_STREAM, OK_HEAD};
use support::{RawServer, Stub, Wire, text, within};
use trefoil_core::{Code, Status, Streaming};

/// Answers a unary and a client-streaming call so, and gives both results.
async fn both<F: AsyncFn(&mut Wire, u32)>(answer: F) -> [Result<(), Status>; 2] {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = |stub: Stub| async move {
        let unary = stub.echo("x").await.map(drop);
        let streaming = stub.sum(Streaming::from_iter([1])).await.map(drop);
        [unary, streaming]
    };
    let calls = tokio::spawn(call(stub));
    let mut wire = server.accept().await;
    for _ in 0..2 {
        let stream = wire.request().await;
        answer(&mut wire, stream).await;
    }
    within(calls).await.unwrap()
}

fn codes(results: [Result<(), Status>; 2]) -> [Option<Code>; 2] {
    results.map(|result| result.err().map(|status| status.code()))
}

/// A message that reads as a string and as a number.
fn message() -> Vec<u8> {
    text("")
}

#[tokio::test]
async fn one_is_good() {
    let results = both(async |wire, stream| wire.reply(stream, &message()).await);
    assert_eq!(codes(results.await), [None, None]);
}

#[tokio::test]
async fn none_is_unimplemented() {
    let results = both(async |wire, stream| wire.reply(stream, b"").await);
    assert_eq!(codes(results.await), [Some(Code::Unimplemented); 2]);
    let results = both(async |wire, stream| {
        let head = [OK_HEAD, &[("grpc-status", "0")]].concat();
        wire.headers(END_STREAM, stream, &head).await;
    });
    assert_eq!(codes(results.await), [Some(Code::Unimplemented); 2]);
}

#[tokio::test]
async fn two_are_unimplemented() {
    let two = [message(), message()].concat();
    let results = both(async |wire, stream| wire.reply(stream, &two).await);
    assert_eq!(codes(results.await), [Some(Code::Unimplemented); 2]);
}

#[tokio::test]
async fn two_are_unimplemented_at_once_even_if_no_end_comes() {
    let two = [message(), message()].concat();
    let results = both(async |wire, stream| {
        wire.headers(0, stream, OK_HEAD).await;
        wire.send(DATA, 0, stream, &two).await;
    });
    assert_eq!(codes(results.await), [Some(Code::Unimplemented); 2]);
}

#[tokio::test]
async fn an_error_behind_a_message_is_that_error() {
    let results = both(async |wire, stream| {
        wire.headers(0, stream, OK_HEAD).await;
        wire.send(DATA, 0, stream, &message()).await;
        wire.headers(END_STREAM, stream, &[("grpc-status", "10")])
            .await;
    });
    assert_eq!(codes(results.await), [Some(Code::Aborted); 2]);
}

#[tokio::test]
async fn half_a_message_and_a_good_status_is_internal() {
    let results = both(async |wire, stream| {
        wire.reply(stream, &text("hello")[..6]).await;
    });
    assert_eq!(codes(results.await), [Some(Code::Internal); 2]);
}

#[tokio::test]
async fn half_a_message_and_an_error_is_that_error() {
    let results = both(async |wire, stream| {
        wire.headers(0, stream, OK_HEAD).await;
        wire.send(DATA, 0, stream, &text("hello")[..6]).await;
        wire.headers(END_STREAM, stream, &[("grpc-status", "4")])
            .await;
    });
    assert_eq!(codes(results.await), [Some(Code::DeadlineExceeded); 2]);
}
