//! Errors of handlers, as trailers.

mod support;

use http::StatusCode;
use support::{Server, number, request_with, text};

#[tokio::test]
async fn all_of_a_status_is_on_the_wire() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.call("Echo", &text("!fail")).await;
    assert_eq!((answer.http, answer.code()), (StatusCode::OK, 5));
    answer.is_trailers_only();
    assert_eq!(answer.message(), "100%25 %E2%98%BA%0D%0A %2B gone");
    assert_eq!(answer.headers["x-why"], "because");
    let details = answer.headers["grpc-status-details-bin"].to_str().unwrap();
    assert!(!details.contains('='), "padded: {details}");
}

#[tokio::test]
async fn a_good_end_has_a_status_too() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.call("Echo", &text("x")).await;
    assert_eq!(answer.trailers.unwrap()["grpc-status"], "0");
    assert!(!answer.headers.contains_key("grpc-status"));
}

#[tokio::test]
async fn a_panic_is_internal_and_ends_nothing_else() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (waiting, mut stream) = raw.open(support::request("Chat")).await;
    stream.send_data(text("a").into(), false).unwrap();
    for text in ["!panic", "!late panic"] {
        let answer = raw.call("Echo", &support::text(text)).await;
        assert_eq!(answer.code(), 13, "{text}");
        assert!(!answer.message().contains("secret"), "{answer:?}");
    }
    let answer = raw.call("Count", &number(1003)).await;
    assert_eq!((answer.numbers(), answer.code()), (vec![1], 13));
    assert!(!answer.message().contains("secret"), "{answer:?}");
    stream.send_data(text("!bye").into(), true).unwrap();
    assert_eq!(support::answer(waiting).await.texts(), ["a"]);
}

#[tokio::test]
async fn the_source_of_an_error_stays_at_home() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.call("Echo", &text("!source")).await;
    assert_eq!((answer.code(), answer.message()), (13, "internal error"));
}

#[tokio::test]
async fn a_business_error_is_17_to_dubbo_go_and_unknown_to_others() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for (agent, code) in [
        ("grpc-go-triple/0.1.0 (go1.26)", 17),
        ("grpc-go/1.83.1", 2),
        ("grpc-java-netty/1.79.0", 2),
        ("", 2),
    ] {
        let head = request_with("Echo", "user-agent", agent);
        let answer = raw.send(head, &[&text("!business")]).await;
        assert_eq!(answer.code(), code, "{agent}");
        assert_eq!(answer.message(), "no such order");
    }
    assert_eq!(raw.call("Echo", &text("!business")).await.code(), 2);
}

#[tokio::test]
async fn a_stream_may_fail_after_messages() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.call("Count", &number(1002)).await;
    assert_eq!((answer.numbers(), answer.code()), (vec![1], 15));
    assert_eq!(answer.message(), "lost count");
}

#[tokio::test]
async fn a_stream_may_fail_before_it_begins() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.call("Count", &number(404)).await;
    assert_eq!(answer.code(), 5);
    answer.is_trailers_only();
}

#[tokio::test]
async fn a_stream_shows_its_head_before_its_first_message() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(support::request("Count")).await;
    body.send_data(number(1000).into(), true).unwrap();
    let head = support::within(response).await.unwrap();
    assert_eq!(head.headers()["x-first"], "1");
    let (response, _body) = raw.open(support::request("Chat")).await;
    assert_eq!(support::within(response).await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_answer_before_the_requests_end_stops_them() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(support::request("Sum")).await;
    body.send_data([number(4), number(0)].concat().into(), false)
        .unwrap();
    let answer = support::answer(response).await;
    assert_eq!((answer.numbers(), answer.code()), (vec![4], 0));
    assert!(answer.error.is_none());
    let reset = support::within(std::future::poll_fn(|cx| body.poll_reset(cx))).await;
    assert_eq!(reset.unwrap(), h2::Reason::NO_ERROR);
}
