//! An exchange that is cut off at any byte ends with an error and never hangs.

mod support;

use support::wire::{self, DATA, END_HEADERS, END_STREAM, HEADERS, OK_HEAD, SETTINGS, frame};
use support::{RawServer, Server, Wire, text, within};
use tokio::io::AsyncWriteExt;

#[tokio::test]
async fn a_server_survives_a_request_that_is_cut() {
    let server = Server::start().await;
    let request = [
        wire::PREFACE.to_vec(),
        frame(SETTINGS, 0, 0, &[]),
        frame(HEADERS, END_HEADERS, 1, &wire::head("Chat")),
        frame(DATA, 0, 1, &text("a")),
        frame(DATA, END_STREAM, 1, &text("b")),
    ]
    .concat();
    for end in 0..request.len() {
        let mut wire = Wire::dial(&server.address()).await;
        wire.bytes(&request[..end]).await;
        let _ = wire.io.shutdown().await;
        wire.closed().await;
    }
    let started = server.probe.started.get();
    assert!(started > 0);
    server.probe.dropped.reaches(started).await;
    server.raw().await.is_served().await;
}

#[tokio::test]
async fn a_caller_survives_an_answer_that_is_cut() {
    let answer = [
        frame(HEADERS, END_HEADERS, 1, &wire::block(OK_HEAD)),
        frame(DATA, 0, 1, &text("a")),
        frame(
            HEADERS,
            END_HEADERS | END_STREAM,
            1,
            &wire::block(&[("grpc-status", "0")]),
        ),
    ]
    .concat();
    for end in 0..=answer.len() {
        let server = RawServer::bind().await;
        let stub = server.stub("").await;
        let call = tokio::spawn(async move { stub.echo("x").await });
        let mut wire = server.accept().await;
        wire.request().await;
        wire.bytes(&answer[..end]).await;
        let _ = wire.io.shutdown().await;
        let result = within(call).await.unwrap();
        assert_eq!(result.is_ok(), end == answer.len(), "{end}: {result:?}");
        if let Err(status) = result {
            assert_eq!(status.code(), trefoil_core::Code::Unavailable, "{end}");
        }
    }
}
