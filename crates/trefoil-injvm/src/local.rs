//! An invoker of this process, called as over a wire.

use std::sync::Arc;

use trefoil_core::{BoxFuture, Invocation, Invoker, Peer, PeerAddr, Reply, Result, Service};

/// Calls an invoker of this process with a wire's guarantees. Nothing is serialized, and nothing has to be
/// exported.
///
/// As over a wire, the call's deadline ends it at both ends, a call or a stream of replies that is dropped
/// cancels the handler, metadata arrives and extensions do not, and the handler sees a peer. Unlike there, a
/// status arrives with its source, messages have any size, and a method with one request and many replies
/// starts when its stream is first read. All waits are tokio's, so a paused clock makes them exact.
///
/// ```
/// # use trefoil_core::{BoxFuture, Invocation, Invoker, Reply, Result, Service, ServiceDescriptor, Status};
/// # static NOTHING: ServiceDescriptor = ServiceDescriptor::new("demo.Nothing", &[]);
/// # struct Closed;
/// # impl Invoker for Closed {
/// #     fn service(&self) -> Service { Service::from_static(&NOTHING) }
/// #     fn invoke(&self, _: Invocation) -> BoxFuture<Result<Reply>> {
/// #         Box::pin(async { Err(Status::unavailable("closed today")) })
/// #     }
/// # }
/// let local = trefoil_injvm::Local::new(Closed);
/// assert_eq!(local.service().name(), "demo.Nothing");
/// ```
pub struct Local {
    provider: Arc<dyn Invoker>,
    peer: Arc<Peer>,
}

impl Local {
    /// Calls this invoker.
    pub fn new(provider: impl Invoker) -> Self {
        Self {
            provider: Arc::new(provider),
            peer: peer(),
        }
    }
}

/// Both ends are this process.
pub(crate) fn peer() -> Arc<Peer> {
    Arc::new(Peer {
        remote: PeerAddr::InProcess,
        local: PeerAddr::InProcess,
    })
}

impl Invoker for Local {
    fn service(&self) -> Service {
        self.provider.service()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        crate::call::call(&self.provider, &self.peer, call)
    }
}
