//! [`Triple`], the protocol.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use trefoil_core::{
    BoxFuture, Error, Exporter, Invoker, Protocol, ProtocolFuture, Service as Referred, Url,
};
use trefoil_http::Settings;
use trefoil_http::client::Channel;
use trefoil_http::server::{Serving, serve};
use trefoil_http::transport::{Listener, MemoryNetwork};

use crate::client::TripleInvoker;
use crate::config::{Limits, refuse_misspelled};
use crate::server::{Offer, Router, Service};

/// How long calls under way may take when a server stops, if the URL does not say (`shutdown_timeout`).
const SHUTDOWN: Duration = Duration::from_secs(10);

/// What belongs to a listener as a whole, beside [`Settings::SERVER_KEYS`].
const LISTENER_KEYS: [&str; 3] = [
    "max_message_size",
    "max_send_message_size",
    "shutdown_timeout",
];

/// The protocol `tri://`: gRPC over HTTP/2, as Dubbo's Triple and every gRPC implementation speak it.
///
/// All services that are exported at one address share its listener. Each invoker has its own connections.
/// A URL's parameters are those of [`Settings`], `max_message_size` (4 MiB, what comes in),
/// `max_send_message_size`, `check`, `group`, `version`, `connections`, `shutdown_timeout` (10 s), and the
/// `timeout` of the stub.
///
/// ```
/// use trefoil_core::Protocol;
/// use trefoil_triple::Triple;
/// assert_eq!((Triple::new().name(), Triple::new().default_port()), ("tri", 50051));
/// ```
#[derive(Clone, Default)]
pub struct Triple(Arc<State>);

#[derive(Default)]
struct State {
    memory: MemoryNetwork,
    /// By the address that was asked for and is really taken. Held over a bind, so that two exports at
    /// one address share a listener.
    servers: tokio::sync::Mutex<HashMap<String, Arc<Server>>>,
    invokers: Mutex<Vec<Weak<TripleInvoker>>>,
}

struct Server {
    service: Arc<Service>,
    serving: Mutex<Option<Serving>>,
    url: Url,
    grace: Duration,
    exporters: Mutex<HashMap<String, Arc<TripleExporter>>>,
}

impl Triple {
    /// A protocol value with nothing exported and nothing referred.
    pub fn new() -> Self {
        Self::default()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    async fn export(
        self: Arc<Self>,
        url: Url,
        invoker: Arc<dyn Invoker>,
    ) -> Result<Arc<dyn Exporter>, Error> {
        refuse_misspelled(&url)?;
        let url = match url.port() {
            Some(_) => url,
            None => url.with_port(50051),
        };
        let local = url.unix_path().is_some() || url.memory_name().is_some();
        let url = if local || url.host().is_some() {
            url
        } else {
            url.with_host("0.0.0.0")
        };
        let mut servers = self.servers.lock().await;
        let server = match servers.get(&url.address()) {
            Some(server) => Arc::clone(server),
            None => {
                let server = Arc::new(Server::bind(&url, &self.memory).await?);
                servers.insert(server.url.address(), Arc::clone(&server));
                server
            }
        };
        server.export(&self, url, &invoker)
    }

    /// Takes a service away, and stops its server if it was the last.
    async fn unexport(&self, server: &Arc<Server>, offer: &Arc<Offer>) {
        let mut servers = self.servers.lock().await;
        // Another one may have taken the key after an earlier unexport.
        lock(&server.exporters).retain(|_, known| !Arc::ptr_eq(&known.offer, offer));
        if !server.service.router.remove(offer) {
            return;
        }
        servers.retain(|_, known| !Arc::ptr_eq(known, server));
        // The address is free as soon as the door is closed; draining may take its time.
        let stopping = server.stop();
        drop(servers);
        stopping.await;
    }

    async fn refer(
        self: Arc<Self>,
        url: Url,
        service: Referred,
    ) -> Result<Arc<dyn Invoker>, Error> {
        refuse_misspelled(&url)?;
        let addresses = url.addresses();
        if addresses.len() > 1 {
            return Err(Error::invalid(format!(
                "`{}` has {} addresses: refer to each of them, an invoker of Triple has one",
                url.redacted(),
                addresses.len()
            )));
        }
        let url = if url.port().is_some() {
            url
        } else {
            url.with_port(50051)
        };
        let channel = Channel::new(&url, &self.memory)?;
        let check = url.get::<bool>("check")?.unwrap_or(false);
        let invoker = Arc::new(TripleInvoker::new(url, service, channel)?);
        if check {
            invoker.connect().await?;
        }
        let mut invokers = lock(&self.invokers);
        invokers.retain(|known| known.strong_count() > 0);
        invokers.push(Arc::downgrade(&invoker));
        Ok(invoker)
    }

    async fn destroy(&self) {
        let servers: Vec<_> = self
            .servers
            .lock()
            .await
            .drain()
            .map(|(_, server)| server)
            .collect();
        // All of them drain at the same time.
        let stopping: Vec<_> = servers
            .iter()
            .map(|server| tokio::spawn(server.stop()))
            .collect();
        for stopped in stopping {
            let _ = stopped.await;
        }
        for invoker in lock(&self.invokers)
            .drain(..)
            .filter_map(|known| known.upgrade())
        {
            invoker.close();
        }
    }
}

impl Server {
    async fn bind(url: &Url, memory: &MemoryNetwork) -> Result<Self, Error> {
        let limits = Limits::of(url)?;
        let settings = Settings::server(url)?;
        let grace = url.get::<Duration>("shutdown_timeout")?.unwrap_or(SHUTDOWN);
        let listener = Listener::bind(url, memory).await?;
        let url = listener.url().clone();
        let service = Arc::new(Service {
            router: Router::default(),
            limits,
        });
        let serving = serve(listener, service.clone(), settings);
        Ok(Self {
            service,
            serving: Mutex::new(Some(serving)),
            url,
            grace,
            exporters: Mutex::default(),
        })
    }

    fn export(
        self: &Arc<Self>,
        state: &Arc<State>,
        url: Url,
        invoker: &Arc<dyn Invoker>,
    ) -> Result<Arc<dyn Exporter>, Error> {
        let mut url = match self.url.port() {
            Some(port) => url.with_port(port),
            None => url,
        };
        if url.path().is_empty() {
            url = url.with_path(invoker.service().name());
        }
        self.agrees_with(&url)?;
        let offer = Arc::new(Offer::new(&url, Arc::clone(invoker)));
        let mut exporters = lock(&self.exporters);
        if let Some(known) = exporters.get(&offer.key) {
            if Arc::ptr_eq(&known.offer.invoker, invoker) {
                return Ok(Arc::clone(known) as Arc<dyn Exporter>);
            }
            return Err(Error::conflict(format!(
                "another service is exported as `{}` at `{}`",
                offer.key,
                self.url.address()
            )));
        }
        // The exporters are keyed as the router is, so there is room.
        let _ = self.service.router.add(Arc::clone(&offer));
        let exporter = Arc::new(TripleExporter {
            state: Arc::downgrade(state),
            server: Arc::downgrade(self),
            offer: Arc::clone(&offer),
            url,
        });
        exporters.insert(offer.key.clone(), Arc::clone(&exporter));
        Ok(exporter)
    }

    /// What a listener reads of a URL it reads once, from its first export. A later one must not believe
    /// that it was heard.
    fn agrees_with(&self, url: &Url) -> Result<(), Error> {
        let differs = |key: &&&str| {
            url.param(key)
                .is_some_and(|value| self.url.param(key) != Some(value))
        };
        let keys = Settings::SERVER_KEYS.iter().chain(&LISTENER_KEYS);
        match keys.clone().find(differs) {
            None => Ok(()),
            Some(key) => Err(Error::conflict(format!(
                "`{}` listens with another `{key}`: services of one address share it, so say it in the URL \
                 of the first",
                self.url.address()
            ))),
        }
    }

    fn stop(&self) -> impl Future<Output = ()> + Send + 'static {
        let serving = lock(&self.serving).take();
        let grace = self.grace;
        let stopping = serving.map(|serving| tokio::spawn(serving.stop(grace)));
        async move {
            if let Some(stopping) = stopping {
                let _ = stopping.await;
            }
        }
    }
}

struct TripleExporter {
    state: Weak<State>,
    server: Weak<Server>,
    offer: Arc<Offer>,
    url: Url,
}

impl Exporter for TripleExporter {
    fn url(&self) -> &Url {
        &self.url
    }

    fn invoker(&self) -> &Arc<dyn Invoker> {
        &self.offer.invoker
    }

    fn unexport(&self) -> BoxFuture<()> {
        let (state, server) = (self.state.clone(), self.server.clone());
        let offer = Arc::clone(&self.offer);
        Box::pin(async move {
            if let (Some(state), Some(server)) = (state.upgrade(), server.upgrade()) {
                state.unexport(&server, &offer).await;
            }
        })
    }
}

impl Protocol for Triple {
    fn name(&self) -> &'static str {
        "tri"
    }

    fn default_port(&self) -> u16 {
        50051
    }

    fn export(&self, url: Url, invoker: Arc<dyn Invoker>) -> ProtocolFuture<Arc<dyn Exporter>> {
        Box::pin(Arc::clone(&self.0).export(url, invoker))
    }

    fn refer(&self, url: Url, service: Referred) -> ProtocolFuture<Arc<dyn Invoker>> {
        Box::pin(Arc::clone(&self.0).refer(url, service))
    }

    fn destroy(&self) -> BoxFuture<()> {
        let state = Arc::clone(&self.0);
        Box::pin(async move { state.destroy().await })
    }
}
