//! A server and a client of one service, in all four streaming modes.
//!
//! Run it with `cargo run --example greeter`; it ends by itself.

use std::time::Duration;

use trefoil::{Request, Response, Result, Server, Status, Streaming};

// In a crate of your own: `trefoil::include_protos!();`
trefoil::include_protos!("examples.rs");
use greet::v1::{Greeter, GreeterClient, GreeterServer, HelloReply, HelloRequest};

struct Hello;

fn hello(name: &str) -> HelloReply {
    HelloReply {
        message: format!("Hello, {name}!"),
    }
}

impl Greeter for Hello {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        match request.get_ref().name.as_str() {
            "" => Err(Status::invalid_argument("a greeting needs a name")),
            name => Ok(Response::new(hello(name))),
        }
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let name = request.into_inner().name;
        let replies = (1..=3).map(move |time| hello(&format!("{name}, time {time}")));
        Ok(Response::streaming(replies))
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        let mut requests = request.into_inner();
        let mut names = Vec::new();
        while let Some(request) = requests.message().await? {
            names.push(request.name);
        }
        Ok(Response::new(hello(&names.join(" and "))))
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let mut requests = request.into_inner();
        let (mut replies, stream) = Streaming::channel(4);
        tokio::spawn(async move {
            loop {
                match requests.message().await {
                    // The caller may be gone; then there is nobody to tell.
                    Ok(Some(request)) if replies.send(hello(&request.name)).await.is_err() => {
                        return;
                    }
                    Ok(Some(_)) => {}
                    Ok(None) => return replies.finish(),
                    Err(status) => return replies.fail(status),
                }
            }
        });
        Ok(Response::new(stream))
    }
}

fn named(name: &str) -> HelloRequest {
    HelloRequest { name: name.into() }
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder()
        .add(GreeterServer::new(Hello))
        .export("tri://127.0.0.1:0")
        .start()
        .await?;
    let url = server.url().to_string();
    println!("serving at {url}");
    let greeter = GreeterClient::connect(&url).await?;

    println!("\nunary");
    println!("  sent      Ada");
    let reply = greeter
        .say_hello(named("Ada"))
        .timeout(Duration::from_secs(1))
        .await?;
    println!("  received  {}", reply.into_inner().message);
    println!("  sent      nothing");
    match greeter.say_hello(named("")).await {
        Ok(reply) => println!("  received  {}", reply.into_inner().message),
        Err(status) => println!("  received  {status}"),
    }

    println!("\nserver streaming");
    println!("  sent      Bob");
    let mut replies = greeter.lots_of_replies(named("Bob")).await?.into_inner();
    while let Some(reply) = replies.message().await? {
        println!("  received  {}", reply.message);
    }

    println!("\nclient streaming");
    let names = ["Cleo", "Dan", "Eve"];
    println!("  sent      {}", names.join(", "));
    let reply = greeter
        .lots_of_greetings(Streaming::from_iter(names.map(named)))
        .await?;
    println!("  received  {}", reply.into_inner().message);

    println!("\nboth ways");
    let (mut sender, requests) = Streaming::channel(1);
    let mut replies = greeter.bidi_hello(requests).await?.into_inner();
    for name in ["Fay", "Gus"] {
        println!("  sent      {name}");
        sender.send(named(name)).await?;
        if let Some(reply) = replies.message().await? {
            println!("  received  {}", reply.message);
        }
    }
    sender.finish();
    println!("  the end: {:?}", replies.message().await?);

    server.shutdown().await;
    println!("\nthe server has stopped");
    Ok(())
}
