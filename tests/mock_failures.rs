//! What a mock says when it was not used as expected, word for word.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use support::greet::v1::GreeterMock;
use support::{HelloReply, named};
use trefoil::testing::Sequence;
use trefoil::{Code, Streaming};

fn reply(message: &str) -> HelloReply {
    HelloReply {
        message: message.into(),
    }
}

/// What a mock reports; it says no more when it is dropped.
fn text(mock: &GreeterMock) -> String {
    mock.check().unwrap_err().to_string()
}

/// A line of this file, as failures name it.
fn place(line: u32) -> String {
    format!("{}:{line}", file!())
}

const HEAD: &str = "the mock of greet.v1.Greeter was not used as expected:\n- ";

#[tokio::test(start_paused = true)]
async fn a_call_of_a_method_that_nothing_expects() {
    let mock = GreeterMock::new();
    let status = mock.client().say_hello(named("Bob")).await.unwrap_err();
    let said = "SayHello was called with HelloRequest { name: \"Bob\" }, and no call is expected";
    assert_eq!(status.code(), Code::Internal);
    assert_eq!(status.message(), format!("mock: {said}"));
    assert_eq!(text(&mock), format!("{HEAD}{said}"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_no_expectation_fits() {
    let mock = GreeterMock::new();
    let (file, line) = (file!(), line!());
    let ada = mock.expect().say_hello();
    let fits = mock.expect().say_hello();
    let never = mock.expect().say_hello();
    ada.with_message(named("Ada")).returns(reply("hi"));
    fits.with(|r| r.name == "Ada")
        .returns(reply("hi"))
        .times(..);
    never.times(0);
    let greeter = mock.client();
    greeter.say_hello(named("Ada")).await.unwrap();
    greeter.say_hello(named("Bob")).await.unwrap_err();
    let (first, second, third) = (line + 1, line + 2, line + 3);
    assert_eq!(
        text(&mock),
        format!(
            "{HEAD}SayHello was called with HelloRequest {{ name: \"Bob\" }}, \
             and no expectation answers that:\
             \n    HelloRequest {{ name: \"Ada\" }}, once ({file}:{first}): is for another request\
             \n    a request that fits a closure, any number of times ({file}:{second}): \
             is for another request\
             \n    any request, never ({file}:{third}): is used up"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_missing() {
    let mock = GreeterMock::new();
    let (file, line) = (file!(), line!());
    let greetings = mock.expect().say_hello();
    let dialogue = mock.expect().bidi_hello();
    let greetings = greetings.with_message(named("Ada")).times(2..=3);
    greetings.returns(reply("hi"));
    dialogue.with_metadata("x-user", "ada").streams([]);
    mock.client().say_hello(named("Ada")).await.unwrap();
    let (first, second) = (line + 1, line + 2);
    assert_eq!(
        text(&mock),
        format!(
            "{HEAD}SayHello is expected 2 to 3 times and was called once: \
             HelloRequest {{ name: \"Ada\" }} ({file}:{first})\
             \n- BidiHello is expected once and was never called: \
             a request with `x-user: ada` ({file}:{second})"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_out_of_its_sequence() {
    let mock = GreeterMock::new();
    let order = Sequence::new();
    mock.expect()
        .lots_of_replies()
        .streams([])
        .in_sequence(&order);
    let (file, line) = (file!(), line!());
    let late = mock.expect().say_hello();
    late.returns(reply("hi")).in_sequence(&order);
    mock.client().say_hello(named("Ada")).await.unwrap_err();
    let first = mock.check().unwrap_err().list()[0].clone();
    let line = line + 1;
    assert_eq!(
        first,
        format!(
            "SayHello was called with HelloRequest {{ name: \"Ada\" }}, \
             and no expectation answers that:\
             \n    any request, once ({file}:{line}): is not due in its sequence"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn an_expectation_without_an_answer() {
    let mock = GreeterMock::new();
    mock.expect().say_hello();
    let place = place(line!() - 1);
    let status = mock.client().say_hello(named("Ada")).await.unwrap_err();
    let said = format!(
        "SayHello was called, and its expectation ({place}) has no answer: add `returns`, `fails`, \
         `streams`, `script`, `answers` or `never_answers`"
    );
    assert_eq!(status.message(), format!("mock: {said}"));
    assert_eq!(text(&mock), format!("{HEAD}{said}"));
}

#[tokio::test(start_paused = true)]
async fn an_assertion_that_fails_in_an_answer() {
    let mock = GreeterMock::new();
    mock.expect().say_hello().answers(|request| async move {
        assert!(request.get_ref().name == "Ada", "not Ada");
        unreachable!()
    });
    let status = mock.client().say_hello(named("Bob")).await.unwrap_err();
    assert_eq!(
        (status.code(), status.message()),
        (Code::Internal, "the handler panicked")
    );
    let said = "SayHello was called, and its answer panicked: not Ada";
    assert_eq!(text(&mock), format!("{HEAD}{said}"));
}

#[tokio::test(start_paused = true)]
async fn a_message_that_a_script_does_not_expect() {
    let mock = GreeterMock::new();
    let place = place(line!() + 1);
    mock.expect().bidi_hello().script(|s| {
        s.expect(named("a"))
            .send(reply("b"))
            .expect(named("c"))
            .finish()
    });
    let requests = Streaming::from_iter([named("a"), named("x")]);
    let mut replies = mock
        .client()
        .bidi_hello(requests)
        .await
        .unwrap()
        .into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("b")));
    let status = replies.message().await.unwrap_err();
    let said = "step 3 of 3 awaits HelloRequest { name: \"c\" }, \
                but HelloRequest { name: \"x\" } came";
    assert_eq!((status.code(), status.message()), (Code::Internal, said));
    let said = format!("{HEAD}BidiHello was called against its script ({place}): {said}");
    assert_eq!(text(&mock), said);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_ends_before_its_script() {
    let mock = GreeterMock::new();
    let (first, second) = (place(line!() + 2), place(line!() + 5));
    mock.expect()
        .lots_of_greetings()
        .script(|s| s.expect_any().expect_any().send(reply("")).finish());
    mock.expect()
        .lots_of_greetings()
        .script(|s| s.expect_end().send(reply("")).finish());
    let greeter = mock.client();
    let one = || Streaming::from_iter([named("a")]);
    greeter.lots_of_greetings(one()).await.unwrap_err();
    greeter.lots_of_greetings(one()).await.unwrap_err();
    assert_eq!(
        text(&mock),
        format!(
            "{HEAD}LotsOfGreetings was called against its script ({first}): \
             step 2 of 3 awaits any message, but the stream ended\
             \n- LotsOfGreetings was called against its script ({second}): \
             step 1 of 2 awaits the end, but HelloRequest {{ name: \"a\" }} came"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_script_that_still_waits() {
    let mock = GreeterMock::new();
    mock.expect()
        .bidi_hello()
        .script(|s| s.send(reply("a")).expect(named("b")).finish());
    let (sender, requests) = Streaming::channel(1);
    let mut replies = mock
        .client()
        .bidi_hello(requests)
        .await
        .unwrap()
        .into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("a")));
    let said = "the script of BidiHello is not done: \
                step 2 of 2 awaits HelloRequest { name: \"b\" }, which did not come";
    assert_eq!(text(&mock), format!("{HEAD}{said}"));
    // And when the caller has gone, the same.
    drop((sender, replies));
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(text(&mock), format!("{HEAD}{said}"));
}

#[tokio::test(start_paused = true)]
async fn a_script_without_the_one_reply() {
    let mock = GreeterMock::new();
    let place = place(line!() + 2);
    mock.expect()
        .lots_of_greetings()
        .script(|s| s.drain().finish());
    let status = mock
        .client()
        .lots_of_greetings(Streaming::empty())
        .await
        .unwrap_err();
    let said = format!(
        "LotsOfGreetings was called, and its script ({place}) finished without sending the reply"
    );
    assert_eq!(status.message(), format!("mock: {said}"));
    assert_eq!(text(&mock), format!("{HEAD}{said}"));
}

fn panic_of(run: impl FnOnce()) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(run)).err()?;
    panic.downcast_ref::<String>().cloned()
}

#[test]
fn verification_panics_once_with_the_text() {
    let mock = GreeterMock::new();
    mock.expect().say_hello().returns(reply("hi"));
    let expected = mock.check().unwrap_err().to_string();
    let mock = GreeterMock::new();
    mock.expect().say_hello().returns(reply("hi"));
    let panic = panic_of(|| mock.verify()).unwrap();
    assert_eq!(panic.split('(').next(), expected.split('(').next());
    assert_eq!(panic_of(|| drop(mock)), None, "it has told already");
}

#[test]
fn a_dropped_mock_verifies_itself_whoever_still_holds_a_client() {
    let mock = GreeterMock::new();
    mock.expect().say_hello().returns(reply("hi"));
    let client = mock.client();
    assert!(panic_of(|| drop(mock)).unwrap().starts_with(HEAD));
    drop(client);
    let fine = GreeterMock::new();
    fine.expect().say_hello().returns(reply("hi")).times(..);
    assert_eq!(panic_of(|| drop(fine)), None);
}

#[test]
fn a_mock_that_is_dropped_by_a_panic_adds_no_second_one() {
    // A second panic would abort the process.
    let panic = panic_of(|| {
        let mock = GreeterMock::new();
        mock.expect().say_hello().returns(reply("hi"));
        std::panic::panic_any("the first".to_owned());
    });
    assert_eq!(panic.as_deref(), Some("the first"));
}
