//! Connections of a channel: made, replaced, spread, let go.

mod support;

use std::time::Duration;

use support::{RawServer, Server, Stub, text, within};
use trefoil_core::Code;

#[tokio::test]
async fn a_lost_connection_fails_its_calls_and_the_next_call_connects() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    for _ in 0..3 {
        let one = stub.clone();
        let call = tokio::spawn(async move { one.echo("x").await });
        let mut wire = server.accept().await;
        wire.request().await;
        drop(wire);
        let status = within(call).await.unwrap().unwrap_err();
        assert_eq!(status.code(), Code::Unavailable);
    }
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reply(stream, &text("y")).await;
    assert_eq!(within(call).await.unwrap().unwrap().into_inner(), "y");
}

#[tokio::test]
async fn nobody_there_is_unavailable_and_names_address_and_reason() {
    let unused = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = unused.local_addr().unwrap().to_string();
    drop(unused);
    let stub = Stub::at(&address, "").await;
    let status = within(stub.echo("x").into_future()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert!(status.message().contains(&address), "{status}");
    assert!(status.message().contains("refused"), "{status}");
}

#[tokio::test]
async fn while_it_backs_off_calls_fail_at_once_and_later_connect() {
    let unused = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = unused.local_addr().unwrap();
    drop(unused);
    let stub = Stub::at(&address.to_string(), "").await;
    let first = within(stub.echo("x").into_future()).await.unwrap_err();
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    // Somebody listens now, and the pause is not over: the answer is the same, and nothing connected.
    let second = within(stub.echo("x").into_future()).await.unwrap_err();
    assert_eq!(second.message(), first.message());
    let server = RawServer { listener };
    let call = tokio::spawn(async move {
        loop {
            if let Ok(reply) = stub.echo("x").await {
                return reply.into_inner();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reply(stream, &text("y")).await;
    assert_eq!(within(call).await.unwrap(), "y");
}

#[tokio::test]
async fn connecting_takes_no_longer_than_allowed() {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    // Fills the backlog: what comes then is not answered.
    let mut filling = Vec::new();
    let fill = || {
        tokio::time::timeout(
            Duration::from_millis(200),
            tokio::net::TcpStream::connect(address),
        )
    };
    while let Ok(connected) = fill().await {
        filling.push(connected.unwrap());
        assert!(filling.len() < 100, "the backlog has no end");
    }
    let stub = Stub::at(&address.to_string(), "connect_timeout=50").await;
    let status = within(stub.echo("x").into_future()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert!(status.message().contains("50ms"), "{status}");
}

#[tokio::test]
async fn a_server_of_another_protocol_fails_the_call() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let (mut io, _) = server.listener.accept().await.unwrap();
    let answer = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n";
    tokio::io::AsyncWriteExt::write_all(&mut io, answer)
        .await
        .unwrap();
    let status = within(call).await.unwrap().unwrap_err();
    assert!(
        matches!(status.code(), Code::Unavailable | Code::Internal),
        "{status}"
    );
}

#[tokio::test]
async fn calls_that_wait_for_one_connection_share_the_attempt() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let stub = stub.clone();
            tokio::spawn(async move { stub.echo("x").await })
        })
        .collect();
    let mut wire = server.accept().await;
    for _ in 0..10 {
        let stream = wire.request().await;
        wire.reply(stream, &text("y")).await;
    }
    for call in calls {
        within(call).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn several_connections_take_turns() {
    let server = RawServer::bind().await;
    let stub = server.stub("connections=3").await;
    let calls: Vec<_> = (0..6)
        .map(|_| {
            let stub = stub.clone();
            tokio::spawn(async move { stub.echo("x").await })
        })
        .collect();
    for _ in 0..3 {
        let mut wire = server.accept().await;
        for _ in 0..2 {
            let stream = wire.request().await;
            wire.reply(stream, &text("y")).await;
        }
        tokio::spawn(async move { wire.closed().await });
    }
    for call in calls {
        within(call).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_destroyed_invoker_closes_its_connection_after_its_calls() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let one = stub.clone();
    let call = tokio::spawn(async move { one.echo("x").await });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    stub.invoker().destroy().await;
    let status = within(stub.echo("x").into_future()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert!(!stub.invoker().is_available());
    wire.reply(stream, &text("y")).await;
    assert_eq!(within(call).await.unwrap().unwrap().into_inner(), "y");
    wire.closed().await;
}

#[tokio::test]
async fn a_dropped_invoker_closes_its_connection() {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut wire = server.accept().await;
    let stream = wire.request().await;
    wire.reply(stream, &text("y")).await;
    within(call).await.unwrap().unwrap();
    wire.closed().await;
}

#[tokio::test]
async fn replies_outlive_the_stub_they_came_from() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    let mut numbers = stub.count(3).await.unwrap().into_inner();
    drop(stub);
    let mut found = Vec::new();
    while let Some(number) = within(numbers.message()).await.unwrap() {
        found.push(number);
    }
    assert_eq!(found, [1, 2, 3]);
}
