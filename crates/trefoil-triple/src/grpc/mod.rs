//! gRPC's forms on the wire, apart from any connection: bytes and headers in, values out.
//!
//! The source of every rule is PROTOCOL-HTTP2.md of github.com/grpc/grpc, unless a line says otherwise.

pub(crate) mod content_type;
pub(crate) mod frame;
pub(crate) mod metadata;
pub(crate) mod names;
mod percent;
pub(crate) mod status;
pub(crate) mod timeout;
