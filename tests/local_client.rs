//! An in-process client keeps deadlines, cancellation and metadata as a wire does, in all four modes, and under
//! a paused clock exactly. What is common with a wire is tested by `trefoil-contract`; here it is the time.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::time::Duration;

use support::{Greeter, GreeterClient, HelloReply, HelloRequest, named};
use tokio::sync::mpsc;
use tokio::time::Instant;
use trefoil::{Code, Context, Request, Response, Result, Streaming};

const SECOND: Duration = Duration::from_secs(1);

/// Tells how each call came, and never answers; streams say one message before.
struct Silent(mpsc::UnboundedSender<Context>);

impl Silent {
    fn tell<T>(&self, request: &Request<T>) {
        assert_eq!(request.metadata().get("x-user"), Some("ada"));
        assert!(request.remote_addr().is_some());
        self.0.send(request.context()).unwrap();
    }

    fn stalled(&self) -> Result<Response<Streaming<HelloReply>>> {
        let (mut sender, replies) = Streaming::channel(1);
        tokio::spawn(async move {
            sender.send(HelloReply::default()).await.unwrap();
            sender.closed().await;
        });
        let mut response = Response::new(replies);
        response.metadata_mut().insert("x-first", "1")?;
        Ok(response)
    }
}

impl Greeter for Silent {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        self.tell(&request);
        std::future::pending().await
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        self.tell(&request);
        self.stalled()
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        self.tell(&request);
        std::future::pending().await
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        self.tell(&request);
        self.stalled()
    }
}

/// A paused clock jumps to the end of this when nothing else is to come.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    let done = tokio::time::timeout(SECOND, future).await;
    done.unwrap()
}

/// One call of each kind, until it ends.
async fn call(greeter: &GreeterClient, kind: usize, timeout: Duration) -> Code {
    let (_sender, requests) = Streaming::channel(1);
    let opened = match kind {
        0 => {
            let call = greeter.say_hello(named("")).metadata("x-user", "ada");
            return call.timeout(timeout).await.unwrap_err().code();
        }
        1 => {
            let call = greeter.lots_of_greetings(requests);
            let call = call.metadata("x-user", "ada").timeout(timeout);
            return call.await.unwrap_err().code();
        }
        2 => {
            let call = greeter.lots_of_replies(named(""));
            call.metadata("x-user", "ada").timeout(timeout).await
        }
        _ => {
            let call = greeter.bidi_hello(requests);
            call.metadata("x-user", "ada").timeout(timeout).await
        }
    };
    let mut replies = opened.unwrap().into_inner();
    let metadata = replies.metadata().await.unwrap();
    assert_eq!(metadata.get("x-first"), Some("1"));
    assert!(replies.message().await.unwrap().is_some());
    replies.message().await.unwrap_err().code()
}

#[tokio::test(start_paused = true)]
async fn every_kind_of_call_ends_at_its_deadline_at_both_ends() {
    let wall = std::time::Instant::now();
    let (sender, mut calls) = mpsc::unbounded_channel();
    let greeter = GreeterClient::local(Silent(sender));
    for kind in 0..4 {
        let begin = Instant::now();
        assert_eq!(call(&greeter, kind, SECOND).await, Code::DeadlineExceeded);
        assert_eq!(begin.elapsed(), SECOND, "kind {kind}");
        let context = calls.recv().await.unwrap();
        assert_eq!(context.deadline(), Some(begin + SECOND), "kind {kind}");
        soon(context.cancelled()).await;
    }
    assert!(wall.elapsed() < SECOND);
}

#[tokio::test(start_paused = true)]
async fn every_kind_of_call_that_is_dropped_is_cancelled() {
    let (sender, mut calls) = mpsc::unbounded_channel();
    let greeter = GreeterClient::local(Silent(sender));
    for kind in 0..4 {
        let hour = Duration::from_secs(3600);
        let given_up = tokio::time::timeout(SECOND, call(&greeter, kind, hour)).await;
        assert!(given_up.is_err(), "kind {kind}");
        let begin = Instant::now();
        soon(calls.recv().await.unwrap().cancelled()).await;
        assert_eq!(begin.elapsed(), Duration::ZERO, "kind {kind}");
    }
}
