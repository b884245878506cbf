//! What the services of generated code are made of: one function a kind of method, from an
//! [`Invocation`] to the handler and back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use crate::codec::Codec;
use crate::{
    BoxFuture, Context, Deadline, Invocation, Invoker, Payload, Reply, Request, Response, Result,
    Scope, ServiceDescriptor, Status, Streaming,
};

/// A server of generated code: its service is known by its type, before there is a value of it. What
/// routers need that ask a type for its name.
///
/// ```
/// # use trefoil_core::{BoxFuture, Invocation, Invoker, Reply, Result, Service, ServiceDescriptor, server};
/// # static NOTHING: ServiceDescriptor = ServiceDescriptor::new("demo.Nothing", &[]);
/// # struct Nothing;
/// # impl Invoker for Nothing {
/// #     fn service(&self) -> Service { Service::from_static(&NOTHING) }
/// #     fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> { server::unimplemented(call) }
/// # }
/// # impl server::Described for Nothing { const SERVICE: &'static ServiceDescriptor = &NOTHING; }
/// fn route<S: server::Described>() -> String {
///     format!("/{}/{{method}}", S::SERVICE.name())
/// }
/// assert_eq!(route::<Nothing>(), "/demo.Nothing/{method}");
/// ```
pub trait Described: Invoker {
    /// What [`Invoker::service`] of each value says.
    const SERVICE: &'static ServiceDescriptor;
}

/// Runs the handler of a unary method.
pub fn unary<C, Req, Rep, H, F>(codec: C, call: Invocation, handler: H) -> BoxFuture<Result<Reply>>
where
    C: Codec<Req> + Codec<Rep>,
    Req: Send + 'static,
    Rep: Send + 'static,
    H: FnOnce(Request<Req>) -> F + Send + 'static,
    F: Future<Output = Result<Response<Rep>>> + Send + 'static,
{
    let context = call.context().clone();
    Box::pin(serve(context, async move {
        let response = handler(request(call, |payload| payload.into_message(codec))?).await?;
        Ok(reply(response, |message| Payload::message(codec, message)))
    }))
}

/// Runs the handler of a method that answers with a stream.
pub fn server_streaming<C, Req, Rep, H, F>(
    codec: C,
    call: Invocation,
    handler: H,
) -> BoxFuture<Result<Reply>>
where
    C: Codec<Req> + Codec<Rep>,
    Req: Send + 'static,
    Rep: Send + 'static,
    H: FnOnce(Request<Req>) -> F + Send + 'static,
    F: Future<Output = Result<Response<Streaming<Rep>>>> + Send + 'static,
{
    let context = call.context().clone();
    Box::pin(serve(context.clone(), async move {
        let response = handler(request(call, |payload| payload.into_message(codec))?).await?;
        Ok(reply(response, |mut stream| {
            stream.serve_for(context);
            Payload::stream(codec, stream)
        }))
    }))
}

/// Runs the handler of a method that takes a stream.
pub fn client_streaming<C, Req, Rep, H, F>(
    codec: C,
    call: Invocation,
    handler: H,
) -> BoxFuture<Result<Reply>>
where
    C: Codec<Req> + Codec<Rep>,
    Req: Send + 'static,
    Rep: Send + 'static,
    H: FnOnce(Request<Streaming<Req>>) -> F + Send + 'static,
    F: Future<Output = Result<Response<Rep>>> + Send + 'static,
{
    let context = call.context().clone();
    Box::pin(serve(context, async move {
        let response = handler(request(call, |payload| payload.into_stream(codec))?).await?;
        Ok(reply(response, |message| Payload::message(codec, message)))
    }))
}

/// Runs the handler of a method with streams both ways.
pub fn bidi<C, Req, Rep, H, F>(codec: C, call: Invocation, handler: H) -> BoxFuture<Result<Reply>>
where
    C: Codec<Req> + Codec<Rep>,
    Req: Send + 'static,
    Rep: Send + 'static,
    H: FnOnce(Request<Streaming<Req>>) -> F + Send + 'static,
    F: Future<Output = Result<Response<Streaming<Rep>>>> + Send + 'static,
{
    let context = call.context().clone();
    Box::pin(serve(context.clone(), async move {
        let response = handler(request(call, |payload| payload.into_stream(codec))?).await?;
        Ok(reply(response, |mut stream| {
            stream.serve_for(context);
            Payload::stream(codec, stream)
        }))
    }))
}

#[allow(clippy::needless_pass_by_value)] // Of the form of its siblings.
/// Answers a call of a method that the service does not have.
pub fn unimplemented(call: Invocation) -> BoxFuture<Result<Reply>> {
    Box::pin(std::future::ready(Err(Status::unimplemented(format!(
        "{} is not implemented",
        call.method().path()
    )))))
}

fn request<M>(call: Invocation, take: impl FnOnce(Payload) -> Result<M>) -> Result<Request<M>> {
    let context = call.context().clone();
    let Invocation {
        metadata,
        payload,
        extensions,
        ..
    } = call;
    Ok(Request::from_parts(
        take(payload)?,
        metadata,
        Some(context),
        extensions,
    ))
}

fn reply<M>(response: Response<M>, payload: impl FnOnce(M) -> Payload) -> Reply {
    let (message, metadata, trailers) = response.into_parts();
    Reply {
        metadata,
        payload: payload(message),
        trailers,
    }
}

/// The status of a handler that panicked. What it said stays here, as the source.
pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Status {
    let text = panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Status::internal("the handler panicked").with_source(text)
}

/// Runs a handler for its call: it is the current one, its time is bounded, and a panic is its own.
fn serve<F: Future>(context: Context, handler: F) -> Serve<F> {
    Serve {
        // A filter may have given the call less time than the protocol knows of.
        deadline: Deadline::new(context.deadline()),
        context: context.clone(),
        handler: context.scope(handler),
    }
}

pin_project_lite::pin_project! {
    struct Serve<F> {
        #[pin]
        handler: Scope<F>,
        deadline: Deadline,
        context: Context,
    }
}

impl<F: Future<Output = Result<Reply>>> Future for Serve<F> {
    type Output = Result<Reply>;

    fn poll(self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        match catch_unwind(AssertUnwindSafe(|| this.handler.poll(cx))) {
            Ok(Poll::Pending) => this.deadline.poll_passed(cx).map(|late| {
                // What the handler spawned is told, too.
                drop(this.context.guard());
                Err(late)
            }),
            Ok(Poll::Ready(Err(status))) if this.deadline.has_passed() => {
                // The handler may have said so before we did.
                drop(this.context.guard());
                Poll::Ready(Err(status))
            }
            Ok(ready) => ready,
            Err(panic) => Poll::Ready(Err(panicked(&*panic))),
        }
    }
}
