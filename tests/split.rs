//! Messages in one module and services over them in another, as two crates have them: the whole corpus of
//! protos, with JSON where that is on.

#![deny(warnings, clippy::all, clippy::pedantic, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, reason = "tests")]

/// `services(false)`
pub mod messages {
    trefoil::include_protos!("split_messages.rs");
}

/// `messages_from("crate::messages")`
pub mod services {
    trefoil::include_protos!("split_services.rs");
}

use messages::greet::v1::{HelloReply, HelloRequest};
use services::greet::v1::{Greeter, GreeterClient, GreeterMock};
use trefoil::Request;

#[tokio::test]
async fn a_service_takes_messages_of_another_module() {
    async fn says(greeter: &impl Greeter) -> HelloReply {
        let request = HelloRequest { name: "Ada".into() };
        let reply = greeter.say_hello(Request::new(request)).await.unwrap();
        reply.into_inner()
    }
    let mock = GreeterMock::new();
    let reply = HelloReply {
        message: "hi".into(),
    };
    mock.expect()
        .say_hello()
        .with(|request: &HelloRequest| request.name == "Ada")
        .returns(reply.clone());
    let greeter: GreeterClient = mock.client();
    assert_eq!(says(&greeter).await, reply);
    mock.verify();
}
