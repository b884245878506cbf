//! What went through a stream, and when.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;
use trefoil_core::{Status, Streaming};

use crate::lock;

/// Something that happened to a stream.
#[derive(Clone, Debug)]
pub enum Event<T> {
    /// A message was read.
    Message(T),
    /// The stream ended well.
    Finished,
    /// The stream ended with this status.
    Failed(Status),
    /// Whoever read it dropped it before its end.
    Dropped,
}

/// An [`Event`] with its time.
#[derive(Clone, Debug)]
pub struct Recorded<T> {
    /// When, by tokio's clock: exact under paused time.
    pub at: Instant,
    /// What.
    pub event: Event<T>,
}

/// Keeps what goes through streams, in either direction. Clones share what was kept.
///
/// A message counts when it is read. Memory grows with every message.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), trefoil_core::Status> {
/// use trefoil_core::Streaming;
/// use trefoil_testing::Recorder;
///
/// let recorder = Recorder::new();
/// let mut stream = recorder.tap(Streaming::from_iter([1, 2]));
/// while stream.message().await?.is_some() {}
/// assert_eq!(recorder.messages(), [1, 2]);
/// # Ok(()) }
/// ```
pub struct Recorder<T>(Arc<Kept<T>>);

struct Kept<T> {
    begin: Instant,
    events: Mutex<Vec<Recorded<T>>>,
}

impl<T> Recorder<T> {
    /// A recorder that has seen nothing. Its [`times`](Recorder::times) count from now.
    pub fn new() -> Self {
        Self(Arc::new(Kept {
            begin: Instant::now(),
            events: Mutex::default(),
        }))
    }

    fn push(&self, event: Event<T>) {
        let at = Instant::now();
        lock(&self.0.events).push(Recorded { at, event });
    }
}

impl<T: Clone> Recorder<T> {
    /// The stream, recorded from here on. Its metadata and trailers stay what they are.
    pub fn tap(&self, stream: Streaming<T>) -> Streaming<T>
    where
        T: Send + 'static,
    {
        let mut tap = Tap {
            recorder: self.clone(),
            ended: false,
        };
        stream.inspect(move |item| tap.see(item))
    }

    pub(crate) fn keep(&self, item: Option<Result<&T, &Status>>) {
        self.push(match item {
            Some(Ok(message)) => Event::Message(message.clone()),
            Some(Err(status)) => Event::Failed(status.clone()),
            None => Event::Finished,
        });
    }

    /// All that happened, in order.
    pub fn events(&self) -> Vec<Recorded<T>> {
        lock(&self.0.events).clone()
    }

    /// The messages.
    pub fn messages(&self) -> Vec<T> {
        self.of(|recorded| match &recorded.event {
            Event::Message(message) => Some(message.clone()),
            Event::Finished | Event::Failed(_) | Event::Dropped => None,
        })
    }

    /// When each message was read, since the recorder was made.
    pub fn times(&self) -> Vec<Duration> {
        self.of(|recorded| match &recorded.event {
            Event::Message(_) => Some(recorded.at.duration_since(self.0.begin)),
            Event::Finished | Event::Failed(_) | Event::Dropped => None,
        })
    }

    /// How the stream ended, with the time; `None` while it has not.
    pub fn end(&self) -> Option<Recorded<T>> {
        let is_end = |recorded: &&Recorded<T>| !matches!(recorded.event, Event::Message(_));
        lock(&self.0.events).iter().find(is_end).cloned()
    }

    fn of<R>(&self, take: impl FnMut(&Recorded<T>) -> Option<R>) -> Vec<R> {
        lock(&self.0.events).iter().filter_map(take).collect()
    }
}

impl<T> Default for Recorder<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Recorder<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: fmt::Debug> fmt::Debug for Recorder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let events = lock(&self.0.events);
        f.debug_list()
            .entries(events.iter().map(|recorded| &recorded.event))
            .finish()
    }
}

struct Tap<T> {
    recorder: Recorder<T>,
    ended: bool,
}

impl<T: Clone> Tap<T> {
    fn see(&mut self, item: Option<Result<&T, &Status>>) {
        self.ended |= !matches!(item, Some(Ok(_)));
        self.recorder.keep(item);
    }
}

impl<T> Drop for Tap<T> {
    fn drop(&mut self) {
        if !self.ended {
            self.recorder.push(Event::Dropped);
        }
    }
}
