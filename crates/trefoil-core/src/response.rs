//! [`Response`]: what a service answers.

use crate::{Metadata, Streaming};

/// A response: one message or a [`Streaming`] of them, and metadata before and after it.
///
/// ```
/// use trefoil_core::Response;
/// # fn main() -> Result<(), trefoil_core::InvalidMetadata> {
/// let mut response = Response::new("hello");
/// response.metadata_mut().insert("x-served-by", "a")?;
/// response.trailers_mut().insert("x-took", "3")?;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Response<T> {
    message: T,
    metadata: Metadata,
    trailers: Metadata,
}

impl<T> Response<T> {
    /// A response without metadata.
    pub const fn new(message: T) -> Self {
        Self {
            message,
            metadata: Metadata::new(),
            trailers: Metadata::new(),
        }
    }

    pub(crate) fn from_parts(message: T, metadata: Metadata, trailers: Metadata) -> Self {
        Self {
            message,
            metadata,
            trailers,
        }
    }

    pub(crate) fn into_parts(self) -> (T, Metadata, Metadata) {
        (self.message, self.metadata, self.trailers)
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

    /// The same with another message.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            message: change(self.message),
            metadata: self.metadata,
            trailers: self.trailers,
        }
    }

    /// The initial metadata. A caller of a streaming method finds it at
    /// [`Streaming::metadata`], since opening a stream does not wait for it.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The initial metadata, to change.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// The metadata after the message; Dubbo's attachments of a result. A caller of a streaming method
    /// finds it at [`Streaming::trailers`].
    pub fn trailers(&self) -> &Metadata {
        &self.trailers
    }

    /// The metadata after the message, to change.
    pub fn trailers_mut(&mut self) -> &mut Metadata {
        &mut self.trailers
    }
}

impl<T> From<T> for Response<T> {
    fn from(message: T) -> Self {
        Self::new(message)
    }
}

impl<T> Response<Streaming<T>> {
    /// A response that streams these messages.
    pub fn streaming<I>(messages: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        Self::new(Streaming::from_iter(messages))
    }
}
