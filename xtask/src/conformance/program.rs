//! The program under test.

use std::path::PathBuf;

use super::package::Package;
use crate::command::{cargo, run};
use crate::workspace::{root, target};

/// Builds it with the suite's messages.
pub(super) fn build(package: &Package) -> Result<PathBuf, String> {
    println!("building conformance-protobuf");
    let build = "build --quiet --package trefoil-conformance --features protobuf";
    let mut build = cargo(&root(), build);
    run(build.env("TREFOIL_CONFORMANCE_PROTOBUF", package.protos()))?;
    Ok(target().join("debug/conformance-protobuf"))
}
