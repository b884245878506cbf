//! [`Streaming`]: the messages of one direction of a streaming call.

mod inspect;
mod sender;
mod served;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use inspect::Inspected;
pub use sender::{SendError, Sender};
use served::{Served, ServedBytes};

use crate::codec::{Encoded, Format};
use crate::exclusive::Exclusive;
use crate::payload::ByteStream;
use crate::{BoxFuture, Metadata, Status, context};

type Boxed<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;
type Decode<T> = fn(Format, Encoded<'_>) -> Result<T, Status>;

/// A stream of messages: one concrete type for what a service gets, what it gives, and both ends of a stub.
///
/// Read it with [`message`](Streaming::message) or as a [`Stream`]. Make one from any stream with
/// [`Streaming::new`], from a list with [`Streaming::from_iter`], or send by hand through
/// [`Streaming::channel`].
///
/// Dropping one that has not ended cancels the call.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), trefoil_core::Status> {
/// use trefoil_core::Streaming;
/// let mut numbers = Streaming::from_iter([1, 2]);
/// while let Some(number) = numbers.message().await? {
///     println!("{number}");
/// }
/// # Ok(()) }
/// ```
pub struct Streaming<T> {
    source: Exclusive<Source<T>>,
    metadata: Option<Metadata>,
    trailers: Option<Metadata>,
    /// Set for what a handler gives.
    served: Option<Box<Served>>,
}

enum Source<T> {
    Typed(Boxed<T>),
    Encoded {
        stream: Box<dyn ByteStream>,
        format: Format,
        decode: Decode<T>,
    },
    Deferred(BoxFuture<Result<Streaming<T>, Status>>),
    /// What a deferred one turned out to be, with a call of its own.
    Nested(Box<Streaming<T>>),
    /// Another one, with somebody who looks on.
    Inspected(Box<Inspected<T>>),
    /// Says so at the next message.
    Failed(Status),
    Ended,
}

impl<T> Streaming<T> {
    /// The messages of a stream. An `Err` ends the call with that status.
    pub fn new(stream: impl Stream<Item = Result<T, Status>> + Send + 'static) -> Self {
        Self::from_source(Source::Typed(Box::pin(stream)))
    }

    /// The messages of a stream that cannot fail.
    pub fn infallible(stream: impl Stream<Item = T> + Send + 'static) -> Self
    where
        T: 'static,
    {
        Self::new(Infallible(Box::pin(stream)))
    }

    /// These messages, which are all there already.
    #[allow(clippy::should_implement_trait)] // FromIterator cannot ask for Send and 'static.
    pub fn from_iter<I>(messages: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        Self::new(Iter(messages.into_iter()))
    }

    /// No message.
    pub fn empty() -> Self {
        Self::from_source(Source::Ended)
    }

    /// A stream that is fed by hand. At most `capacity` messages wait in between (at least one).
    pub fn channel(capacity: usize) -> (Sender<T>, Self)
    where
        T: Send + 'static,
    {
        let (sender, receiver) = sender::channel(capacity);
        (sender, Self::new(receiver))
    }

    pub(crate) fn decode_with(
        format: Format,
        stream: Box<dyn ByteStream>,
        decode: Decode<T>,
    ) -> Self {
        Self::from_source(Source::Encoded {
            stream,
            format,
            decode,
        })
    }

    pub(crate) fn deferred(stream: BoxFuture<Result<Streaming<T>, Status>>) -> Self {
        Self::from_source(Source::Deferred(stream))
    }

    fn from_source(source: Source<T>) -> Self {
        Self {
            source: Exclusive::new(source),
            metadata: None,
            trailers: None,
            served: None,
        }
    }

    /// Sets what is sent after the last message.
    #[must_use]
    pub fn with_trailers(mut self, trailers: Metadata) -> Self {
        self.trailers = Some(trailers);
        self
    }

    /// The next message; `None` after the last.
    ///
    /// Cancel safe: a message is not lost if the future is dropped.
    ///
    /// # Errors
    /// The status that ended the call. After it the stream is over.
    pub async fn message(&mut self) -> Result<Option<T>, Status> {
        std::future::poll_fn(|cx| self.poll_message(cx))
            .await
            .transpose()
    }

    /// The metadata that the other side sent before its messages, once it is there. Cancel safe.
    ///
    /// # Errors
    /// The status of a call that failed before that.
    pub async fn metadata(&mut self) -> Result<&Metadata, Status> {
        if self.metadata.is_none() {
            self.metadata = Some(std::future::poll_fn(|cx| self.poll_source_metadata(cx)).await?);
        }
        Ok(self.metadata.get_or_insert_default())
    }

    /// The metadata that came after the last message: `None` before the end.
    pub fn trailers(&mut self) -> Option<&Metadata> {
        let ended = matches!(self.source.get_mut(), Source::Ended);
        self.trailers.as_ref().filter(|_| ended)
    }

    pub(crate) fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Status>>> {
        self.poll_with(cx, Ok)
    }

    /// The next message, for this use. To hand it through the layers here costs more than to encode it.
    pub(crate) fn poll_with<R>(
        &mut self,
        cx: &mut Context<'_>,
        take: impl FnOnce(T) -> Result<R, Status>,
    ) -> Poll<Option<Result<R, Status>>> {
        let item = match self.served.take() {
            None => self.poll_source(cx, take),
            Some(mut served) => {
                let item = served.poll(cx, |cx| self.poll_source(cx, take));
                self.served = Some(served);
                item
            }
        };
        if matches!(item, Poll::Ready(None | Some(Err(_)))) {
            // What the source holds (a call, most often) ends with it.
            *self.source.get_mut() = Source::Ended;
            self.served = None;
        }
        item
    }

    fn poll_source<R>(
        &mut self,
        cx: &mut Context<'_>,
        take: impl FnOnce(T) -> Result<R, Status>,
    ) -> Poll<Option<Result<R, Status>>> {
        loop {
            match self.source.get_mut() {
                Source::Ended => return Poll::Ready(None),
                Source::Failed(status) => return Poll::Ready(Some(Err(status.clone()))),
                Source::Typed(stream) => {
                    let item = ready!(stream.as_mut().poll_next(cx));
                    return Poll::Ready(item.map(|message| take(message?)));
                }
                Source::Encoded {
                    stream,
                    format,
                    decode,
                } => {
                    let (format, decode) = (*format, *decode);
                    let item = ready!(stream.poll_message(cx))
                        .map(|message| take(decode(format, message?)?));
                    if item.is_none() {
                        // Whoever asks for the metadata only now gets it, too.
                        let metadata = match stream.poll_metadata(cx) {
                            Poll::Ready(Ok(metadata)) => metadata,
                            Poll::Ready(Err(_)) | Poll::Pending => Metadata::new(),
                        };
                        let trailers = stream.trailers().unwrap_or_default();
                        self.add_metadata(metadata, trailers);
                    }
                    return Poll::Ready(item);
                }
                Source::Nested(stream) => {
                    let item = ready!(stream.poll_message(cx));
                    if item.is_none() {
                        let trailers = stream.take_trailers().unwrap_or_default();
                        self.add_metadata(Metadata::new(), trailers);
                    }
                    return Poll::Ready(item.map(|message| take(message?)));
                }
                Source::Inspected(inspected) => {
                    let item = ready!(inspected.poll_message(cx));
                    if item.is_none() {
                        let (metadata, trailers) = inspected.rest(cx);
                        self.add_metadata(metadata, trailers);
                    }
                    return Poll::Ready(item.map(|message| take(message?)));
                }
                Source::Deferred(_) => {
                    if let Err(status) = ready!(self.poll_deferred(cx)) {
                        return Poll::Ready(Some(Err(status)));
                    }
                }
            }
        }
    }

    fn poll_deferred(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Status>> {
        if let Source::Deferred(stream) = self.source.get_mut() {
            let mut stream = ready!(stream.as_mut().poll(cx))?;
            let (metadata, trailers) = (stream.metadata.take(), stream.trailers.take());
            self.source = match stream.served {
                None => stream.source,
                // It belongs to a call of its own, which ends by itself.
                Some(_) => Exclusive::new(Source::Nested(Box::new(stream))),
            };
            self.add_metadata(metadata.unwrap_or_default(), trailers.unwrap_or_default());
        }
        Poll::Ready(Ok(()))
    }

    fn poll_source_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        if let Err(status) = ready!(self.poll_deferred(cx)) {
            // The next message says it once more.
            *self.source.get_mut() = Source::Failed(status.clone());
            return Poll::Ready(Err(status));
        }
        if let Some(metadata) = self.metadata.take() {
            return Poll::Ready(Ok(metadata));
        }
        match self.source.get_mut() {
            Source::Encoded { stream, .. } => stream.poll_metadata(cx),
            Source::Nested(stream) => stream.poll_metadata(cx),
            Source::Inspected(inspected) => inspected.poll_metadata(cx),
            Source::Failed(status) => Poll::Ready(Err(status.clone())),
            Source::Typed(_) | Source::Deferred(_) | Source::Ended => {
                Poll::Ready(Ok(Metadata::new()))
            }
        }
    }

    pub(crate) fn poll_metadata(&mut self, cx: &mut Context<'_>) -> Poll<Result<Metadata, Status>> {
        match self.metadata.take() {
            Some(metadata) => Poll::Ready(Ok(metadata)),
            None => self.poll_source_metadata(cx),
        }
    }

    /// Adds what stands beside the stream in a reply. Nothing is stored for nothing: what comes with an
    /// encoded stream is then still to be asked for.
    pub(crate) fn add_metadata(&mut self, metadata: Metadata, trailers: Metadata) {
        if !metadata.is_empty() {
            self.metadata.get_or_insert_default().extend(metadata);
        }
        if !trailers.is_empty() {
            self.trailers.get_or_insert_default().extend(trailers);
        }
    }

    pub(crate) fn serve_for(&mut self, context: context::Context) {
        self.served = Some(Box::new(Served::new(context)));
    }

    pub(crate) fn take_trailers(&mut self) -> Option<Metadata> {
        self.trailers.take()
    }

    /// The encoded messages, if they came so and nobody took one.
    #[allow(clippy::result_large_err)] // It gives back what it was given.
    pub(crate) fn into_encoded(self) -> Result<(Format, Box<dyn ByteStream>), Self> {
        if self.metadata.is_some() || self.trailers.is_some() {
            // What a user added must not be lost.
            return Err(self);
        }
        let Self {
            source,
            metadata,
            trailers,
            served,
        } = self;
        match source.into_inner() {
            Source::Encoded { stream, format, .. } => Ok(match served {
                None => (format, stream),
                Some(served) => (format, Box::new(ServedBytes { stream, served })),
            }),
            source => Err(Self {
                source: Exclusive::new(source),
                metadata,
                trailers,
                served,
            }),
        }
    }
}

impl<T> Stream for Streaming<T> {
    type Item = Result<T, Status>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_message(cx)
    }
}

impl<T> Unpin for Streaming<T> {}

impl<T> fmt::Debug for Streaming<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Streaming")
    }
}

struct Iter<I>(I);

impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = Result<I::Item, Status>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.get_mut().0.next().map(Ok))
    }
}

struct Infallible<T>(Pin<Box<dyn Stream<Item = T> + Send>>);

impl<T> Stream for Infallible<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|item| item.map(Ok))
    }
}
