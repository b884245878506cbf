//! [`Server`]: services, the URLs they are exported at, and their end; and what generated services are
//! made of.

mod running;
mod signal;

use std::sync::Arc;
use std::time::Duration;

use trefoil_core::{AnyFilter, Error, Exporter, Filter, Url};

use crate::{Application, Export, IntoExport};
pub use running::RunningServer;
#[doc(inline)]
pub use trefoil_core::server::*;

/// Makes servers: [`Server::builder`].
///
/// ```no_run
/// # async fn run(greeter: impl trefoil::Invoker) -> Result<(), trefoil::Error> {
/// trefoil::Server::builder().add(greeter).export("tri://0.0.0.0:50051").run().await
/// # }
/// ```
#[derive(Debug)]
pub struct Server(());

impl Server {
    /// A server to be put together.
    pub fn builder() -> ServerBuilder {
        ServerBuilder {
            application: Application::new(),
            services: Vec::new(),
            filters: Vec::new(),
            urls: Vec::new(),
            shutdown_timeout: None,
        }
    }
}

/// Puts a server together: every service is exported at every URL.
pub struct ServerBuilder {
    application: Application,
    services: Vec<Export>,
    filters: Vec<AnyFilter>,
    urls: Vec<String>,
    shutdown_timeout: Option<Duration>,
}

impl ServerBuilder {
    /// Uses the protocols and filters of an application. It is shut down with the server.
    #[must_use]
    pub fn application(mut self, application: &Application) -> Self {
        self.application = application.clone();
        self
    }

    /// Adds a service: generated code's `GreeterServer::new(..)`, or an [`Export`] of one.
    #[must_use]
    // Generated code and every builder of the field say `add`.
    #[allow(clippy::should_implement_trait)]
    pub fn add(mut self, service: impl IntoExport) -> Self {
        self.services.push(service.into_export());
        self
    }

    /// Puts a filter around every service of this server, inside of those added before and outside of
    /// those of an [`Export`].
    #[must_use]
    pub fn filter(mut self, filter: impl Filter) -> Self {
        self.filters.push(AnyFilter::new(filter));
        self
    }

    /// Adds a URL to export at: `tri://0.0.0.0:50051`, `tri://127.0.0.1:0` for any free port,
    /// `tri://unix:/run/greeter.sock`. Its parameters are the protocol's, as `max_message_size`.
    #[must_use]
    pub fn export(mut self, url: impl Into<String>) -> Self {
        self.urls.push(url.into());
        self
    }

    /// Bounds how long calls under way may take when the server stops. The default is 10 s.
    #[must_use]
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = Some(timeout);
        self
    }

    /// Starts serving and returns.
    ///
    /// # Errors
    /// If there is nothing to export or nowhere, if a URL is wrong, or if an address is taken. Nothing is
    /// exported then.
    pub async fn start(self) -> Result<RunningServer, Error> {
        if self.services.is_empty() {
            return Err(Error::invalid(
                "the server has no service: call `.add(..)` first",
            ));
        }
        if self.urls.is_empty() {
            return Err(Error::invalid(
                "the server has no URL: call `.export(\"tri://0.0.0.0:50051\")` first",
            ));
        }
        let mut urls = Vec::with_capacity(self.urls.len());
        let mut exporters = Vec::new();
        for url in &self.urls {
            match self.export_at(url, &mut exporters).await {
                Ok(url) => urls.push(url),
                Err(error) => {
                    // What else the application does goes on.
                    for exporter in exporters {
                        exporter.unexport().await;
                    }
                    return Err(error);
                }
            }
        }
        Ok(RunningServer::new(self.application, urls))
    }

    async fn export_at(
        &self,
        url: &str,
        exporters: &mut Vec<Arc<dyn Exporter>>,
    ) -> Result<Url, Error> {
        let mut url = Url::parse(url)?;
        if let Some(timeout) = self.shutdown_timeout {
            url = url.with_param("shutdown_timeout", timeout);
        }
        for service in &self.services {
            let exporter = self
                .application
                .export_all(url.clone(), service, &self.filters)
                .await?;
            exporters.push(Arc::clone(&exporter));
            // The first export chooses the port, the others join it.
            url = url.with_port(exporter.url().port());
            if url.scheme().is_empty() {
                url = url.with_scheme(exporter.url().scheme());
            }
        }
        Ok(url)
    }

    /// Serves until the process is told to end (SIGTERM, or SIGINT: Ctrl-C), then drains: no new
    /// connection, GOAWAY on those there are, time for the calls under way, then the end by force.
    ///
    /// # Errors
    /// As [`ServerBuilder::start`], and if the process cannot wait for signals.
    pub async fn run(self) -> Result<(), Error> {
        let signal = signal::termination()?;
        let server = self.start().await?;
        signal.await;
        server.shutdown().await;
        Ok(())
    }
}
