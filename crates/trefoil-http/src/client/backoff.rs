//! How long to leave a provider alone that does not answer.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// Grows as in gRPC's connection backoff: by 1.6, with a fifth of jitter either way. It starts and ends
/// lower, because a call in between fails at once instead of waiting for the next attempt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

const FIRST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(10);

impl Backoff {
    /// The pause after one more failure.
    pub(super) fn fail(&mut self) -> Duration {
        let grown = FIRST
            .mul_f64(1.6_f64.powi(self.failures.min(32) as i32))
            .min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        // A hasher's keys are random: good enough to keep clients from knocking in step.
        let jitter = RandomState::new().hash_one(self.failures) % 401;
        grown.mul_f64(0.8 + jitter as f64 / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_grows_to_its_bound_and_stays_there() {
        let mut backoff = Backoff::default();
        let pauses: Vec<_> = (0..100).map(|_| backoff.fail()).collect();
        assert!(pauses[0] >= FIRST.mul_f64(0.79) && pauses[0] <= FIRST.mul_f64(1.21));
        assert!(pauses[5] > pauses[0]);
        assert!(pauses.iter().all(|pause| *pause <= LONGEST.mul_f64(1.21)));
        assert!(pauses[99] >= LONGEST.mul_f64(0.79));
    }
}
