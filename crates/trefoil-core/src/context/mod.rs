//! [`Context`]: what holds for a call as a whole.

mod cancellation;
mod deadline;
mod peer;
mod scope;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

pub use cancellation::CancelGuard;
use cancellation::Cancellation;
pub use deadline::Deadline;
pub use peer::{Peer, PeerAddr};
pub use scope::Scope;
pub(crate) use scope::enter;

/// The deadline of a call, whether it was given up, and who is at the other end. Clones are the same
/// context.
///
/// While a handler runs, its context is the [current](Context::current) one: a call that it makes has no
/// later deadline than its own. What it spawns starts without; hand it over with [`Context::scope`].
///
/// ```
/// use std::time::Duration;
/// use trefoil_core::Context;
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let context = Context::new().with_timeout(Duration::from_secs(1));
/// context.scope(async {
///     let left = Context::current().and_then(|context| context.time_left());
///     assert!(left.is_some_and(|left| left <= Duration::from_secs(1)));
/// }).await;
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Context(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    deadline: Option<Instant>,
    peer: Option<Arc<Peer>>,
    cancellation: Cancellation,
    /// The context this one was made of, with another deadline: they are given up together.
    root: Option<Arc<Inner>>,
}

impl Inner {
    fn cancellation(&self) -> &Cancellation {
        self.root
            .as_ref()
            .map_or(&self.cancellation, |root| &root.cancellation)
    }
}

impl Context {
    /// No deadline, no peer, not cancelled.
    pub fn new() -> Self {
        Self(Arc::default())
    }

    /// All of a context at once, as a protocol makes it.
    pub fn of(deadline: Option<Instant>, peer: Option<Arc<Peer>>) -> Self {
        Self(Arc::new(Inner {
            deadline,
            peer,
            ..Inner::default()
        }))
    }

    /// The same with this deadline, if it is earlier.
    #[must_use]
    pub fn with_deadline(self, deadline: Instant) -> Self {
        let deadline = self.0.deadline.map_or(deadline, |own| own.min(deadline));
        let peer = self.0.peer.clone();
        let root = Some(self.0.root.clone().unwrap_or(self.0));
        Self(Arc::new(Inner {
            deadline: Some(deadline),
            peer,
            root,
            ..Inner::default()
        }))
    }

    /// The same with a deadline this far from now, if it is earlier. A time too long to count is none.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        match Instant::now().checked_add(timeout) {
            Some(deadline) => self.with_deadline(deadline),
            None => self,
        }
    }

    /// When the call must be over, its last message included.
    pub fn deadline(&self) -> Option<Instant> {
        self.0.deadline
    }

    /// The time until the deadline; zero when it has passed.
    pub fn time_left(&self) -> Option<Duration> {
        self.0
            .deadline
            .map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Both ends of the connection; `None` on a caller's side.
    pub fn peer(&self) -> Option<&Peer> {
        self.0.peer.as_deref()
    }

    /// The caller's address; `None` on a caller's side.
    pub fn remote_addr(&self) -> Option<&PeerAddr> {
        self.peer().map(|peer| &peer.remote)
    }

    /// Whether the caller has gone or the deadline has ended the call.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancellation().is_cancelled()
    }

    /// Waits until the call is given up: for work that outlives the handler's future, which is dropped
    /// then. Never completes for a call that ends well. Cancel safe.
    pub async fn cancelled(&self) {
        self.0.cancellation().cancelled().await;
    }

    /// What cancels this context when it is dropped: for a protocol.
    pub fn guard(&self) -> CancelGuard {
        CancelGuard(Some(Arc::clone(&self.0)))
    }

    /// The context of the call that this code runs for.
    pub fn current() -> Option<Self> {
        scope::current()
    }

    /// Runs a future for this call.
    pub fn scope<F: Future>(self, future: F) -> Scope<F> {
        Scope::new(self, future)
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_deadline_only_shrinks() {
        let second = Duration::from_secs(1);
        let context = Context::new().with_timeout(second).with_timeout(second * 2);
        assert_eq!(context.time_left(), Some(second));
        tokio::time::advance(second * 3).await;
        assert_eq!(context.time_left(), Some(Duration::ZERO));
        assert_eq!(Context::new().with_timeout(Duration::MAX).deadline(), None);
    }

    #[tokio::test]
    async fn a_dropped_guard_wakes_who_waits_and_a_finished_one_does_not() {
        let context = Context::new();
        context.guard().done();
        assert!(!context.is_cancelled());
        let waiter = tokio::spawn({
            let context = context.clone();
            async move { context.cancelled().await }
        });
        tokio::task::yield_now().await;
        let shorter = context.clone().with_timeout(Duration::from_secs(9));
        drop(context.guard());
        waiter.await.unwrap();
        assert!(context.is_cancelled());
        assert!(shorter.is_cancelled());
    }

    #[tokio::test]
    async fn the_current_context_is_that_of_the_innermost_call() {
        assert!(Context::current().is_none());
        let outer = Context::new().with_timeout(Duration::from_secs(9));
        let inner = Context::new();
        outer
            .scope(async {
                inner
                    .scope(async { assert!(Context::current().unwrap().deadline().is_none()) })
                    .await;
                tokio::task::yield_now().await;
                assert!(Context::current().unwrap().deadline().is_some());
            })
            .await;
        assert!(Context::current().is_none());
    }
}
