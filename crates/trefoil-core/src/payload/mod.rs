//! [`Payload`]: the messages of one direction of a call.

mod message;
mod stream;

use std::any::Any;
use std::fmt;

use bytes::{Bytes, BytesMut};

pub use message::AnyMessage;
pub(crate) use message::Typed;
pub(crate) use stream::TypedStream;
pub use stream::{AnyStream, ByteStream};

use crate::codec::{Codec, Encoded, Format};
use crate::exclusive::Exclusive;
use crate::{BoxFuture, Reply, Result, Status, Streaming};

/// One message or a stream of them, typed or encoded. It is converted when an end asks for the other
/// form, and never before: in process nothing is encoded, and what a gateway passes on is not decoded.
///
/// ```
/// use trefoil_core::{Payload, codec::{Format, Prost}};
/// let payload = Payload::message(Prost, "hello".to_owned());
/// let bytes = payload.into_bytes(Format::PROTO)?;
/// let text: String = Payload::encoded(Format::PROTO, bytes).into_message(Prost)?;
/// assert_eq!(text, "hello");
/// # Ok::<(), trefoil_core::Status>(())
/// ```
pub struct Payload(Exclusive<Kind>);

/// What a [`Payload`] holds: what a protocol takes apart.
pub enum Kind {
    /// A typed message.
    Message(Box<dyn AnyMessage>),
    /// An encoded message, without framing.
    Encoded(Format, Bytes),
    /// A typed stream.
    Stream(Box<dyn AnyStream>),
    /// A stream of encoded messages.
    EncodedStream(Format, Box<dyn ByteStream>),
    /// A stream whose service has not answered yet: the reply, when it does.
    Deferred(BoxFuture<Result<Reply>>),
}

impl Payload {
    /// One typed message.
    pub fn message<T: Send + 'static, C: Codec<T>>(codec: C, message: T) -> Self {
        let _ = codec;
        Self::from(Kind::Message(Box::new(Typed::new::<C>(message))))
    }

    /// One encoded message.
    pub fn encoded(format: Format, bytes: Bytes) -> Self {
        Self::from(Kind::Encoded(format, bytes))
    }

    /// A stream. One that came encoded from a wire stays encoded.
    pub fn stream<T: Send + 'static, C: Codec<T>>(codec: C, stream: Streaming<T>) -> Self {
        let _ = codec;
        match stream.into_encoded() {
            Ok((format, stream)) => Self::encoded_stream(format, stream),
            Err(stream) => Self::from(Kind::Stream(Box::new(TypedStream::<T, C>::new(stream)))),
        }
    }

    /// A stream of encoded messages.
    pub fn encoded_stream(format: Format, stream: Box<dyn ByteStream>) -> Self {
        Self::from(Kind::EncodedStream(format, stream))
    }

    /// A stream that a service is going to answer with: what makes opening a stream independent of the
    /// service's first word.
    pub fn deferred(reply: BoxFuture<Result<Reply>>) -> Self {
        Self::from(Kind::Deferred(reply))
    }

    /// The parts, for a protocol.
    pub fn into_kind(self) -> Kind {
        self.0.into_inner()
    }

    /// Looks at a typed message: for a filter. `None` if the payload is a stream, encoded or another type.
    pub fn peek<T: 'static>(&mut self) -> Option<&T> {
        match self.0.get_mut() {
            Kind::Message(message) => message.as_any().downcast_ref(),
            _ => None,
        }
    }

    /// The message, taken as it is or decoded.
    ///
    /// # Errors
    /// INTERNAL if it cannot be decoded, is of another type or is a stream.
    pub fn into_message<T: Send + 'static, C: Codec<T>>(self, codec: C) -> Result<T> {
        let _ = codec;
        match self.into_kind() {
            Kind::Message(message) => Ok(downcast::<Typed<T>>(message.into_any())?.message),
            Kind::Encoded(format, mut bytes) => C::decode(format, Encoded::whole(&mut bytes)),
            Kind::Stream(_) | Kind::EncodedStream(..) | Kind::Deferred(_) => {
                Err(Status::internal("a stream stands where one message is due"))
            }
        }
    }

    /// The stream, taken as it is or decoded message by message.
    ///
    /// # Errors
    /// INTERNAL if it is of another type or is one message.
    #[allow(clippy::only_used_in_recursion)] // It names the type `C`.
    pub fn into_stream<T: Send + 'static, C: Codec<T>>(self, codec: C) -> Result<Streaming<T>> {
        match self.into_kind() {
            Kind::Stream(stream) => Ok(*downcast::<Streaming<T>>(stream.into_any())?),
            Kind::EncodedStream(format, stream) => {
                Ok(Streaming::decode_with(format, stream, C::decode))
            }
            Kind::Deferred(reply) => Ok(Streaming::deferred(Box::pin(async move {
                let Reply {
                    metadata,
                    payload,
                    trailers,
                } = reply.await?;
                let mut stream = payload.into_stream::<T, C>(codec)?;
                stream.add_metadata(metadata, trailers);
                Ok(stream)
            }))),
            Kind::Message(_) | Kind::Encoded(..) => {
                Err(Status::internal("one message stands where a stream is due"))
            }
        }
    }

    /// The message in this format.
    ///
    /// # Errors
    /// INTERNAL if it has no such form, is encoded in another format or is a stream.
    pub fn into_bytes(self, format: Format) -> Result<Bytes> {
        match self.into_kind() {
            Kind::Message(message) => {
                let mut buffer = BytesMut::new();
                append(&*message, format, &mut buffer)?;
                Ok(buffer.freeze())
            }
            Kind::Encoded(found, bytes) if found == format => Ok(bytes),
            Kind::Encoded(found, _) => Err(Status::internal(format!(
                "the message is encoded as `{}` and is needed as `{}`",
                found.name(),
                format.name()
            ))),
            Kind::Stream(_) | Kind::EncodedStream(..) | Kind::Deferred(_) => {
                Err(Status::internal("a stream stands where one message is due"))
            }
        }
    }

    /// A second payload with the same message, for a retry; the message is encoded for it, once. `None` if
    /// this is a stream, which can be sent only once.
    ///
    /// # Errors
    /// If the message has no form in this format.
    pub fn replicate(&mut self, format: Format) -> Result<Option<Payload>> {
        let kind = self.0.get_mut();
        if let Kind::Message(message) = kind {
            let mut buffer = BytesMut::new();
            append(&**message, format, &mut buffer)?;
            *kind = Kind::Encoded(format, buffer.freeze());
        }
        Ok(match kind {
            Kind::Encoded(format, bytes) => Some(Payload::encoded(*format, bytes.clone())),
            _ => None,
        })
    }
}

fn append(message: &dyn AnyMessage, format: Format, buffer: &mut BytesMut) -> Result<()> {
    if let Some(length) = message.encoded_len(format) {
        buffer.reserve(length);
    }
    message.encode(format, buffer)
}

fn downcast<T: 'static>(any: Box<dyn Any + Send>) -> Result<Box<T>> {
    any.downcast().map_err(|_| {
        Status::internal(format!(
            "the two ends of the call differ in type: `{}` was expected",
            std::any::type_name::<T>()
        ))
    })
}

impl From<Kind> for Payload {
    fn from(kind: Kind) -> Self {
        Self(Exclusive::new(kind))
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payload")
    }
}
