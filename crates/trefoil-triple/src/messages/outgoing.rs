//! The messages of a stream on their way out: the same for both sides.

use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use trefoil_core::codec::Format;
use trefoil_core::{
    AnyStream, BoxFuture, ByteStream, Kind, Metadata, Payload, Reply, Result, Status,
};
use trefoil_http::SendBody;

use crate::grpc::frame;

/// How much is gathered before it is sent, if the stream has that much ready: whole frames of the size that
/// most peers take.
const BATCH: usize = 32 * 1024;

/// Room for the end of the message that fills a batch.
const SLACK: usize = BATCH / 8;

/// The size of a frame.
const FRAME: usize = 16 * 1024;

/// How much of a batch makes the rest of it likely.
const MANY: usize = 2 * 1024;

/// A stream that is written to a body in batches: all that is ready goes out together, and nothing more
/// is taken from the stream before the peer has room for it.
pub(crate) struct Outgoing {
    source: Source,
    buffer: BytesMut,
    last_batch: usize,
    limit: usize,
    ended: Option<Result<()>>,
    /// What a deferred reply had beside its stream.
    initial: Metadata,
    after: Metadata,
}

enum Source {
    Typed(Box<dyn AnyStream>),
    Encoded(Box<dyn ByteStream>),
    Deferred(BoxFuture<Result<Reply>>),
}

/// How writing ended.
pub(crate) enum Written {
    /// The stream is over, with this result, and all of it is on its way.
    All(Result<()>),
    /// The peer takes no more.
    Refused,
}

impl Outgoing {
    /// # Errors
    /// If the payload is one message.
    pub(crate) fn new(payload: Payload, limit: usize) -> Result<Self> {
        let source = match payload.into_kind() {
            Kind::Stream(stream) => Source::Typed(stream),
            Kind::EncodedStream(Format::PROTO, stream) => Source::Encoded(stream),
            Kind::Deferred(reply) => Source::Deferred(reply),
            Kind::EncodedStream(..) | Kind::Message(_) | Kind::Encoded(..) => {
                return Err(Status::internal(
                    "the payload is no stream that Triple can send",
                ));
            }
        };
        Ok(Self {
            source,
            buffer: BytesMut::new(),
            last_batch: 0,
            limit,
            ended: None,
            initial: Metadata::new(),
            after: Metadata::new(),
        })
    }

    /// The metadata that stands before the stream.
    pub(crate) fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata>> {
        if let Source::Deferred(reply) = &mut self.source {
            let Reply {
                metadata,
                payload,
                trailers,
            } = ready!(reply.as_mut().poll(cx))?;
            self.source = Self::new(payload, self.limit)?.source;
            self.initial.extend(metadata);
            self.after.extend(trailers);
        }
        let own = match &mut self.source {
            Source::Typed(stream) => ready!(stream.poll_metadata(cx))?,
            Source::Encoded(stream) => ready!(stream.poll_metadata(cx))?,
            // One deferred reply inside of another.
            Source::Deferred(_) => ready!(self.poll_metadata(cx))?,
        };
        let mut metadata = std::mem::take(&mut self.initial);
        metadata.extend(own);
        Poll::Ready(Ok(metadata))
    }

    /// The metadata that stands behind the stream.
    pub(crate) fn trailers(&mut self) -> Metadata {
        let own = match &mut self.source {
            Source::Typed(stream) => stream.trailers(),
            Source::Encoded(stream) => stream.trailers(),
            Source::Deferred(_) => None,
        };
        let mut trailers = std::mem::take(&mut self.after);
        trailers.extend(own.unwrap_or_default());
        trailers
    }

    /// Writes until the stream is over.
    pub(crate) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        body: &mut SendBody,
    ) -> Poll<Written> {
        loop {
            if ready!(body.poll_flush(cx)).is_err() {
                return Poll::Ready(Written::Refused);
            }
            if let Some(ended) = self.ended.take() {
                return Poll::Ready(Written::All(ended));
            }
            let pending = self.fill(cx);
            if !self.buffer.is_empty() {
                self.last_batch = self.buffer.len();
                let batch = if self.last_batch < BATCH || self.ended.is_some() {
                    self.buffer.split()
                } else {
                    // The rest would be a small frame of its own. It goes out first in the next batch.
                    self.buffer
                        .split_to(self.last_batch - self.last_batch % FRAME)
                };
                body.give(batch.freeze());
            } else if pending {
                return Poll::Pending;
            }
        }
    }

    /// Encodes what is ready, up to a batch; says whether the stream has to be waited for.
    fn fill(&mut self, cx: &mut Context<'_>) -> bool {
        // The next batch is likely as large as the last.
        let expected = match self.last_batch {
            0..BATCH => self.last_batch,
            full => full + SLACK,
        };
        self.buffer
            .reserve(expected.saturating_sub(self.buffer.len()));
        while self.buffer.len() < BATCH {
            match self.poll_message(cx) {
                Poll::Ready(Some(Ok(()))) => {
                    if self.buffer.len() > MANY && self.buffer.capacity() < BATCH {
                        // A stream that has so much ready likely has more: no growing step by step.
                        self.buffer.reserve(BATCH + SLACK - self.buffer.len());
                    }
                }
                Poll::Ready(Some(Err(status))) => {
                    self.ended = Some(Err(status));
                    return false;
                }
                Poll::Ready(None) => {
                    self.ended = Some(Ok(()));
                    return false;
                }
                Poll::Pending => return true,
            }
        }
        false
    }

    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<()>>> {
        let start = self.buffer.len();
        self.buffer.resize(start + frame::PREFIX, 0);
        let polled = match &mut self.source {
            Source::Typed(stream) => stream.poll_encode(cx, Format::PROTO, &mut self.buffer),
            Source::Encoded(stream) => stream.poll_message(cx).map(|item| {
                item.map(|message| message.map(|message| self.buffer.extend_from_slice(&message)))
            }),
            // Its metadata was asked for first.
            Source::Deferred(_) => {
                Poll::Ready(Some(Err(Status::internal("the reply is not there"))))
            }
        };
        let finished = match polled {
            Poll::Ready(Some(Ok(()))) => {
                Poll::Ready(Some(frame::finish(&mut self.buffer, start, self.limit)))
            }
            other => other,
        };
        if !matches!(finished, Poll::Ready(Some(Ok(())))) {
            self.buffer.truncate(start);
        }
        finished
    }
}
