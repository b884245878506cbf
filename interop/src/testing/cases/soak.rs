//! The same call again and again, on one connection or on a new one each time.

use std::time::{Duration, Instant};

use futures_util::future::try_join_all;

use super::unary::large;
use super::{Setting, Verdict};
use crate::flags::{FlagError, Flags};
use crate::proto::grpc::testing::TestServiceClient;

/// The flags of both cases.
pub(in super::super) const FLAGS: [&str; 8] = [
    "soak_iterations",
    "soak_max_failures",
    "soak_per_iteration_max_acceptable_latency_ms",
    "soak_overall_timeout_seconds",
    "soak_min_time_ms_between_rpcs",
    "soak_request_size",
    "soak_response_size",
    "soak_num_threads",
];

/// How a soak is done: the specification's flags with its defaults.
#[derive(Debug)]
pub(in super::super) struct Soak {
    iterations: usize,
    max_failures: usize,
    max_latency: Duration,
    overall: Duration,
    between: Duration,
    request_size: usize,
    response_size: i32,
    threads: usize,
}

impl Soak {
    /// As the flags say.
    pub(in super::super) fn of(flags: &Flags) -> Result<Self, FlagError> {
        let milliseconds = |name, default| flags.or(name, default).map(Duration::from_millis);
        let iterations = flags.or("soak_iterations", 10)?;
        Ok(Self {
            iterations,
            max_failures: flags.or("soak_max_failures", 0)?,
            max_latency: milliseconds("soak_per_iteration_max_acceptable_latency_ms", 1000)?,
            overall: match flags.value("soak_overall_timeout_seconds")? {
                Some(seconds) => Duration::from_secs(seconds),
                None => Duration::from_secs(iterations as u64),
            },
            between: milliseconds("soak_min_time_ms_between_rpcs", 0)?,
            request_size: flags.or("soak_request_size", 271_828)?,
            response_size: flags.or("soak_response_size", 314_159)?,
            threads: flags.or("soak_num_threads", 1)?.max(1),
        })
    }
}

pub(super) async fn rpc_soak(setting: &Setting) -> Verdict {
    let stub = setting.stub().await?;
    soak(setting, Some(&stub)).await
}

pub(super) async fn channel_soak(setting: &Setting) -> Verdict {
    soak(setting, None).await
}

async fn soak(setting: &Setting, stub: Option<&TestServiceClient>) -> Verdict {
    let Soak {
        iterations,
        max_failures,
        overall,
        threads,
        ..
    } = setting.soak;
    let each = iterations / threads;
    let work = try_join_all((0..threads).map(|thread| iterate(setting, stub, thread, each)));
    let Ok(failures) = tokio::time::timeout(overall, work).await else {
        return Err(format!(
            "{iterations} iterations took more than {overall:?}"
        ));
    };
    let failures: usize = failures?.into_iter().sum();
    if failures > max_failures {
        return Err(format!(
            "{failures} of {iterations} iterations failed, see above"
        ));
    }
    Ok(())
}

/// Counts the iterations that failed.
async fn iterate(
    setting: &Setting,
    stub: Option<&TestServiceClient>,
    thread: usize,
    iterations: usize,
) -> Verdict<usize> {
    let soak = &setting.soak;
    let mut failures = 0;
    for iteration in 0..iterations {
        let start = Instant::now();
        if let Err(reason) = once(setting, stub).await {
            eprintln!("thread {thread}, iteration {iteration}: {reason}");
            failures += 1;
        }
        tokio::time::sleep(soak.between.saturating_sub(start.elapsed())).await;
    }
    Ok(failures)
}

async fn once(setting: &Setting, stub: Option<&TestServiceClient>) -> Verdict {
    let soak = &setting.soak;
    let own;
    let stub = match stub {
        Some(stub) => stub,
        None => {
            own = setting.stub().await?;
            &own
        }
    };
    let start = Instant::now();
    large(stub, soak.request_size, soak.response_size).await?;
    let latency = start.elapsed();
    if latency > soak.max_latency {
        return Err(format!(
            "the call took {latency:?}, at most {:?} allowed",
            soak.max_latency
        ));
    }
    Ok(())
}
