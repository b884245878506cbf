//! Requests that no server looked at are sent again; all others are not.

mod support;

use support::wire::OK_HEAD;
use support::{RawServer, number, text, within};
use trefoil_core::{Code, Streaming};

const ALL: u32 = (1 << 31) - 1;

#[tokio::test]
async fn a_call_above_the_last_stream_goes_to_a_new_connection() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut first = server.accept().await;
    first.request().await;
    first.goaway(0, 0).await;
    let mut second = server.accept().await;
    let stream = second.request().await;
    second.reply(stream, &text("y")).await;
    assert_eq!(within(call).await.unwrap().unwrap().into_inner(), "y");
}

#[tokio::test]
async fn a_call_up_to_the_last_stream_ends_where_it_is() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let other = stub.clone();
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut first = server.accept().await;
    let stream = first.request().await;
    first.goaway(stream, 0).await;
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    // The next call takes a new connection while the old one still answers.
    let next = tokio::spawn(async move { other.echo("z").await });
    let mut second = server.accept().await;
    let on_second = second.request().await;
    second.reply(on_second, &text("z")).await;
    assert_eq!(within(next).await.unwrap().unwrap().into_inner(), "z");
    first.reply(stream, &text("y")).await;
    assert_eq!(within(call).await.unwrap().unwrap().into_inner(), "y");
    first.closed().await;
}

#[tokio::test]
async fn a_connection_that_goes_away_as_java_does_it_fails_its_call_and_no_other() {
    // Dubbo Java 3.3.6 after an exception it cannot serialize: the status, then this, then it closes.
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let (answered, waiting) = (stub.clone(), stub.clone());
    let answered = tokio::spawn(async move { answered.echo("a").await });
    let mut first = server.accept().await;
    let stream = first.request().await;
    let waiting = tokio::spawn(async move { waiting.echo("b").await });
    first.request().await;
    let head = [OK_HEAD, &[("grpc-status", "2"), ("grpc-message", "no")]].concat();
    first
        .headers(support::wire::END_STREAM, stream, &head)
        .await;
    first.goaway(ALL, 2).await;
    drop(first);
    let status = within(answered).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::Unknown, "no"));
    // It may have been looked at: it is not sent again.
    let status = within(waiting).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    let next = tokio::spawn(async move { stub.echo("c").await });
    let mut second = server.accept().await;
    let stream = second.request().await;
    second.reply(stream, &text("c")).await;
    assert_eq!(within(next).await.unwrap().unwrap().into_inner(), "c");
}

#[tokio::test]
async fn a_refused_call_is_sent_three_times_in_all() {
    for (refusals, code) in [(1, None), (2, None), (3, Some(Code::Unavailable))] {
        let server = RawServer::bind().await;
        let stub = server.stub("").await;
        let call = tokio::spawn(async move {
            let echo = stub.echo("x").await;
            (echo.map(drop).map_err(|status| status.code()), stub)
        });
        let mut wire = server.accept().await;
        for _ in 0..refusals {
            let stream = wire.request().await;
            wire.reset(stream, 7).await;
        }
        if code.is_none() {
            let stream = wire.request().await;
            wire.reply(stream, &text("y")).await;
        }
        let (result, stub) = within(call).await.unwrap();
        assert_eq!(result.err(), code, "{refusals}");
        drop(stub);
        // Nothing more came.
        while let Some(frame) = wire.next().await {
            assert_ne!(frame.kind, support::wire::HEADERS);
        }
    }
}

#[tokio::test]
async fn a_refused_stream_of_replies_is_sent_again() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move {
        let mut numbers = stub.count(1).await.unwrap().into_inner();
        numbers.message().await
    });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reset(stream, 7).await;
    let stream = wire.request().await;
    wire.reply(stream, &number(1)).await;
    assert_eq!(within(call).await.unwrap().unwrap(), Some(1));
}

#[tokio::test]
async fn a_stream_of_requests_is_sent_once() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.sum(Streaming::from_iter([1])).await });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reset(stream, 7).await;
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
}

#[tokio::test]
async fn a_refusal_behind_an_answer_sends_nothing_again() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.headers(0, stream, OK_HEAD).await;
    wire.reset(stream, 7).await;
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
}

#[tokio::test]
async fn a_server_that_sends_every_connection_away_is_given_up_on() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let serving = tokio::spawn(async move {
        let mut connections = 0_u32;
        loop {
            let mut wire = server.accept().await;
            connections += 1;
            if connections > 20 {
                panic!("a storm of connections");
            }
            tokio::spawn(async move {
                wire.goaway(0, 0).await;
                wire.closed().await;
            });
        }
    });
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert!(!serving.is_finished());
    serving.abort();
}

#[tokio::test]
async fn our_own_server_drains_without_losing_a_call() {
    let server = support::Server::start().await;
    let stub = server.stub("").await;
    let (sender, texts) = Streaming::channel(4);
    let mut replies = stub.chat(texts).await.unwrap().into_inner();
    server.probe.started.reaches(1).await;
    let stopping = tokio::spawn({
        let exporter = server.exporter.clone();
        async move { exporter.unexport().await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    sender.finish();
    assert_eq!(within(replies.message()).await.unwrap(), None);
    within(stopping).await.unwrap();
    assert_eq!(server.probe.cancelled.get(), 0);
}
