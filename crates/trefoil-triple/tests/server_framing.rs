//! Messages in a request's body, wherever it is cut.

mod support;

use support::{Server, framed, number, request, text};

#[tokio::test]
async fn a_request_may_be_cut_anywhere() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let body = text("hello");
    for cut in 0..=body.len() {
        let (head, tail) = body.split_at(cut);
        let answer = raw.send(request("Echo"), &[head, tail]).await;
        assert_eq!(answer.texts(), ["hello"], "cut at {cut}");
        assert_eq!(answer.code(), 0);
    }
}

#[tokio::test]
async fn a_request_may_come_byte_by_byte() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let body = text(&"hello".repeat(20));
    let bytes: Vec<_> = body.chunks(1).collect();
    let answer = raw.send(request("Echo"), &bytes).await;
    assert_eq!(answer.texts(), ["hello".repeat(20)]);
}

#[tokio::test]
async fn several_messages_may_share_a_frame() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let body = [number(1), number(2), number(3)].concat();
    let answer = raw.call("Sum", &body).await;
    assert_eq!((answer.numbers(), answer.code()), (vec![6], 0));
    let (head, tail) = body.split_at(9);
    let answer = raw.send(request("Sum"), &[head, b"", tail]).await;
    assert_eq!((answer.numbers(), answer.code()), (vec![6], 0));
}

#[tokio::test]
async fn a_message_of_no_bytes_is_a_message() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.call("Echo", &framed(b"")).await;
    assert_eq!((answer.texts(), answer.code()), (vec![String::new()], 0));
    let answer = raw.call("Chat", &[framed(b""), framed(b"")].concat()).await;
    assert_eq!(answer.texts().len(), 2);
}

#[tokio::test]
async fn a_flag_that_is_not_zero_is_internal() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for flag in [1, 2, 0x80, 0xff] {
        for method in ["Echo", "Sum"] {
            let mut body = text("x");
            body[0] = flag;
            let answer = raw.call(method, &body).await;
            assert_eq!(answer.code(), 13, "{flag} {method}");
        }
    }
    raw.is_served().await;
}

#[tokio::test]
async fn one_request_is_neither_none_nor_two() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for method in ["Echo", "Count"] {
        assert_eq!(raw.call(method, b"").await.code(), 12, "{method}");
        let two = [number(1), number(1)].concat();
        assert_eq!(raw.call(method, &two).await.code(), 12, "{method}");
    }
    assert_eq!(server.probe.started.get(), 0);
}

#[tokio::test]
async fn a_head_may_be_all_of_a_request() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for (method, code) in [("Echo", 12), ("Sum", 0)] {
        let (response, _) = raw.sender.send_request(request(method), true).unwrap();
        assert_eq!(support::answer(response).await.code(), code);
    }
}

#[tokio::test]
async fn a_body_that_ends_inside_a_message_is_internal() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let body = text("hello");
    for end in 1..body.len() {
        for method in ["Echo", "Sum", "Chat"] {
            let answer = raw.call(method, &body[..end]).await;
            assert_eq!(answer.code(), 13, "{method}, {end} bytes");
        }
    }
    raw.is_served().await;
}

#[tokio::test]
async fn bytes_that_are_no_message_are_internal() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for method in ["Echo", "Count", "Sum", "Chat"] {
        let answer = raw.call(method, &framed(&[0xff; 3])).await;
        assert_eq!(answer.code(), 13, "{method}");
    }
    raw.is_served().await;
}

#[tokio::test]
async fn trailers_of_a_request_do_no_harm() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let (response, mut body) = raw.open(request("Echo")).await;
    body.send_data(text("x").into(), false).unwrap();
    let mut trailers = http::HeaderMap::new();
    trailers.insert("x-late", "1".parse().unwrap());
    body.send_trailers(trailers).unwrap();
    let answer = support::answer(response).await;
    assert_eq!((answer.texts(), answer.code()), (vec!["x".to_owned()], 0));
}
