//! CPU time and latencies.

use std::time::{Duration, Instant};

/// Nanoseconds of CPU used by this process so far: unlike wall time it leaves out what else runs on
/// the core.
pub fn cpu_ns() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Measures a load phase: wall time, own CPU time, latencies.
pub struct Meter {
    start: Instant,
    cpu: u64,
}

impl Meter {
    pub fn start() -> Self {
        Meter {
            start: Instant::now(),
            cpu: cpu_ns(),
        }
    }

    /// Prints one JSON line. `units` is the number of calls (or messages).
    pub fn report(self, units: u64, mut latencies: Vec<Duration>) {
        let wall = self.start.elapsed().as_secs_f64();
        let cpu_us = (cpu_ns() - self.cpu) as f64 / 1e3 / units as f64;
        latencies.sort_unstable();
        let quantile = |q: f64| match latencies.len() {
            0 => 0.0,
            n => latencies[((n - 1) as f64 * q).round() as usize].as_secs_f64() * 1e6,
        };
        println!(
            r#"{{"units":{units},"wall":{wall:.6},"rate":{:.1},"cpu_us":{cpu_us:.4},"p50_us":{:.1},"p90_us":{:.1},"p99_us":{:.1}}}"#,
            units as f64 / wall,
            quantile(0.5),
            quantile(0.9),
            quantile(0.99)
        );
    }
}
