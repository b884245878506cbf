//! What a mock was asked.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;
use trefoil_core::{Context, Metadata, Request};

use crate::{Input, Message, One, Recorder};

/// A call that a mock received, expected or not. The messages of a stream are kept as far as the mock has read
/// it.
pub struct Received<I: Input> {
    at: Instant,
    known: I::Known,
    metadata: Metadata,
    time_left: Option<Duration>,
    context: Context,
    stream: Recorder<I::Message>,
}

impl<T: Message> Received<One<T>> {
    /// The request.
    pub fn request(&self) -> &T {
        &self.known
    }
}

impl<I: Input> Received<I> {
    pub(super) fn new(request: &Request<I::Value>, stream: Recorder<I::Message>) -> Self {
        let context = request.context();
        Self {
            at: Instant::now(),
            known: I::known(request.get_ref()),
            metadata: request.metadata().clone(),
            time_left: context.time_left(),
            context,
            stream,
        }
    }

    /// The request, or all messages of the stream.
    pub fn messages(&self) -> Vec<I::Message> {
        self.stream.messages()
    }

    /// The messages with their times, and how the stream ended.
    pub fn stream(&self) -> &Recorder<I::Message> {
        &self.stream
    }

    /// When the call reached the mock, by tokio's clock.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// The caller's metadata.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The time until the deadline when the call came; `None` for a call without one.
    pub fn time_left(&self) -> Option<Duration> {
        self.time_left
    }

    /// Whether the caller has given up by now, or the deadline has ended the call.
    pub fn is_cancelled(&self) -> bool {
        self.context.is_cancelled()
    }
}

impl<I: Input> Clone for Received<I> {
    fn clone(&self) -> Self {
        Self {
            at: self.at,
            known: self.known.clone(),
            metadata: self.metadata.clone(),
            time_left: self.time_left,
            context: self.context.clone(),
            stream: self.stream.clone(),
        }
    }
}

impl<I: Input> fmt::Debug for Received<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("stream", &self.stream)
            .field("metadata", &self.metadata)
            .field("time_left", &self.time_left)
            .finish_non_exhaustive()
    }
}
