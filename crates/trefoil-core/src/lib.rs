//! The types [trefoil](https://docs.rs/trefoil) stands on. This crate opens no socket and knows no wire.
//!
//! Everything that can be called is an [`Invoker`]. A [`Protocol`] exports one as an [`Exporter`] under a
//! [`Url`] and refers a URL to one; a [`Filter`] wraps one; generated code makes one of a service and puts a
//! typed stub on one.
//!
//! | to find | look at |
//! |---|---|
//! | a call and its answer | [`Invocation`], [`Reply`], [`Payload`], [`Context`], [`Metadata`] |
//! | what a handler sees | [`Request`], [`Response`], [`Streaming`], [`Status`] |
//! | what a stub is made of | [`client`] |
//! | what a service is made of | [`server`], [`ServiceDescriptor`], [`MethodDescriptor`] |
//! | what is added to the framework | [`Protocol`], [`Filter`], [`Registry`], [`codec::Codec`] |
//!
//! A service without any wire, called through its stub's building blocks:
//!
//! ```
//! use std::sync::Arc;
//! use trefoil_core::codec::Prost;
//! use trefoil_core::{
//!     BoxFuture, Invocation, Invoker, MethodDescriptor, MethodKind, Reply, Request, Response, Result,
//!     Service, ServiceDescriptor, client, server,
//! };
//!
//! static METHODS: [MethodDescriptor; 1] =
//!     [MethodDescriptor::new("Say", "/demo.Echo/Say", MethodKind::Unary)];
//! static ECHO: ServiceDescriptor = ServiceDescriptor::new("demo.Echo", &METHODS);
//!
//! struct Echo;
//!
//! impl Invoker for Echo {
//!     fn service(&self) -> Service {
//!         Service::from_static(&ECHO)
//!     }
//!     fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
//!         server::unary(Prost, call, |request: Request<String>| async move {
//!             Ok(Response::new(request.into_inner()))
//!         })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let caller = client::Caller::new(Arc::new(Echo))?;
//! let call = client::Unary::<String, String>::new(&caller, 0, "hello".to_owned());
//! assert_eq!(call.await?.into_inner(), "hello");
//! # Ok(()) }
//! ```

pub mod client;
pub mod codec;
mod context;
mod descriptor;
mod error;
mod exclusive;
mod extensions;
mod filter;
mod invocation;
mod invoker;
mod metadata;
mod payload;
mod protocol;
mod registry;
mod request;
mod response;
pub mod server;
mod status;
mod streaming;
mod url;

use std::pin::Pin;

pub use context::{CancelGuard, Context, Deadline, Peer, PeerAddr, Scope};
pub use descriptor::{
    Idempotency, Method, MethodDescriptor, MethodKind, Service, ServiceDescriptor,
};
pub use error::Error;
pub use extensions::Extensions;
pub use filter::{AnyFilter, Filter, Next, filtered};
pub use invocation::{Invocation, Reply};
pub use invoker::{Exporter, Invoker};
pub use metadata::{InvalidMetadata, Metadata, MetadataSource, MetadataValue};
pub use payload::{AnyMessage, AnyStream, ByteStream, Kind, Payload};
pub use protocol::{Protocol, ProtocolFuture};
pub use registry::{NamedExtensions, Registry};
pub use request::{IntoRequest, IntoStreamingRequest, Request};
pub use response::Response;
pub use status::{Code, Detail, Status};
pub use streaming::{SendError, Sender, Streaming};
pub use url::{
    ByteSize, FromParam, ParamError, ParseByteSizeError, ParseUrlError, Redacted, ToParam, Url,
    UrlPart, keys,
};

/// The result of a call.
pub type Result<T, E = Status> = std::result::Result<T, E>;

/// A boxed future that can be sent and holds no borrow.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
