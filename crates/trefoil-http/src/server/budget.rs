//! How much the calls of one connection may gather.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The bytes that the calls of a connection may hold together of messages that are not whole yet. Flow
/// control cannot bound these: a message that is larger than its window must be read to get the rest.
///
/// ```
/// use trefoil_http::server::Budget;
/// let budget = Budget::new(100);
/// let share = budget.take(80);
/// assert!(share.is_some() && budget.take(80).is_none());
/// drop(share);
/// assert!(budget.take(80).is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Budget(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    taken: AtomicUsize,
    limit: usize,
}

/// A part of a [`Budget`]. Dropping it gives it back.
#[derive(Debug)]
pub struct Share {
    budget: Budget,
    bytes: usize,
}

impl Budget {
    /// A budget of this many bytes.
    pub fn new(limit: usize) -> Self {
        Self(Arc::new(Inner {
            taken: AtomicUsize::new(0),
            limit,
        }))
    }

    /// Takes a part of it, if it is left. Whoever is alone gets any amount: a budget that is smaller than
    /// one message shall not forbid it.
    pub fn take(&self, bytes: usize) -> Option<Share> {
        let Inner { taken, limit } = &*self.0;
        let add = |taken: usize| {
            let sum = taken.checked_add(bytes)?;
            (taken == 0 || sum <= *limit).then_some(sum)
        };
        // It counts, and orders nothing else.
        taken
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add)
            .ok()?;
        let budget = self.clone();
        Some(Share { budget, bytes })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let taken = &self.budget.0.taken;
        taken.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_may_be_larger_than_all() {
        let budget = Budget::new(10);
        let one = budget.take(1000);
        assert!(one.is_some());
        assert!(budget.take(1).is_none());
        drop(one);
        let parts: Vec<_> = (0..12).map_while(|_| budget.take(1)).collect();
        assert_eq!(parts.len(), 10);
        assert!(budget.take(usize::MAX).is_none());
    }
}
