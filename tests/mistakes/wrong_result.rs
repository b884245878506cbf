//! A handler that returns the message instead of the response around it.

use protos::greet::v1::{Greeter, HelloReply, HelloRequest};
use trefoil::{Request, Response, Result, Streaming};

mod protos {
    include!("generated/greet.rs");
}

struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<HelloReply> {
        Ok(HelloReply { message: request.into_inner().name })
    }

    async fn greet_all(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Ok(Response::streaming([]))
    }
}

fn main() {}
