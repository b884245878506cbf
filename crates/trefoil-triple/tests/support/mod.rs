//! What the tests of `tri://` share: a service, stubs for it, and raw peers.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_imports,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests: each test uses a part, and what fails here fails a test"
)]

pub mod raw_client;
pub mod raw_server;
pub mod service;
pub mod wire;

use std::sync::Arc;
use std::time::Duration;

use trefoil_core::client::{Bidi, Caller, ClientStreaming, ServerStreaming, Unary};
use trefoil_core::{Exporter, Invoker, Protocol, Service, Streaming, Url};
use trefoil_triple::Triple;

pub use raw_client::{Answer, RawClient, answer, request, request_with};
pub use raw_server::RawServer;
pub use service::{Probe, TEST, detail};
pub use wire::{Frame, Wire};

/// Far more than anything here takes: what hangs shall fail, and what is slow shall not.
pub const LONG: Duration = Duration::from_secs(5);

/// Awaits with a bound.
#[track_caller]
pub fn within<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let place = std::panic::Location::caller();
    async move {
        match tokio::time::timeout(LONG, future).await {
            Ok(output) => output,
            Err(_) => panic!("hangs: {place}"),
        }
    }
}

/// A message of bytes on the wire.
pub fn framed(message: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0];
    bytes.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
    bytes.extend(message);
    bytes
}

/// A `String` as `google.protobuf.StringValue`, with its prefix.
pub fn text(text: &str) -> Vec<u8> {
    framed(&prost::Message::encode_to_vec(&text.to_owned()))
}

/// A `u64` as `google.protobuf.UInt64Value`, with its prefix.
pub fn number(number: u64) -> Vec<u8> {
    framed(&prost::Message::encode_to_vec(&number))
}

/// The messages of a body.
pub fn messages<M: prost::Message + Default>(mut body: &[u8]) -> Vec<M> {
    let mut messages = Vec::new();
    while !body.is_empty() {
        let length = u32::from_be_bytes(body[1..5].try_into().unwrap()) as usize;
        messages.push(M::decode(&body[5..5 + length]).unwrap());
        body = &body[5 + length..];
    }
    messages
}

/// The test service on a port of its own.
pub struct Server {
    pub triple: Triple,
    pub exporter: Arc<dyn Exporter>,
    pub probe: Arc<Probe>,
}

impl Server {
    pub async fn start() -> Self {
        Self::with("").await
    }

    /// With parameters, as `max_message_size=10`.
    pub async fn with(params: &str) -> Self {
        Self::at(&format!("tri://127.0.0.1:0?{params}")).await
    }

    pub async fn at(url: &str) -> Self {
        let triple = Triple::new();
        let probe = Arc::new(Probe::default());
        let invoker = service::Test(Arc::clone(&probe));
        let exporter = triple
            .export(url.parse().unwrap(), Arc::new(invoker))
            .await
            .unwrap();
        Self {
            triple,
            exporter,
            probe,
        }
    }

    /// `127.0.0.1:port`
    pub fn address(&self) -> String {
        self.exporter.url().address()
    }

    pub async fn raw(&self) -> RawClient {
        RawClient::connect(&self.address()).await
    }

    pub async fn wire(&self) -> Wire {
        Wire::connect(&self.address()).await
    }

    /// A stub of the same protocol value.
    pub async fn stub(&self, params: &str) -> Stub {
        let url = format!("tri://{}/test.Test?{params}", self.address());
        Stub::new(&self.triple, &url).await
    }
}

/// Calls the test service.
#[derive(Clone)]
pub struct Stub {
    pub caller: Caller,
}

impl Stub {
    pub async fn new(triple: &Triple, url: &str) -> Self {
        let url: Url = url.parse().unwrap();
        let invoker = triple.refer(url, Service::from_static(&TEST)).await;
        Self {
            caller: Caller::new(invoker.unwrap()).unwrap(),
        }
    }

    /// For a raw server.
    pub async fn at(address: &str, params: &str) -> Self {
        let url = format!("tri://{address}/test.Test?{params}");
        Self::new(&Triple::new(), &url).await
    }

    pub fn invoker(&self) -> &Arc<dyn Invoker> {
        self.caller.invoker()
    }

    pub fn echo(&self, text: &str) -> Unary<String, String> {
        Unary::new(&self.caller, service::ECHO, text.to_owned())
    }

    pub fn count(&self, to: u64) -> ServerStreaming<u64, u64> {
        ServerStreaming::new(&self.caller, service::COUNT, to)
    }

    pub fn sum(&self, numbers: Streaming<u64>) -> ClientStreaming<u64, u64> {
        ClientStreaming::new(&self.caller, service::SUM, numbers)
    }

    pub fn chat(&self, texts: Streaming<String>) -> Bidi<String, String> {
        Bidi::new(&self.caller, service::CHAT, texts)
    }
}
