//! What every peer shares: [`Args`], the runtime, the load loop, CPU and latency accounting, and the
//! plain data of the workloads.

mod args;
mod data;
mod drive;
mod meter;
mod plan;

pub use args::Args;
pub use data::{BLOB, Rec, STREAM_LEN, TEXT, batch, text};
pub use drive::drive;
pub use meter::{Meter, cpu_ns};
pub use plan::Plan;

/// One thread gives the current-thread runtime, more the work-stealing one.
pub fn block_on<F: Future>(threads: u64, future: F) -> F::Output {
    let runtime = if threads <= 1 {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
    } else {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads as usize)
            .enable_all()
            .build()
    };
    runtime.expect("runtime").block_on(future)
}
