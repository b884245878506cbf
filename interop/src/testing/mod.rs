//! gRPC's own interoperability pair on trefoil
//! (<https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md>).

mod cases;
pub mod client;
pub mod server;

/// The metadata that the server sends back before its replies.
const ECHO_INITIAL: &str = "x-grpc-test-echo-initial";
/// The metadata that the server sends back behind its replies.
const ECHO_TRAILING: &str = "x-grpc-test-echo-trailing-bin";
