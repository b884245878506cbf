//! `tri://` for [trefoil](https://docs.rs/trefoil): Dubbo's Triple and gRPC over HTTP/2.
//!
//! [`Triple`] is the protocol. What is below it is not public:
//!
//! | module | holds |
//! |---|---|
//! | `grpc` | the forms on the wire, apart from any connection: framing, metadata, timeouts, statuses |
//! | `server` | routes by path, group and version; one call from head to trailers |
//! | `client` | one call from the stub to its status; transparent retries; request streams |
//! | `messages` | streams of messages, in and out, the same for both sides |
//!
//! ```
//! use trefoil_core::{MethodKind, Protocol, Service, ServiceDescriptor};
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), trefoil_core::Error> {
//! let service = Service::from(ServiceDescriptor::dynamic("a.B", [("C".into(), MethodKind::Unary)]));
//! // Nothing listens there, and with `check=false`, the default, that is no error before a call.
//! let invoker = trefoil_triple::Triple::new().refer("tri://127.0.0.1:9/a.B".parse()?, service).await?;
//! assert!(!invoker.is_available());
//! # Ok(()) }
//! ```

mod client;
mod config;
mod grpc;
mod messages;
mod protocol;
mod server;

pub use protocol::Triple;
pub use trefoil_http::Settings;
