//! What is tested: a protocol, and where it exports.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use trefoil_core::client::{Bidi, Caller, ClientStreaming, ServerStreaming, Unary};
use trefoil_core::{Error, Exporter, Invoker, Protocol, Request, Service, Streaming, Url};

use crate::service::{PROBE, Probe, Seen};

/// A protocol under test. [`suite!`](crate::suite) makes one for each case.
#[derive(Clone)]
pub struct Subject {
    make: fn() -> Arc<dyn Protocol>,
    protocol: Arc<dyn Protocol>,
    url: Url,
}

/// Names the services of cases that run at the same time apart.
static NEXT: AtomicUsize = AtomicUsize::new(0);

impl Subject {
    /// A subject of what `make` makes, exported at this URL.
    pub fn new(make: fn() -> Arc<dyn Protocol>, url: &str) -> Self {
        Self { make, protocol: make(), url: url.parse().expect("a URL") }
    }

    /// The same with another value of the protocol.
    pub(crate) fn another(&self) -> Self {
        Self { protocol: (self.make)(), ..self.clone() }
    }

    pub(crate) fn protocol(&self) -> &Arc<dyn Protocol> {
        &self.protocol
    }

    /// Whether it listens where others could.
    pub(crate) fn has_ports(&self) -> bool {
        self.url.port().is_some()
    }

    /// A URL for a service that no other case has.
    pub(crate) fn fresh_url(&self) -> Url {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        self.url.clone().with_path(&format!("contract.Probe{number}"))
    }

    /// Exports a probe; gives what it sees and where it is.
    pub(crate) async fn export(&self) -> (Arc<Seen>, Arc<dyn Exporter>) {
        let probe = Probe::default();
        let seen = Arc::clone(&probe.0);
        let exporter = self.protocol.export(self.fresh_url(), Arc::new(probe)).await.unwrap();
        (seen, exporter)
    }

    pub(crate) async fn refer(&self, url: &Url) -> Result<Stub, Error> {
        self.protocol.refer(url.clone(), Service::from_static(&PROBE)).await.map(Stub::new)
    }

    /// A probe and a stub on it.
    pub(crate) async fn pair(&self) -> (Arc<Seen>, Stub) {
        let (seen, exporter) = self.export().await;
        (seen, self.refer(exporter.url()).await.unwrap())
    }
}

/// A stub of the probe, as generated code would make it.
#[derive(Clone)]
pub(crate) struct Stub(Caller);

impl Stub {
    fn new(invoker: Arc<dyn Invoker>) -> Self {
        Self(Caller::new(invoker).unwrap())
    }

    pub(crate) fn invoker(&self) -> &Arc<dyn Invoker> {
        self.0.invoker()
    }

    pub(crate) fn unary(&self, text: impl Into<Command>) -> Unary<String, String> {
        Unary::new(&self.0, 0, text.into().0)
    }

    pub(crate) fn down(&self, text: impl Into<Command>) -> ServerStreaming<String, String> {
        ServerStreaming::new(&self.0, 1, text.into().0)
    }

    pub(crate) fn up(&self, texts: Streaming<String>) -> ClientStreaming<String, String> {
        ClientStreaming::new(&self.0, 2, texts)
    }

    pub(crate) fn both(&self, texts: Streaming<String>) -> Bidi<String, String> {
        Bidi::new(&self.0, 3, texts)
    }

    pub(crate) fn missing(&self) -> Unary<String, String> {
        Unary::new(&self.0, 4, Request::new(String::new()))
    }
}

pub(crate) struct Command(Request<String>);

impl From<&str> for Command {
    fn from(text: &str) -> Self {
        Self(Request::new(text.to_owned()))
    }
}

impl From<Request<String>> for Command {
    fn from(request: Request<String>) -> Self {
        Self(request)
    }
}
