//! The matrix' client on trefoil: `--port`, `--group`, `--version`, `--case`.

use std::process::ExitCode;

use trefoil_interop::{matrix, process};

#[tokio::main]
async fn main() -> ExitCode {
    process::exit(matrix::client::<trefoil_interop::trefoil_peer::Client>().await)
}
