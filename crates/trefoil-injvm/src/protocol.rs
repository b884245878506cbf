//! [`InJvm`], the protocol.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use arc_swap::ArcSwap;
use trefoil_core::{
    BoxFuture, Error, Exporter, Invocation, Invoker, Peer, Protocol, ProtocolFuture, Reply, Result,
    Service, Status, Url,
};

use crate::call::call;
use crate::local::peer;

/// The protocol `injvm://`: services of one application, called without a wire.
///
/// A service is found by its key: group, interface and version of the URL. The address does not matter.
/// Two values of this type do not see each other's services.
///
/// ```
/// use trefoil_core::Protocol;
/// assert_eq!(trefoil_injvm::InJvm::new().name(), "injvm");
/// ```
#[derive(Clone, Default)]
pub struct InJvm(Arc<State>);

type Exports = HashMap<String, Arc<InJvmExporter>>;

#[derive(Default)]
struct State {
    exports: ArcSwap<Exports>,
    invokers: Mutex<Vec<Weak<InJvmInvoker>>>,
}

impl InJvm {
    /// A protocol value with nothing exported.
    pub fn new() -> Self {
        Self::default()
    }
}

impl State {
    fn export(
        self: &Arc<Self>,
        url: Url,
        invoker: Arc<dyn Invoker>,
    ) -> Result<Arc<dyn Exporter>, Error> {
        let url = if url.path().is_empty() {
            url.with_path(invoker.service().name())
        } else {
            url
        };
        let key = url.service_key();
        let new = Arc::new(InJvmExporter {
            url,
            invoker,
            state: Arc::downgrade(self),
        });
        let mut known = None;
        self.exports.rcu(|exports| {
            known = exports.get(&key).cloned();
            let mut exports = Exports::clone(exports);
            exports
                .entry(key.clone())
                .or_insert_with(|| Arc::clone(&new));
            exports
        });
        match known {
            None => Ok(new),
            Some(known) if Arc::ptr_eq(&known.invoker, &new.invoker) => Ok(known),
            Some(_) => Err(Error::conflict(format!(
                "another service is exported as `{key}`"
            ))),
        }
    }

    fn refer(self: &Arc<Self>, url: Url, service: Service) -> Result<Arc<dyn Invoker>, Error> {
        let url = if url.path().is_empty() {
            url.with_path(service.name())
        } else {
            url
        };
        let key = url.service_key();
        if url.get::<bool>("check")?.unwrap_or(false) && !self.exports.load().contains_key(&key) {
            return Err(Error::unavailable(format!(
                "no service is exported as `{key}`"
            )));
        }
        let invoker = Arc::new(InJvmInvoker {
            url,
            key,
            service,
            peer: peer(),
            state: Arc::clone(self),
            destroyed: AtomicBool::new(false),
        });
        let mut invokers = self.invokers.lock().unwrap_or_else(PoisonError::into_inner);
        invokers.retain(|known| known.strong_count() > 0);
        invokers.push(Arc::downgrade(&invoker));
        Ok(invoker)
    }

    fn destroy(&self) {
        self.exports.store(Arc::default());
        let mut invokers = self.invokers.lock().unwrap_or_else(PoisonError::into_inner);
        for invoker in invokers.drain(..).filter_map(|known| known.upgrade()) {
            invoker.destroyed.store(true, Ordering::Release);
        }
    }
}

struct InJvmExporter {
    url: Url,
    invoker: Arc<dyn Invoker>,
    state: Weak<State>,
}

impl Exporter for InJvmExporter {
    fn url(&self) -> &Url {
        &self.url
    }

    fn invoker(&self) -> &Arc<dyn Invoker> {
        &self.invoker
    }

    fn unexport(&self) -> BoxFuture<()> {
        if let Some(state) = self.state.upgrade() {
            state.exports.rcu(|exports| {
                let mut exports = Exports::clone(exports);
                // Another one may have taken the key after an earlier unexport.
                exports.retain(|_, known| !std::ptr::eq(Arc::as_ptr(known), self));
                exports
            });
        }
        Box::pin(std::future::ready(()))
    }
}

struct InJvmInvoker {
    url: Url,
    key: String,
    service: Service,
    peer: Arc<Peer>,
    state: Arc<State>,
    destroyed: AtomicBool,
}

impl Invoker for InJvmInvoker {
    fn service(&self) -> Service {
        self.service.clone()
    }

    fn invoke(&self, invocation: Invocation) -> BoxFuture<Result<Reply>> {
        let exports = self.state.exports.load();
        let fail = |why: String| Box::pin(std::future::ready(Err(Status::unavailable(why))));
        match exports.get(&self.key) {
            _ if self.destroyed.load(Ordering::Acquire) => {
                fail("the invoker was destroyed".to_owned())
            }
            Some(exporter) => call(&exporter.invoker, &self.peer, invocation),
            None => fail(format!("no service is exported as `{}`", self.key)),
        }
    }

    fn url(&self) -> Option<&Url> {
        Some(&self.url)
    }

    fn is_available(&self) -> bool {
        !self.destroyed.load(Ordering::Acquire) && self.state.exports.load().contains_key(&self.key)
    }

    fn destroy(&self) -> BoxFuture<()> {
        self.destroyed.store(true, Ordering::Release);
        Box::pin(std::future::ready(()))
    }
}

impl Protocol for InJvm {
    fn name(&self) -> &'static str {
        "injvm"
    }

    fn default_port(&self) -> u16 {
        0
    }

    fn export(&self, url: Url, invoker: Arc<dyn Invoker>) -> ProtocolFuture<Arc<dyn Exporter>> {
        Box::pin(std::future::ready(self.0.export(url, invoker)))
    }

    fn refer(&self, url: Url, service: Service) -> ProtocolFuture<Arc<dyn Invoker>> {
        Box::pin(std::future::ready(self.0.refer(url, service)))
    }

    fn destroy(&self) -> BoxFuture<()> {
        self.0.destroy();
        Box::pin(std::future::ready(()))
    }
}
