//! A message whose type only its two ends know.

use std::any::Any;

use bytes::BytesMut;

use crate::Status;
use crate::codec::{Codec, Format};

/// A typed message behind an object-safe face. [`Payload::message`](crate::Payload::message) makes one.
pub trait AnyMessage: Send {
    /// How many bytes [`encode`](AnyMessage::encode) will append, if that is cheap to know.
    fn encoded_len(&self, format: Format) -> Option<usize>;

    /// Appends the message to a wire's buffer.
    ///
    /// # Errors
    /// If the message has no form in this format.
    fn encode(&self, format: Format, buffer: &mut BytesMut) -> Result<(), Status>;

    /// The message itself, for an end in this process.
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send>;

    /// The message itself, to look at: what a filter uses.
    fn as_any(&self) -> &dyn Any;
}

/// What [`AnyMessage::into_any`] gives, as it is and without another box. The codec is no part of the type: a stub
/// and a service in one process may have been generated with different ones.
pub(crate) struct Typed<T> {
    pub(crate) message: T,
    encoded_len: fn(Format, &T) -> Option<usize>,
    encode: fn(Format, &T, &mut BytesMut) -> Result<(), Status>,
}

impl<T> Typed<T> {
    pub(crate) fn new<C: Codec<T>>(message: T) -> Self {
        Self {
            message,
            encoded_len: C::encoded_len,
            encode: C::encode,
        }
    }
}

impl<T: Send + 'static> AnyMessage for Typed<T> {
    fn encoded_len(&self, format: Format) -> Option<usize> {
        (self.encoded_len)(format, &self.message)
    }

    fn encode(&self, format: Format, buffer: &mut BytesMut) -> Result<(), Status> {
        (self.encode)(format, &self.message, buffer)
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }

    fn as_any(&self) -> &dyn Any {
        &self.message
    }
}
