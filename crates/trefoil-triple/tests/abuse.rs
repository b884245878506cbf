//! Peers that mean harm get what they deserve, and nobody else notices.

mod support;

use std::time::Duration;

use support::wire::{
    self, CONTINUATION, DATA, END_HEADERS, END_STREAM, GOAWAY, HEADERS, RST_STREAM, WINDOW_UPDATE,
    Wire, frame,
};
use support::{Server, number, request, text, within};

/// Error codes of HTTP/2.
const REFUSED_STREAM: u32 = 7;
const ENHANCE_YOUR_CALM: u32 = 11;

#[tokio::test]
async fn what_is_no_http2_is_closed() {
    let server = Server::start().await;
    for bytes in [
        &b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"[..],
        b"PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n",
        &[0xff; 100],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ] {
        let mut wire = Wire::dial(&server.address()).await;
        wire.bytes(bytes).await;
        wire.closed().await;
    }
    server.raw().await.is_served().await;
}

#[tokio::test]
async fn a_preface_that_does_not_come_is_not_waited_for() {
    let server = Server::with("connect_timeout=100").await;
    let mut silent = Wire::dial(&server.address()).await;
    let mut half = Wire::dial(&server.address()).await;
    half.bytes(&wire::PREFACE[..10]).await;
    silent.closed().await;
    half.closed().await;
}

#[tokio::test]
async fn slow_handshakes_keep_nobody_out() {
    let server = Server::start().await;
    let mut silent = Vec::new();
    for _ in 0..200 {
        silent.push(Wire::dial(&server.address()).await);
    }
    let mut raw = within(server.raw()).await;
    raw.is_served().await;
}

#[tokio::test]
async fn headers_above_the_limit_cost_one_call_or_the_connection() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut head = request("Echo");
    head.headers_mut()
        .insert("x-large", "x".repeat(40 << 10).parse().unwrap());
    let (response, _) = raw.sender.send_request(head, true).unwrap();
    let answer = within(response).await.unwrap();
    assert_eq!(answer.status(), 431);
    raw.is_served().await;
    // Far more is an attack.
    let mut wire = server.wire().await;
    wire.send(HEADERS, END_STREAM, 1, &wire::head("Echo")).await;
    let large = wire::block(&[("x-large", &"x".repeat(16_000))]);
    let flood: Vec<u8> = (0..300)
        .flat_map(|_| frame(CONTINUATION, 0, 1, &large))
        .collect();
    wire.bytes(&flood).await;
    assert_eq!(wire.until(GOAWAY).await.error(), ENHANCE_YOUR_CALM);
    raw.is_served().await;
    assert_eq!(server.probe.started.get(), 2);
}

#[tokio::test]
async fn a_thousand_rapid_resets_end_the_connection_and_all_handlers() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut wire = server.wire().await;
    let mut burst = Vec::new();
    for n in 0..1000_u32 {
        let stream = 2 * n + 1;
        burst.extend(frame(HEADERS, END_HEADERS, stream, &wire::head("Chat")));
        burst.extend(frame(RST_STREAM, 0, stream, &8_u32.to_be_bytes()));
    }
    wire.bytes(&burst).await;
    assert_eq!(wire.until(GOAWAY).await.error(), ENHANCE_YOUR_CALM);
    raw.is_served().await;
    let started = server.probe.started.get();
    server.probe.dropped.reaches(started).await;
}

#[tokio::test]
async fn resets_that_the_server_is_made_to_send_end_the_connection() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    let mut burst = Vec::new();
    for n in 0..2000_u32 {
        let stream = 2 * n + 1;
        burst.extend(frame(HEADERS, END_HEADERS, stream, &wire::head("Chat")));
        burst.extend(frame(WINDOW_UPDATE, 0, stream, &[0; 4]));
    }
    wire.bytes(&burst).await;
    wire.until(GOAWAY).await;
    wire.closed().await;
    let started = server.probe.started.get();
    server.probe.dropped.reaches(started).await;
    server.raw().await.is_served().await;
}

#[tokio::test]
async fn calls_above_the_limit_are_refused() {
    let server = Server::with("max_streams=10").await;
    let mut wire = server.wire().await;
    for n in 0..10_u32 {
        wire.send(HEADERS, END_HEADERS, 2 * n + 1, &wire::head("Chat"))
            .await;
    }
    server.probe.started.reaches(10).await;
    wire.send(HEADERS, END_HEADERS, 21, &wire::head("Chat"))
        .await;
    let reset = wire.until(RST_STREAM).await;
    assert_eq!((reset.stream, reset.error()), (21, REFUSED_STREAM));
    assert_eq!(server.probe.started.get(), 10);
}

#[tokio::test]
async fn twenty_thousand_small_messages_are_no_attack() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(request("Sum")).await;
    for n in 0..20_000 {
        body.send_data(number(1).into(), n == 19_999).unwrap();
        if n % 100 == 0 {
            tokio::task::yield_now().await;
        }
    }
    let answer = support::answer(response).await;
    assert_eq!(answer.numbers(), [20_000]);
}

#[tokio::test]
async fn a_flood_of_empty_frames_harms_nobody() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    wire.send(HEADERS, END_HEADERS, 1, &wire::head("Sum")).await;
    server.probe.started.reaches(1).await;
    wire.bytes(&frame(DATA, 0, 1, b"").repeat(100_000)).await;
    // The connection may live or not; who else calls is served.
    let mut raw = server.raw().await;
    raw.is_served().await;
    drop(wire);
    server.probe.dropped.reaches(2).await;
}

#[tokio::test]
async fn unknown_frames_are_ignored() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    wire.bytes(&frame(0xfa, 0xff, 0, b"whatever").repeat(1000))
        .await;
    wire.send(HEADERS, END_HEADERS, 1, &wire::head("Echo"))
        .await;
    wire.send(DATA, END_STREAM, 1, &text("x")).await;
    assert_eq!(wire.until(DATA).await.payload, text("x"));
}

#[tokio::test]
async fn a_half_closed_socket_ends_its_calls() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    wire.send(HEADERS, END_HEADERS, 1, &wire::head("Chat"))
        .await;
    server.probe.started.reaches(1).await;
    tokio::io::AsyncWriteExt::shutdown(&mut wire.io)
        .await
        .unwrap();
    server.probe.dropped.reaches(1).await;
    server.probe.cancelled.reaches(1).await;
    wire.closed().await;
}

#[tokio::test]
async fn a_peer_that_does_not_read_is_not_written_to_without_bound() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    // The largest windows there are, and nobody reads the socket.
    let window = [0_u8, 4, 0x7f, 0xff, 0xff, 0xff];
    wire.send(wire::SETTINGS, 0, 0, &window).await;
    wire.send(WINDOW_UPDATE, 0, 0, &(0x7fff_0000_u32).to_be_bytes())
        .await;
    wire.send(HEADERS, END_HEADERS, 1, &wire::head("Count"))
        .await;
    wire.send(DATA, END_STREAM, 1, &number(1004)).await;
    server.probe.started.reaches(1).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    // It still serves, and the stream ends with its connection.
    server.raw().await.is_served().await;
    drop(wire);
    server.probe.dropped.reaches(2).await;
}
