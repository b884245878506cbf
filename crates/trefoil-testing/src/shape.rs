//! What a method takes and gives: one message or many.

use std::fmt::Debug;
use std::marker::PhantomData;

use trefoil_core::codec::Prost;
use trefoil_core::{BoxFuture, Invocation, Reply, Request, Response, Result, Streaming, server};

use crate::Recorder;

/// What the kit asks of a message; every message of generated code has it.
pub trait Message: prost::Message + Default + Clone + PartialEq + Debug + 'static {}

impl<T: prost::Message + Default + Clone + PartialEq + Debug + 'static> Message for T {}

/// A side of a method that is one message.
pub struct One<T>(PhantomData<fn() -> T>);

/// A side of a method that is a stream of messages.
pub struct Many<T>(PhantomData<fn() -> T>);

mod sealed {
    pub trait Sealed {}
}

impl<T> sealed::Sealed for One<T> {}
impl<T> sealed::Sealed for Many<T> {}

/// What a method takes: [`One`] or [`Many`].
pub trait Input: sealed::Sealed + Send + 'static {
    /// The message.
    type Message: Message;
    /// What a handler gets: the message, or a [`Streaming`] of it.
    type Value: Send + 'static;

    /// What is there when the call comes: the message; of a stream nothing.
    #[doc(hidden)]
    type Known: Clone + Debug + Send;

    #[doc(hidden)]
    fn known(value: &Self::Value) -> Self::Known;

    /// The same, with each message kept by the recorder.
    #[doc(hidden)]
    fn record(value: Self::Value, recorder: &Recorder<Self::Message>) -> Self::Value;

    /// How a failure shows the request.
    #[doc(hidden)]
    fn show(value: &Self::Value) -> String;

    #[doc(hidden)]
    fn into_stream(value: Self::Value) -> Streaming<Self::Message>;

    #[doc(hidden)]
    fn serve_one<Rep: Message, F>(
        call: Invocation,
        handler: impl FnOnce(Request<Self::Value>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Rep>>> + Send + 'static;

    #[doc(hidden)]
    fn serve_many<Rep: Message, F>(
        call: Invocation,
        handler: impl FnOnce(Request<Self::Value>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Streaming<Rep>>>> + Send + 'static;
}

impl<T: Message> Input for One<T> {
    type Message = T;
    type Value = T;
    type Known = T;

    fn known(value: &T) -> T {
        value.clone()
    }

    fn record(value: T, recorder: &Recorder<T>) -> T {
        recorder.keep(Some(Ok(&value)));
        recorder.keep(None);
        value
    }

    fn show(value: &T) -> String {
        format!("{value:?}")
    }

    fn into_stream(value: T) -> Streaming<T> {
        Streaming::from_iter([value])
    }

    fn serve_one<Rep: Message, F>(
        call: Invocation,
        handler: impl FnOnce(Request<T>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Rep>>> + Send + 'static,
    {
        server::unary(Prost, call, handler)
    }

    fn serve_many<Rep: Message, F>(
        call: Invocation,
        handler: impl FnOnce(Request<T>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Streaming<Rep>>>> + Send + 'static,
    {
        server::server_streaming(Prost, call, handler)
    }
}

impl<T: Message> Input for Many<T> {
    type Message = T;
    type Value = Streaming<T>;
    type Known = ();

    fn known(_: &Streaming<T>) {}

    fn record(value: Streaming<T>, recorder: &Recorder<T>) -> Streaming<T> {
        recorder.tap(value)
    }

    fn show(_: &Streaming<T>) -> String {
        "a stream".to_owned()
    }

    fn into_stream(value: Streaming<T>) -> Streaming<T> {
        value
    }

    fn serve_one<Rep: Message, F>(
        call: Invocation,
        handler: impl FnOnce(Request<Streaming<T>>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Rep>>> + Send + 'static,
    {
        server::client_streaming(Prost, call, handler)
    }

    fn serve_many<Rep: Message, F>(
        call: Invocation,
        handler: impl FnOnce(Request<Streaming<T>>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Streaming<Rep>>>> + Send + 'static,
    {
        server::bidi(Prost, call, handler)
    }
}

/// What a method gives: [`One`] or [`Many`].
pub trait Output: sealed::Sealed + Send + 'static {
    /// The message.
    type Message: Message;
    /// What a handler answers: the message, or a [`Streaming`] of it.
    type Value: Send + 'static;

    #[doc(hidden)]
    fn serve<I: Input, F>(
        call: Invocation,
        handler: impl FnOnce(Request<I::Value>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Self::Value>>> + Send + 'static;

    /// What a script said, as an answer; `None` if it said too little.
    #[doc(hidden)]
    fn of_stream(
        said: Streaming<Self::Message>,
    ) -> impl Future<Output = Result<Option<Self::Value>>> + Send;
}

impl<T: Message> Output for One<T> {
    type Message = T;
    type Value = T;

    fn serve<I: Input, F>(
        call: Invocation,
        handler: impl FnOnce(Request<I::Value>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<T>>> + Send + 'static,
    {
        I::serve_one(call, handler)
    }

    async fn of_stream(mut said: Streaming<T>) -> Result<Option<T>> {
        said.message().await
    }
}

impl<T: Message> Output for Many<T> {
    type Message = T;
    type Value = Streaming<T>;

    fn serve<I: Input, F>(
        call: Invocation,
        handler: impl FnOnce(Request<I::Value>) -> F + Send + 'static,
    ) -> BoxFuture<Result<Reply>>
    where
        F: Future<Output = Result<Response<Streaming<T>>>> + Send + 'static,
    {
        I::serve_many(call, handler)
    }

    async fn of_stream(said: Streaming<T>) -> Result<Option<Streaming<T>>> {
        Ok(Some(said))
    }
}
