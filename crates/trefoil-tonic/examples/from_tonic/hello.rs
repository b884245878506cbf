//! Written for tonic. Nothing in here changes.

use std::error::Error;
use std::pin::Pin;

use tokio_stream::Stream;
use tonic::client::GrpcService;
use tonic::codegen::{Body, Bytes, StdError, tokio_stream};
use tonic::{Request, Response, Status, Streaming};

use crate::greet::v1::greeter_client::GreeterClient;
use crate::greet::v1::greeter_server::Greeter;
use crate::greet::v1::{HelloReply, HelloRequest};

pub(crate) struct Hello;

type Replies = Pin<Box<dyn Stream<Item = Result<HelloReply, Status>> + Send>>;

fn hello(name: &str) -> HelloReply {
    HelloReply {
        message: format!("Hello, {name}!"),
    }
}

#[tonic::async_trait]
impl Greeter for Hello {
    type LotsOfRepliesStream = Replies;
    type BidiHelloStream = Replies;

    async fn say_hello(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<HelloReply>, Status> {
        match request.get_ref().name.as_str() {
            "" => Err(Status::invalid_argument("a greeting needs a name")),
            name => Ok(Response::new(hello(name))),
        }
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Replies>, Status> {
        let name = request.into_inner().name;
        let replies = [1, 2].map(|time| Ok(hello(&format!("{name}, time {time}"))));
        Ok(Response::new(Box::pin(tokio_stream::iter(replies))))
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>, Status> {
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
    ) -> Result<Response<Replies>, Status> {
        use tokio_stream::StreamExt as _;
        let requests = request.into_inner();
        let replies = requests.map(|request| Ok(hello(&request?.name)));
        Ok(Response::new(Box::pin(replies)))
    }
}

fn named(name: &str) -> HelloRequest {
    HelloRequest { name: name.into() }
}

/// What the client does, over whatever channel.
pub(crate) async fn greet<T>(mut client: GreeterClient<T>) -> Result<(), Box<dyn Error>>
where
    T: GrpcService<tonic::body::Body>,
    T::Error: Into<StdError>,
    T::ResponseBody: Body<Data = Bytes> + Send + 'static,
    <T::ResponseBody as Body>::Error: Into<StdError> + Send,
{
    let reply = client.say_hello(named("Ada")).await?;
    println!("  {}", reply.into_inner().message);
    if let Err(status) = client.say_hello(named("")).await {
        println!("  {:?}: {}", status.code(), status.message());
    }
    let mut replies = client.lots_of_replies(named("Bob")).await?.into_inner();
    while let Some(reply) = replies.message().await? {
        println!("  {}", reply.message);
    }
    let names = || tokio_stream::iter(["Cleo", "Dan"].map(named));
    let reply = client.lots_of_greetings(names()).await?;
    println!("  {}", reply.into_inner().message);
    let mut replies = client.bidi_hello(names()).await?.into_inner();
    while let Some(reply) = replies.message().await? {
        println!("  {}", reply.message);
    }
    Ok(())
}
