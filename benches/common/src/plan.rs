//! What a client is asked to do.

use crate::{Args, STREAM_LEN};

/// What a client binary has to run: the workload, connections, calls in flight over all of them, and
/// calls in total.
pub struct Plan {
    pub mode: String,
    pub conns: usize,
    pub inflight: usize,
    pub calls: u64,
}

impl Plan {
    pub fn from(args: &Args) -> Self {
        Plan {
            mode: args.str("mode").unwrap_or("echo").to_string(),
            conns: args.num("conns", 1) as usize,
            inflight: args.num("inflight", 1) as usize,
            calls: args.num("calls", 1000),
        }
    }

    /// The units of work one call counts for: a stream counts its messages.
    pub fn units(&self) -> u64 {
        match self.mode.as_str() {
            "down" | "up" | "chat" => u64::from(STREAM_LEN),
            _ => 1,
        }
    }
}
