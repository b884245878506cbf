//! What the README shows under `Testing` compiles and runs, as it stands there.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use support::greet::v1::GreeterMock;
use support::{Greeter, HelloReply, named};
use trefoil::{Code, Request, Streaming};

fn reply(message: &str) -> HelloReply {
    HelloReply {
        message: message.into(),
    }
}

async fn greet_everybody(greeter: support::GreeterClient) {
    for _ in 0..2 {
        let mut request = Request::new(named("Ada"));
        request.metadata_mut().insert("x-user", "ada").unwrap();
        assert!(Greeter::say_hello(&greeter, request).await.is_ok());
    }
    let late = greeter.say_hello(named("Ada")).await.unwrap_err();
    assert_eq!(late.code(), Code::DeadlineExceeded);
    let requests = Streaming::from_iter([named("a")]);
    let mut replies = greeter.bidi_hello(requests).await.unwrap().into_inner();
    assert_eq!(replies.message().await.unwrap(), Some(reply("b")));
    assert_eq!(replies.message().await.unwrap(), None);
}

#[rustfmt::skip] // The lines are those of the README.
#[tokio::test(start_paused = true)]
async fn the_lines_under_testing_run() {
    let mock = GreeterMock::new(); // verifies itself when it is dropped
    mock.expect().say_hello().with(|r| r.name == "Ada").returns(reply("hi")).times(2);
    mock.expect().say_hello().never_answers(); // the third call meets its deadline
    mock.expect().bidi_hello().script(|s| s.expect(named("a")).send(reply("b")).finish());
    greet_everybody(mock.client()).await; // a GreeterClient, and so an `impl Greeter`
    assert_eq!(mock.received().say_hello()[0].metadata().get("x-user"), Some("ada"));
}

#[test]
fn the_readme_has_the_lines_that_run_here() {
    let readme = include_str!("../README.md");
    let (_, section) = readme.split_once("\n## Testing\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let blocks = section.split("```");
    let block = blocks
        .filter(|block| block.contains("GreeterMock::new"))
        .last();
    let lines = block
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| format!("    {line}\n"));
    let lines: String = lines.collect();
    assert!(include_str!("readme.rs").contains(&lines), "{lines}");
}
