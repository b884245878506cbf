//! gRPC's interoperability client on trefoil: `--server_host`, `--server_port`, `--test_case`.

use std::process::ExitCode;

use trefoil_interop::{process, testing};

#[tokio::main]
async fn main() -> ExitCode {
    process::exit(testing::client::run().await)
}
