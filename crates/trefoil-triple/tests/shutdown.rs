//! How a server stops.

mod support;

use std::time::Duration;

use support::wire::{self, GOAWAY, Wire};
use support::{Server, request, text, within};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use trefoil_core::Protocol as _;

/// Begins to stop, and waits until the door is closed.
async fn stopping(server: &Server) -> JoinHandle<()> {
    let exporter = server.exporter.clone();
    let stopping = tokio::spawn(async move { exporter.unexport().await });
    let address = server.address();
    within(async {
        while TcpStream::connect(&address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    stopping
}

#[tokio::test]
async fn the_door_closes_and_the_call_under_way_ends_well() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(request("Chat")).await;
    body.send_data(text("a").into(), false).unwrap();
    server.probe.started.reaches(1).await;
    let stopping = stopping(&server).await;
    assert!(!stopping.is_finished());
    body.send_data(text("b").into(), true).unwrap();
    let answer = support::answer(response).await;
    assert_eq!(
        (answer.texts(), answer.code()),
        (vec!["a".into(), "b".into()], 0)
    );
    within(stopping).await.unwrap();
    assert_eq!(server.probe.cancelled.get(), 0);
    within(raw.connection).await.unwrap().unwrap();
}

#[tokio::test]
async fn goaway_tells_a_peer_before_its_calls_end() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    wire.send(wire::HEADERS, wire::END_HEADERS, 1, &wire::head("Chat"))
        .await;
    server.probe.started.reaches(1).await;
    let stopping = stopping(&server).await;
    let first = wire.until(GOAWAY).await;
    assert_eq!(first.payload[..8], [0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    let ping = wire.until(wire::PING).await;
    wire.send(wire::PING, wire::ACK, 0, &ping.payload).await;
    let second = wire.until(GOAWAY).await;
    assert_eq!(second.payload[..8], [0, 0, 0, 1, 0, 0, 0, 0]);
    wire.send(wire::DATA, wire::END_STREAM, 1, b"").await;
    wire.closed().await;
    within(stopping).await.unwrap();
}

#[tokio::test]
async fn what_does_not_end_is_ended() {
    let server = Server::with("shutdown_timeout=100").await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(request("Echo")).await;
    body.send_data(text("!never").into(), true).unwrap();
    server.probe.started.reaches(1).await;
    within(stopping(&server).await).await.unwrap();
    server.probe.dropped.reaches(1).await;
    server.probe.cancelled.reaches(1).await;
    assert!(within(response).await.is_err());
    let _ = within(raw.connection).await.unwrap();
}

#[tokio::test]
async fn a_connection_without_calls_is_closed_at_once() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    raw.is_served().await;
    within(stopping(&server).await).await.unwrap();
    within(raw.connection).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_connection_that_says_nothing_delays_nothing() {
    let server = Server::start().await;
    let mut silent = Wire::dial(&server.address()).await;
    // So that it was accepted.
    server.raw().await.is_served().await;
    within(stopping(&server).await).await.unwrap();
    silent.closed().await;
}

#[tokio::test]
async fn a_service_that_leaves_does_not_take_the_others_with_it() {
    let server = Server::start().await;
    let url = format!("tri://{}/test.Other", server.address());
    let other = support::service::Test(server.probe.clone());
    let other = server
        .triple
        .export(url.parse().unwrap(), std::sync::Arc::new(other))
        .await
        .unwrap();
    let mut raw = server.raw().await;
    raw.is_served().await;
    other.unexport().await;
    raw.is_served().await;
    let mut head = request("Echo");
    *head.uri_mut() = "http://localhost/test.Other/Echo".parse().unwrap();
    assert_eq!(raw.send(head, &[&text("x")]).await.code(), 12);
}

#[tokio::test]
async fn the_address_is_free_afterwards() {
    let server = Server::start().await;
    let address = server.address();
    within(stopping(&server).await).await.unwrap();
    // Twice is once.
    within(server.exporter.unexport()).await;
    let again = Server::at(&format!("tri://{address}")).await;
    again.raw().await.is_served().await;
    within(again.triple.destroy()).await;
    within(again.triple.destroy()).await;
    assert!(TcpStream::connect(&address).await.is_err());
}

#[tokio::test]
async fn a_protocol_that_is_dropped_stops_its_servers() {
    let server = Server::start().await;
    let address = server.address();
    let mut raw = server.raw().await;
    raw.is_served().await;
    drop(server);
    let _ = within(raw.connection).await.unwrap();
    assert!(TcpStream::connect(&address).await.is_err());
}
