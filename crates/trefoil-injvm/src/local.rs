//! An invoker of this process, called as over a wire.

use std::sync::Arc;

use trefoil_core::{BoxFuture, Invocation, Invoker, Peer, PeerAddr, Reply, Result, Service};

/// Calls an invoker of this process with a wire's guarantees: deadlines, cancellation, a peer. Nothing is
/// serialized, and nothing has to be exported.
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
