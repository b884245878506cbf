//! The server's door, and how it is closed.

mod support;

use std::sync::Arc;
use std::time::Duration;

use support::{Paths, get, start, start_with, url, within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::Instant;
use trefoil_http::client::Channel;
use trefoil_http::transport::{Listener, MemoryNetwork, connect};

const AT: &str = "tri://memory:a";

#[tokio::test(start_paused = true)]
async fn a_peer_that_sends_no_preface_is_closed_after_ten_seconds() {
    let network = MemoryNetwork::default();
    let _serving = start(AT, &network).await;
    for bytes in [&b""[..], b"PRI * HT"] {
        let before = Instant::now();
        let mut silent = connect(&url(AT), &network).await.unwrap();
        silent.write_all(bytes).await.unwrap();
        let mut all = Vec::new();
        silent.read_to_end(&mut all).await.unwrap();
        assert_eq!((Instant::now() - before).as_secs(), 10);
    }
}

#[tokio::test]
async fn stopping_says_whether_all_calls_came_to_an_end() {
    let network = MemoryNetwork::default();
    let channel = Channel::new(&url(AT), &network).unwrap();
    let serving = start(AT, &network).await;
    get(&channel, "/a").await.unwrap();
    assert!(within(serving.stop(Duration::from_secs(3))).await);

    let paths = Arc::new(Paths);
    let serving = start_with(AT, &network, &paths).await;
    let channel = Arc::new(Channel::new(&url(AT), &network).unwrap());
    get(&channel, "/a").await.unwrap();
    let call = tokio::spawn({
        let channel = channel.clone();
        async move { get(&channel, "/never").await }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(!within(serving.stop(Duration::from_millis(50))).await);
    assert!(within(call).await.unwrap().is_err());
    assert_eq!(Arc::strong_count(&paths), 1, "a handler goes on");
}

#[tokio::test]
async fn the_port_is_taken_while_it_serves_and_free_when_it_has_stopped() {
    let network = MemoryNetwork::default();
    let serving = start("tri://127.0.0.1:0", &network).await;
    let taken = serving.url().clone();
    let error = Listener::bind(&taken, &network).await.unwrap_err();
    assert!(error.is_address_in_use(), "{error}");
    assert!(error.to_string().contains(&taken.address()), "{error}");
    assert!(within(serving.stop(Duration::from_secs(1))).await);
    Listener::bind(&taken, &network).await.unwrap();
}

#[tokio::test]
async fn a_name_in_memory_is_taken_too() {
    let network = MemoryNetwork::default();
    let serving = start(AT, &network).await;
    let error = Listener::bind(&url(AT), &network).await.unwrap_err();
    assert!(error.is_address_in_use(), "{error}");
    within(serving.stop(Duration::from_secs(1))).await;
    Listener::bind(&url(AT), &network).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_dropped_ends_its_calls() {
    let network = MemoryNetwork::default();
    let serving = start(AT, &network).await;
    let channel = Channel::new(&url(AT), &network).unwrap();
    get(&channel, "/a").await.unwrap();
    let call = tokio::spawn(async move { get(&channel, "/never").await });
    tokio::time::sleep(Duration::from_millis(20)).await;
    drop(serving);
    assert!(within(call).await.unwrap().is_err());
}
