//! `grpc-timeout` on a server: over the whole call, in every mode.

mod support;

use std::time::Duration;

use support::{Server, answer, number, request_with, text};

#[tokio::test]
async fn a_malformed_timeout_is_refused_before_the_handler() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for timeout in [
        "1",
        "",
        "abc",
        "S",
        "100000000S",
        "-1S",
        "+1S",
        "1.5S",
        "1X",
        "1s",
        "1 S",
    ] {
        let head = request_with("Echo", "grpc-timeout", timeout);
        let answer = raw.send(head, &[&text("x")]).await;
        assert_eq!(answer.code(), 13, "{timeout:?}");
        answer.is_trailers_only();
    }
    assert_eq!(server.probe.started.get(), 0);
}

#[tokio::test]
async fn no_time_at_all_is_over_before_the_handler() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for timeout in ["0n", "0m", "00000000H"] {
        let head = request_with("Echo", "grpc-timeout", timeout);
        assert_eq!(raw.send(head, &[&text("x")]).await.code(), 4, "{timeout}");
    }
    assert_eq!(server.probe.started.get(), 0);
}

#[tokio::test]
async fn the_longest_timeout_is_no_overflow() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for timeout in ["99999999H", "99999999S", "1H"] {
        let head = request_with("Echo", "grpc-timeout", timeout);
        assert_eq!(raw.send(head, &[&text("x")]).await.code(), 0, "{timeout}");
    }
}

#[tokio::test]
async fn a_handler_knows_the_time_that_is_left() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let head = request_with("Echo", "grpc-timeout", "5000m");
    let answer = raw.send(head, &[&text("!left")]).await;
    assert!(answer.texts()[0].starts_with("Some(4.9"), "{answer:?}");
    let answer = raw.call("Echo", &text("!left")).await;
    assert_eq!(answer.texts(), ["None"]);
}

#[tokio::test]
async fn a_unary_handler_is_ended() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let head = request_with("Echo", "grpc-timeout", "50m");
    let answer = raw.send(head, &[&text("!never")]).await;
    assert_eq!(answer.code(), 4);
    answer.is_trailers_only();
    server.probe.dropped.reaches(1).await;
    server.probe.cancelled.reaches(1).await;
    raw.is_served().await;
}

#[tokio::test]
async fn a_request_that_does_not_come_is_not_waited_for() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for method in ["Echo", "Count", "Sum", "Chat"] {
        let (response, mut body) = raw.open(request_with(method, "grpc-timeout", "50m")).await;
        body.send_data(number(1)[..3].to_vec().into(), false)
            .unwrap();
        assert_eq!(answer(response).await.code(), 4, "{method}");
    }
    server.probe.dropped.reaches(2).await;
    raw.is_served().await;
}

#[tokio::test]
async fn a_stream_of_replies_ends_with_the_status_after_its_messages() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for (to, messages) in [(1000, vec![]), (1001, vec![1])] {
        let head = request_with("Count", "grpc-timeout", "100m");
        let answer = raw.send(head, &[&number(to)]).await;
        assert_eq!(answer.numbers(), messages);
        assert_eq!(answer.headers["x-first"], "1");
        assert_eq!(answer.trailers.as_ref().unwrap()["grpc-status"], "4");
        assert_eq!(answer.code(), 4);
    }
    server.probe.dropped.reaches(2).await;
    server.probe.cancelled.reaches(2).await;
}

#[tokio::test]
async fn a_caller_that_does_not_read_holds_no_handler_beyond_its_deadline() {
    let server = Server::start().await;
    let mut builder = h2::client::Builder::new();
    builder.initial_window_size(10);
    let mut raw = support::RawClient::with(&server.address(), &builder).await;
    let (response, mut body) = raw
        .open(request_with("Count", "grpc-timeout", "100m"))
        .await;
    body.send_data(number(1004).into(), true).unwrap();
    server.probe.dropped.reaches(1).await;
    server.probe.cancelled.reaches(1).await;
    drop(response);
}

#[tokio::test]
async fn both_streams_end() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(request_with("Chat", "grpc-timeout", "100m")).await;
    body.send_data(text("hi").into(), false).unwrap();
    let answer = answer(response).await;
    assert_eq!((answer.texts(), answer.code()), (vec!["hi".to_owned()], 4));
    server.probe.dropped.reaches(1).await;
}

#[tokio::test]
async fn a_call_in_time_is_not_cancelled() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let head = request_with("Echo", "grpc-timeout", "100m");
    assert_eq!(raw.send(head, &[&text("x")]).await.code(), 0);
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(server.probe.cancelled.get(), 0);
}
