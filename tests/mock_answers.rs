//! A mock answers what its expectations say, to the caller that they are for.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::time::Duration;

use support::greet::v1::GreeterMock;
use support::{Greeter, HelloReply, HelloRequest, named};
use tokio::time::Instant;
use trefoil::testing::Sequence;
use trefoil::{Code, Request, Response, Server, Status};

fn reply(message: &str) -> HelloReply {
    HelloReply {
        message: message.into(),
    }
}

async fn says(greeter: &impl Greeter, name: &str) -> Result<String, Status> {
    let answer = greeter.say_hello(Request::new(named(name))).await?;
    Ok(answer.into_inner().message)
}

#[tokio::test(start_paused = true)]
async fn a_message_is_answered_as_often_as_it_is_expected() {
    let mock = GreeterMock::new();
    mock.expect().say_hello().returns(reply("hi")).times(2);
    let greeter = mock.client();
    assert_eq!(says(&greeter, "Ada").await.unwrap(), "hi");
    assert_eq!(says(&greeter, "Bob").await.unwrap(), "hi");
    mock.verify();
}

#[tokio::test(start_paused = true)]
async fn expectations_of_a_method_answer_one_after_the_other() {
    let mock = GreeterMock::new();
    mock.expect().say_hello().returns(reply("first"));
    mock.expect().say_hello().fails(Status::not_found("second"));
    mock.expect().say_hello().returns(reply("rest")).times(..);
    let greeter = mock.client();
    assert_eq!(says(&greeter, "").await.unwrap(), "first");
    let status = says(&greeter, "").await.unwrap_err();
    assert_eq!(
        (status.code(), status.message()),
        (Code::NotFound, "second")
    );
    for _ in 0..3 {
        assert_eq!(says(&greeter, "").await.unwrap(), "rest");
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_expectation_that_fits_answers() {
    let mock = GreeterMock::new();
    mock.expect()
        .say_hello()
        .with(|r| r.name == "Ada")
        .returns(reply("closure"))
        .times(..);
    mock.expect()
        .say_hello()
        .with_message(named("Bob"))
        .returns(reply("message"))
        .times(..);
    mock.expect()
        .say_hello()
        .with_metadata("x-user", "cleo")
        .returns(reply("metadata"))
        .times(..);
    mock.expect().say_hello().returns(reply("any")).times(..);
    let greeter = mock.client();
    assert_eq!(says(&greeter, "Bob").await.unwrap(), "message");
    assert_eq!(says(&greeter, "Ada").await.unwrap(), "closure");
    assert_eq!(says(&greeter, "Dan").await.unwrap(), "any");
    let call = greeter.say_hello(named("Dan")).metadata("x-user", "cleo");
    assert_eq!(call.await.unwrap().into_inner().message, "metadata");
}

#[tokio::test(start_paused = true)]
async fn a_response_keeps_its_metadata_and_trailers() {
    let mut response = Response::new(reply("hi"));
    response.metadata_mut().insert("x-first", "1").unwrap();
    response.trailers_mut().insert("x-last", "2").unwrap();
    let mock = GreeterMock::new();
    let expected = mock.expect().say_hello().returns(response).times(2);
    expected
        .metadata("x-first-too", "3")
        .trailer("x-last-bin", trefoil::MetadataValue::binary(vec![4]));
    for _ in 0..2 {
        let answer = mock.client().say_hello(named("Ada")).await.unwrap();
        assert_eq!(answer.metadata().get("x-first"), Some("1"));
        assert_eq!(answer.metadata().get("x-first-too"), Some("3"));
        assert_eq!(answer.trailers().get("x-last"), Some("2"));
        assert_eq!(answer.trailers().get_bin("x-last"), Some(&[4][..]));
    }
}

#[tokio::test(start_paused = true)]
async fn streams_have_metadata_and_trailers_too() {
    let mock = GreeterMock::new();
    let expected = mock
        .expect()
        .lots_of_replies()
        .streams([reply("a"), reply("b")]);
    expected.metadata("x-first", "1").trailer("x-last", "2");
    let mut replies = mock
        .client()
        .lots_of_replies(named(""))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(replies.metadata().await.unwrap().get("x-first"), Some("1"));
    assert_eq!(replies.message().await.unwrap(), Some(reply("a")));
    assert_eq!(replies.message().await.unwrap(), Some(reply("b")));
    assert_eq!(replies.message().await.unwrap(), None);
    assert_eq!(replies.trailers().unwrap().get("x-last"), Some("2"));
}

#[tokio::test(start_paused = true)]
async fn a_closure_sees_the_request_and_keeps_what_it_learned() {
    let mock = GreeterMock::new();
    let mut calls = 0;
    let answer = move |request: Request<HelloRequest>| {
        calls += 1;
        async move {
            let user = request
                .metadata()
                .get("x-user")
                .unwrap_or("nobody")
                .to_owned();
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(Response::new(reply(&format!(
                "{calls} {user} {}",
                request.get_ref().name
            ))))
        }
    };
    mock.expect().say_hello().answers(answer).times(2);
    let greeter = mock.client();
    assert_eq!(says(&greeter, "Ada").await.unwrap(), "1 nobody Ada");
    let call = greeter.say_hello(named("Bob")).metadata("x-user", "cleo");
    assert_eq!(call.await.unwrap().into_inner().message, "2 cleo Bob");
}

#[tokio::test(start_paused = true)]
async fn a_delay_is_exact_and_takes_no_time() {
    let wall = std::time::Instant::now();
    let mock = GreeterMock::new();
    mock.expect()
        .say_hello()
        .returns(reply("late"))
        .after(Duration::from_millis(2999));
    let begin = Instant::now();
    assert_eq!(says(&mock.client(), "").await.unwrap(), "late");
    assert_eq!(begin.elapsed(), Duration::from_millis(2999));
    assert!(wall.elapsed() < Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_never_answered_meets_its_deadline() {
    let wall = std::time::Instant::now();
    let mock = GreeterMock::new();
    mock.expect().say_hello().never_answers().times(2);
    let begin = Instant::now();
    let status = says(&mock.client(), "").await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert_eq!(begin.elapsed(), Duration::from_secs(3), "the default");

    let hour = Duration::from_secs(3600);
    let call = mock.client().say_hello(named("")).timeout(hour);
    assert_eq!(call.await.unwrap_err().code(), Code::DeadlineExceeded);
    assert_eq!(begin.elapsed(), hour + Duration::from_secs(3));
    assert!(wall.elapsed() < Duration::from_secs(1));

    let received = mock.received().say_hello();
    assert_eq!(received[0].time_left(), Some(Duration::from_secs(3)));
    assert_eq!(received[1].time_left(), Some(hour));
    assert!(received[1].is_cancelled());
}

#[tokio::test(start_paused = true)]
async fn received_requests_can_be_looked_at() {
    let mock = GreeterMock::new();
    mock.expect().say_hello().returns(reply("")).times(..);
    let greeter = mock.client();
    let begin = Instant::now();
    greeter
        .say_hello(named("Ada"))
        .metadata("x-user", "cleo")
        .await
        .unwrap();
    tokio::time::advance(Duration::from_secs(5)).await;
    greeter.say_hello(named("Bob")).no_timeout().await.unwrap();

    let received = mock.received().say_hello();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].request(), &named("Ada"));
    assert_eq!(received[0].metadata().get("x-user"), Some("cleo"));
    assert_eq!(received[0].at(), begin);
    assert_eq!(received[1].request(), &named("Bob"));
    assert_eq!(received[1].at() - begin, Duration::from_secs(5));
    assert_eq!(received[1].time_left(), None);
    assert!(!received[1].is_cancelled());
}

#[tokio::test(start_paused = true)]
async fn a_sequence_orders_calls_of_several_methods_and_mocks() {
    let (first, second) = (GreeterMock::new(), GreeterMock::new());
    let order = Sequence::new();
    first
        .expect()
        .say_hello()
        .returns(reply("1"))
        .times(2)
        .in_sequence(&order);
    second
        .expect()
        .lots_of_replies()
        .streams([])
        .in_sequence(&order);
    first
        .expect()
        .say_hello()
        .returns(reply("3"))
        .in_sequence(&order);

    let early = second.client().lots_of_replies(named("")).await.unwrap();
    let status = early.into_inner().message().await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(second.check().is_err());

    for _ in 0..2 {
        assert_eq!(says(&first.client(), "").await.unwrap(), "1");
    }
    assert_eq!(
        says(&first.client(), "").await.unwrap_err().code(),
        Code::Internal
    );
    let due = second.client().lots_of_replies(named("")).await.unwrap();
    assert_eq!(due.into_inner().message().await.unwrap(), None);
    assert_eq!(says(&first.client(), "").await.unwrap(), "3");
    assert!(first.check().is_err());
}

#[tokio::test]
async fn a_mock_can_be_served_over_a_wire() {
    let mock = GreeterMock::new();
    mock.expect()
        .say_hello()
        .with_metadata("x-user", "ada")
        .returns(reply("hi"));
    mock.expect()
        .bidi_hello()
        .script(|s| s.expect(named("a")).send(reply("b")).finish());
    let application = trefoil::Application::new();
    let server = Server::builder()
        .application(&application)
        .add(mock.invoker())
        .export("tri://memory:mock");
    let server = server.start().await.unwrap();
    let greeter: support::GreeterClient = application.refer("tri://memory:mock").await.unwrap();
    let answer = greeter
        .say_hello(named("Ada"))
        .metadata("x-user", "ada")
        .await
        .unwrap();
    assert_eq!(answer.into_inner().message, "hi");
    let requests = trefoil::Streaming::from_iter([named("a")]);
    let mut replies = greeter.bidi_hello(requests).await.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("b")));
    assert_eq!(replies.message().await.unwrap(), None);
    server.shutdown().await;
    mock.verify();
}
