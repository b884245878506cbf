//! A stream of requests that fails on the way to a service of tonic, which would take CANCELLED for a good end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::pb::{GreeterClient, HelloReply};
use support::probe::until;
use support::routes::{export, their_invoker};
use support::{Probe, named, within};
use trefoil::{Code, Response, Result, Streaming};

async fn break_off(client: &GreeterClient) -> Result<Response<HelloReply>> {
    let (mut sender, requests) = Streaming::channel(1);
    let answer = client.lots_of_greetings(requests);
    let sent = async {
        sender.send(named("half")).await.unwrap();
        // Without `finish`: as a task does that died.
        drop(sender);
    };
    let (answer, ()) = tokio::join!(answer.into_future(), sent);
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_process_the_service_learns_and_the_caller_reads_its_own_reason() {
    within(async {
        let probe = Probe::default();
        let client: GreeterClient = trefoil::local(their_invoker(&probe));
        let status = break_off(&client).await.unwrap_err();
        assert_eq!(status.code(), Code::Cancelled);
        assert!(status.message().contains("finish()"), "{status}");
        assert_eq!((probe.ended(), probe.broken()), (0, 1));

        // Both ways: the service's stream is read to its end.
        let (mut sender, requests) = Streaming::channel(1);
        let mut replies = client.bidi_hello(requests).await.unwrap().into_inner();
        sender.send(named("half")).await.unwrap();
        assert_eq!(replies.message().await.unwrap().unwrap().message, "half");
        drop(sender);
        let status = replies.message().await.unwrap_err();
        assert_eq!(status.code(), Code::Cancelled);
        assert_eq!((probe.ended(), probe.broken()), (0, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_tri_the_service_is_dropped_or_learns() {
    within(async {
        let probe = Probe::default();
        let (server, _) = export(their_invoker(&probe)).await;
        let client = GreeterClient::connect(server.urls()[0].to_string())
            .await
            .unwrap();
        for times in 1..=20 {
            let status = break_off(&client).await.unwrap_err();
            assert_eq!(status.code(), Code::Cancelled);
            until("the handler is gone", || probe.dropped() == probe.started()).await;
            assert_eq!(probe.ended(), 0, "at {times}");
        }
    })
    .await;
}
