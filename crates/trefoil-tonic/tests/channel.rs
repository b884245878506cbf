//! How long a call of tonic's client over one of our invokers may take, and what its filters see.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use support::ours::Ours;
use support::pb::greeter_client::GreeterClient as TonicClient;
use support::pb::{GREETER, GreeterServer};
use support::{Probe, named, within};
use trefoil::codec::Prost;
use trefoil::{
    Application, Context, Filter, Invocation, Invoker, Next, Payload, Reply, Result, Streaming, Url,
};
use trefoil_tonic::Channel;

async fn referred(parameters: &str) -> Arc<dyn Invoker> {
    let application = Application::new();
    let url = |parameters: &str| {
        Url::parse(&format!("injvm://local/greet.v1.Greeter{parameters}")).unwrap()
    };
    let service = GreeterServer::new(Ours(Probe::default()));
    application.export(url(""), service).await.unwrap();
    application
        .refer_invoker(url(parameters), (&GREETER).into())
        .await
        .unwrap()
}

async fn left(channel: Channel, own: Option<Duration>) -> Option<u64> {
    let mut request = tonic::Request::new(named("!left"));
    if let Some(own) = own {
        request.set_timeout(own);
    }
    let reply = TonicClient::new(channel).say_hello(request).await.unwrap();
    reply.into_inner().message.parse().ok()
}

fn about(seconds: u64, left: Option<u64>) -> bool {
    left.is_some_and(|left| (seconds * 1000 - 900..=seconds * 1000).contains(&left))
}

#[tokio::test]
async fn a_call_takes_as_long_as_it_says_or_the_url_or_for_ever() {
    within(async {
        let own = Some(Duration::from_secs(5));
        let plain = Channel::new(referred("").await);
        assert_eq!(left(plain.clone(), None).await, None);
        assert!(about(5, left(plain, own).await));

        let timed = Channel::from_url_invoker(referred("?timeout=9s").await).unwrap();
        assert!(about(9, left(timed.clone(), None).await));
        assert!(about(5, left(timed, own).await));

        let method = "?timeout=9s&SayHello.timeout=7s";
        let method = Channel::from_url_invoker(referred(method).await).unwrap();
        assert!(about(7, left(method, None).await));

        let wrong = Channel::from_url_invoker(referred("?timeout=soon").await);
        assert!(wrong.unwrap_err().is_invalid());
    })
    .await;
}

#[tokio::test]
async fn a_call_made_by_a_handler_has_no_later_deadline_than_the_handler() {
    within(async {
        let channel = Channel::new(referred("").await);
        let context = Context::new().with_timeout(Duration::from_secs(3));
        let call = context.scope(left(channel, Some(Duration::from_secs(60))));
        assert!(about(3, call.await));
    })
    .await;
}

/// Reads what tonic's client left in the request's extensions.
struct ReadsExtensions;

impl Filter for ReadsExtensions {
    async fn call(&self, call: Invocation, next: Next) -> Result<Reply> {
        let theirs = call.extensions.get::<http::Extensions>();
        let known =
            theirs.is_some_and(|theirs| theirs.get::<&'static str>() == Some(&"for filters"));
        assert!(known, "no extensions");
        next.run(call).await
    }
}

#[tokio::test]
async fn filters_see_what_the_caller_left() {
    let application = Application::builder()
        .consumer_filter(ReadsExtensions)
        .build();
    let url = || Url::parse("injvm://local/greet.v1.Greeter").unwrap();
    let service = GreeterServer::new(Ours(Probe::default()));
    application.export(url(), service).await.unwrap();
    let invoker = application
        .refer_invoker(url(), (&GREETER).into())
        .await
        .unwrap();
    let mut request = tonic::Request::new(named("Ada"));
    request.extensions_mut().insert("for filters");
    TonicClient::new(Channel::new(invoker))
        .say_hello(request)
        .await
        .unwrap();
}

/// An invoker that keeps no deadline itself: one message, and then nothing for ever.
struct Stalls;

impl Invoker for Stalls {
    fn service(&self) -> trefoil::Service {
        (&GREETER).into()
    }

    fn invoke(&self, _: Invocation) -> trefoil::BoxFuture<Result<Reply>> {
        let stream = stream::iter([Ok(support::reply("one"))]).chain(stream::pending());
        let payload = Payload::stream(Prost, Streaming::new(stream));
        Box::pin(async { Ok(Reply::new(payload)) })
    }
}

#[tokio::test]
async fn a_deadline_holds_whatever_the_invoker_does() {
    within(async {
        let mut client = TonicClient::new(Channel::new(Stalls));
        let mut request = tonic::Request::new(named(""));
        request.set_timeout(Duration::from_millis(50));
        let mut replies = client.lots_of_replies(request).await.unwrap().into_inner();
        assert_eq!(replies.message().await.unwrap().unwrap().message, "one");
        let late = replies.message().await.unwrap_err();
        assert_eq!(late.code(), tonic::Code::DeadlineExceeded);
    })
    .await;
}

/// An invoker whose metadata stands beside its stream and not with it.
struct Beside;

impl Invoker for Beside {
    fn service(&self) -> trefoil::Service {
        (&GREETER).into()
    }

    fn invoke(&self, _: Invocation) -> trefoil::BoxFuture<Result<Reply>> {
        let stream = Streaming::from_iter([support::reply("one"), support::reply("two")]);
        let mut reply = Reply::new(Payload::stream(Prost, stream));
        reply.metadata.insert("x-before", "a").unwrap();
        reply.trailers.insert("x-behind", "b").unwrap();
        Box::pin(async { Ok(reply) })
    }
}

#[tokio::test]
async fn metadata_beside_a_stream_arrives_at_once_or_later() {
    within(async {
        // In process a stream is there before its service has answered.
        let deferred = Channel::new(trefoil::Local::new(Beside));
        for channel in [Channel::new(Beside), deferred] {
            let mut client = TonicClient::new(channel);
            let response = client.lots_of_replies(named("")).await.unwrap();
            assert_eq!(response.metadata().get("x-before").unwrap(), "a");
            let mut replies = response.into_inner();
            for message in ["one", "two"] {
                let reply = replies.message().await.unwrap().unwrap();
                assert_eq!(reply.message, message);
            }
            let trailers = replies.trailers().await.unwrap().unwrap();
            assert_eq!(trailers.get("x-behind").unwrap(), "b");
        }
    })
    .await;
}
