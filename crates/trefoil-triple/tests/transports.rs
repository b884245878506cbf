//! The same calls over Unix sockets and memory.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use support::{Server, Stub, within};
use trefoil_core::{Code, Streaming};

/// One call in each mode.
async fn all_modes(stub: &Stub) {
    assert_eq!(stub.echo("x").await.unwrap().into_inner(), "x");
    let mut numbers = stub.count(2).await.unwrap().into_inner();
    assert_eq!(numbers.message().await.unwrap(), Some(1));
    assert_eq!(numbers.message().await.unwrap(), Some(2));
    assert_eq!(numbers.message().await.unwrap(), None);
    let sum = stub.sum(Streaming::from_iter(1..=1000)).await.unwrap();
    assert_eq!(sum.into_inner(), 500_500);
    let large = "x".repeat(1 << 20);
    let mut texts = stub
        .chat(Streaming::from_iter(vec![large.clone(); 4]))
        .await
        .unwrap()
        .into_inner();
    for _ in 0..4 {
        assert_eq!(within(texts.message()).await.unwrap(), Some(large.clone()));
    }
    assert_eq!(texts.message().await.unwrap(), None);
}

fn socket(name: &str) -> String {
    let directory = std::env::temp_dir();
    let file = format!("trefoil-{}-{name}.sock", std::process::id());
    directory.join(file).display().to_string()
}

#[tokio::test]
async fn a_unix_socket_carries_calls_and_its_file_goes_with_the_server() {
    let path = socket("calls");
    let server = Server::at(&format!("tri://unix:{path}")).await;
    let escaped = path.replace('/', "%2F");
    let stub = Stub::new(&server.triple, &format!("tri://unix:{escaped}/test.Test")).await;
    all_modes(&stub).await;
    within(server.exporter.unexport()).await;
    assert!(!std::path::Path::new(&path).exists());
    let status = within(stub.echo("x").into_future()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert!(status.message().contains(&path), "{status}");
}

#[tokio::test]
async fn a_socket_file_that_nobody_listens_at_is_replaced() {
    let path = socket("stale");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    assert!(std::path::Path::new(&path).exists());
    let server = Server::at(&format!("tri://unix:{path}")).await;
    within(server.exporter.unexport()).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_abstract_socket_carries_calls() {
    let name = format!("@trefoil-{}", std::process::id());
    let server = Server::at(&format!("tri://unix:{name}")).await;
    let stub = Stub::new(&server.triple, &format!("tri://unix:{name}/test.Test")).await;
    all_modes(&stub).await;
}

#[tokio::test]
async fn memory_carries_calls_within_one_protocol_value() {
    let server = Server::at("tri://memory:a").await;
    let stub = server.stub("").await;
    all_modes(&stub).await;
    let stranger = Stub::at("memory:a", "").await;
    let status = within(stranger.echo("x").into_future()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
}

#[tokio::test]
async fn a_name_that_was_given_back_can_be_taken_again() {
    let first = Server::at("tri://memory:b").await;
    let stub = first.stub("").await;
    all_modes(&stub).await;
    within(first.exporter.unexport()).await;
    let status = within(stub.echo("x").into_future()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    let invoker = support::service::Test(first.probe.clone());
    let url = "tri://memory:b".parse().unwrap();
    let again = trefoil_core::Protocol::export(&first.triple, url, std::sync::Arc::new(invoker));
    let _exporter = again.await.unwrap();
    let answered = within(async {
        while stub.echo("x").await.is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    });
    answered.await;
}
