//! What one protocol refers to is exported under another: a gateway that knows no message.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use support::{Greeter, GreeterClient, GreeterServer, Hello, HelloReply, HelloRequest, named};
use trefoil::client::Client;
use trefoil::{Application, Metadata, Request, Response, Result, Server, Service, Streaming};

/// Greets, with metadata before and behind what it says.
struct Marked;

impl Greeter for Marked {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        Hello.say_hello(request).await
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let mut response = Hello.lots_of_replies(request).await?;
        let _ = response.metadata_mut().insert("x-head", "head");
        let _ = response.trailers_mut().insert("x-tail", "tail");
        Ok(response)
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        Hello.lots_of_greetings(request).await
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let mut response = Hello.bidi_hello(request).await?;
        let _ = response.metadata_mut().insert("x-head", "head");
        let _ = response.trailers_mut().insert("x-tail", "tail");
        Ok(response)
    }
}

async fn read(mut replies: Streaming<HelloReply>) -> (String, usize, String) {
    let text = |metadata: &Metadata, key| metadata.get(key).unwrap_or("none").to_owned();
    let head = text(replies.metadata().await.unwrap(), "x-head");
    let mut messages = 0;
    while replies.message().await.unwrap().is_some() {
        messages += 1;
    }
    (head, messages, text(replies.trailers().unwrap(), "x-tail"))
}

#[tokio::test]
async fn a_service_of_one_protocol_is_exported_under_another_with_all_its_metadata() {
    let application = Application::new();
    let inner = Server::builder()
        .application(&application)
        .add(GreeterServer::new(Marked))
        .export("injvm://inner")
        .start()
        .await
        .unwrap();
    let service = Service::from_static(GreeterClient::SERVICE);
    let referred = application
        .refer_invoker("injvm://inner".parse().unwrap(), service)
        .await
        .unwrap();
    let outer = application
        .export("tri://127.0.0.1:0".parse().unwrap(), referred)
        .await
        .unwrap();
    let client = GreeterClient::connect(outer.url().to_string())
        .await
        .unwrap();

    let reply = client.say_hello(named("Ada")).await.unwrap();
    assert_eq!(reply.get_ref().message, "Hello, Ada!");
    let expected = ("head".to_owned(), 3, "tail".to_owned());
    let replies = client.lots_of_replies(named("Ada")).await.unwrap();
    assert_eq!(read(replies.into_inner()).await, expected);
    let three = || Streaming::from_iter([named("a"), named("b"), named("c")]);
    let replies = client.bidi_hello(three()).await.unwrap();
    assert_eq!(read(replies.into_inner()).await, expected);
    let reply = client.lots_of_greetings(three()).await.unwrap();
    assert_eq!(reply.get_ref().message, "abc");

    application.shutdown().await;
    drop(inner);
}
