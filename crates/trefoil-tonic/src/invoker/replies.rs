//! The reply side of a call of a service of tonic.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tonic::metadata::MetadataMap;
use trefoil_core::codec::{Encoded, Format};
use trefoil_core::{ByteStream, Metadata, Payload, Response, Result, Streaming};

use super::requests::Failed;
use crate::convert::IntoTrefoil as _;
use crate::wire::Raw;

/// Messages and metadata as the service gives them.
pub(super) struct Replies {
    stream: tonic::Streaming<Bytes>,
    current: Bytes,
    metadata: Option<Metadata>,
    trailers: Option<Metadata>,
    failed: Failed,
    /// All messages have come.
    drained: bool,
}

impl Replies {
    pub(super) fn new(stream: tonic::Streaming<Bytes>, head: MetadataMap, failed: Failed) -> Self {
        Self {
            stream,
            current: Bytes::new(),
            metadata: Some(head.into_trefoil()),
            trailers: None,
            failed,
            drained: false,
        }
    }

    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        if !self.drained {
            let end = match ready!(Pin::new(&mut self.stream).poll_next(cx)) {
                Some(Ok(message)) => return Poll::Ready(Some(Ok(message))),
                Some(Err(status)) => Some(status),
                None => None,
            };
            // What the service made of requests that failed is not the reason.
            let own = || end.map(tonic::Status::into_trefoil);
            if let Some(status) = self.failed.get().or_else(own) {
                return Poll::Ready(Some(Err(status)));
            }
            self.drained = true;
        }
        // They lie there by now, and asking again for them loses nothing.
        let trailers = ready!(pin!(self.stream.trailers()).poll(cx));
        match trailers {
            Ok(trailers) => {
                self.trailers = trailers.map(MetadataMap::into_trefoil);
                Poll::Ready(None)
            }
            Err(status) => Poll::Ready(Some(Err(status.into_trefoil()))),
        }
    }

    pub(super) async fn next(&mut self) -> Result<Option<Bytes>> {
        std::future::poll_fn(|cx| self.poll_next(cx))
            .await
            .transpose()
    }

    /// What stood before and behind the messages, once they have all come.
    pub(super) fn beside(self) -> (Metadata, Metadata) {
        let (metadata, trailers) = (self.metadata, self.trailers);
        (metadata.unwrap_or_default(), trailers.unwrap_or_default())
    }

    /// The messages as a stream that stays encoded for whoever does not ask for more.
    pub(super) fn into_response(self) -> Result<Response<Streaming<Bytes>>> {
        let stream = Payload::encoded_stream(Format::PROTO, Box::new(self)).into_stream(Raw)?;
        Ok(Response::new(stream))
    }
}

impl ByteStream for Replies {
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Encoded<'_>>>> {
        let message = ready!(self.poll_next(cx));
        Poll::Ready(message.map(|message| {
            self.current = message?;
            Ok(Encoded::whole(&mut self.current))
        }))
    }

    fn poll_metadata(&mut self, _: &mut Context<'_>) -> Poll<Result<Metadata>> {
        Poll::Ready(Ok(self.metadata.take().unwrap_or_default()))
    }

    fn trailers(&mut self) -> Option<Metadata> {
        self.trailers.take()
    }
}
