//! A call's context ends with its call: not before, and with all that is made of it.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::time::Duration;

use support::{
    Greeter, GreeterClient, GreeterServer, Hello, HelloReply, HelloRequest, named, serve,
};
use tokio::sync::mpsc;
use trefoil::{
    Code, Context, Export, Filter, Invocation, Next, Reply, Request, Response, Result, Server,
    Streaming,
};

/// Passes calls on and shows their contexts.
struct Watched(GreeterClient, mpsc::UnboundedSender<Context>);

impl Greeter for Watched {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        let _ = self.1.send(request.context());
        self.0.say_hello(request).await
    }
    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let _ = self.1.send(request.context());
        self.0.lots_of_replies(request).await
    }
    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        self.0.lots_of_greetings(request).await
    }
    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let _ = self.1.send(request.context());
        self.0.bidi_hello(request).await
    }
}

async fn passed_on(inner: GreeterClient) {
    let (contexts, mut seen) = mpsc::unbounded_channel();
    let (server, client) = serve(Watched(inner, contexts)).await;

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = client.bidi_hello(requests).await.unwrap().into_inner();
    for name in ["a", "b"] {
        sender.send(named(name)).await.unwrap();
        assert_eq!(replies.message().await.unwrap().unwrap().message, name);
    }
    let context = seen.recv().await.unwrap();
    assert!(!context.is_cancelled(), "the call goes on");
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), None);
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(!context.is_cancelled(), "the call ended well");

    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = client.bidi_hello(requests).await.unwrap().into_inner();
    sender.send(named("a")).await.unwrap();
    replies.message().await.unwrap();
    let context = seen.recv().await.unwrap();
    drop(replies);
    let told = tokio::time::timeout(Duration::from_secs(5), context.cancelled()).await;
    assert!(told.is_ok(), "the caller is gone");
    server.shutdown().await;
}

#[tokio::test]
async fn a_stream_that_is_passed_on_from_a_wire_keeps_its_calls_context() {
    let (server, client) = serve(Hello).await;
    passed_on(client).await;
    server.shutdown().await;
}

#[tokio::test]
async fn a_stream_that_is_passed_on_from_this_process_keeps_its_calls_context() {
    passed_on(GreeterClient::local(Hello)).await;
}

/// Gives every call less time.
struct Hurry;

impl Filter for Hurry {
    async fn call(&self, mut call: Invocation, next: Next) -> Result<Reply> {
        call.set_context(
            call.context()
                .clone()
                .with_timeout(Duration::from_millis(50)),
        );
        next.run(call).await
    }
}

#[tokio::test]
async fn a_filter_of_the_server_can_cut_a_call_short() {
    let server = Server::builder()
        .add(Export::new(GreeterServer::new(Hello)).filter(Hurry))
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let client = GreeterClient::connect(server.url().to_string())
        .await
        .unwrap();
    let call = client.say_hello(named("!never")).no_timeout().into_future();
    let late = tokio::time::timeout(Duration::from_secs(5), call)
        .await
        .unwrap();
    assert_eq!(late.unwrap_err().code(), Code::DeadlineExceeded);
    server.shutdown().await;
}
