//! Our service in routers of others: addresses, layers, filters, limits, and requests that are none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::Arc;

use http::{HeaderValue, StatusCode};
use tonic::body::Body;
use tonic::codegen::Service as _;
use trefoil::{
    Code, Filter, Invocation, Next, Peer, PeerAddr, Reply, Request, Response, Result, Streaming,
};
use trefoil_tonic::{IntoTrefoil as _, Service};

use support::ours::Ours;
use support::pb::greeter_client::GreeterClient as TonicClient;
use support::pb::{Greeter, GreeterServer, HelloReply, HelloRequest};
use support::{named, reply, within};

fn service() -> Service<GreeterServer<Ours>> {
    Service::new(GreeterServer::new(Ours::default()))
}

fn request(path: &str) -> http::Request<Body> {
    let request = http::Request::post(path).header("content-type", "application/grpc");
    request.body(Body::empty()).unwrap()
}

async fn answer(request: http::Request<Body>) -> http::Response<Body> {
    match service().call(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

fn status_of(answer: &http::Response<Body>) -> (Code, String) {
    let status = tonic::Status::from_header_map(answer.headers()).expect("no status");
    (status.code().into_trefoil(), status.message().to_owned())
}

const HELLO: &str = "/greet.v1.Greeter/SayHello";

#[tokio::test]
async fn what_is_no_request_of_grpc_is_told_so() {
    let mut get = request(HELLO);
    *get.method_mut() = http::Method::GET;
    let refused = answer(get).await;
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(status_of(&refused).0, Code::Internal);

    for (content_type, code) in [
        ("application/json", Code::Internal),
        ("application/grpc-web", Code::Internal),
        ("application/grpc+json", Code::Unimplemented),
    ] {
        let mut other = request(HELLO);
        let value = HeaderValue::from_static(content_type);
        other.headers_mut().insert("content-type", value);
        let refused = answer(other).await;
        assert_eq!(
            refused.status(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{content_type}"
        );
        assert_eq!(status_of(&refused).0, code, "{content_type}");
    }
    let mut loud = request(HELLO);
    let value = HeaderValue::from_static("Application/GRPC+Proto; charset=utf-8");
    loud.headers_mut().insert("content-type", value);
    assert_eq!(answer(loud).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_method_is_unimplemented_and_named() {
    let (code, message) = status_of(&answer(request("/greet.v1.Greeter/SayGoodbye")).await);
    assert_eq!(code, Code::Unimplemented);
    assert!(
        message.contains("/greet.v1.Greeter/SayGoodbye"),
        "{message}"
    );
}

#[tokio::test]
async fn a_unary_call_without_a_message_is_unimplemented() {
    let (code, message) = status_of(&answer(request(HELLO)).await);
    assert_eq!(code, Code::Unimplemented);
    assert!(message.contains("got none"), "{message}");
}

#[tokio::test]
async fn a_timeout_that_is_none_or_over_ends_the_call_before_it_begins() {
    for (timeout, code) in [("soon", Code::Internal), ("0m", Code::DeadlineExceeded)] {
        let mut late = request(HELLO);
        late.headers_mut()
            .insert("grpc-timeout", HeaderValue::from_str(timeout).unwrap());
        assert_eq!(status_of(&answer(late).await).0, code, "{timeout}");
    }
}

/// Answers with what it finds in the extensions and the context of its call.
struct Finds;

#[derive(Clone)]
struct User(&'static str);

impl Greeter for Finds {
    async fn say_hello(&self, request: Request<HelloRequest>) -> Result<Response<HelloReply>> {
        let layer = request.extensions().get::<http::Extensions>();
        let layer = layer
            .and_then(|layer| layer.get::<User>())
            .map(|user| user.0);
        let filter = request.extensions().get::<User>().map(|user| user.0);
        let peer = request.remote_addr().map(ToString::to_string);
        let order = request.metadata().get_all("x-filter");
        let order: Vec<_> = order.filter_map(|name| name.as_str()).collect();
        Ok(Response::new(reply(format!(
            "{layer:?} {filter:?} {peer:?} {order:?}"
        ))))
    }

    async fn lots_of_replies(
        &self,
        _: Request<HelloRequest>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Ok(Response::new(Streaming::empty()))
    }

    async fn lots_of_greetings(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<HelloReply>> {
        Ok(Response::new(reply("")))
    }

    async fn bidi_hello(
        &self,
        _: Request<Streaming<HelloRequest>>,
    ) -> Result<Response<Streaming<HelloReply>>> {
        Ok(Response::new(Streaming::empty()))
    }
}

struct SetUser(&'static str);

impl Filter for SetUser {
    async fn call(&self, mut call: Invocation, next: Next) -> Result<Reply> {
        call.extensions.insert(User(self.0));
        call.metadata.append("x-filter", self.0)?;
        next.run(call).await
    }
}

/// A layer that puts these into each request.
#[derive(Clone)]
struct Layered<S>(S, http::Extensions);

impl<S: tonic::codegen::Service<http::Request<Body>>> tonic::codegen::Service<http::Request<Body>>
    for Layered<S>
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(
        &mut self,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::result::Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, mut request: http::Request<Body>) -> S::Future {
        request.extensions_mut().extend(self.1.clone());
        self.0.call(request)
    }
}

#[tokio::test]
async fn a_handler_finds_what_layers_and_filters_left() {
    let peer = Peer {
        remote: PeerAddr::Tcp(([10, 0, 0, 1], 5).into()),
        local: PeerAddr::Tcp(([10, 0, 0, 2], 6).into()),
    };
    for shared in [false, true] {
        let mut extensions = http::Extensions::new();
        extensions.insert(User("layer"));
        match shared {
            false => drop(extensions.insert(peer.clone())),
            true => drop(extensions.insert(Arc::new(peer.clone()))),
        }
        let service = Service::new(GreeterServer::new(Finds))
            .filter(SetUser("outer"))
            .filter(SetUser("inner"));
        let mut client = TonicClient::new(Layered(service, extensions));
        let found = client
            .say_hello(named(""))
            .await
            .unwrap()
            .into_inner()
            .message;
        assert_eq!(
            found,
            r#"Some("layer") Some("inner") Some("10.0.0.1:5") ["outer", "inner"]"#
        );
    }
}

/// The other way: what our filters and our server know, in a service of tonic.
struct Asks;

#[tonic::async_trait]
impl support::pb::greeter_server::Greeter for Asks {
    type LotsOfRepliesStream = tonic::Streaming<HelloReply>;
    type BidiHelloStream = tonic::Streaming<HelloReply>;

    async fn say_hello(
        &self,
        request: tonic::Request<HelloRequest>,
    ) -> std::result::Result<tonic::Response<HelloReply>, tonic::Status> {
        let ours = request.extensions().get::<trefoil_tonic::Extensions>();
        let user = ours.and_then(|ours| ours.get::<User>()).map(|user| user.0);
        let peer = request.extensions().get::<Arc<Peer>>();
        let agent = request.metadata().get("user-agent").is_some();
        let peer = peer.is_some_and(|peer| peer.remote.as_tcp().is_some());
        Ok(tonic::Response::new(reply(format!(
            "{user:?} {peer} {agent}"
        ))))
    }

    async fn lots_of_replies(
        &self,
        _: tonic::Request<HelloRequest>,
    ) -> std::result::Result<tonic::Response<Self::LotsOfRepliesStream>, tonic::Status> {
        Err(tonic::Status::unimplemented(""))
    }

    async fn lots_of_greetings(
        &self,
        _: tonic::Request<tonic::Streaming<HelloRequest>>,
    ) -> std::result::Result<tonic::Response<HelloReply>, tonic::Status> {
        Err(tonic::Status::unimplemented(""))
    }

    async fn bidi_hello(
        &self,
        _: tonic::Request<tonic::Streaming<HelloRequest>>,
    ) -> std::result::Result<tonic::Response<Self::BidiHelloStream>, tonic::Status> {
        Err(tonic::Status::unimplemented(""))
    }
}

#[tokio::test]
async fn a_service_of_tonic_finds_what_our_filters_left_and_who_calls() {
    within(async {
        let asks = support::pb::greeter_server::GreeterServer::new(Asks);
        let invoker = trefoil_tonic::Invoker::new(asks, &support::pb::GREETER);
        let server = trefoil::Server::builder()
            .add(invoker)
            .filter(SetUser("filter"))
            .export("tri://127.0.0.1:0")
            .start()
            .await
            .unwrap();
        let url = server.url().to_string();
        let client = support::pb::GreeterClient::connect(url).await.unwrap();
        let found = client
            .say_hello(named(""))
            .await
            .unwrap()
            .into_inner()
            .message;
        assert_eq!(found, r#"Some("filter") true true"#);
    })
    .await;
}

/// By tonic's own types.
#[cfg(feature = "connect-info")]
#[tokio::test]
async fn addresses_are_known_by_tonics_types() {
    use support::{Options, routes};

    within(async {
        for route in [
            routes::exported_by_tonic().await,
            routes::exported_by_ours().await,
            routes::mounted_in_tonic_by_tonic().await,
            routes::mounted_in_tonic_by_ours().await,
        ] {
            let peer = route
                .stub
                .unary("!peer", Options::default())
                .await
                .unwrap()
                .message;
            assert!(peer.starts_with("127.0.0.1:"), "{peer}");
        }
    })
    .await;
}

struct Panics;

impl Filter for Panics {
    async fn call(&self, _: Invocation, _: Next) -> Result<Reply> {
        panic!("as asked")
    }
}

#[tokio::test]
async fn a_filter_that_panics_ends_its_call_alone() {
    let mut client = TonicClient::new(service().filter(Panics));
    let status = client.say_hello(named("")).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::Internal);
}

#[tokio::test]
async fn a_request_above_the_limit_of_the_service_is_refused() {
    let service = service().max_message_size(1000);
    let mut client = TonicClient::new(service.clone());
    client.say_hello(named("x".repeat(900))).await.unwrap();
    let status = client.say_hello(named("x".repeat(1100))).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::ResourceExhausted);
    // Each of a stream by itself.
    let names = |size: usize| futures_util::stream::iter(vec![named("x".repeat(size)); 4]);
    client.lots_of_greetings(names(900)).await.unwrap();
    let status = client.lots_of_greetings(names(1100)).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::ResourceExhausted);
    assert!(format!("{service:?}").contains("greet.v1.Greeter"));
}

/// The trailers of an answer without messages.
struct Trailers(Option<http::HeaderMap>);

impl http_body::Body for Trailers {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        std::task::Poll::Ready(
            self.0
                .take()
                .map(|trailers| Ok(http_body::Frame::trailers(trailers))),
        )
    }
}

/// Answers with a head, and then with an error.
#[derive(Clone)]
struct FailsLater;

impl tonic::codegen::Service<http::Request<Body>> for FailsLater {
    type Response = http::Response<Trailers>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        let mut trailers = http::HeaderMap::new();
        trailers.insert("grpc-status", HeaderValue::from_static("5"));
        trailers.insert("x-behind", HeaderValue::from_static("2"));
        let answer = http::Response::builder()
            .header("content-type", "application/grpc")
            .header("x-before", "1");
        std::future::ready(Ok(answer.body(Trailers(Some(trailers))).unwrap()))
    }
}

#[tokio::test]
async fn metadata_before_an_error_comes_with_it() {
    within(async {
        let invoker = trefoil_tonic::Invoker::new(FailsLater, &support::pb::GREETER);
        let client: support::pb::GreeterClient = trefoil::local(invoker);
        let status = client.say_hello(named("")).await.unwrap_err();
        assert_eq!(status.code(), Code::NotFound);
        assert_eq!(status.metadata().get("x-before"), Some("1"));
        assert_eq!(status.metadata().get("x-behind"), Some("2"));
    })
    .await;
}
