//! The behaviours, by what they are about.

pub mod calls;
pub mod errors;
pub mod lifecycle;
pub mod metadata;
pub mod time;

use std::time::Duration;

use trefoil_core::{Result, Streaming};

/// Runs a case, for ten seconds at most.
pub async fn run(case: impl Future<Output = ()>) {
    tokio::time::timeout(Duration::from_secs(10), case).await.expect("the case ends in time");
}

async fn collect(mut stream: Streaming<String>) -> Result<Vec<String>> {
    let mut all = Vec::new();
    while let Some(text) = stream.message().await? {
        all.push(text);
    }
    Ok(all)
}

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

fn texts<const N: usize>(texts: [&str; N]) -> Streaming<String> {
    Streaming::from_iter(texts.map(str::to_owned))
}
