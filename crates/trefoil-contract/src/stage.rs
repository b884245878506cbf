//! A service that is exported, and a stub of it.

use std::sync::Arc;

use trefoil_core::{Exporter, Invoker, Protocol, Url};

use crate::{Client, EchoService, Probe, Subject, within};

/// A protocol with one exported service and a stub that was referred to it.
pub struct Stage {
    /// The protocol.
    pub protocol: Arc<dyn Protocol>,
    /// What the service sees.
    pub probe: Probe,
    /// The export.
    pub exporter: Arc<dyn Exporter>,
    /// The stub.
    pub client: Client,
}

impl Stage {
    /// A new protocol value with an [`EchoService`].
    pub async fn new(subject: &Subject) -> Self {
        Self::on(subject.protocol(), subject.url(EchoService::NAME)).await
    }

    /// The same on a protocol that is there. The last part of the URL is the name of the service.
    pub async fn on(protocol: Arc<dyn Protocol>, url: Url) -> Self {
        let probe = Probe::new();
        let exporter = export(&protocol, url, &probe).await;
        let client = refer(&protocol, exporter.url().clone()).await;
        Self {
            protocol,
            probe,
            exporter,
            client,
        }
    }

    /// The URL of the export.
    pub fn url(&self) -> Url {
        self.exporter.url().clone()
    }

    /// One more stub, with an invoker of its own.
    pub async fn refer(&self) -> Client {
        refer(&self.protocol, self.url()).await
    }
}

/// Exports an [`EchoService`].
pub(crate) async fn export(
    protocol: &Arc<dyn Protocol>,
    url: Url,
    probe: &Probe,
) -> Arc<dyn Exporter> {
    let service: Arc<dyn Invoker> = Arc::new(EchoService::new(url.path(), probe.clone()));
    let exporter = within("export", protocol.export(url, service)).await;
    exporter.expect("the service is exported")
}

/// A stub for an [`EchoService`].
pub(crate) async fn refer(protocol: &Arc<dyn Protocol>, url: Url) -> Client {
    let service = EchoService::descriptor(url.path());
    let invoker = within("refer", protocol.refer(url, service)).await;
    Client::new(invoker.expect("the service is referred to"))
}
