//! Streams of messages whose type only their two ends know.

use std::any::Any;
use std::marker::PhantomData;
use std::task::{Context, Poll};

use bytes::BytesMut;

use crate::codec::{Codec, Encoded, Format};
use crate::{Metadata, Status, Streaming};

/// A typed stream behind an object-safe face: a wire asks for the next message in its own buffer, an end
/// in this process takes the whole stream back.
pub trait AnyStream: Send {
    /// Appends the next message to `buffer`; `None` at the end. When it is not ready the buffer is as before.
    fn poll_encode(
        &mut self,
        cx: &mut Context<'_>,
        format: Format,
        buffer: &mut BytesMut,
    ) -> Poll<Option<Result<(), Status>>>;

    /// The initial metadata of the stream, see [`ByteStream::poll_metadata`].
    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>>;

    /// The metadata after the last message, see [`ByteStream::trailers`].
    fn trailers(&mut self) -> Option<Metadata>;

    /// The `Streaming<T>`, for an end in this process.
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send>;
}

/// Encoded messages as they come from a wire.
pub trait ByteStream: Send {
    /// The next message, whole and without framing, in the stream's own buffer; `None` after a good end.
    /// After `None` or an error the stream is over.
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>, Status>>>;

    /// The metadata that stands before the messages, given once. The default: none.
    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        let _ = cx;
        Poll::Ready(Ok(Metadata::new()))
    }

    /// The metadata after the last message, given once when the stream has ended well. The default: none.
    fn trailers(&mut self) -> Option<Metadata> {
        None
    }
}

pub(crate) struct TypedStream<T, C> {
    stream: Streaming<T>,
    codec: PhantomData<fn() -> C>,
}

impl<T, C> TypedStream<T, C> {
    pub(crate) fn new(stream: Streaming<T>) -> Self {
        Self {
            stream,
            codec: PhantomData,
        }
    }
}

impl<T: Send + 'static, C: Codec<T>> AnyStream for TypedStream<T, C> {
    fn poll_encode(
        &mut self,
        cx: &mut Context<'_>,
        format: Format,
        buffer: &mut BytesMut,
    ) -> Poll<Option<Result<(), Status>>> {
        self.stream
            .poll_with(cx, |message| C::encode(format, &message, buffer))
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        self.stream.poll_metadata(cx)
    }

    fn trailers(&mut self) -> Option<Metadata> {
        self.stream.take_trailers()
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        // Without its codec, which need not be the one of the other end.
        Box::new(self.stream)
    }
}
