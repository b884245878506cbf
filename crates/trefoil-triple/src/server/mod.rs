//! The serving side: routes, calls, answers.

mod call;
mod requests;
mod router;
mod write;

use std::sync::Arc;

use trefoil_core::BoxFuture;
use trefoil_http::server::{Handler, Incoming, Respond};

pub(crate) use router::{Offer, Router};

use crate::config::Limits;

/// What one port offers.
pub(crate) struct Service {
    pub(crate) router: Router,
    pub(crate) limits: Limits,
}

impl Handler for Service {
    fn handle(self: Arc<Self>, request: Incoming, respond: Respond) -> BoxFuture<()> {
        Box::pin(call::serve(self, request, respond))
    }
}
