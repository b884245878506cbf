//! The door: accepts connections until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use trefoil_core::Url;

use super::connection::Connection;
use super::drain::{Drain, Worker};
use super::{Budget, Handler};
use crate::Settings;
use crate::transport::Listener;

/// The pause after the system refused to accept: most often it is out of files and needs time.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A server at work. Dropping it stops the server at once; [`Serving::stop`] drains it.
#[derive(Debug)]
pub struct Serving {
    url: Url,
    acceptor: JoinHandle<()>,
    drain: Drain,
}

/// Serves a listener's connections.
pub fn serve(listener: Listener, handler: Arc<dyn Handler>, settings: Settings) -> Serving {
    let (drain, worker) = Drain::new();
    let url = listener.url().clone();
    let acceptor = tokio::spawn(accept(listener, handler, settings, worker));
    Serving {
        url,
        acceptor,
        drain,
    }
}

async fn accept(
    mut listener: Listener,
    handler: Arc<dyn Handler>,
    settings: Settings,
    worker: Worker,
) {
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((transport, peer)) => {
                    let connection = Connection {
                        handler: Arc::clone(&handler),
                        settings: settings.clone(),
                        peer: Arc::new(peer),
                        budget: Budget::new(settings.connection_buffer),
                        worker: worker.clone(),
                    };
                    // The handshake is the connection's own business: a slow peer stops nobody else.
                    tokio::spawn(connection.run(transport));
                }
                Err(_) => sleep(ACCEPT_PAUSE).await,
            },
            () = worker.draining() => return,
        }
    }
}

impl Serving {
    /// Where it listens.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Stops: closes the door, tells every connection (GOAWAY), gives the calls under way this long, and
    /// ends what is left by force. Says whether all ended by themselves.
    pub async fn stop(self, grace: Duration) -> bool {
        self.drain.drain();
        let clean = timeout(grace, self.drain.finished()).await.is_ok();
        if !clean {
            self.drain.force();
            // Whoever still runs after that is code that never yields.
            let _ = timeout(Duration::from_secs(2), self.drain.finished()).await;
        }
        clean
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.acceptor.abort();
        self.drain.force();
    }
}
