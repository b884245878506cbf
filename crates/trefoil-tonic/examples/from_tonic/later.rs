//! The service itself, ported: the signatures lose what tonic needs and keep their names.

use std::error::Error;

use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use trefoil::health::Health;
use trefoil::{
    Filter, Invocation, Next, Reply, Request, Response, Result, RunningServer, Server, Status,
    Streaming,
};

use crate::greet::v1::{Greeter, GreeterClient, GreeterServer, HelloReply, HelloRequest};

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
        let replies = (1..=2).map(move |time| hello(&format!("{name}, time {time}")));
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
        use futures_util::StreamExt as _;
        let requests = request.into_inner();
        let replies = requests.map(|request| Ok(hello(&request?.name)));
        Ok(Response::new(Streaming::new(replies)))
    }
}

/// What an interceptor of tonic was: it may also look at the answer, wait, and call again.
struct Token(&'static str);

impl Filter for Token {
    async fn call(&self, call: Invocation, next: Next) -> Result<Reply> {
        if call.metadata.get("token") != Some(self.0) {
            return Err(Status::unauthenticated("the token is missing or wrong"));
        }
        next.run(call).await
    }
}

pub(crate) async fn serve() -> Result<RunningServer, Box<dyn Error>> {
    let health = Health::new();
    health.set_serving("greet.v1.Greeter", true);

    let server = Server::builder()
        .add(trefoil::Export::new(GreeterServer::new(Hello)).filter(Token("secret")))
        .add(health.service())
        .export("tri://127.0.0.1:0")
        .start()
        .await?;
    Ok(server)
}

pub(crate) async fn call(port: u16) -> Result<(), Box<dyn Error>> {
    let greeter = GreeterClient::connect(format!("tri://127.0.0.1:{port}")).await?;
    let ada = HelloRequest { name: "Ada".into() };
    let reply = greeter
        .say_hello(ada)
        .timeout(std::time::Duration::from_secs(1))
        .metadata("token", "secret")
        .await?;
    println!("  {}", reply.into_inner().message);
    Ok(())
}

/// A test without a socket.
pub(crate) async fn call_in_process() -> Result<(), Box<dyn Error>> {
    let greeter = GreeterClient::local(Hello);
    let bob = HelloRequest { name: "Bob".into() };
    let reply = greeter.say_hello(bob).await?.into_inner();
    assert_eq!(reply.message, "Hello, Bob!");
    println!("  {}", reply.message);
    Ok(())
}

/// The new service in the server that is there.
pub(crate) async fn serve_in_tonic() -> Result<u16, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let server = tonic::transport::Server::builder()
        .add_service(trefoil_tonic::Service::new(GreeterServer::new(Hello)))
        .serve_with_incoming(TcpIncoming::from(listener));
    tokio::spawn(server);
    Ok(port)
}
