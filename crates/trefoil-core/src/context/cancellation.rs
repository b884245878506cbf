//! How a handler learns that nobody waits for it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

#[derive(Debug, Default)]
pub(super) struct Cancellation {
    cancelled: AtomicBool,
    notify: Notify,
}

impl Cancellation {
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
        self.notify.notify_waiters();
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }

    pub(super) async fn cancelled(&self) {
        loop {
            let notified = self.notify.notified();
            if self.is_cancelled() {
                return;
            }
            notified.await;
        }
    }
}

/// Cancels a [`Context`](crate::Context) when it is dropped, unless the call was done: what a protocol
/// holds beside the handler it runs. [`Context::guard`](crate::Context::guard) makes one.
#[derive(Debug)]
#[must_use = "dropping the guard cancels the call"]
pub struct CancelGuard(pub(super) Option<Arc<super::Inner>>);

impl CancelGuard {
    /// The call is done: dropping the guard cancels nothing.
    pub fn done(mut self) {
        self.0 = None;
    }
}

impl Drop for CancelGuard {
    fn drop(&mut self) {
        if let Some(inner) = &self.0 {
            inner.cancellation().cancel();
        }
    }
}
