//! What the cases need of an RPC stack.

use std::future::Future;
use std::time::Duration;

use super::CallError;
use crate::proto::trefoil::interop::v1::{Reply, Request};

/// Whom to call.
#[derive(Clone, Debug)]
pub struct Target {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// Dubbo's group.
    pub group: Option<String>,
    /// Dubbo's version of a service.
    pub version: Option<String>,
}

/// What a call may have beside its request.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How long it may take.
    pub timeout: Option<Duration>,
    /// Its metadata: the bytes of a key that ends in `-bin`, the text of any other.
    pub metadata: Vec<(&'static str, Vec<u8>)>,
}

/// Metadata that was asked for by its key.
pub type Values = Vec<Vec<u8>>;

/// A reply with the metadata that the server echoes.
#[derive(Debug)]
pub struct Answer {
    /// The message.
    pub reply: Reply,
    /// All `x-echo-initial` of the initial metadata.
    pub initial: Values,
    /// All `x-echo-trailing-bin` of the trailing metadata.
    pub trailing: Values,
}

/// What no server has.
#[derive(Clone, Copy, Debug)]
pub enum NotThere {
    /// A method of a service that is there.
    Method,
    /// A service.
    Service,
}

/// The stream of replies of a call. Dropping it cancels the call.
pub trait Replies: Send {
    /// The next reply; `None` at the good end.
    fn next(&mut self) -> impl Future<Output = Result<Option<Reply>, CallError>> + Send;
}

/// The stream of requests of a call.
pub trait Requests: Send {
    /// Sends a request. Does nothing if the call is over: its replies say why.
    fn send(&mut self, request: Request) -> impl Future<Output = ()> + Send;

    /// Half-closes the call.
    fn finish(self);
}

/// A client of an RPC stack, with a connection of its own.
pub trait Stack: Sized + Send + Sync + 'static {
    /// The replies of its calls.
    type Replies: Replies;
    /// The requests of its bidirectional calls.
    type Requests: Requests;

    /// Why it cannot do a case by its own nature, if that is so.
    fn cannot(_case: &str) -> Option<&'static str> {
        None
    }

    /// Connects.
    fn connect(target: &Target) -> impl Future<Output = Result<Self, String>> + Send;

    /// Calls `Unary`.
    fn unary(
        &self,
        request: Request,
        options: Options,
    ) -> impl Future<Output = Result<Answer, CallError>> + Send;

    /// Calls `ClientStream`.
    fn client_stream(
        &self,
        requests: Vec<Request>,
    ) -> impl Future<Output = Result<Reply, CallError>> + Send;

    /// Calls `ServerStream`.
    fn server_stream(
        &self,
        request: Request,
        options: Options,
    ) -> impl Future<Output = Result<Self::Replies, CallError>> + Send;

    /// Calls `Bidi`.
    fn bidi(
        &self,
    ) -> impl Future<Output = Result<(Self::Requests, Self::Replies), CallError>> + Send;

    /// Calls what is not there.
    fn not_there(&self, what: NotThere) -> impl Future<Output = Result<(), CallError>> + Send;
}
