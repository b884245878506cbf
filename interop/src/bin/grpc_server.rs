//! gRPC's interoperability server on trefoil: `--port`, `--host`.

use std::process::ExitCode;

use trefoil_interop::{process, testing};

#[tokio::main]
async fn main() -> ExitCode {
    process::exit(testing::server::serve().await)
}
