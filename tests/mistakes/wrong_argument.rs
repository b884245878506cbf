//! A call with something else than the request's message, and one with a list where a stream belongs.

use protos::greet::v1::{GreeterClient, HelloRequest};

mod protos {
    include!("generated/greet.rs");
}

async fn call(greeter: GreeterClient) {
    let _ = greeter.say_hello("Ada").await;
    let _ = greeter.greet_all(vec![HelloRequest::default()]).await;
}

fn main() {
    let _ = call;
}
