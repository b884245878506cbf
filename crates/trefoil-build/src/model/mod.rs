//! Stage three: the services, with every name and path decided.

mod build;
pub(crate) mod names;

pub(crate) use build::build;
pub(crate) use names::of_methods as method_names;

use crate::ident::Name;
use crate::messages::RpcTypes;

/// All services of a pool.
pub(crate) struct Model {
    /// In the order of modules, then of files, then of declaration.
    pub(crate) services: Vec<Service>,
}

/// One service.
pub(crate) struct Service {
    /// The module it belongs into.
    pub(crate) module: Vec<String>,
    /// `greet.v1.Greeter`
    pub(crate) full_name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    /// `google.protobuf.ServiceOptions`, encoded.
    pub(crate) options: Vec<u8>,
    pub(crate) names: ServiceNames,
    pub(crate) methods: Vec<Method>,
}

/// What a service's items are called in Rust.
pub(crate) struct ServiceNames {
    /// `Greeter`
    pub(crate) trait_: Name,
    /// `GreeterClient`
    pub(crate) client: Name,
    /// `GreeterServer`
    pub(crate) server: Name,
    /// `GREETER`
    pub(crate) descriptor: Name,
    pub(crate) mock: MockNames,
    /// The type parameter of the server, which no trait of that name may hide.
    pub(crate) parameter: Name,
}

impl ServiceNames {
    /// Those of types.
    pub(crate) fn types(&self) -> [&Name; 3] {
        [&self.trait_, &self.client, &self.server]
    }
}

/// What the types of a service's mock are called.
pub(crate) struct MockNames {
    /// `GreeterMock`
    pub(crate) mock: Name,
    /// `GreeterMockExpect`
    pub(crate) expect: Name,
    /// `GreeterMockReceived`
    pub(crate) received: Name,
}

impl MockNames {
    pub(crate) fn types(&self) -> [&Name; 3] {
        [&self.mock, &self.expect, &self.received]
    }
}

/// One rpc.
pub(crate) struct Method {
    /// `say_hello`
    pub(crate) name: Name,
    /// `SayHello`
    pub(crate) proto_name: String,
    /// `/greet.v1.Greeter/SayHello`
    pub(crate) path: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) kind: Kind,
    pub(crate) idempotency: Option<Idempotency>,
    /// `google.protobuf.MethodOptions`, encoded.
    pub(crate) options: Vec<u8>,
    pub(crate) types: RpcTypes,
    /// `greet.v1.HelloRequest`
    pub(crate) input: String,
    /// `greet.v1.HelloReply`
    pub(crate) output: String,
}

/// Which sides stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Unary,
    ServerStreaming,
    ClientStreaming,
    Bidi,
}

/// What `idempotency_level` promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Idempotency {
    NoSideEffects,
    Idempotent,
}
