//! The end of a call's time.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::time::{Instant, Sleep, sleep_until};

use crate::Status;

/// Waits for a deadline: for a protocol. It costs no timer before somebody has to wait.
///
/// ```
/// use trefoil_core::Deadline;
/// assert!(!Deadline::new(None).has_passed());
/// ```
#[derive(Debug)]
pub struct Deadline {
    at: Option<Instant>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    /// The deadline of a context; `None` for none.
    pub const fn new(at: Option<Instant>) -> Self {
        Self { at, sleep: None }
    }

    /// Ready when the time is over, with the status to say so; never without a deadline. Poll it when what
    /// has to be done in time is not ready.
    pub fn poll_passed(&mut self, cx: &mut Context<'_>) -> Poll<Status> {
        let Some(at) = self.at else {
            return Poll::Pending;
        };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(at)));
        sleep.as_mut().poll(cx).map(|()| Self::passed())
    }

    /// Whether the time is over.
    pub fn has_passed(&self) -> bool {
        self.at.is_some_and(|at| at <= Instant::now())
    }

    /// The status of a call that is late.
    pub fn passed() -> Status {
        Status::deadline_exceeded("the deadline has passed")
    }

    /// Runs a future until the deadline.
    ///
    /// # Errors
    /// The future's own, or DEADLINE_EXCEEDED.
    pub async fn limit<T>(
        &mut self,
        future: impl Future<Output = Result<T, Status>>,
    ) -> Result<T, Status> {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(done) => Poll::Ready(done),
            Poll::Pending => self.poll_passed(cx).map(Err),
        })
        .await
    }
}
