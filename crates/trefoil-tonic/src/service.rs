//! [`Service`]: a service of trefoil in a router of tonic or axum.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use tonic::body::Body;
use tonic::server::NamedService;
use trefoil_core::server::Described;
use trefoil_core::{AnyFilter, BoxFuture, Filter, Invoker, filtered};

use crate::serve::Serving;

/// How large a message may be if nothing is said: as in tonic, and in trefoil's own servers.
const RECEIVE_LIMIT: usize = 4 << 20;

/// A service of trefoil as one of tonic: for `tonic::transport::Server::add_service`, and for
/// `axum::Router::route_service` at `/greet.v1.Greeter/{method}`.
///
/// The handler sees the caller's metadata, its deadline, its address (with the feature `connect-info` in a server
/// of tonic, else if a layer put a [`Peer`](trefoil_core::Peer) into the request's extensions) and what layers left
/// ([`http::Extensions`] as one of its extensions). A call ends when its caller resets it or the deadline passes.
///
/// An invoker that generated code did not make has no name that its type knows, so tonic's `add_service` does not
/// take it; `axum::Router` does.
///
/// ```
/// # use trefoil_core::{BoxFuture, Invocation, Invoker, Reply, Result, ServiceDescriptor, server};
/// # static GREETER: ServiceDescriptor = ServiceDescriptor::new("greet.v1.Greeter", &[]);
/// # struct GreeterServer;
/// # impl Invoker for GreeterServer {
/// #     fn service(&self) -> trefoil_core::Service { trefoil_core::Service::from_static(&GREETER) }
/// #     fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> { server::unimplemented(call) }
/// # }
/// # impl server::Described for GreeterServer { const SERVICE: &'static ServiceDescriptor = &GREETER; }
/// let greeter = trefoil_tonic::Service::new(GreeterServer).max_message_size(1 << 20);
/// let router = tonic::transport::Server::builder().add_service(greeter);
/// ```
pub struct Service<I> {
    invoker: Arc<dyn Invoker>,
    filters: Vec<AnyFilter>,
    serving: Arc<Serving>,
    name: PhantomData<fn() -> I>,
}

impl<I: Invoker> Service<I> {
    /// Serves what generated code makes of an implementation: `GreeterServer::new(Hello)`.
    pub fn new(invoker: I) -> Self {
        let invoker: Arc<dyn Invoker> = Arc::new(invoker);
        Self {
            serving: Arc::new(Serving::new(Arc::clone(&invoker), RECEIVE_LIMIT)),
            invoker,
            filters: Vec::new(),
            name: PhantomData,
        }
    }

    /// Bounds the size of a request, in bytes; each of a stream by itself. A larger one ends the call with
    /// RESOURCE_EXHAUSTED. The default is 4 MiB.
    #[must_use]
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        Arc::make_mut(&mut self.serving).receive = bytes;
        self
    }

    /// Puts a filter around the service, inside of those added before.
    #[must_use]
    pub fn filter(mut self, filter: impl Filter) -> Self {
        self.filters.push(AnyFilter::new(filter));
        let invoker = filtered(Arc::clone(&self.invoker), self.filters.clone());
        Arc::make_mut(&mut self.serving).invoker = invoker;
        self
    }
}

impl<I: Described> NamedService for Service<I> {
    const NAME: &'static str = I::SERVICE.name();
}

impl<I, B> tower_service::Service<http::Request<B>> for Service<I>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let serving = Arc::clone(&self.serving);
        Box::pin(async move { Ok(serving.serve(request, None).await) })
    }
}

impl<I> Clone for Service<I> {
    fn clone(&self) -> Self {
        Self {
            invoker: Arc::clone(&self.invoker),
            filters: self.filters.clone(),
            serving: Arc::clone(&self.serving),
            name: PhantomData,
        }
    }
}

impl<I> fmt::Debug for Service<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.invoker.service();
        f.debug_tuple("Service").field(&name.name()).finish()
    }
}
