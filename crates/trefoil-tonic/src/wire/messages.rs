//! The messages of a payload, one after the other, encoded.

use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use trefoil_core::codec::{Encoded, Format};
use trefoil_core::{
    AnyStream, BoxFuture, ByteStream, Kind, Metadata, Payload, Reply, Result, Status,
};

use super::raw::supported;

/// One message or a stream, whatever form it came in. What is encoded already is not copied.
pub(crate) struct Messages {
    source: Source,
    /// What typed messages are encoded into, each behind the last.
    buffer: BytesMut,
    /// The message that was given last as a [`ByteStream`].
    current: Bytes,
    /// What a deferred reply had beside its stream.
    initial: Metadata,
    after: Metadata,
}

enum Source {
    One(Option<Bytes>),
    Typed(Box<dyn AnyStream>),
    Encoded(Box<dyn ByteStream>),
    Deferred(BoxFuture<Result<Reply>>),
}

impl Messages {
    /// # Errors
    /// If a message cannot be encoded as protobuf.
    pub(crate) fn new(payload: Payload) -> Result<Self> {
        Ok(Self {
            source: Source::of(payload)?,
            buffer: BytesMut::new(),
            current: Bytes::new(),
            initial: Metadata::new(),
            after: Metadata::new(),
        })
    }

    /// Waits for the service, if the stream is one whose service has not answered yet.
    fn poll_begun(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        while let Source::Deferred(reply) = &mut self.source {
            let reply = ready!(reply.as_mut().poll(cx))?;
            self.source = Source::of(reply.payload)?;
            self.initial.extend(reply.metadata);
            self.after.extend(reply.trailers);
        }
        Poll::Ready(Ok(()))
    }

    /// The next message; `None` after the last.
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if let Err(status) = ready!(self.poll_begun(cx)) {
            self.source = Source::One(None);
            return Poll::Ready(Some(Err(status)));
        }
        match &mut self.source {
            Source::One(message) => Poll::Ready(message.take().map(Ok)),
            Source::Typed(stream) => {
                let encoded = ready!(stream.poll_encode(cx, Format::PROTO, &mut self.buffer));
                Poll::Ready(encoded.map(|done| done.map(|()| self.buffer.split().freeze())))
            }
            Source::Encoded(stream) => {
                let message = ready!(stream.poll_message(cx));
                Poll::Ready(message.map(|message| message.map(Encoded::into_bytes)))
            }
            Source::Deferred(_) => Poll::Pending,
        }
    }
}

impl Source {
    fn of(payload: Payload) -> Result<Self> {
        Ok(match payload.into_kind() {
            Kind::Stream(stream) => Self::Typed(stream),
            Kind::EncodedStream(format, stream) => {
                supported(format)?;
                Self::Encoded(stream)
            }
            Kind::Deferred(reply) => Self::Deferred(reply),
            one @ (Kind::Message(_) | Kind::Encoded(..)) => {
                Self::One(Some(Payload::from(one).into_bytes(Format::PROTO)?))
            }
        })
    }
}

impl ByteStream for Messages {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>, Status>>> {
        let message = ready!(self.poll_next(cx));
        Poll::Ready(message.map(|message| {
            self.current = message?;
            Ok(Encoded::whole(&mut self.current))
        }))
    }

    fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        if let Err(status) = ready!(self.poll_begun(cx)) {
            self.source = Source::One(None);
            return Poll::Ready(Err(status));
        }
        let own = match &mut self.source {
            Source::Typed(stream) => ready!(stream.poll_metadata(cx))?,
            Source::Encoded(stream) => ready!(stream.poll_metadata(cx))?,
            Source::One(_) | Source::Deferred(_) => Metadata::new(),
        };
        let mut metadata = std::mem::take(&mut self.initial);
        metadata.extend(own);
        Poll::Ready(Ok(metadata))
    }

    fn trailers(&mut self) -> Option<Metadata> {
        let own = match &mut self.source {
            Source::Typed(stream) => stream.trailers(),
            Source::Encoded(stream) => stream.trailers(),
            Source::One(_) | Source::Deferred(_) => None,
        };
        let mut trailers = std::mem::take(&mut self.after);
        trailers.extend(own.unwrap_or_default());
        Some(trailers)
    }
}
