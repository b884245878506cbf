//! The matrix' server on tonic: `--port`.

use std::process::ExitCode;

use trefoil_interop::{process, tonic_peer};

#[tokio::main]
async fn main() -> ExitCode {
    process::exit(tonic_peer::server::serve().await)
}
