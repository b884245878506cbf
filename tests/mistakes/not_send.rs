//! A handler that holds something over an await that cannot move to another thread.

use std::rc::Rc;

use protos::greet::v1::{Greeter, HelloReply, HelloRequest};
use trefoil::{Request, Response, Result, Streaming};

mod protos {
    include!("generated/greet.rs");
}

struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        let name = Rc::new(request.into_inner().name);
        tokio::task::yield_now().await;
        Ok(Response::new(HelloReply { message: name.to_string() }))
    }

    async fn greet_all(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Ok(Response::streaming([]))
    }
}

fn main() {}
