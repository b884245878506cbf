//! A server at work.

use trefoil_core::Url;

use crate::Application;

/// A server that serves until it is shut down. Dropping it without that leaves its services to the
/// [`Application`]: they go on as long as that lives.
pub struct RunningServer {
    application: Application,
    urls: Vec<Url>,
}

impl RunningServer {
    pub(super) fn new(application: Application, urls: Vec<Url>) -> Self {
        Self { application, urls }
    }

    /// Where it serves, in the order of `export`, with the ports that were really taken.
    pub fn urls(&self) -> &[Url] {
        &self.urls
    }

    /// Where it serves: the first of [`urls`](RunningServer::urls).
    pub fn url(&self) -> &Url {
        // A server without a URL is not started.
        &self.urls[0]
    }

    /// Stops: no new connection, GOAWAY on those there are, `shutdown_timeout` for the calls under way,
    /// then the end by force.
    pub async fn shutdown(self) {
        self.application.shutdown().await;
    }
}
