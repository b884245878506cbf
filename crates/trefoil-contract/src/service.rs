//! The service that is called.

use trefoil_core::codec::Prost;
use trefoil_core::{
    BoxFuture, Invocation, Invoker, MethodKind, Reply, Result, Service, ServiceDescriptor, server,
};

use crate::{Probe, handlers};

/// The four kinds of methods; [`EchoService`] has one method of each, in this order.
pub const MODES: [MethodKind; 4] = [
    MethodKind::Unary,
    MethodKind::ServerStreaming,
    MethodKind::ClientStreaming,
    MethodKind::Bidi,
];

/// A service with one method of each kind, texts both ways. It does what the metadata of a call asks for, see
/// [`Scenario`](crate::Scenario); it gives back the metadata `initial-*` before its messages and `trailing-*`
/// behind them.
pub struct EchoService {
    service: Service,
    probe: Probe,
}

impl EchoService {
    /// The name of the service in all tests that need one.
    pub const NAME: &'static str = "trefoil.contract.Echo";

    /// A service of this full name.
    pub fn new(name: &str, probe: Probe) -> Self {
        Self {
            service: Self::descriptor(name),
            probe,
        }
    }

    /// What a caller knows of a service of this name.
    pub fn descriptor(name: &str) -> Service {
        let methods = MODES.map(|kind| (format!("{kind:?}"), kind));
        ServiceDescriptor::dynamic(name, methods).into()
    }
}

impl Invoker for EchoService {
    fn service(&self) -> Service {
        self.service.clone()
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let probe = self.probe.clone();
        match call.method().kind() {
            MethodKind::Unary => {
                server::unary(Prost, call, |request| handlers::unary(probe, request))
            }
            MethodKind::ServerStreaming => server::server_streaming(Prost, call, |request| {
                handlers::server_streaming(probe, request)
            }),
            MethodKind::ClientStreaming => server::client_streaming(Prost, call, |request| {
                handlers::client_streaming(probe, request)
            }),
            MethodKind::Bidi => server::bidi(Prost, call, |request| handlers::bidi(probe, request)),
        }
    }
}
