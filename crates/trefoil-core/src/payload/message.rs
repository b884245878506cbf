//! A message whose type only its two ends know.

use std::any::Any;
use std::marker::PhantomData;

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

/// The message first: [`AnyMessage::into_any`] gives this struct as it is, without another box.
pub(crate) struct Typed<T, C> {
    pub(crate) message: T,
    codec: PhantomData<fn() -> C>,
}

impl<T, C> Typed<T, C> {
    pub(crate) fn new(message: T) -> Self {
        Self {
            message,
            codec: PhantomData,
        }
    }
}

impl<T: Send + 'static, C: Codec<T>> AnyMessage for Typed<T, C> {
    fn encoded_len(&self, format: Format) -> Option<usize> {
        C::encoded_len(format, &self.message)
    }

    fn encode(&self, format: Format, buffer: &mut BytesMut) -> Result<(), Status> {
        C::encode(format, &self.message, buffer)
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }

    fn as_any(&self) -> &dyn Any {
        &self.message
    }
}
