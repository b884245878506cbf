//! [`Request`]: a message on its way in, with what belongs to its call.

use std::time::Duration;

use crate::{Context, Extensions, Metadata, PeerAddr, Streaming};

/// A request: one message or a [`Streaming`] of them, metadata, and the call's context.
///
/// ```
/// use trefoil_core::Request;
/// # fn main() -> Result<(), trefoil_core::InvalidMetadata> {
/// let mut request = Request::new("hello");
/// request.metadata_mut().insert("x-user", "ada")?;
/// assert_eq!(request.get_ref(), &"hello");
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Request<T> {
    message: T,
    pub(crate) metadata: Metadata,
    pub(crate) context: Option<Context>,
    pub(crate) extensions: Extensions,
}

impl<T> Request<T> {
    /// A request to send.
    pub const fn new(message: T) -> Self {
        Self {
            message,
            metadata: Metadata::new(),
            context: None,
            extensions: Extensions::new(),
        }
    }

    pub(crate) fn from_parts(
        message: T,
        metadata: Metadata,
        context: Option<Context>,
        extensions: Extensions,
    ) -> Self {
        Self {
            message,
            metadata,
            context,
            extensions,
        }
    }

    pub(crate) fn into_parts(self) -> (T, Metadata, Option<Context>, Extensions) {
        (self.message, self.metadata, self.context, self.extensions)
    }

    /// The message.
    pub fn into_inner(self) -> T {
        self.message
    }

    /// The message, to look at.
    pub fn get_ref(&self) -> &T {
        &self.message
    }

    /// The message, to change.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.message
    }

    /// The same call with another message.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Request<U> {
        Request {
            message: change(self.message),
            metadata: self.metadata,
            context: self.context,
            extensions: self.extensions,
        }
    }

    /// The caller's metadata.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The metadata, to change.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// What filters left for the handler.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The extensions, to change.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }

    /// The call this request belongs to: its deadline, its cancellation, its peer. A new one for a request
    /// that was made by hand.
    pub fn context(&self) -> Context {
        self.context.clone().unwrap_or_default()
    }

    /// The caller's address; `None` for a request that was made by hand.
    pub fn remote_addr(&self) -> Option<&PeerAddr> {
        self.context.as_ref()?.remote_addr()
    }

    /// Gives the call a deadline this far from now, if it is earlier than the one it has.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.context = Some(self.context().with_timeout(timeout));
    }
}

/// What a stub takes for one message: the message, or a [`Request`] with metadata.
#[diagnostic::on_unimplemented(
    message = "the call takes a `{T}`, not a `{Self}`",
    label = "neither `{T}` nor `Request<{T}>`",
    note = "the method takes one message: the message itself, or `Request::new(message)` with metadata"
)]
pub trait IntoRequest<T> {
    /// The request.
    fn into_request(self) -> Request<T>;
}

impl<T> IntoRequest<T> for T {
    fn into_request(self) -> Request<T> {
        Request::new(self)
    }
}

impl<T> IntoRequest<T> for Request<T> {
    fn into_request(self) -> Request<T> {
        self
    }
}

/// What a stub takes for a stream of messages: a [`Streaming`], or a [`Request`] of one with metadata.
#[diagnostic::on_unimplemented(
    message = "the call takes a stream of `{T}`, not a `{Self}`",
    label = "not a `Streaming<{T}>`",
    note = "make it one: `Streaming::from_iter(list)` of a list, `Streaming::new(stream)` of any stream, `Streaming::channel(8)` to send by hand"
)]
pub trait IntoStreamingRequest<T> {
    /// The request.
    fn into_streaming_request(self) -> Request<Streaming<T>>;
}

impl<T> IntoStreamingRequest<T> for Streaming<T> {
    fn into_streaming_request(self) -> Request<Streaming<T>> {
        Request::new(self)
    }
}

impl<T> IntoStreamingRequest<T> for Request<Streaming<T>> {
    fn into_streaming_request(self) -> Request<Streaming<T>> {
        self
    }
}
