//! What happened inside of a handler.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[derive(Clone, Default)]
pub struct Probe(Arc<Counts>);

#[derive(Default)]
struct Counts {
    running: AtomicUsize,
    dropped: AtomicUsize,
    ended: AtomicUsize,
    broken: AtomicUsize,
    sent: AtomicUsize,
}

impl Probe {
    /// Lives as long as the handler's future.
    pub fn running(&self) -> Running {
        self.0.running.fetch_add(1, Ordering::SeqCst);
        Running(self.clone())
    }

    pub fn started(&self) -> usize {
        self.0.running.load(Ordering::SeqCst)
    }

    pub fn dropped(&self) -> usize {
        self.0.dropped.load(Ordering::SeqCst)
    }

    /// A stream of requests that came to a good end.
    pub fn end(&self) {
        self.0.ended.fetch_add(1, Ordering::SeqCst);
    }

    pub fn ended(&self) -> usize {
        self.0.ended.load(Ordering::SeqCst)
    }

    /// A stream of requests that failed.
    pub fn broke(&self) {
        self.0.broken.fetch_add(1, Ordering::SeqCst);
    }

    pub fn broken(&self) -> usize {
        self.0.broken.load(Ordering::SeqCst)
    }

    pub fn send(&self) {
        self.0.sent.fetch_add(1, Ordering::SeqCst);
    }

    pub fn sent(&self) -> usize {
        self.0.sent.load(Ordering::SeqCst)
    }
}

/// Waits until this holds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never came to this: {what}");
}

pub struct Running(Probe);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}
