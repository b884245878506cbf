//! The messages and trefoil's services of every `.proto` below `proto/`, and tonic's services of one of them.

use std::error::Error;

const INTEROP: &str = "trefoil/interop/v1/interop.proto";

fn main() -> Result<(), Box<dyn Error>> {
    trefoil_build::Config::new().protos(["proto"]).compile()?;

    // tonic gets the same messages, so that the cases and the service's logic are written once.
    tonic_prost_build::configure()
        .extern_path(".trefoil.interop.v1", "crate::proto::trefoil::interop::v1")
        .compile_fds(protox::compile([INTEROP], ["proto"])?)?;
    Ok(())
}
