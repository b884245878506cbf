//! Calls that are given up.

use std::time::Duration;

use trefoil_core::{MethodKind, Status, Streaming};

use crate::{Event, MODES, Probe, Scenario, Script, Stage, Subject, quiet, within};

/// Dropping a call drops the handler and cancels its context.
pub async fn dropping_a_call_reaches_the_handler(subject: &Subject) {
    for kind in MODES {
        let stage = Stage::new(subject).await;
        let client = stage.client.clone();
        let script = Script::from(Scenario::Wait).within(Duration::from_secs(60));
        let call = tokio::spawn(async move { client.call(kind, script).await });
        stage.probe.until_started().await;
        call.abort();
        stage.probe.until_given_up().await;
    }
}

/// Dropping a stream of replies that has not ended drops the handler's stream and cancels its context.
pub async fn dropping_the_replies_reaches_the_handler(subject: &Subject) {
    for kind in [MethodKind::ServerStreaming, MethodKind::Bidi] {
        let stage = Stage::new(subject).await;
        let (mut sender, requests) = Streaming::channel(2);
        let opened = match kind {
            MethodKind::Bidi => {
                sender.send("0".to_owned()).await.unwrap();
                stage.client.bidi(Scenario::Stall, requests).await
            }
            _ => {
                drop(requests);
                stage.client.server_streaming(Scenario::Stall, 2).await
            }
        };
        let mut replies = opened.unwrap().into_inner();
        let first = within("the first reply", replies.message()).await;
        assert_eq!(first.unwrap().as_deref(), Some("0"), "{kind:?}");
        drop(replies);
        stage.probe.until_given_up().await;
        within("the sender learns", sender.closed()).await;
    }
}

/// A call that ends, well or not, cancels nothing.
pub async fn a_call_that_ends_is_not_cancelled(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for scenario in [Scenario::Echo, Scenario::Fail, Scenario::Business] {
        for kind in MODES {
            let _ = stage.client.call(kind, scenario).await;
        }
    }
    quiet().await;
    let given_up = |event: &Event| matches!(event, Event::Cancelled | Event::Dropped);
    let events = stage.probe.events();
    assert_eq!(stage.probe.count(given_up), 0, "{events:?}");
}

/// A sender that is dropped without `finish` cancels the call: the handler sees no good end.
pub async fn a_dropped_sender_is_not_an_end(subject: &Subject) {
    for kind in [MethodKind::ClientStreaming, MethodKind::Bidi] {
        for said in [None, Some(Status::aborted("changed my mind"))] {
            let stage = Stage::new(subject).await;
            let (mut sender, requests) = Streaming::channel(2);
            let client = stage.client.clone();
            let call = tokio::spawn(async move {
                match kind {
                    MethodKind::ClientStreaming => {
                        let call = client.client_streaming(Scenario::Echo, requests);
                        call.await.map(drop)
                    }
                    _ => {
                        let replies = client.bidi(Scenario::Echo, requests).await?;
                        let mut replies = replies.into_inner();
                        while replies.message().await?.is_some() {}
                        Ok(())
                    }
                }
            });
            within("room", sender.send("0".to_owned())).await.unwrap();
            stage.probe.until_started().await;
            match said {
                None => drop(sender),
                Some(status) => sender.fail(status),
            }
            bad_end(&stage.probe).await;
            let reply = within("the call ends", call).await.unwrap();
            assert!(reply.is_err(), "{kind:?}: {reply:?}");
        }
    }
}

/// Over a wire the handler may be dropped before it can see the error.
async fn bad_end(probe: &Probe) {
    let bad = |event: &Event| matches!(event, Event::RequestsEnded(Err(_)) | Event::Dropped);
    probe.until("the requests end badly", bad).await;
    let good = |event: &Event| matches!(event, Event::RequestsEnded(Ok(())));
    assert_eq!(probe.count(good), 0, "{:?}", probe.events());
}

/// Calls work after one that was dropped.
pub async fn calls_work_after_a_dropped_one(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let call = stage.client.call(kind, Scenario::Wait);
        assert!(
            tokio::time::timeout(Duration::from_millis(30), call)
                .await
                .is_err()
        );
        stage.client.works(kind).await;
    }
}
