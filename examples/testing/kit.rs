//! The kit: the feature `testing` of trefoil, and `Config::mock(true)` in build.rs.
//!
//! All of it goes by tokio's clock. The functions here run with that clock paused, so no delay takes time.

use std::time::Duration;

use tokio::time::Instant;
use trefoil::testing::{Recorder, Script};
use trefoil::{Code, Result, Status, Streaming};

use super::greet::v1::{GreeterClient, GreeterMock};
use super::{Hello, greet_politely, named, reply};

const SECOND: Duration = Duration::from_secs(1);

/// A mock answers what it was told to expect, and says at the end what was not so.
pub(super) async fn a_mock() -> Result<()> {
    let mock = GreeterMock::new();
    let ada = mock.expect().say_hello().with(|r| r.name == "Ada");
    ada.returns(reply("Good morning.")).times(2);
    let rest = mock.expect().say_hello().times(..);
    rest.fails(Status::unavailable("closed"));

    let greeter = mock.client();
    assert_eq!(greet_politely(&greeter, "Ada").await, "Good morning.");
    assert_eq!(greet_politely(&greeter, "Ada").await, "Good morning.");
    let third = greet_politely(&greeter, "Ada").await;
    assert_eq!(third, "Nobody is at home.");
    assert_eq!(mock.received().say_hello()[0].request(), &named("Ada"));

    // A call that nothing expects fails at its caller, and in the verification.
    let mut replies = greeter.lots_of_replies(named("Bob")).await?.into_inner();
    assert_eq!(replies.message().await.unwrap_err().code(), Code::Internal);
    let failures = mock.check().unwrap_err();
    assert_eq!(
        failures.list(),
        ["LotsOfReplies was called with HelloRequest { name: \"Bob\" }, and no call is expected"]
    );
    Ok(())
}

/// A reply that comes late, and one that never comes.
pub(super) async fn delays_and_deadlines() -> Result<()> {
    let mock = GreeterMock::new();
    let late = mock.expect().say_hello().returns(reply("Good night."));
    late.after(2 * SECOND);
    mock.expect().say_hello().never_answers();

    let (greeter, begin) = (mock.client(), Instant::now());
    let answer = greeter.say_hello(named("Ada")).await?;
    assert_eq!(answer.into_inner().message, "Good night.");
    assert_eq!(begin.elapsed(), 2 * SECOND);
    let status = greeter.say_hello(named("Ada")).await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(begin.elapsed(), 5 * SECOND, "three more are the default");
    Ok(())
}

/// A dialogue with a service that follows a script.
pub(super) async fn a_scripted_service() -> Result<()> {
    let mock = GreeterMock::new();
    mock.expect().bidi_hello().script(|s| {
        s.send(reply("Who is there?"))
            .expect(named("Ada"))
            .sleep(SECOND)
            .send(reply("Come in."))
            .fail(Status::unavailable("the house is on fire"))
    });

    let (mut sender, requests) = Streaming::channel(1);
    let replies = mock.client().bidi_hello(requests).await?.into_inner();
    let recorder = Recorder::new();
    let mut replies = recorder.tap(replies);
    assert_eq!(replies.message().await?, Some(reply("Who is there?")));
    sender.send(named("Ada")).await?;
    assert_eq!(replies.message().await?, Some(reply("Come in.")));
    let status = replies.message().await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(recorder.times(), [Duration::ZERO, SECOND]);
    mock.verify(); // dropping it does the same
    Ok(())
}

/// The other way round: a script is the caller of the service under test.
pub(super) async fn a_scripted_caller() {
    let greeter = GreeterClient::local(Hello);
    let replies = Script::steps()
        .send(named("Ada"))
        .expect(reply("Ada"))
        .sleep(SECOND)
        .send(named("Bob"))
        .finish()
        .call(|requests| greeter.bidi_hello(requests))
        .await;
    assert_eq!(replies.messages(), ["Ada", "Bob"].map(reply));
    assert_eq!(replies.times(), [Duration::ZERO, SECOND]);
}
