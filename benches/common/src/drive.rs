//! The load loop of a client.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::{Meter, Plan};

/// Runs a plan's calls over these clients (one for each connection), keeping its calls in flight, and
/// prints the report. One call on each client goes ahead unmeasured.
pub async fn drive<C, F, R>(plan: &Plan, clients: Vec<C>, call: F)
where
    C: Clone + Send + 'static,
    F: Fn(C) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = ()> + Send,
{
    for client in &clients {
        call(client.clone()).await;
    }
    let left = Arc::new(AtomicU64::new(plan.calls));
    let meter = Meter::start();
    let tasks: Vec<_> = (0..plan.inflight)
        .map(|i| {
            let (client, left, call) = (
                clients[i % clients.len()].clone(),
                left.clone(),
                call.clone(),
            );
            tokio::spawn(async move {
                let mut latencies = Vec::new();
                while take(&left) {
                    let start = Instant::now();
                    call(client.clone()).await;
                    latencies.push(start.elapsed());
                }
                latencies
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("a call panicked"));
    }
    meter.report(plan.calls * plan.units(), latencies);
}

fn take(left: &AtomicU64) -> bool {
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1))
        .is_ok()
}
