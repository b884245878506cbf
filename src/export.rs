//! [`Export`]: a service with what it is offered under.

use std::sync::Arc;

use trefoil_core::{AnyFilter, Filter, Invoker, Url, keys};

/// A service that is to be exported: with Dubbo's group and version, and filters of its own.
///
/// A service alone is an `Export` without any of that, so that most servers never name this type.
#[derive(Clone)]
pub struct Export {
    invoker: Arc<dyn Invoker>,
    params: Vec<(String, String)>,
    filters: Vec<AnyFilter>,
}

impl Export {
    /// Offers this service.
    pub fn new(service: impl Invoker) -> Self {
        Self {
            invoker: Arc::new(service),
            params: Vec::new(),
            filters: Vec::new(),
        }
    }

    /// Sets Dubbo's group: one of several implementations of the same interface.
    #[must_use]
    pub fn group(self, group: impl Into<String>) -> Self {
        self.param(keys::GROUP, group)
    }

    /// Sets Dubbo's version of the interface.
    #[must_use]
    pub fn version(self, version: impl Into<String>) -> Self {
        self.param(keys::VERSION, version)
    }

    /// Sets a parameter of the URL it is exported under.
    #[must_use]
    pub fn param(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.params.push((key.into(), value.into()));
        self
    }

    /// Puts a filter around this service, inside of those added before and of the application's.
    #[must_use]
    pub fn filter(mut self, filter: impl Filter) -> Self {
        self.filters.push(AnyFilter::new(filter));
        self
    }

    /// What it is exported as, below this URL.
    pub(crate) fn parts(&self, url: &Url) -> (Url, Arc<dyn Invoker>, &[AnyFilter]) {
        let url = url.clone().with_path(self.invoker.service().name());
        let params = self.params.iter().map(|(key, value)| (key, value.as_str()));
        (
            url.with_params(params),
            Arc::clone(&self.invoker),
            &self.filters,
        )
    }
}

/// What can be exported: a service as it is, or an [`Export`] of one.
///
/// There is nothing to implement: every [`Invoker`] is one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no service that can be exported",
    label = "wrap it in the server that trefoil-build generated for its trait",
    note = "if it implements `Greeter`, write `GreeterServer::new(..)` around it"
)]
pub trait IntoExport {
    /// The service with what it is offered under.
    fn into_export(self) -> Export;
}

impl IntoExport for Export {
    fn into_export(self) -> Export {
        self
    }
}

// Or the error would be about `Invoker`, with a list of all there are.
#[diagnostic::do_not_recommend]
impl<I: Invoker> IntoExport for I {
    fn into_export(self) -> Export {
        Export::new(self)
    }
}

impl<I: Invoker> From<I> for Export {
    fn from(service: I) -> Self {
        Self::new(service)
    }
}
