//! Stubs, made by hand, for what no server has.

use trefoil::client::{Caller, Client, Unary};
use trefoil::{MethodDescriptor, MethodKind, ServiceDescriptor};

use crate::proto::trefoil::interop::v1::{Reply, Request};

static NO_METHODS: [MethodDescriptor; 1] = [MethodDescriptor::new(
    "Nope",
    "/trefoil.interop.v1.Interop/Nope",
    MethodKind::Unary,
)];
static NO_METHOD: ServiceDescriptor =
    ServiceDescriptor::new("trefoil.interop.v1.Interop", &NO_METHODS);

static NOBODYS: [MethodDescriptor; 1] = [MethodDescriptor::new(
    "Nope",
    "/trefoil.interop.v1.Nobody/Nope",
    MethodKind::Unary,
)];
static NO_SERVICE: ServiceDescriptor =
    ServiceDescriptor::new("trefoil.interop.v1.Nobody", &NOBODYS);

macro_rules! stub {
    ($(#[$doc:meta])* $name:ident, $service:ident) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(super) struct $name(Caller);

        impl $name {
            pub(super) fn nope(&self) -> Unary<Request, Reply> {
                Unary::new(&self.0, 0, Request::default())
            }
        }

        impl Client for $name {
            const SERVICE: &'static ServiceDescriptor = &$service;

            fn from_caller(caller: Caller) -> Self {
                Self(caller)
            }

            fn caller(&self) -> &Caller {
                &self.0
            }
        }
    };
}

stub! {
    /// A service that is there, with a method that is not.
    NoMethod, NO_METHOD
}
stub! {
    /// A service that is not there.
    NoService, NO_SERVICE
}
