//! [`Invoker`] and [`Exporter`]: what can be called, and what is offered for calls.

use std::sync::Arc;

use crate::{BoxFuture, Invocation, Reply, Result, Service, Url};

/// Whatever can be called: a service, a remote one behind a protocol, a chain of filters, a cluster.
///
/// What every implementation keeps to:
///
/// * The future does the call; dropping it cancels the call. For a method that streams its reply it is
///   ready as soon as the call is under way; dropping the stream cancels the call then.
/// * A stream of requests is taken whether or not anybody reads the replies.
/// * The deadline in the call's context covers all of it, connecting and the last message included.
///
/// ```
/// use trefoil_core::{BoxFuture, Invocation, Invoker, Reply, Result, Service, ServiceDescriptor, Status};
///
/// static NOTHING: ServiceDescriptor = ServiceDescriptor::new("demo.Nothing", &[]);
///
/// struct Closed;
///
/// impl Invoker for Closed {
///     fn service(&self) -> Service {
///         Service::from_static(&NOTHING)
///     }
///     fn invoke(&self, _: Invocation) -> BoxFuture<Result<Reply>> {
///         Box::pin(async { Err(Status::unavailable("closed today")) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `Invoker`, which is what servers export and stubs call",
    label = "wrap it in the server that trefoil-build generated",
    note = "an implementation of a service's trait becomes one by its server: of `Greeter` it is `GreeterServer::new(..)`"
)]
pub trait Invoker: Send + Sync + 'static {
    /// The service this calls.
    fn service(&self) -> Service;

    /// Calls.
    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>>;

    /// The URL this was referred to by; `None` for a service of this process.
    fn url(&self) -> Option<&Url> {
        None
    }

    /// Whether a call has a chance now.
    fn is_available(&self) -> bool {
        true
    }

    /// Lets go of what this holds. Calls under way end; later ones fail.
    fn destroy(&self) -> BoxFuture<()> {
        Box::pin(std::future::ready(()))
    }
}

impl<I: Invoker + ?Sized> Invoker for Arc<I> {
    fn service(&self) -> Service {
        (**self).service()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        (**self).invoke(call)
    }

    fn url(&self) -> Option<&Url> {
        (**self).url()
    }

    fn is_available(&self) -> bool {
        (**self).is_available()
    }

    fn destroy(&self) -> BoxFuture<()> {
        (**self).destroy()
    }
}

/// An [`Invoker`] that is offered under a URL: what [`Protocol::export`](crate::Protocol::export) gives.
pub trait Exporter: Send + Sync + 'static {
    /// Where it is offered, with the port that was really taken.
    fn url(&self) -> &Url;

    /// What is offered.
    fn invoker(&self) -> &Arc<dyn Invoker>;

    /// Stops offering it, once; what else is exported stays. Calls under way go on to their end.
    fn unexport(&self) -> BoxFuture<()>;
}
