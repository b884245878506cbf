//! One call, from its head to its reply.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use tokio::time::Instant;
use trefoil_core::client::Timeout;
use trefoil_core::codec::Format;
use trefoil_core::{
    BoxFuture, ByteStream as _, CancelGuard, Context, Deadline, Invocation, Invoker, Method,
    Payload, Reply, Result, Status,
};

use super::Serving;
use super::replies::Replies;
use super::requests::Requests;
use crate::convert::{IntoTonic as _, IntoTrefoil as _, peer};
use crate::wire::{Messages, parse_timeout};

/// A call whose head was read.
pub(super) struct Arrived {
    method: Method,
    context: Context,
}

impl Arrived {
    /// # Errors
    /// If there is no such method, or the deadline is none or has passed.
    pub(super) fn read<B>(
        serving: &Serving,
        request: &http::Request<B>,
        inherited: Option<Instant>,
    ) -> Result<Self> {
        let path = request.uri().path();
        let Some(method) = serving.routes.get(path) else {
            return Err(Status::unimplemented(format!(
                "there is no method `{path}`"
            )));
        };
        let asked = parse_timeout(request.headers())
            .map_err(|()| Status::internal("the header `grpc-timeout` is malformed"))?;
        let timeout = asked.or_else(|| match serving.timeouts.get(method.index()) {
            Some(Timeout::After(timeout)) => Some(*timeout),
            _ => None,
        });
        // What cannot be counted is as good as no deadline.
        let own = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let deadline = own.into_iter().chain(inherited).min();
        if Deadline::new(deadline).has_passed() {
            return Err(Deadline::passed());
        }
        Ok(Self {
            method: method.clone(),
            context: Context::of(deadline, peer::find(request.extensions())),
        })
    }
}

/// Runs the call between tonic's decoder and its encoder.
pub(super) struct Handler {
    invoker: Arc<dyn Invoker>,
    arrived: Option<Arrived>,
}

impl Handler {
    pub(super) fn new(invoker: Arc<dyn Invoker>, arrived: Arrived) -> Self {
        Self {
            invoker,
            arrived: Some(arrived),
        }
    }
}

impl tonic::server::StreamingService<Bytes> for Handler {
    type Response = Bytes;
    type ResponseStream = Replies;
    type Future = BoxFuture<Result<tonic::Response<Replies>, tonic::Status>>;

    fn call(&mut self, request: tonic::Request<tonic::Streaming<Bytes>>) -> Self::Future {
        let invoker = Arc::clone(&self.invoker);
        let arrived = self.arrived.take();
        Box::pin(async move {
            let Some(arrived) = arrived else {
                return Err(tonic::Status::internal("a call was run twice"));
            };
            let reply = run(&*invoker, arrived, request).await;
            reply.map_err(Status::into_tonic)
        })
    }
}

async fn run(
    invoker: &dyn Invoker,
    arrived: Arrived,
    request: tonic::Request<tonic::Streaming<Bytes>>,
) -> Result<tonic::Response<Replies>> {
    let Arrived { method, context } = arrived;
    let guard = context.guard();
    let mut deadline = Deadline::new(context.deadline());
    let (metadata, extensions, stream) = request.into_parts();
    let requests = Requests::new(stream);
    let payload = if method.kind().streams_requests() {
        Payload::encoded_stream(Format::PROTO, Box::new(requests))
    } else {
        Payload::encoded(Format::PROTO, requests.only(&mut deadline).await?)
    };
    let mut call = Invocation::new(method, context, payload).with_metadata(metadata.into_trefoil());
    call.extensions = extensions.into_trefoil();
    match deadline.limit(begin(invoker, call)).await {
        Ok((metadata, messages, trailers)) => {
            let replies = Replies::new(messages, trailers, deadline, guard);
            let mut response = tonic::Response::new(replies);
            *response.metadata_mut() = metadata.into_tonic();
            Ok(response)
        }
        Err(status) => {
            done(guard, &deadline);
            Err(status)
        }
    }
}

/// Ends a call that ended by itself: if the deadline cut it off, what the handler spawned is told.
pub(super) fn done(guard: CancelGuard, deadline: &Deadline) {
    if !deadline.has_passed() {
        guard.done();
    }
}

type Begun = (trefoil_core::Metadata, Messages, trefoil_core::Metadata);

/// Calls, and waits until the reply has begun: its metadata stands in the head.
async fn begin(invoker: &dyn Invoker, call: Invocation) -> Result<Begun> {
    let Reply {
        mut metadata,
        payload,
        trailers,
    } = invoke(invoker, call).await?;
    let mut messages = Messages::new(payload)?;
    metadata.extend(std::future::poll_fn(|cx| messages.poll_metadata(cx)).await?);
    Ok((metadata, messages, trailers))
}

/// A handler's own panics are caught where it runs; a filter's must not end the calls of others either.
async fn invoke(invoker: &dyn Invoker, call: Invocation) -> Result<Reply> {
    let panicked = |_| Status::internal("the service panicked");
    let mut reply = catch_unwind(AssertUnwindSafe(|| invoker.invoke(call))).map_err(panicked)?;
    std::future::poll_fn(
        |cx| match catch_unwind(AssertUnwindSafe(|| reply.as_mut().poll(cx))) {
            Ok(polled) => polled,
            Err(panic) => Poll::Ready(Err(panicked(panic))),
        },
    )
    .await
}
