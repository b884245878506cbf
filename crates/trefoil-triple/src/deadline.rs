//! The end of a call's time.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::time::{Instant, Sleep, sleep_until};
use trefoil_core::Status;

/// Waits for a deadline. It costs no timer before somebody has to wait.
pub(crate) struct Deadline {
    at: Option<Instant>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Deadline {
    pub(crate) fn new(at: Option<Instant>) -> Self {
        Self { at, sleep: None }
    }

    /// Ready when the time is over; never without a deadline.
    pub(crate) fn poll_passed(&mut self, cx: &mut Context<'_>) -> Poll<Status> {
        let Some(at) = self.at else {
            return Poll::Pending;
        };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(at)));
        sleep.as_mut().poll(cx).map(|()| passed())
    }

    /// Whether the time is over.
    pub(crate) fn has_passed(&self) -> bool {
        self.at.is_some_and(|at| at <= Instant::now())
    }
}

pub(crate) fn passed() -> Status {
    Status::deadline_exceeded("the deadline has passed")
}
