//! A handler whose caller is gone is told so, and dropped.

mod support;

use h2::Reason;
use support::{Server, number, request, text};

/// One call in each mode that the handler would never end.
const ENDLESS: [(&str, u64); 4] = [("Echo", 0), ("Count", 1000), ("Sum", 1), ("Chat", 0)];

fn body(method: &str, say: u64) -> Vec<u8> {
    match method {
        "Echo" => text("!never"),
        "Chat" => text("hello"),
        _ => number(say),
    }
}

#[tokio::test]
async fn a_reset_ends_the_handler_in_every_mode() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for (done, (method, say)) in ENDLESS.into_iter().enumerate() {
        let (response, mut stream) = raw.open(request(method)).await;
        let half_close = matches!(method, "Echo" | "Count");
        stream
            .send_data(body(method, say).into(), half_close)
            .unwrap();
        server.probe.started.reaches(done + 1).await;
        stream.send_reset(Reason::CANCEL);
        server.probe.dropped.reaches(done + 1).await;
        server.probe.cancelled.reaches(done + 1).await;
        drop(response);
    }
    raw.is_served().await;
}

#[tokio::test]
async fn a_lost_connection_ends_all_its_handlers() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut held = Vec::new();
    for (method, say) in ENDLESS {
        let (response, mut stream) = raw.open(request(method)).await;
        let half_close = matches!(method, "Echo" | "Count");
        stream
            .send_data(body(method, say).into(), half_close)
            .unwrap();
        held.push((response, stream));
    }
    server.probe.started.reaches(4).await;
    raw.connection.abort();
    server.probe.dropped.reaches(4).await;
    server.probe.cancelled.reaches(4).await;
}

#[tokio::test]
async fn a_reset_of_one_call_leaves_the_others() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (_first, mut one) = raw.open(request("Chat")).await;
    let (second, mut two) = raw.open(request("Chat")).await;
    one.send_data(text("a").into(), false).unwrap();
    two.send_data(text("b").into(), false).unwrap();
    server.probe.started.reaches(2).await;
    one.send_reset(Reason::CANCEL);
    server.probe.dropped.reaches(1).await;
    two.send_data(text("!bye").into(), true).unwrap();
    let answer = support::answer(second).await;
    assert_eq!((answer.texts(), answer.code()), (vec!["b".to_owned()], 0));
    assert_eq!(server.probe.cancelled.get(), 1);
}

#[tokio::test]
async fn a_reset_while_the_request_is_read_starts_no_handler() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (_response, mut stream) = raw.open(request("Echo")).await;
    stream
        .send_data(text("hello")[..4].to_vec().into(), false)
        .unwrap();
    stream.send_reset(Reason::CANCEL);
    raw.is_served().await;
    assert_eq!(server.probe.started.get(), 1);
}

#[tokio::test]
async fn ten_thousand_cancelled_calls_leave_nothing() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let calls = 10_000;
    for done in 0..calls {
        let (response, mut stream) = raw.open(request("Echo")).await;
        stream.send_data(text("!never").into(), true).unwrap();
        // Not faster than the server takes them: that is an attack, and ends the connection.
        server.probe.started.reaches(done + 1).await;
        drop((response, stream));
    }
    server.probe.dropped.reaches(calls).await;
    server.probe.cancelled.reaches(calls).await;
    raw.is_served().await;
}
