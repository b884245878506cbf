//! What a request's head must say, and what it may.

mod support;

use http::StatusCode;
use support::{Server, request, request_with, text};

#[tokio::test]
async fn content_types_of_grpc_are_taken_and_answered_in_kind() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for (sent, answered) in [
        ("application/grpc", "application/grpc"),
        ("application/grpc+proto", "application/grpc+proto"),
        ("Application/GRPC", "application/grpc"),
        ("application/grpc; charset=utf-8", "application/grpc"),
        ("application/grpc+proto;a=b", "application/grpc+proto"),
    ] {
        let mut head = request("Echo");
        head.headers_mut()
            .insert("content-type", sent.parse().unwrap());
        let answer = raw.send(head, &[&text("x")]).await;
        assert_eq!(answer.http, StatusCode::OK, "{sent}");
        assert_eq!(answer.headers["content-type"], answered, "{sent}");
        assert_eq!(answer.code(), 0, "{sent}");
    }
}

#[tokio::test]
async fn other_content_types_are_415() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for sent in [
        "application/json",
        "application/grpcx",
        "application/grpc-web",
        "application/grpc+json",
        "text/html",
        "",
    ] {
        let mut head = request("Echo");
        head.headers_mut()
            .insert("content-type", sent.parse().unwrap());
        let answer = raw.send(head, &[&text("x")]).await;
        assert_eq!(answer.http, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{sent}");
        answer.is_trailers_only();
    }
    let mut head = request("Echo");
    head.headers_mut().remove("content-type");
    let answer = raw.send(head, &[]).await;
    assert_eq!(answer.http, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(server.probe.started.get(), 0);
}

#[tokio::test]
async fn other_methods_than_post_are_405() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for method in ["GET", "PUT", "DELETE", "OPTIONS", "post"] {
        let mut head = request("Echo");
        *head.method_mut() = method.parse().unwrap();
        let answer = raw.send(head, &[&text("x")]).await;
        assert_eq!(answer.http, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.headers["allow"], "POST");
        assert_eq!(answer.code(), 13);
    }
    assert_eq!(server.probe.started.get(), 0);
    raw.is_served().await;
}

#[tokio::test]
async fn te_is_not_asked_for() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut head = request("Echo");
    head.headers_mut().remove("te");
    assert_eq!(raw.send(head, &[&text("x")]).await.code(), 0);
}

#[tokio::test]
async fn an_encoding_that_is_not_supported_is_unimplemented_and_named() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let head = request_with("Echo", "grpc-encoding", "snappy");
    let answer = raw.send(head, &[&text("x")]).await;
    assert_eq!(answer.code(), 12);
    assert_eq!(answer.headers["grpc-accept-encoding"], "identity");
    assert!(answer.message().contains("snappy"));
    let head = request_with("Echo", "grpc-encoding", "identity");
    assert_eq!(raw.send(head, &[&text("x")]).await.code(), 0);
    // What it could answer in is its own affair.
    let head = request_with("Echo", "grpc-accept-encoding", "gzip, x;q=0.5");
    let answer = raw.send(head, &[&text("x")]).await;
    assert_eq!(answer.code(), 0);
    assert!(!answer.headers.contains_key("grpc-encoding"));
}

#[tokio::test]
async fn bytes_that_are_no_ascii_fail_no_call() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut head = request("Echo");
    let value = http::HeaderValue::from_bytes(&[0x80, 0xff, b'a']).unwrap();
    head.headers_mut().insert("x-odd", value.clone());
    let answer = raw.send(head, &[&text("x")]).await;
    assert_eq!(answer.code(), 0);
    assert_eq!(answer.headers["x-odd"], value);
}

#[tokio::test]
async fn the_settings_allow_large_messages_and_bound_the_connection() {
    let server = Server::start().await;
    let mut wire = server.wire().await;
    let settings = wire.until(support::wire::SETTINGS).await.payload;
    let setting = |id: u16| {
        let found = settings
            .chunks(6)
            .find(|entry| entry[..2] == id.to_be_bytes());
        found.map(|entry| u32::from_be_bytes(entry[2..].try_into().unwrap()))
    };
    assert_eq!(setting(3), Some(1000), "MAX_CONCURRENT_STREAMS");
    assert_eq!(setting(4), Some(8 << 20), "INITIAL_WINDOW_SIZE");
    assert_eq!(setting(6), Some(32 << 10), "MAX_HEADER_LIST_SIZE");
    let update = wire.until(support::wire::WINDOW_UPDATE).await;
    assert_eq!(update.stream, 0);
    assert_eq!(update.payload, ((32 << 20) - 65_535_u32).to_be_bytes());
}
