//! The matrix' server on trefoil: `--port`, `--group`, `--version`.

use std::process::ExitCode;

use trefoil_interop::{process, trefoil_peer};

#[tokio::main]
async fn main() -> ExitCode {
    process::exit(trefoil_peer::server::serve().await)
}
