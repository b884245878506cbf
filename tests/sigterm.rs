//! A server that is told to end by a signal drains first. In a file of its own: the signal is sent to this
//! process.

#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::time::Duration;

use support::{GreeterClient, GreeterServer, Hello, named};
use trefoil::{Code, Server, Streaming};

#[tokio::test]
async fn sigterm_lets_a_call_under_way_finish_and_takes_no_new_one() {
    let path = std::env::temp_dir().join(format!("trefoil-sigterm-{}.sock", std::process::id()));
    let url = format!("tri://unix:{}", path.display());
    let server = Server::builder()
        .add(GreeterServer::new(Hello))
        .export(&url);
    let server = tokio::spawn(server.run());
    let client = GreeterClient::connect(&url).await.unwrap();
    while client.say_hello(named("Ada")).await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = client.bidi_hello(requests).await.unwrap().into_inner();
    sender.send(named("before")).await.unwrap();
    assert_eq!(replies.message().await.unwrap().unwrap().message, "before");

    let pid = std::process::id().to_string();
    assert!(
        std::process::Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .unwrap()
            .success()
    );
    // The door is closed: its file is gone, and a new caller finds nobody.
    while path.exists() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let late = GreeterClient::connect(&url).await.unwrap();
    assert_eq!(
        late.say_hello(named("late")).await.unwrap_err().code(),
        Code::Unavailable
    );

    // The call that was under way goes on to its end, and then the server has ended.
    sender.send(named("after")).await.unwrap();
    assert_eq!(replies.message().await.unwrap().unwrap().message, "after");
    assert!(!server.is_finished());
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), None);
    tokio::time::timeout(Duration::from_secs(5), server)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
}
