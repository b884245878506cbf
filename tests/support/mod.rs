//! A greeter for the tests of the facade.

#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used)] // Each test uses a part of it.

use trefoil::{Request, Response, Result, RunningServer, Server, Status, Streaming};

trefoil::include_protos!("examples.rs");
pub use greet::v1::{Greeter, GreeterClient, GreeterServer, HelloReply, HelloRequest};

pub fn named(name: &str) -> HelloRequest {
    HelloRequest { name: name.into() }
}

/// Greets; what a name that starts with `!` asks for is in `say_hello`.
pub struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        let message = match request.get_ref().name.as_str() {
            "!left" => {
                let left = request.context().time_left();
                left.map_or("none".into(), |left| left.as_micros().to_string())
            }
            "!peer" => request
                .remote_addr()
                .map(ToString::to_string)
                .unwrap_or_default(),
            "!fail" => return Err(Status::not_found("nobody of that name")),
            "!never" => std::future::pending().await,
            name => format!("Hello, {name}!"),
        };
        Ok(Response::new(HelloReply { message }))
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let message = request.into_inner().name;
        Ok(Response::streaming((0..3).map(move |_| HelloReply {
            message: message.clone(),
        })))
    }

    async fn lots_of_greetings(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        let mut requests = request.into_inner();
        let mut message = String::new();
        while let Some(request) = requests.message().await? {
            message += &request.name;
        }
        Ok(Response::new(HelloReply { message }))
    }

    async fn bidi_hello(
        &self,
        request: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let requests = request.into_inner();
        Ok(Response::new(Streaming::new(futures_util::StreamExt::map(
            requests,
            |request| {
                Ok(HelloReply {
                    message: request?.name,
                })
            },
        ))))
    }
}

/// A service that hands every call on to another one, as it came.
pub struct Proxy(pub GreeterClient);

impl Greeter for Proxy {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        self.0.say_hello(request).await
    }

    async fn lots_of_replies(
        &self,
        request: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
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
        self.0.bidi_hello(request).await
    }
}

/// A server of the greeter, and a stub on it.
pub async fn serve(service: impl Greeter) -> (RunningServer, GreeterClient) {
    let server = Server::builder()
        .add(GreeterServer::new(service))
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let client = GreeterClient::connect(server.urls()[0].to_string())
        .await
        .unwrap();
    (server, client)
}
