//! What is tested, and how a behaviour is run.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use trefoil_core::{Protocol, Url};

/// A protocol under test.
pub struct Subject {
    make: Box<dyn Fn() -> Arc<dyn Protocol> + Send + Sync>,
    url: Url,
}

impl Subject {
    /// A protocol and the address to export at. A protocol of ports takes one that is free: `tri://127.0.0.1:0`.
    pub fn new(make: impl Fn() -> Arc<dyn Protocol> + Send + Sync + 'static, url: &str) -> Self {
        Self {
            make: Box::new(make),
            url: Url::parse(url).expect("a URL"),
        }
    }

    /// A new protocol value, as of another application.
    pub fn protocol(&self) -> Arc<dyn Protocol> {
        (self.make)()
    }

    /// Where to export a service of this name.
    pub fn url(&self, service: &str) -> Url {
        self.url.clone().with_path(service)
    }

    /// Whether an export takes a port. It does if the address names one.
    pub fn has_ports(&self) -> bool {
        self.url.port().is_some()
    }
}

/// Runs a behaviour, once on a runtime of one thread and once on one of several.
pub fn run(subject: &Subject, behaviour: &impl AsyncFn(&Subject)) {
    let several = || {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(3);
        builder
    };
    for mut builder in [Builder::new_current_thread(), several()] {
        let runtime = builder.enable_all().build().expect("a runtime");
        let limit = Duration::from_secs(60);
        let run = async { tokio::time::timeout(limit, behaviour(subject)).await };
        runtime.block_on(run).expect("the behaviour ends");
        // A task that never ends must not keep the test.
        runtime.shutdown_background();
    }
}
