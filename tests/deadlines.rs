//! A deadline is on by default, covers the whole call, and shrinks from hop to hop.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::time::Duration;

use support::{
    Greeter, GreeterClient, GreeterServer, Hello, HelloReply, HelloRequest, Proxy, named, serve,
};
use trefoil::client::{Client as _, Timeout};
use trefoil::{Code, Request, Response, Result, Status, Streaming};

/// What the handler at the end sees of its deadline.
async fn left(client: &GreeterClient) -> Option<Duration> {
    let reply = client.say_hello(named("!left")).await.unwrap();
    reply
        .get_ref()
        .message
        .parse()
        .ok()
        .map(Duration::from_micros)
}

#[tokio::test]
async fn a_unary_call_has_three_seconds_unless_something_else_is_said() {
    let (server, client) = serve(Hello).await;
    let default = left(&client).await.unwrap();
    assert!(
        default <= Duration::from_secs(3) && default > Duration::from_secs(2),
        "{default:?}"
    );

    let url = server.urls()[0].clone();
    let with = |value: &str| url.clone().with_param("timeout", value).to_string();
    let ten = GreeterClient::connect(with("10s")).await.unwrap();
    assert!(left(&ten).await.unwrap() > Duration::from_secs(9));
    let never = GreeterClient::connect(with("never")).await.unwrap();
    assert_eq!(left(&never).await, None);
    assert_eq!(
        left(&client.clone().with_timeout(Timeout::Never)).await,
        None
    );
    let wrong = GreeterClient::connect(with("soon")).await.unwrap_err();
    assert!(wrong.is_invalid(), "{wrong}");
    server.shutdown().await;
}

#[tokio::test]
async fn the_deadline_shrinks_over_two_hops() {
    let (last, client) = serve(Hello).await;
    let (middle, client) = serve(Proxy(client)).await;
    let (first, client) = serve(Proxy(client)).await;
    let reply = client
        .say_hello(named("!left"))
        .timeout(Duration::from_secs(2))
        .await
        .unwrap();
    let left = Duration::from_micros(reply.get_ref().message.parse().unwrap());
    assert!(
        left < Duration::from_secs(2) && left > Duration::from_millis(500),
        "{left:?}"
    );
    for server in [first, middle, last] {
        server.shutdown().await;
    }
}

/// Calls another service without saying anything of time.
struct Caller(GreeterClient);

impl Greeter for Caller {
    async fn say_hello(&self, _: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        self.0.say_hello(named("!left")).await
    }
    async fn lots_of_replies(
        &self,
        _: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        let reply = self.0.say_hello(named("!left")).await?.into_inner();
        Ok(Response::streaming([reply]))
    }
    async fn lots_of_greetings(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        Err(Status::unimplemented(""))
    }
    async fn bidi_hello(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Err(Status::unimplemented(""))
    }
}

#[tokio::test]
async fn a_call_that_a_handler_makes_has_no_later_deadline_than_the_handler() {
    let (inner, client) = serve(Hello).await;
    let (outer, client) = serve(Caller(client)).await;
    let reply = client
        .say_hello(named(""))
        .timeout(Duration::from_secs(1))
        .await
        .unwrap();
    let left = Duration::from_micros(reply.get_ref().message.parse().unwrap());
    assert!(left < Duration::from_secs(1), "{left:?}");

    // A stream has no deadline by default, so the call below it has the default of a unary one.
    let mut replies = client
        .lots_of_replies(named(""))
        .await
        .unwrap()
        .into_inner();
    let left = replies
        .message()
        .await
        .unwrap()
        .unwrap()
        .message
        .parse()
        .unwrap();
    assert!(Duration::from_micros(left) > Duration::from_secs(2));
    outer.shutdown().await;
    inner.shutdown().await;
}

#[tokio::test]
async fn an_in_process_stub_obeys_a_deadline_too() {
    let client = GreeterClient::local(Hello);
    let call = client
        .say_hello(named("!never"))
        .timeout(Duration::from_millis(50));
    let status = tokio::time::timeout(Duration::from_secs(5), call.into_future()).await;
    assert_eq!(status.unwrap().unwrap_err().code(), Code::DeadlineExceeded);
}

#[tokio::test]
async fn a_call_that_is_late_fails_on_both_sides() {
    let (server, client) = serve(Hello).await;
    let late = client
        .say_hello(named("!never"))
        .timeout(Duration::from_millis(50))
        .await;
    assert_eq!(late.unwrap_err().code(), Code::DeadlineExceeded);
    server.shutdown().await;
}

#[test]
fn the_generated_server_is_an_invoker() {
    use trefoil::Invoker;
    assert_eq!(
        GreeterServer::new(Hello).service().name(),
        "greet.v1.Greeter"
    );
}
