//! Serving: one task accepts, one task a connection, and a task for a call only if it has to wait.

mod accept;
mod budget;
mod connection;
mod drain;
mod respond;

use std::sync::Arc;

use http::request::Parts;
use trefoil_core::{BoxFuture, Peer};

pub use accept::{Serving, serve};
pub use budget::{Budget, Share};
pub use respond::Respond;

use crate::RecvBody;

/// A request as it comes from a connection.
#[derive(Debug)]
pub struct Incoming {
    /// Method, path and headers.
    pub head: Parts,
    /// The body.
    pub body: RecvBody,
    /// Who sent it.
    pub peer: Arc<Peer>,
    /// What the calls of its connection may gather.
    pub budget: Budget,
}

/// What answers requests. It is an object so that HTTP/2 is compiled here and once, not again in
/// every crate that serves.
pub trait Handler: Send + Sync + 'static {
    /// Answers one request. The future is polled by the connection's task first, and moves to a task of
    /// its own when it is not ready: an answer that is there at once costs no task. It is dropped when the
    /// server is forced to stop.
    fn handle(self: Arc<Self>, request: Incoming, respond: Respond) -> BoxFuture<()>;
}
