//! What a mock was asked.

use std::time::Duration;

use tokio::time::Instant;
use trefoil_core::{Context, Metadata, Request};

use crate::Recorder;

/// A call that a mock received, expected or not.
#[derive(Clone, Debug)]
pub struct Received<T> {
    at: Instant,
    metadata: Metadata,
    time_left: Option<Duration>,
    context: Context,
    stream: Recorder<T>,
}

impl<T: Clone> Received<T> {
    pub(super) fn new<V>(request: &Request<V>, stream: Recorder<T>) -> Self {
        let context = request.context();
        Self {
            at: Instant::now(),
            metadata: request.metadata().clone(),
            time_left: context.time_left(),
            context,
            stream,
        }
    }

    /// The request; of a stream the first message that the mock has read, if there is one.
    pub fn request(&self) -> Option<T> {
        self.messages().into_iter().next()
    }

    /// The request, or all messages of the stream that the mock has read.
    pub fn messages(&self) -> Vec<T> {
        self.stream.messages()
    }

    /// The messages with their times, and how the stream ended.
    pub fn stream(&self) -> &Recorder<T> {
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

    /// Whether the caller has given up by now, or the deadline has passed.
    pub fn is_cancelled(&self) -> bool {
        self.context.is_cancelled()
    }
}
