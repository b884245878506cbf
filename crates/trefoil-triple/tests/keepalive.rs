//! A peer that is gone without a word is found out.

mod support;

use std::time::Duration;

use support::{RawServer, Server, request, text, within};
use trefoil_core::Code;

const QUICK: &str = "keepalive=30&keepalive_timeout=50";

#[tokio::test]
async fn a_server_closes_a_connection_that_answers_no_ping() {
    let server = Server::with(QUICK).await;
    let mut wire = server.wire().await;
    wire.send(
        support::wire::HEADERS,
        support::wire::END_HEADERS,
        1,
        &support::wire::head("Chat"),
    )
    .await;
    server.probe.started.reaches(1).await;
    wire.until(support::wire::PING).await;
    wire.closed().await;
    server.probe.dropped.reaches(1).await;
    server.probe.cancelled.reaches(1).await;
}

#[tokio::test]
async fn a_server_keeps_a_connection_that_answers() {
    let server = Server::with("keepalive=10&keepalive_timeout=2000").await;
    let mut raw = server.raw().await;
    let (_response, mut body) = raw.open(request("Chat")).await;
    body.send_data(text("a").into(), false).unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    raw.is_served().await;
    assert_eq!(server.probe.cancelled.get(), 0);
}

#[tokio::test]
async fn a_caller_gives_up_a_server_that_answers_no_ping_and_connects_anew() {
    let server = RawServer::bind().await;
    let stub = server.stub(QUICK).await;
    let one = stub.clone();
    let call = tokio::spawn(async move { one.echo("x").await });
    let mut wire = server.accept().await;
    wire.request().await;
    let status = within(call).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    wire.closed().await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reply(stream, &text("y")).await;
    within(call).await.unwrap().unwrap();
}

#[tokio::test]
async fn pings_are_answered_with_what_they_hold() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    for n in 0..5000_u64 {
        wire.send(support::wire::PING, 0, 0, &n.to_be_bytes()).await;
        let pong = wire.until(support::wire::PING).await;
        assert_eq!(pong.flags, support::wire::ACK);
        assert_eq!(pong.payload, n.to_be_bytes());
    }
}
