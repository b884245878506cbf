//! The way in: an HTTP request becomes an `Invocation`, its reply an HTTP response. Both [`Service`](crate::Service),
//! which a router of tonic calls, and [`Channel`](crate::Channel), which a client of tonic calls, are this.

mod body;
mod call;
mod refuse;
mod replies;
mod requests;

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

use bytes::Bytes;
use tokio::time::Instant;
use tonic::body::Body;
use trefoil_core::client::Timeout;
use trefoil_core::{Invoker, Method};

use crate::wire::Raw;
use call::{Arrived, Handler};

/// An invoker with what is known of its calls.
#[derive(Clone)]
pub(crate) struct Serving {
    pub(crate) invoker: Arc<dyn Invoker>,
    routes: HashMap<String, Method>,
    /// How long calls may take that say nothing, by the method's place. None says nothing either.
    pub(crate) timeouts: Vec<Timeout>,
    /// The largest message that is taken.
    pub(crate) receive: usize,
}

impl Serving {
    pub(crate) fn new(invoker: Arc<dyn Invoker>, receive: usize) -> Self {
        let service = invoker.service();
        let methods = (0..service.methods().len()).filter_map(|index| service.method(index));
        Self {
            routes: methods
                .map(|method| (method.path().to_owned(), method))
                .collect(),
            invoker,
            timeouts: Vec::new(),
            receive,
        }
    }

    /// Serves a request. Dropping the future, or the body of the response, cancels the call.
    ///
    /// `inherited` is the deadline of the call that this one is made for.
    pub(crate) async fn serve<B>(
        self: Arc<Self>,
        request: http::Request<B>,
        inherited: Option<Instant>,
    ) -> http::Response<Body>
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        if let Some(refused) = refuse::not_grpc(&request) {
            return refused;
        }
        let arrived = match Arrived::read(&self, &request, inherited) {
            Ok(arrived) => arrived,
            Err(status) => return refuse::answer(status),
        };
        let request = request.map(body::Honest::new);
        let mut grpc = tonic::server::Grpc::new(Raw).max_decoding_message_size(self.receive);
        let invoker = Arc::clone(&self.invoker);
        grpc.streaming(Handler::new(invoker, arrived), request)
            .await
    }
}
