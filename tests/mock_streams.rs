//! Scripted and recorded streams, on both sides, by tokio's clock.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::time::Duration;

use support::greet::v1::GreeterMock;
use support::{GreeterClient, Hello, HelloReply, HelloRequest, named};
use tokio::time::Instant;
use trefoil::testing::{Event, Recorder, Script, Steps};
use trefoil::{Code, Status, Streaming};

const SECOND: Duration = Duration::from_secs(1);

fn reply(message: &str) -> HelloReply {
    HelloReply {
        message: message.into(),
    }
}

/// A paused clock jumps to the end of this when nothing else is to come.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    let done = tokio::time::timeout(SECOND, future).await;
    done.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_dialogue_goes_step_by_step() {
    let mock = GreeterMock::new();
    mock.expect().bidi_hello().script(|s| {
        s.send(reply("name?"))
            .expect(named("Ada"))
            .sleep(SECOND)
            .send(reply("again?"))
            .expect_where(|r| r.name.len() == 3)
            .expect_end()
            .send(reply("bye"))
            .finish()
    });
    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = mock
        .client()
        .bidi_hello(requests)
        .await
        .unwrap()
        .into_inner();
    let begin = Instant::now();
    assert_eq!(replies.message().await.unwrap(), Some(reply("name?")));
    sender.send(named("Ada")).await.unwrap();
    assert_eq!(replies.message().await.unwrap(), Some(reply("again?")));
    assert_eq!(begin.elapsed(), SECOND);
    sender.send(named("Bob")).await.unwrap();
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), Some(reply("bye")));
    assert_eq!(replies.message().await.unwrap(), None);
    mock.verify();
    let received = &mock.received().bidi_hello()[0];
    assert_eq!(received.messages(), [named("Ada"), named("Bob")]);
}

#[tokio::test(start_paused = true)]
async fn many_requests_are_answered_once() {
    let mock = GreeterMock::new();
    mock.expect()
        .lots_of_greetings()
        .returns(reply("all"))
        .times(2);
    mock.expect().lots_of_greetings().script(|s| {
        s.expect(named("a"))
            .expect(named("b"))
            .expect_end()
            .send(reply("both"))
            .finish()
    });
    let greeter = mock.client();
    for expected in ["all", "all", "both"] {
        let requests = Streaming::from_iter([named("a"), named("b")]);
        let answer = greeter.lots_of_greetings(requests).await.unwrap();
        assert_eq!(answer.into_inner().message, expected);
    }
    for received in mock.received().lots_of_greetings() {
        assert_eq!(received.messages(), [named("a"), named("b")]);
    }
    // A reply may come before the requests end.
    mock.expect()
        .lots_of_greetings()
        .script(|s| s.expect_any().send(reply("enough")).finish());
    let (mut sender, requests) = Streaming::channel(1);
    sender.send(named("a")).await.unwrap();
    let answer = greeter.lots_of_greetings(requests).await.unwrap();
    assert_eq!(answer.into_inner().message, "enough");
    soon(sender.closed()).await;
}

#[tokio::test(start_paused = true)]
async fn the_messages_of_a_stream_come_when_the_script_says() {
    let wall = std::time::Instant::now();
    let mock = GreeterMock::new();
    mock.expect().lots_of_replies().script(|s| {
        s.expect(named("Ada"))
            .send(reply("1"))
            .sleep(SECOND)
            .send(reply("2"))
            .sleep(SECOND * 60)
            .fail(Status::data_loss("gone"))
    });
    let recorder = Recorder::new();
    let replies = mock
        .client()
        .lots_of_replies(named("Ada"))
        .await
        .unwrap()
        .into_inner();
    let mut replies = recorder.tap(replies);
    while let Ok(Some(_)) = replies.message().await {}

    assert_eq!(recorder.messages(), [reply("1"), reply("2")]);
    assert_eq!(recorder.times(), [Duration::ZERO, SECOND]);
    let end = recorder.end().unwrap();
    assert_eq!(end.at - recorder.events()[1].at, SECOND * 60);
    assert!(matches!(end.event, Event::Failed(status) if status.code() == Code::DataLoss));
    assert!(wall.elapsed() < SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_hangs_meets_the_deadline() {
    let mock = GreeterMock::new();
    mock.expect()
        .lots_of_replies()
        .script(|s| s.send(reply("1")).hang());
    mock.expect()
        .bidi_hello()
        .script(|s| s.send(reply("1")).hang());
    mock.expect().lots_of_greetings().script(Steps::hang);
    let greeter = mock.client();
    let begin = Instant::now();

    let opened = greeter.lots_of_replies(named("")).timeout(SECOND).await;
    let mut replies = opened.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("1")));
    let late = replies.message().await.unwrap_err();
    assert_eq!(
        (late.code(), begin.elapsed()),
        (Code::DeadlineExceeded, SECOND)
    );

    let (sender, requests) = Streaming::channel(1);
    let opened = greeter.bidi_hello(requests).timeout(SECOND).await;
    let mut replies = opened.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("1")));
    let late = replies.message().await.unwrap_err();
    assert_eq!(
        (late.code(), begin.elapsed()),
        (Code::DeadlineExceeded, SECOND * 2)
    );
    soon(sender.closed()).await;

    let (sender, requests) = Streaming::channel(1);
    let late = greeter
        .lots_of_greetings(requests)
        .timeout(SECOND)
        .await
        .unwrap_err();
    assert_eq!(
        (late.code(), begin.elapsed()),
        (Code::DeadlineExceeded, SECOND * 3)
    );
    soon(sender.closed()).await;
    mock.verify();
}

#[tokio::test(start_paused = true)]
async fn a_service_that_vanishes_is_cancelled_to_its_caller() {
    let mock = GreeterMock::new();
    mock.expect()
        .lots_of_replies()
        .script(|s| s.send(reply("1")).vanish());
    let mut replies = mock
        .client()
        .lots_of_replies(named(""))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("1")));
    assert_eq!(replies.message().await.unwrap_err().code(), Code::Cancelled);
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_replies_takes_the_requests_meanwhile() {
    let mock = GreeterMock::new();
    mock.expect().bidi_hello().streams([reply("1"), reply("2")]);
    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = mock
        .client()
        .bidi_hello(requests)
        .await
        .unwrap()
        .into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("1")));
    for _ in 0..100 {
        sender.send(named("a")).await.unwrap();
    }
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), Some(reply("2")));
    assert_eq!(replies.message().await.unwrap(), None);
    assert_eq!(mock.received().bidi_hello()[0].messages().len(), 100);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_is_seen_in_what_was_received() {
    let mock = GreeterMock::new();
    mock.expect().bidi_hello().never_answers();
    let (mut sender, requests) = Streaming::channel(1);
    let replies = mock
        .client()
        .bidi_hello(requests)
        .await
        .unwrap()
        .into_inner();
    sender.send(named("a")).await.unwrap();
    tokio::time::sleep(SECOND).await;
    drop(replies);
    soon(sender.closed()).await;
    let received = &mock.received().bidi_hello()[0];
    assert!(received.is_cancelled());
    assert_eq!(received.messages(), [named("a")]);
    let end = received.stream().end().unwrap();
    assert!(matches!(end.event, Event::Dropped), "{end:?}");
    assert_eq!(end.at - received.at(), SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_caller_plays_a_script_against_a_service() {
    let greeter = GreeterClient::local(Hello);
    let begin = Instant::now();
    let replies = Script::steps()
        .send(named("a"))
        .expect(reply("a"))
        .sleep(SECOND)
        .send(named("b"))
        .send(named("c"))
        .expect(reply("b"))
        .finish()
        .call(|requests| greeter.bidi_hello(requests))
        .await;
    assert_eq!(replies.messages(), ["a", "b", "c"].map(reply));
    assert_eq!(replies.times(), [Duration::ZERO, SECOND, SECOND]);
    assert!(matches!(replies.end().unwrap().event, Event::Finished));
    assert_eq!(begin.elapsed(), SECOND);

    let script = Script::steps().send(named("a")).expect_any();
    let script = script.fail(Status::aborted("enough"));
    let replies = script.call(|requests| greeter.bidi_hello(requests)).await;
    let Event::Failed(status) = replies.end().unwrap().event else {
        unreachable!("{replies:?}")
    };
    assert_eq!(status.code(), Code::Aborted);

    let script = Script::steps().send(named("a")).hang();
    let call = script.call(|requests| greeter.bidi_hello(requests).timeout(SECOND));
    let Event::Failed(status) = call.await.end().unwrap().event else {
        unreachable!()
    };
    assert_eq!(status.code(), Code::DeadlineExceeded);
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "the script of the caller: step 2 of 2 awaits \
    HelloReply { message: \"b\" }, but HelloReply { message: \"a\" } came")]
async fn a_reply_that_a_callers_script_does_not_expect_is_a_panic() {
    let script = Script::steps().send(named("a")).expect(reply("b")).finish();
    let greeter = GreeterClient::local(Hello);
    script.call(|requests| greeter.bidi_hello(requests)).await;
}

#[tokio::test(start_paused = true)]
async fn a_script_is_a_stream_of_requests() {
    let mock = GreeterMock::new();
    mock.expect()
        .lots_of_greetings()
        .returns(reply(""))
        .times(..);
    let script = Script::<HelloRequest, HelloReply>::steps();
    let script = script.send(named("a")).sleep(SECOND).send(named("b"));
    let requests = script.finish().into_stream();
    mock.client().lots_of_greetings(requests).await.unwrap();
    let received = &mock.received().lots_of_greetings()[0];
    assert_eq!(received.messages(), [named("a"), named("b")]);
    assert_eq!(received.stream().times(), [Duration::ZERO, SECOND]);

    let script = Script::<HelloRequest, HelloReply>::steps();
    let requests = script.send(named("a")).vanish().into_stream();
    let status = mock.client().lots_of_greetings(requests).await.unwrap_err();
    assert_eq!(status.code(), Code::Cancelled);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_read_is_recorded_as_dropped() {
    let recorder = Recorder::new();
    let mut stream = recorder.tap(Streaming::from_iter([1, 2]));
    stream.message().await.unwrap();
    assert!(recorder.end().is_none());
    drop(stream);
    assert_eq!(recorder.messages(), [1]);
    assert!(matches!(recorder.end().unwrap().event, Event::Dropped));
}
