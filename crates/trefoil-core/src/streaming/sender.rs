//! The hand that feeds a stream.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::sync::mpsc;

use crate::Status;

enum Item<T> {
    Message(T),
    End(Result<(), Status>),
}

/// Sends the messages of one direction of a call; [`Streaming::channel`](crate::Streaming::channel) makes it.
///
/// [`finish`](Sender::finish) is the half-close. A sender that is dropped without it cancels the call: a
/// task that died in the middle must not look like one that was done.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use trefoil_core::Streaming;
/// let (mut sender, mut stream) = Streaming::channel(8);
/// sender.send("one").await?;
/// sender.finish();
/// assert_eq!(stream.message().await?, Some("one"));
/// assert_eq!(stream.message().await?, None);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Sender<T> {
    // Sends hold one place of the queue back for the end, which must never wait.
    queue: Option<mpsc::Sender<Item<T>>>,
    end: Option<mpsc::OwnedPermit<Item<T>>>,
}

/// The other side does not take messages any more: the call is over. What it answered, or why it failed,
/// stands at the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SendError;

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the call is over, its reply says why")
    }
}

impl std::error::Error for SendError {}

impl From<SendError> for Status {
    fn from(error: SendError) -> Self {
        Status::cancelled(error.to_string()).with_source(error)
    }
}

pub(super) fn channel<T: Send + 'static>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (queue, receiver) = mpsc::channel(capacity.max(1).saturating_add(1));
    let end = queue.clone().try_reserve_owned().ok();
    (
        Sender {
            queue: Some(queue),
            end,
        },
        Receiver(receiver),
    )
}

impl<T> Sender<T> {
    /// Sends a message, after waiting for room.
    ///
    /// Cancel safe: if the future is dropped, the message was not sent.
    ///
    /// # Errors
    /// If the call is over.
    pub async fn send(&mut self, message: T) -> Result<(), SendError> {
        let queue = self.queue.as_ref().ok_or(SendError)?;
        queue
            .send(Item::Message(message))
            .await
            .map_err(|_| SendError)
    }

    /// Ends the stream well: the half-close. Does not wait.
    pub fn finish(mut self) {
        self.end_with(Ok(()));
    }

    /// Ends the stream with an error: as a service, the status of the call; as a caller, a cancel.
    pub fn fail(mut self, status: Status) {
        self.end_with(Err(status));
    }

    /// Whether the other side has stopped taking messages.
    pub fn is_closed(&self) -> bool {
        self.queue.as_ref().is_none_or(mpsc::Sender::is_closed)
    }

    /// Waits until the other side stops taking messages. Cancel safe.
    pub async fn closed(&self) {
        if let Some(queue) = &self.queue {
            queue.closed().await;
        }
    }

    fn end_with(&mut self, end: Result<(), Status>) {
        self.queue = None;
        if let Some(permit) = self.end.take() {
            permit.send(Item::End(end));
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.end_with(Err(Status::cancelled(
            "the sender was dropped before `finish()`, which ends a stream, or `fail(status)`",
        )));
    }
}

pub(super) struct Receiver<T>(mpsc::Receiver<Item<T>>);

impl<T> Stream for Receiver<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx).map(|item| match item {
            Some(Item::Message(message)) => Some(Ok(message)),
            Some(Item::End(Err(status))) => Some(Err(status)),
            Some(Item::End(Ok(()))) | None => None,
        })
    }
}
