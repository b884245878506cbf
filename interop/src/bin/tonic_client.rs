//! The matrix' client on tonic: `--port`, `--case`.

use std::process::ExitCode;

use trefoil_interop::{matrix, process};

#[tokio::main]
async fn main() -> ExitCode {
    process::exit(matrix::client::<trefoil_interop::tonic_peer::Client>().await)
}
