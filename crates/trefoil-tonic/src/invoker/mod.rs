//! [`Invoker`]: a service of tonic that trefoil calls.

mod exchange;
mod replies;
mod requests;

use std::error::Error as StdError;
use std::sync::Arc;

use bytes::Bytes;
use http::Uri;
use tonic::body::Body;
use tonic::server::NamedService;
use trefoil_core::codec::Format;
use trefoil_core::{
    BoxFuture, Error, Invocation, Kind, MethodKind, Payload, Reply, Request, Result, Service,
    server,
};

use crate::descriptor;
use crate::wire::{Messages, Raw};
use exchange::{Opening, exchange, only};
use requests::Requests;

/// A service of tonic as an [`Invoker`](trefoil_core::Invoker): export it with `trefoil::Server`, put filters
/// around it, call it in process.
///
/// `S` is what `tonic::transport::Server::add_service` takes: a generated `GreeterServer`, one with an
/// interceptor, or one in layers of tower. A service of tonic cannot tell its methods, so they are told here.
///
/// The service sees the caller's metadata, the rest of its deadline as `grpc-timeout`, its address (an
/// `Arc<Peer>` in the extensions; with the feature `connect-info` by `remote_addr`) and what filters left
/// ([`Extensions`](crate::Extensions)). Its future is dropped when the caller gives up or the deadline passes, and
/// a panic ends only its call. How large a request may be is for both to say: the URL's `max_message_size` and
/// the service's own `max_decoding_message_size`, which is 4 MiB if nothing is said.
///
/// ```
/// use trefoil_core::Invoker as _;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (_reporter, health) = tonic_health::server::health_reporter();
/// let health = trefoil_tonic::Invoker::from_descriptor_set(health, tonic_health::pb::FILE_DESCRIPTOR_SET)?;
/// assert_eq!(health.service().name(), "grpc.health.v1.Health");
/// let server = trefoil::Server::builder().add(health).export("tri://127.0.0.1:0").start().await?;
/// # server.shutdown().await;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Invoker<S> {
    tonic: S,
    service: Service,
    /// Where each method is, by its place.
    uris: Arc<[Uri]>,
}

impl<S> Invoker<S> {
    /// Calls this service, whose methods are those of `descriptor`: what `trefoil-build` generates from the same
    /// `.proto` (`&greet::v1::GREETER`), or a
    /// [`ServiceDescriptor::dynamic`](trefoil_core::ServiceDescriptor::dynamic).
    ///
    /// ```
    /// use trefoil_core::{MethodKind, ServiceDescriptor};
    /// let (_reporter, health) = tonic_health::server::health_reporter();
    /// let methods = [("Check".to_owned(), MethodKind::Unary)];
    /// let health =
    ///     trefoil_tonic::Invoker::new(health, ServiceDescriptor::dynamic("grpc.health.v1.Health", methods));
    /// ```
    pub fn new(tonic: S, descriptor: impl Into<Service>) -> Self {
        let service = descriptor.into();
        let uri = |path: &str| Uri::try_from(path).unwrap_or_default();
        let uris = service.methods().iter().map(|method| uri(method.path()));
        Self {
            uris: uris.collect(),
            tonic,
            service,
        }
    }

    /// Calls this service, whose methods are found in an encoded `FileDescriptorSet`, as crates of services for
    /// tonic publish it.
    ///
    /// # Errors
    /// If the bytes are no such set, or the service is not in it.
    pub fn from_descriptor_set(tonic: S, set: &[u8]) -> Result<Self, Error>
    where
        S: NamedService,
    {
        Ok(Self::new(tonic, descriptor::find(set, S::NAME)?))
    }
}

impl<S, B> trefoil_core::Invoker for Invoker<S>
where
    S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>,
    S: Clone + Send + Sync + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn service(&self) -> Service {
        self.service.clone()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let Some(uri) = self.uris.get(call.method_index()).cloned() else {
            return server::unimplemented(call);
        };
        let tonic = self.tonic.clone();
        Box::pin(run(tonic, uri, call))
    }
}

/// Runs the call as one of ours: with its context, within its deadline, and with panics caught.
async fn run<S, B>(tonic: S, uri: Uri, mut call: Invocation) -> Result<Reply>
where
    S: tower_service::Service<http::Request<Body>, Response = http::Response<B>> + Send + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let kind = call.method().kind();
    call.payload = encoded(call.payload, kind)?;
    let one = |request: &mut Request<Bytes>| Requests::one(std::mem::take(request.get_mut()));
    let opening = Opening { tonic, uri };
    let reply = match kind {
        MethodKind::Unary => server::unary(Raw, call, move |mut request| async move {
            let requests = one(&mut request);
            only(exchange(opening, request, requests).await?).await
        }),
        MethodKind::ServerStreaming => {
            server::server_streaming(Raw, call, move |mut request| async move {
                let requests = one(&mut request);
                exchange(opening, request, requests).await?.into_response()
            })
        }
        MethodKind::ClientStreaming => {
            server::client_streaming(Raw, call, move |request| async move {
                let (request, requests) = Requests::many(request);
                only(exchange(opening, request, requests).await?).await
            })
        }
        MethodKind::Bidi => server::bidi(Raw, call, move |request| async move {
            let (request, requests) = Requests::many(request);
            exchange(opening, request, requests).await?.into_response()
        }),
    };
    let mut reply = reply.await?;
    if !kind.streams_replies() {
        // To its other end it is protobuf, and nothing of ours.
        let message = reply.payload.into_message(Raw)?;
        reply.payload = Payload::encoded(Format::PROTO, message);
    }
    Ok(reply)
}

/// The request as bytes: nothing behind here knows its type.
fn encoded(payload: Payload, kind: MethodKind) -> Result<Payload> {
    let payload = match payload.into_kind() {
        Kind::Message(message) => {
            let bytes = Payload::from(Kind::Message(message)).into_bytes(Format::PROTO)?;
            Payload::encoded(Format::PROTO, bytes)
        }
        stream @ (Kind::Stream(_) | Kind::Deferred(_)) => {
            let messages = Messages::new(stream.into())?;
            Payload::encoded_stream(Format::PROTO, Box::new(messages))
        }
        encoded => encoded.into(),
    };
    if !kind.streams_requests() {
        // Said here and not by the codec, which would speak of our own type.
        return payload
            .into_bytes(Format::PROTO)
            .map(|bytes| Payload::encoded(Format::PROTO, bytes));
    }
    Ok(payload)
}
