//! [`Application`]: what holds the protocols, the filters and the connections.

use std::sync::Arc;

use trefoil_core::client::Client;
use trefoil_core::{
    AnyFilter, Error, Exporter, Filter, Invoker, Protocol, Registry, Service, Url, filtered,
};

use trefoil_injvm::InJvm;
use trefoil_triple::Triple;

use crate::{Export, IntoExport};

/// The owner of protocols, filters and what they opened. There is no other place for them: two
/// applications in one process know nothing of each other.
///
/// Clones are the same application.
///
/// ```
/// use trefoil::{Application, Filter, Invocation, Next, Reply, Result};
///
/// struct Log;
/// impl Filter for Log {
///     async fn call(&self, call: Invocation, next: Next) -> Result<Reply> {
///         println!("{}", call.method().path());
///         next.run(call).await
///     }
/// }
///
/// let application = Application::builder().consumer_filter(Log).build();
/// assert!(application.registry().protocols.get("tri").is_ok());
/// ```
#[derive(Clone)]
pub struct Application(Arc<Inner>);

struct Inner {
    registry: Registry,
    provider_filters: Vec<AnyFilter>,
    consumer_filters: Vec<AnyFilter>,
}

impl Application {
    /// An application with the protocols of this crate, `tri` being the default, and no filter.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// An application to be put together.
    pub fn builder() -> ApplicationBuilder {
        let mut registry = Registry::new();
        registry
            .register_protocol(Arc::new(Triple::new()))
            .register_protocol(Arc::new(InJvm::new()));
        ApplicationBuilder {
            inner: Inner {
                registry,
                provider_filters: Vec::new(),
                consumer_filters: Vec::new(),
            },
        }
    }

    /// Protocols and filters by name.
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    /// A stub for the service at a URL. A URL without a scheme means the default protocol.
    ///
    /// # Errors
    /// If the URL is wrong or names an extension that is not there; with `check=true` if nobody answers.
    pub async fn refer<C: Client>(&self, url: impl AsRef<str>) -> Result<C, Error> {
        let url = Url::parse(url.as_ref())?;
        C::from_url_invoker(
            self.refer_invoker(url, Service::from_static(C::SERVICE))
                .await?,
        )
    }

    /// An invoker for the service at a URL, inside of the consumer's filters.
    ///
    /// # Errors
    /// As [`Application::refer`].
    pub async fn refer_invoker(
        &self,
        url: Url,
        service: Service,
    ) -> Result<Arc<dyn Invoker>, Error> {
        let protocol = self.0.registry.protocol_of(&url)?;
        let mut filters = self.0.consumer_filters.clone();
        filters.extend(self.0.registry.filters_of(&url)?);
        let url = if url.path().is_empty() {
            url.with_path(service.name())
        } else {
            url
        };
        let invoker = protocol
            .refer(url.with_scheme(protocol.name()), service)
            .await?;
        Ok(filtered(invoker, filters))
    }

    /// Offers a service under a URL, inside of the provider's filters. The service's name becomes the path.
    ///
    /// # Errors
    /// If the URL is wrong or names an extension that is not there, if the address is taken, or if another
    /// service has the name there.
    pub async fn export(
        &self,
        url: Url,
        service: impl IntoExport,
    ) -> Result<Arc<dyn Exporter>, Error> {
        self.export_all(url, &service.into_export(), &[]).await
    }

    pub(crate) async fn export_all(
        &self,
        url: Url,
        export: &Export,
        outer: &[AnyFilter],
    ) -> Result<Arc<dyn Exporter>, Error> {
        let protocol = self.0.registry.protocol_of(&url)?;
        let (url, invoker, own) = export.parts(&url);
        let mut filters = self.0.provider_filters.clone();
        filters.extend(self.0.registry.filters_of(&url)?);
        filters.extend_from_slice(outer);
        filters.extend_from_slice(own);
        protocol
            .export(url.with_scheme(protocol.name()), filtered(invoker, filters))
            .await
    }

    /// Stops everything that was exported or referred to: drains what is exported (`shutdown_timeout` of
    /// its URL), then closes what was referred. The application can be used again.
    pub async fn shutdown(&self) {
        let mut protocols: Vec<_> = self
            .0
            .registry
            .protocols
            .iter()
            .map(|(_, protocol)| protocol)
            .collect();
        // Those without a port last: the calls that drain on the others may need them.
        protocols.sort_by_key(|protocol| protocol.default_port() == 0);
        for protocol in protocols {
            protocol.destroy().await;
        }
    }
}

impl Default for Application {
    fn default() -> Self {
        Self::new()
    }
}

/// Puts an [`Application`] together.
pub struct ApplicationBuilder {
    inner: Inner,
}

impl ApplicationBuilder {
    /// Adds a protocol, in the place of one of its name.
    #[must_use]
    pub fn protocol(mut self, protocol: impl Protocol) -> Self {
        self.inner.registry.register_protocol(Arc::new(protocol));
        self
    }

    /// Chooses the protocol of URLs without a scheme.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn default_protocol(mut self, name: &str) -> Result<Self, Error> {
        self.inner.registry.protocols.set_default(name)?;
        Ok(self)
    }

    /// Makes a filter available to URLs by name: `?filter=name`.
    #[must_use]
    pub fn filter(mut self, name: impl Into<String>, filter: impl Filter) -> Self {
        self.inner
            .registry
            .filters
            .register(name, AnyFilter::new(filter));
        self
    }

    /// Puts a filter around every service this application exports, inside of those added before.
    #[must_use]
    pub fn provider_filter(mut self, filter: impl Filter) -> Self {
        self.inner.provider_filters.push(AnyFilter::new(filter));
        self
    }

    /// Puts a filter around every call this application makes, inside of those added before.
    #[must_use]
    pub fn consumer_filter(mut self, filter: impl Filter) -> Self {
        self.inner.consumer_filters.push(AnyFilter::new(filter));
        self
    }

    /// The application.
    pub fn build(self) -> Application {
        Application(Arc::new(self.inner))
    }
}
