//! How a server stops: two signals, and the count of who still works.

use std::sync::Arc;

use tokio::sync::watch;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Open,
    Draining,
    Forced,
}

/// Tells connections and calls to stop. All of them hold a [`Worker`].
#[derive(Debug)]
pub(super) struct Drain(watch::Sender<Phase>);

/// Held by whatever must end before the server has.
#[derive(Clone, Debug)]
pub(super) struct Worker(Arc<watch::Receiver<Phase>>);

impl Drain {
    pub(super) fn new() -> (Self, Worker) {
        let (sender, receiver) = watch::channel(Phase::Open);
        (Self(sender), Worker(Arc::new(receiver)))
    }

    pub(super) fn drain(&self) {
        self.raise(Phase::Draining);
    }

    pub(super) fn force(&self) {
        self.raise(Phase::Forced);
    }

    fn raise(&self, phase: Phase) {
        self.0.send_if_modified(|now| {
            let raised = *now < phase;
            *now = phase.max(*now);
            raised
        });
    }

    /// Waits until no worker is left.
    pub(super) async fn finished(&self) {
        self.0.closed().await;
    }
}

impl Worker {
    pub(super) async fn draining(&self) {
        self.reached(Phase::Draining).await;
    }

    pub(super) async fn forced(&self) {
        self.reached(Phase::Forced).await;
    }

    pub(super) fn is_draining(&self) -> bool {
        *self.0.borrow() >= Phase::Draining
    }

    pub(super) fn is_forced(&self) -> bool {
        *self.0.borrow() >= Phase::Forced
    }

    async fn reached(&self, phase: Phase) {
        let mut receiver = (*self.0).clone();
        // An error means that the server's handle is gone: stop as well.
        let _ = receiver.wait_for(|now| *now >= phase).await;
    }
}
