//! A service without one of its methods.

use protos::greet::v1::{Greeter, HelloReply, HelloRequest};
use trefoil::{Request, Response, Result};

mod protos {
    include!("generated/greet.rs");
}

struct Hello;

impl Greeter for Hello {
    async fn say_hello(&self, _: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        Ok(Response::new(HelloReply::default()))
    }
}

fn main() {}
