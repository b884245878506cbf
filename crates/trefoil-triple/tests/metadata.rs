//! Metadata both ways: order, duplicates, bytes, capitals.

mod support;

use support::{Server, request, text};
use trefoil_core::{Metadata, MetadataValue};

#[tokio::test]
async fn all_that_metadata_holds_comes_back_before_and_after_the_message() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    let mut sent = Metadata::new();
    sent.append("x-a", "1").unwrap();
    sent.append("x-a", "2").unwrap();
    sent.append("x-a", "3, 4").unwrap();
    sent.append("camelKey", "höflich").unwrap();
    sent.append("x-empty", "").unwrap();
    sent.append_bin("raw-bin", vec![0, 255, 10]).unwrap();
    sent.append_bin("raw-bin", vec![]).unwrap();
    sent.append_bin("camelRaw-bin", vec![7]).unwrap();
    let mut request = trefoil_core::Request::new("x".to_owned());
    *request.metadata_mut() = sent.clone();
    let call = trefoil_core::client::Unary::<String, String>::new(
        &stub.caller,
        support::service::ECHO,
        request,
    );
    let reply = call.await.unwrap();
    for back in [reply.metadata(), reply.trailers()] {
        let mut back = back.clone();
        back.remove("user-agent");
        for (key, _) in sent.iter() {
            let values = |of: &Metadata| of.get_all(key).cloned().collect::<Vec<_>>();
            assert_eq!(values(&back), values(&sent), "{key}");
            assert!(back.iter().any(|(other, _)| other == key), "{key}");
        }
        assert_eq!(back.len(), sent.len(), "{back:?}");
    }
}

#[tokio::test]
async fn bytes_go_out_unpadded_and_each_in_its_own_line() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut head = request("Echo");
    for value in ["q6s=,q6s", "q6ur", "", "!!!", "a"] {
        head.headers_mut().append("raw-bin", value.parse().unwrap());
    }
    let answer = raw.send(head, &[&text("x")]).await;
    assert_eq!(answer.code(), 0);
    for side in [&answer.headers, answer.trailers.as_ref().unwrap()] {
        let values: Vec<_> = side.get_all("raw-bin").iter().collect();
        assert_eq!(values, ["q6s", "q6s", "q6ur", ""]);
    }
}

#[tokio::test]
async fn what_belongs_to_the_protocol_is_not_the_users() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let mut head = request("Echo");
    for (name, value) in [
        ("grpc-timeout", "5S"),
        ("grpc-accept-encoding", "gzip"),
        ("grpc-previous-rpc-attempts", "1"),
        ("tri-service-group", ""),
    ] {
        head.headers_mut().insert(name, value.parse().unwrap());
    }
    let answer = raw.send(head, &[&text("x")]).await;
    assert_eq!(answer.headers.len(), 1, "{answer:?}");
    assert_eq!(answer.trailers.unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_of_the_protocol_fails_the_call_before_the_wire() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    for key in ["grpc-status", "te", ":path", "a b", ""] {
        let status = stub.echo("x").metadata(key, "1").await.unwrap_err();
        assert_eq!(status.code(), trefoil_core::Code::Internal, "{key}");
    }
    for value in ["a\nb", "a\rb", "a\0b"] {
        assert!(stub.echo("x").metadata("x-a", value).await.is_err());
    }
    assert_eq!(server.probe.started.get(), 0);
}

#[tokio::test]
async fn a_caller_says_who_it_is() {
    let server = support::RawServer::bind().await;
    let stub = server.stub("group=g&version=1.0&application=shop").await;
    let call = tokio::spawn(async move {
        let value = MetadataValue::binary(vec![0xab, 0xab]);
        stub.echo("x").metadata("x-raw-bin", value).await
    });
    let head = server.request_head().await;
    assert_eq!(head.method, "POST");
    assert_eq!(head.uri.path(), "/test.Test/Echo");
    assert_eq!(head.headers["te"], "trailers");
    assert_eq!(head.headers["content-type"], "application/grpc");
    assert_eq!(head.headers["tri-service-group"], "g");
    assert_eq!(head.headers["tri-service-version"], "1.0");
    assert_eq!(head.headers["tri-consumer-appname"], "shop");
    assert_eq!(head.headers["x-raw-bin"], "q6s");
    let agent = head.headers["user-agent"].to_str().unwrap();
    assert!(agent.starts_with("grpc-rust-trefoil/"), "{agent}");
    assert!(call.await.unwrap().is_err());
}

#[tokio::test]
async fn the_head_and_the_end_of_a_stream_are_with_the_stream() {
    let server = Server::start().await;
    let stub = server.stub("").await;
    let mut numbers = stub.count(2).await.unwrap().into_inner();
    assert_eq!(numbers.metadata().await.unwrap().get("x-first"), Some("1"));
    assert!(numbers.trailers().is_none());
    while numbers.message().await.unwrap().is_some() {}
    assert_eq!(numbers.trailers().unwrap().get("x-last"), Some("2"));
}
