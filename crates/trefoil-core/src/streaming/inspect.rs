//! A stream that somebody looks at while it is read.

use std::task::{Context, Poll};

use super::{Source, Streaming};
use crate::{Metadata, Status};

type Look<T> = Box<dyn FnMut(Option<Result<&T, &Status>>) + Send>;

pub(super) struct Inspected<T> {
    stream: Streaming<T>,
    look: Look<T>,
}

impl<T> Streaming<T> {
    /// Shows each message to `look` when it is read, and the end: `None` for a good one, or the status.
    ///
    /// Messages, metadata and trailers stay what they are. What came encoded is decoded, so a proxy that
    /// inspects a stream pays for it. When the stream is dropped before its end, so is `look`, without a call.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), trefoil_core::Status> {
    /// use trefoil_core::Streaming;
    /// let mut numbers = Streaming::from_iter([1, 2]).inspect(|item| println!("{item:?}"));
    /// while numbers.message().await?.is_some() {}
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn inspect(self, look: impl FnMut(Option<Result<&T, &Status>>) + Send + 'static) -> Self {
        Self::from_source(Source::Inspected(Box::new(Inspected {
            stream: self,
            look: Box::new(look),
        })))
    }
}

impl<T> Inspected<T> {
    pub(super) fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Status>>> {
        let item = self.stream.poll_message(cx);
        if let Poll::Ready(item) = &item {
            (self.look)(item.as_ref().map(Result::as_ref));
        }
        item
    }

    pub(super) fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        self.stream.poll_metadata(cx)
    }

    /// What nobody has asked for when the messages are over.
    pub(super) fn rest(&mut self, cx: &mut Context<'_>) -> (Metadata, Metadata) {
        let metadata = match self.stream.poll_metadata(cx) {
            Poll::Ready(Ok(metadata)) => metadata,
            Poll::Ready(Err(_)) | Poll::Pending => Metadata::new(),
        };
        (metadata, self.stream.take_trailers().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[tokio::test]
    async fn an_inspected_stream_keeps_its_metadata_and_trailers() {
        let metadata = |key: &'static str| {
            let mut metadata = Metadata::new();
            metadata.insert(key, "1").unwrap();
            metadata
        };
        let mut source = Streaming::from_iter([1, 2]);
        source.add_metadata(metadata("first"), metadata("last"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let mut stream = source.inspect({
            let seen = Arc::clone(&seen);
            move |item| seen.lock().unwrap().push(item.map(|item| *item.unwrap()))
        });
        assert_eq!(stream.metadata().await.unwrap().get("first"), Some("1"));
        while stream.message().await.unwrap().is_some() {
            assert!(stream.trailers().is_none());
        }
        assert_eq!(stream.trailers().unwrap().get("last"), Some("1"));
        assert_eq!(*seen.lock().unwrap(), [Some(1), Some(2), None]);
    }
}
