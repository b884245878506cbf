//! A handler that is added without the server around it.

use protos::greet::v1::{Greeter, HelloReply, HelloRequest};
use trefoil::{Request, Response, Result, Server, Streaming};

mod protos {
    include!("generated/greet.rs");
}

struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, _: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        Ok(Response::new(HelloReply::default()))
    }

    async fn greet_all(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Ok(Response::streaming([]))
    }
}

fn main() {
    let _ = Server::builder().add(Hello);
}
