//! Channels: connect when needed, fail fast, back off, come back.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use std::time::Duration;

use support::{get, start, url, within};
use tokio::time::{Instant, advance};
use trefoil_http::client::Channel;
use trefoil_http::transport::{Listener, MemoryNetwork};

fn channel(text: &str, network: &MemoryNetwork) -> Channel {
    Channel::new(&url(text), network).unwrap()
}

#[tokio::test(start_paused = true)]
async fn nothing_connects_before_the_first_request() {
    let network = MemoryNetwork::default();
    let mut listener = Listener::bind(&url("tri://memory:a"), &network)
        .await
        .unwrap();
    let channel = channel("tri://memory:a", &network);
    assert!(!channel.is_connected());
    let accepted = tokio::time::timeout(Duration::from_secs(1), listener.accept()).await;
    assert!(accepted.is_err());
}

#[tokio::test(start_paused = true)]
async fn while_it_backs_off_requests_fail_at_once_with_address_and_reason() {
    let network = MemoryNetwork::default();
    let channel = channel("tri://memory:a", &network);
    let first = get(&channel, "/a").await.unwrap_err();
    assert!(
        first.contains("memory:a") && first.contains("refused"),
        "{first}"
    );
    let _serving = start("tri://memory:a", &network).await;
    let before = Instant::now();
    assert_eq!(get(&channel, "/a").await.unwrap_err(), first);
    assert_eq!(Instant::now(), before);
    advance(Duration::from_millis(150)).await;
    assert_eq!(get(&channel, "/a").await.unwrap(), "/a");
}

#[tokio::test(start_paused = true)]
async fn the_pause_grows_and_a_connection_makes_it_short_again() {
    let network = MemoryNetwork::default();
    let channel = channel("tri://memory:a", &network);
    for _ in 0..30 {
        let _ = get(&channel, "/a").await;
        advance(Duration::from_secs(15)).await;
    }
    let _ = get(&channel, "/a").await;
    let serving = start("tri://memory:a", &network).await;
    advance(Duration::from_secs(5)).await;
    assert!(get(&channel, "/a").await.is_err());
    advance(Duration::from_secs(10)).await;
    assert_eq!(get(&channel, "/a").await.unwrap(), "/a");
    serving.stop(Duration::from_secs(1)).await;
    tokio::task::yield_now().await;
    assert!(get(&channel, "/a").await.is_err());
    let _serving = start("tri://memory:a", &network).await;
    advance(Duration::from_millis(150)).await;
    assert_eq!(get(&channel, "/a").await.unwrap(), "/a");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_goes_on_for_whoever_comes_next() {
    let network = MemoryNetwork::default();
    let _serving = start("tri://memory:a", &network).await;
    let channel = channel("tri://memory:a", &network);
    // Gives up at its first wait.
    tokio::select! {
        biased;
        _ = channel.sender() => unreachable!(),
        () = std::future::ready(()) => {}
    }
    assert_eq!(get(&channel, "/a").await.unwrap(), "/a");
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_answers_no_ping_is_given_up_after_the_default_times() {
    let network = MemoryNetwork::default();
    let mut listener = Listener::bind(&url("tri://memory:a"), &network)
        .await
        .unwrap();
    let channel = channel("tri://memory:a", &network);
    let before = Instant::now();
    let call = tokio::spawn(async move { get(&channel, "/a").await });
    let _silent = listener.accept().await.unwrap();
    assert!(call.await.unwrap().is_err());
    assert_eq!((Instant::now() - before).as_secs(), 2 * 60 * 60 + 20);
}

#[tokio::test]
async fn a_closed_channel_says_so_and_lets_its_connection_go() {
    let network = MemoryNetwork::default();
    let serving = start("tri://memory:a", &network).await;
    let channel = channel("tri://memory:a", &network);
    get(&channel, "/a").await.unwrap();
    channel.close();
    assert!(get(&channel, "/a").await.unwrap_err().contains("destroyed"));
    assert!(!channel.is_connected());
    // The server has no connection to wait for.
    assert!(within(serving.stop(Duration::from_secs(3))).await);
}

#[tokio::test]
async fn a_channel_that_is_closed_while_it_connects_keeps_no_connection() {
    let network = MemoryNetwork::default();
    let mut listener = Listener::bind(&url("tri://memory:a"), &network)
        .await
        .unwrap();
    let channel = channel("tri://memory:a", &network);
    tokio::select! {
        biased;
        _ = channel.sender() => unreachable!(),
        () = std::future::ready(()) => {}
    }
    channel.close();
    let (mut accepted, _) = within(listener.accept()).await.unwrap();
    let mut all = Vec::new();
    within(tokio::io::AsyncReadExt::read_to_end(
        &mut accepted,
        &mut all,
    ))
    .await
    .unwrap();
    assert!(!channel.is_connected());
}

#[test]
fn a_url_without_an_address_is_refused() {
    let network = MemoryNetwork::default();
    for text in ["tri:///a.B", "tri://host/a.B", "tri://:80/a.B"] {
        let error = Channel::new(&url(text), &network).unwrap_err();
        assert!(
            error.is_invalid() && error.to_string().contains("host:port"),
            "{error}"
        );
    }
}
