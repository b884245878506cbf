//! [`Channel`]: what a client of tonic calls through.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use tonic::body::Body;
use trefoil_core::client::Caller;
use trefoil_core::{BoxFuture, Context, Error, Invoker};

use crate::serve::Serving;

/// Any [`Invoker`](trefoil_core::Invoker) under a client of tonic: `GreeterClient::new(Channel::new(invoker))`, in
/// the place of `tonic::transport::Channel`. A clone is cheap and shares everything.
///
/// A call may take as long as its `Request::set_timeout` says, or as a `timeout` of the invoker's URL
/// ([`from_url_invoker`](Channel::from_url_invoker)), or for ever, as in tonic; never longer than the call it is made
/// for. As in tonic a streaming call is there when the service has sent its metadata. Dropping the call, or the
/// stream it gave, cancels it. Limits of message sizes are the client's and the invoker's own.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};
///
/// // A service of tonic here; any other is called as well.
/// let (_reporter, health) = tonic_health::server::health_reporter();
/// let health = trefoil_tonic::Invoker::from_descriptor_set(health, tonic_health::pb::FILE_DESCRIPTOR_SET)?;
///
/// let mut client = HealthClient::new(trefoil_tonic::Channel::new(health));
/// let reply = client.check(HealthCheckRequest { service: String::new() }).await?;
/// assert_eq!(reply.into_inner().status, 1);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Channel(Arc<Serving>);

impl Channel {
    /// Calls through this invoker. What its URL says of timeouts is not looked at.
    pub fn new(invoker: impl Invoker) -> Self {
        Self(Arc::new(Serving::new(Arc::new(invoker), usize::MAX)))
    }

    /// Calls through an invoker that a protocol made, with the timeouts of its URL:
    /// `Application::refer_invoker`, or `stub.caller().invoker()` of a stub that is connected.
    ///
    /// # Errors
    /// If a timeout of the URL is no time.
    pub fn from_url_invoker(invoker: Arc<dyn Invoker>) -> Result<Self, Error> {
        let timeouts = Caller::new(Arc::clone(&invoker))?.timeouts().to_vec();
        let mut serving = Serving::new(invoker, usize::MAX);
        serving.timeouts = timeouts;
        Ok(Self(Arc::new(serving)))
    }
}

impl<B> tower_service::Service<http::Request<B>> for Channel
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let serving = Arc::clone(&self.0);
        // The call this one is made for: the handler's whose code runs now.
        let inherited = Context::current().and_then(|context| context.deadline());
        Box::pin(async move { Ok(serving.serve(request, inherited).await) })
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let service = self.0.invoker.service();
        f.debug_tuple("Channel").field(&service.name()).finish()
    }
}
