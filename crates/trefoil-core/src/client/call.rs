//! The calls a stub makes: builders that are awaited.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::Duration;

use super::{Caller, Timeout};
use crate::codec::{Codec, Prost};
use crate::{
    BoxFuture, Context, IntoRequest, IntoStreamingRequest, Invocation, MetadataValue, Payload,
    Reply, Request, Response, Result, Status, Streaming,
};

struct Start<M> {
    caller: Caller,
    method: usize,
    request: Request<M>,
    timeout: Timeout,
    failed: Option<Status>,
}

impl<M> Start<M> {
    fn invoke(self, payload: impl FnOnce(M) -> Payload) -> Result<BoxFuture<Result<Reply>>> {
        if let Some(status) = self.failed {
            return Err(status);
        }
        let method = self.caller.method(self.method)?;
        let (message, metadata, parent, extensions) = self.request.into_parts();
        let context = self.caller.context(&method, self.timeout, parent.as_ref());
        let mut call = Invocation::new(method, context, payload(message)).with_metadata(metadata);
        call.extensions = extensions;
        Ok(self.caller.invoke(call))
    }
}

macro_rules! call {
    ($(#[$doc:meta])* $name:ident, $message:ty, $into:ident :: $convert:ident, $future:ident, $payload:ident, $reply:ty) => {
        $(#[$doc])*
        ///
        /// Await it; nothing happens before. Dropping the future cancels the call.
        #[must_use = "a call does nothing before it is awaited"]
        pub struct $name<Req, Rep, C = Prost> {
            start: Start<$message>,
            types: PhantomData<fn() -> (Req, Rep, C)>,
        }

        impl<Req, Rep, C> $name<Req, Rep, C> {
            /// A call of the method at this place; what generated code does.
            pub fn new(caller: &Caller, method: usize, request: impl $into<Req>) -> Self {
                let start = Start {
                    caller: caller.clone(),
                    method,
                    request: request.$convert(),
                    timeout: Timeout::Default,
                    failed: None,
                };
                Self { start, types: PhantomData }
            }

            /// Bounds the whole call. A deadline of the call this one is made for stays the later bound.
            pub fn timeout(mut self, timeout: Duration) -> Self {
                self.start.timeout = Timeout::After(timeout);
                self
            }

            /// Lets the call take for ever. A deadline of the call this one is made for still holds.
            pub fn no_timeout(mut self) -> Self {
                self.start.timeout = Timeout::Never;
                self
            }

            /// Adds metadata. A key that is not legal fails the call with INTERNAL.
            pub fn metadata(
                mut self,
                key: impl Into<std::borrow::Cow<'static, str>>,
                value: impl Into<MetadataValue>,
            ) -> Self {
                if let Err(error) = self.start.request.metadata.append(key, value) {
                    self.start.failed = Some(error.into());
                }
                self
            }

            /// Leaves a value for the filters of this side.
            pub fn extension<T: Send + Sync + 'static>(mut self, value: T) -> Self {
                self.start.request.extensions.insert(value);
                self
            }

            /// Makes the call for another one: with its deadline. What a task needs that a handler spawned;
            /// the handler itself has it by default.
            pub fn context(mut self, context: &Context) -> Self {
                self.start.request.context = Some(context.clone());
                self
            }
        }

        impl<Req: Send + 'static, Rep: Send + 'static, C: Codec<Req> + Codec<Rep> + Default>
            IntoFuture for $name<Req, Rep, C>
        {
            type Output = Result<Response<$reply>>;
            type IntoFuture = $future<Rep, C>;

            fn into_future(self) -> $future<Rep, C> {
                $future::new(self.start.invoke(|message| Payload::$payload(C::default(), message)))
            }
        }
    };
}

call! {
    /// A call with one request and one reply.
    Unary, Req, IntoRequest::into_request, ResponseFuture, message, Rep
}
call! {
    /// A call with one request and a stream of replies. Opening it does not wait for the service.
    ServerStreaming, Req, IntoRequest::into_request, StreamFuture, message, Streaming<Rep>
}
call! {
    /// A call with a stream of requests and one reply.
    ClientStreaming, Streaming<Req>, IntoStreamingRequest::into_streaming_request, ResponseFuture, stream, Rep
}
call! {
    /// A call with streams both ways. Opening it does not wait for the service.
    Bidi, Streaming<Req>, IntoStreamingRequest::into_streaming_request, StreamFuture, stream, Streaming<Rep>
}

macro_rules! future {
    ($(#[$doc:meta])* $name:ident, $output:ty, $finish:ident) => {
        $(#[$doc])*
        #[must_use = "a call does nothing before it is awaited"]
        pub struct $name<Rep, C = Prost> {
            state: Option<Result<BoxFuture<Result<Reply>>>>,
            types: PhantomData<fn() -> (Rep, C)>,
        }

        impl<Rep, C> $name<Rep, C> {
            fn new(call: Result<BoxFuture<Result<Reply>>>) -> Self {
                Self { state: Some(call), types: PhantomData }
            }
        }

        impl<Rep: Send + 'static, C: Codec<Rep> + Default> Future for $name<Rep, C> {
            type Output = Result<Response<$output>>;

            fn poll(
                mut self: Pin<&mut Self>,
                cx: &mut std::task::Context<'_>,
            ) -> Poll<Self::Output> {
                let reply = match &mut self.state {
                    Some(Ok(call)) => ready!(call.as_mut().poll(cx)),
                    Some(Err(status)) => Err(status.clone()),
                    None => Err(Status::internal("a call was polled after its end")),
                };
                self.state = None;
                Poll::Ready(reply.and_then($finish::<Rep, C>))
            }
        }
    };
}

future! {
    /// The future of a call with one reply.
    ResponseFuture, Rep, one
}
future! {
    /// The future of a call with a stream of replies.
    StreamFuture, Streaming<Rep>, many
}

fn one<Rep: Send + 'static, C: Codec<Rep> + Default>(reply: Reply) -> Result<Response<Rep>> {
    let message = reply.payload.into_message(C::default())?;
    Ok(Response::from_parts(
        message,
        reply.metadata,
        reply.trailers,
    ))
}

fn many<Rep: Send + 'static, C: Codec<Rep> + Default>(
    reply: Reply,
) -> Result<Response<Streaming<Rep>>> {
    let mut stream = reply.payload.into_stream(C::default())?;
    stream.add_metadata(reply.metadata, reply.trailers);
    Ok(Response::new(stream))
}
