//! How large a message may be.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use std::time::Duration;

use support::{Server, framed, number, request, text};

#[tokio::test]
async fn a_message_of_just_the_limit_is_taken_and_one_byte_more_is_not() {
    let server = Server::with("max_message_size=1000").await;
    let mut raw = server.raw().await;
    // Two bytes of tag and length, one more of length.
    let fits = "x".repeat(1000 - 3);
    let answer = raw.call("Echo", &text(&fits)).await;
    assert_eq!((answer.texts(), answer.code()), (vec![fits.clone()], 0));
    for method in ["Echo", "Chat"] {
        let answer = raw.call(method, &text(&format!("{fits}x"))).await;
        assert_eq!(answer.code(), 8, "{method}");
    }
    raw.is_served().await;
}

#[tokio::test]
async fn the_limit_is_of_a_message_and_not_of_a_stream() {
    let server = Server::with("max_message_size=10").await;
    let mut raw = server.raw().await;
    let body: Vec<_> = (0..1000).flat_map(|_| number(1)).collect();
    assert_eq!(raw.call("Sum", &body).await.numbers(), [1000]);
}

#[tokio::test]
async fn a_length_is_refused_before_its_bytes_come() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for method in ["Echo", "Count", "Sum", "Chat"] {
        let (response, mut body) = raw.open(request(method)).await;
        // Four GiB are announced, and nothing of it comes.
        body.send_data(vec![0, 0xff, 0xff, 0xff, 0xff].into(), false)
            .unwrap();
        let answer = support::answer(response).await;
        assert_eq!(answer.code(), 8, "{method}");
        assert!(answer.message().contains("4294967295"), "{method}");
    }
    raw.is_served().await;
}

#[tokio::test]
async fn four_mebibytes_are_the_default() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let text = "x".repeat((4 << 20) - 5);
    let body = support::text(&text);
    assert_eq!(body.len(), 5 + (4 << 20));
    assert_eq!(raw.call("Echo", &body).await.code(), 0);
    let over = framed(&vec![0; (4 << 20) + 1]);
    assert_eq!(raw.call("Echo", &over).await.code(), 8);
    raw.is_served().await;
}

#[tokio::test]
async fn a_reply_that_is_too_large_to_send_is_resource_exhausted() {
    let server = Server::with("max_send_message_size=10").await;
    let mut raw = server.raw().await;
    assert_eq!(raw.call("Echo", &text("short")).await.code(), 0);
    let answer = raw.call("Echo", &text("!large")).await;
    assert_eq!(answer.code(), 8);
    let answer = raw.call("Chat", &text("longer than ten")).await;
    assert_eq!(answer.code(), 8);
    raw.is_served().await;
}

#[tokio::test]
async fn a_message_larger_than_the_window_arrives() {
    let server = Server::with("stream_window=70000&connection_window=70000").await;
    let mut raw = server.raw().await;
    let text = "x".repeat(1 << 20);
    let answer = raw.call("Echo", &support::text(&text)).await;
    assert_eq!(answer.texts(), [text]);
}

/// Begins calls with the first bytes of a large request, until one is refused; says how many were not.
async fn begun(raw: &mut support::RawClient, method: &str, size: usize) -> (Vec<Begun>, u32) {
    let mut begun = Vec::new();
    while begun.len() < 20 {
        let (response, mut body) = raw.open(request(method)).await;
        body.send_data(framed(&vec![0; size])[..10].to_vec().into(), false)
            .unwrap();
        let mut response = Box::pin(support::answer(response));
        let refused = tokio::time::timeout(Duration::from_millis(50), &mut response).await;
        match refused {
            Ok(answer) => return (begun, answer.code()),
            Err(_) => begun.push((body, response)),
        }
    }
    panic!("nothing bounds them");
}

type Begun = (
    h2::SendStream<bytes::Bytes>,
    std::pin::Pin<Box<dyn Future<Output = support::Answer>>>,
);

#[tokio::test]
async fn the_calls_of_a_connection_gather_no_more_than_its_buffer() {
    let server = Server::with("connection_buffer=1mib").await;
    for method in ["Echo", "Sum"] {
        let mut raw = server.raw().await;
        let (held, code) = begun(&mut raw, method, 300 << 10).await;
        assert_eq!((held.len(), code), (3, 8), "{method}");
        // Small ones have room, and so has another connection.
        raw.is_served().await;
        let large = "x".repeat(300 << 10);
        let mut other = server.raw().await;
        assert_eq!(other.call("Echo", &text(&large)).await.code(), 0);
        // What ends gives its room back.
        drop(held);
        support::within(async { while raw.call("Echo", &text(&large)).await.code() != 0 {} }).await;
        for _ in 0..5 {
            assert_eq!(raw.call("Echo", &text(&large)).await.code(), 0);
        }
    }
}

#[tokio::test]
async fn a_message_that_is_alone_may_be_larger_than_the_buffer() {
    let server = Server::with("connection_buffer=100").await;
    let mut raw = server.raw().await;
    let large = "x".repeat(1 << 20);
    assert_eq!(raw.call("Echo", &text(&large)).await.code(), 0);
}

#[tokio::test]
async fn a_stream_that_had_a_large_message_holds_no_room() {
    let server = Server::with("connection_buffer=1mib").await;
    let mut raw = server.raw().await;
    let large = "x".repeat(900 << 10);
    let mut held = Vec::new();
    for n in 1..5 {
        let (response, mut body) = raw.open(request("Chat")).await;
        body.send_data(text(&large).into(), false).unwrap();
        let mut replies = support::within(response).await.unwrap().into_body();
        let mut length = 0;
        while length < large.len() {
            let data = support::within(replies.data()).await.unwrap().unwrap();
            replies.flow_control().release_capacity(data.len()).unwrap();
            length += data.len();
        }
        held.push((body, replies));
        server.probe.started.reaches(n).await;
    }
}
