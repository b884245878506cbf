//! A handler that takes the message instead of the request around it.

use protos::greet::v1::{Greeter, HelloReply, HelloRequest};
use trefoil::{Request, Response, Result, Streaming};

mod protos {
    include!("generated/greet.rs");
}

struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, request: HelloRequest) -> Result<Response<HelloReply>> {
        Ok(Response::new(HelloReply { message: request.name }))
    }

    async fn greet_all(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Ok(Response::streaming([]))
    }
}

fn main() {}
