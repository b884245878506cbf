//! Waiting, never for long.

use std::time::Duration;

/// The longest wait of the suite.
pub const LIMIT: Duration = Duration::from_secs(5);

/// Waits for a future, at most [`LIMIT`]; `what` is named by the failure.
pub async fn within<F: Future>(what: &str, future: F) -> F::Output {
    tokio::time::timeout(LIMIT, future)
        .await
        .unwrap_or_else(|_| panic!("waited {LIMIT:?} for: {what}"))
}

/// Tries again and again until `attempt` succeeds, at most [`LIMIT`].
pub async fn eventually<T>(what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
    let attempts = async {
        loop {
            if let Some(done) = attempt().await {
                return done;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    within(what, attempts).await
}

/// Time in which what must not happen would have happened.
pub async fn quiet() {
    tokio::time::sleep(Duration::from_millis(60)).await;
}
