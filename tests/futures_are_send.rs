//! A stub can be called wherever a future must be `Send`: that this file compiles is the test.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use support::{Hello, Proxy, named, serve};
use trefoil::Streaming;

fn send<T: Send>(value: T) -> T {
    value
}

#[tokio::test]
async fn every_kind_of_call_runs_in_a_spawned_task_and_in_another_services_handler() {
    let (server, client) = serve(Hello).await;
    // The proxy's handlers hold the futures of the stub's calls.
    let (proxy, client) = serve(Proxy(client)).await;

    let unary = tokio::spawn({
        let client = client.clone();
        async move { client.say_hello(named("Ada")).await }
    });
    assert_eq!(
        unary.await.unwrap().unwrap().get_ref().message,
        "Hello, Ada!"
    );

    let down = tokio::spawn(client.lots_of_replies(named("Bob")).into_future());
    let mut replies = down.await.unwrap().unwrap().into_inner();
    let mut count = 0;
    while replies.message().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 3);

    let requests = Streaming::from_iter([named("a"), named("b")]);
    let up = tokio::spawn(client.lots_of_greetings(requests).into_future());
    assert_eq!(up.await.unwrap().unwrap().get_ref().message, "ab");

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = send(client.bidi_hello(requests).into_future())
        .await
        .unwrap()
        .into_inner();
    for name in ["x", "y"] {
        send(sender.send(named(name))).await.unwrap();
        assert_eq!(
            send(replies.message()).await.unwrap().unwrap().message,
            name
        );
    }
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), None);

    proxy.shutdown().await;
    server.shutdown().await;
}
