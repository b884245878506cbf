//! Calls that end well.

use std::time::Duration;

use futures_util::future::join_all;
use trefoil_core::{MethodKind, Streaming};

use crate::{Client, Event, MODES, Scenario, Script, Stage, Subject, within};

const MANY: usize = 1000;

/// An invoker from `refer` runs the invoker that was exported under the URL, in all four modes.
pub async fn refer_runs_what_was_exported(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        stage.client.works(kind).await;
        assert_eq!(stage.probe.until_started().await.kind, kind);
    }
    assert_eq!(stage.probe.started(), 4);
    // Before the first call a protocol may not know.
    assert!(stage.client.invoker().is_available());
}

/// A thousand messages go each way, in order and with nothing lost.
pub async fn a_thousand_messages_each_way(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let numbers: Vec<String> = (0..MANY).map(|number| number.to_string()).collect();
    let requests = || Streaming::from_iter(numbers.clone());

    let replies = stage.client.server_streaming(Scenario::Echo, MANY).await;
    assert_eq!(all(replies.unwrap().into_inner()).await, numbers);

    let call = stage.client.client_streaming(Scenario::Echo, requests());
    let reply = within("the reply", call.into_future()).await.unwrap();
    assert_eq!(reply.into_inner(), numbers.join(","));

    let replies = stage.client.bidi(Scenario::Echo, requests()).await;
    assert_eq!(all(replies.unwrap().into_inner()).await, numbers);
}

/// A stream of no message is a stream, both ways.
pub async fn empty_streams(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let replies = stage.client.server_streaming(Scenario::Echo, 0).await;
    assert!(all(replies.unwrap().into_inner()).await.is_empty());

    let call = stage
        .client
        .client_streaming(Scenario::Count, Streaming::empty());
    let reply = within("the reply", call.into_future()).await.unwrap();
    assert_eq!(reply.get_ref(), "0");

    let replies = stage.client.bidi(Scenario::Echo, Streaming::empty()).await;
    assert!(all(replies.unwrap().into_inner()).await.is_empty());
}

/// A request and a reply may be empty or large.
pub async fn messages_of_any_size(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for size in [0, 1, 16 * 1024, 1024 * 1024] {
        let text = "x".repeat(size);
        let call = stage.client.unary(Scenario::Echo, &text);
        let reply = within("the reply", call.into_future()).await.unwrap();
        assert!(reply.get_ref() == &text, "{size} bytes");

        let requests = Streaming::from_iter(vec![text.clone(); 3]);
        let replies = stage.client.bidi(Scenario::Echo, requests).await.unwrap();
        assert!(
            all(replies.into_inner()).await == vec![text; 3],
            "{size} bytes"
        );
    }
}

/// With streams both ways each message is answered while the stream of requests is still open.
pub async fn a_conversation(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let (mut sender, requests) = Streaming::channel(1);
    let call = stage.client.bidi(Scenario::Echo, requests);
    let mut replies = within("open", call.into_future())
        .await
        .unwrap()
        .into_inner();
    for word in ["one", "two", "three"] {
        sender.send(word.to_owned()).await.unwrap();
        let reply = within("an answer", replies.message()).await.unwrap();
        assert_eq!(reply.as_deref(), Some(word));
    }
    sender.finish();
    assert_eq!(within("the end", replies.message()).await.unwrap(), None);
}

/// The end of the requests reaches the handler, and it can still answer.
pub async fn half_close(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let (mut sender, requests) = Streaming::channel(4);
    let call = stage.client.bidi(Scenario::Count, requests);
    let mut replies = within("open", call.into_future())
        .await
        .unwrap()
        .into_inner();
    sender.send("one".to_owned()).await.unwrap();
    let early = tokio::time::timeout(Duration::from_millis(60), replies.message()).await;
    assert!(early.is_err(), "the handler waits for the end: {early:?}");
    sender.finish();
    let reply = within("the answer", replies.message()).await.unwrap();
    assert_eq!(reply.as_deref(), Some("1"));
    assert_eq!(within("the end", replies.message()).await.unwrap(), None);
}

/// Opening a call that streams its replies does not wait for the service.
pub async fn opening_a_stream_does_not_wait_for_the_service(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let call = stage.client.server_streaming(Scenario::Gate, 1);
    let one_way = within("open", call.into_future()).await.unwrap();
    let (sender, requests) = Streaming::channel(4);
    let call = stage.client.bidi(Scenario::Gate, requests);
    let both_ways = within("open", call.into_future()).await.unwrap();
    stage.probe.open_gate();
    sender.finish();
    assert_eq!(all(one_way.into_inner()).await, ["0"]);
    assert!(all(both_ways.into_inner()).await.is_empty());
}

/// Requests are taken whether or not anybody reads the replies.
pub async fn requests_go_on_while_nobody_reads_replies(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let (mut sender, requests) = Streaming::channel(1);
    let call = stage.client.bidi(Scenario::Count, requests);
    let replies = within("open", call.into_future())
        .await
        .unwrap()
        .into_inner();
    for number in 0..100 {
        let sent = sender.send(number.to_string());
        within("room for a request", sent).await.unwrap();
    }
    sender.finish();
    stage
        .probe
        .until("the end of the requests", |event| {
            matches!(event, Event::RequestsEnded(Ok(())))
        })
        .await;
    assert_eq!(all(replies).await, ["100"]);
}

/// A service may answer a stream of requests before its end, and the sender learns of it.
pub async fn an_answer_before_the_end_of_the_requests(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let (sender, requests) = Streaming::channel(4);
    let call = stage.client.client_streaming(Scenario::Early, requests);
    let reply = within("the reply", call.into_future()).await.unwrap();
    assert_eq!(reply.get_ref(), "early");
    within("the sender learns", sender.closed()).await;

    let (sender, requests) = Streaming::channel(4);
    let call = stage.client.bidi(Scenario::Early, requests);
    let replies = within("open", call.into_future()).await.unwrap();
    assert_eq!(all(replies.into_inner()).await, ["early"]);
    within("the sender learns", sender.closed()).await;
}

/// A hundred calls run at the same time, all modes mixed, and each gets its own answer.
pub async fn a_hundred_calls_at_once(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let calls = (0..100).map(|number| {
        let (client, kind) = (stage.client.clone(), MODES[number % 4]);
        let script = Script::from(Scenario::Gate);
        tokio::spawn(async move {
            if kind == MethodKind::Unary {
                let reply = client.unary(script, &number.to_string()).await.unwrap();
                assert_eq!(reply.get_ref(), &number.to_string());
            } else {
                let messages = client.call(kind, script).await.messages();
                assert_eq!(messages, Client::expected(kind));
            }
        })
    });
    let calls = join_all(calls);
    let probe = stage.probe.clone();
    // All of them are under way before the first is answered.
    crate::eventually("a hundred handlers", async || {
        (probe.started() == 100).then_some(())
    })
    .await;
    probe.open_gate();
    for call in within("a hundred calls", calls).await {
        call.expect("each call has its answer");
    }
}

async fn all(mut replies: Streaming<String>) -> Vec<String> {
    let mut messages = Vec::new();
    while let Some(message) = within("a reply", replies.message()).await.unwrap() {
        messages.push(message);
    }
    messages
}
