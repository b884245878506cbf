//! Compiles the messages of the suites. They come with the suites' packages, which `cargo xtask conformance`
//! installs; without them the programs only say so, and a plain build of the workspace needs nothing.

use std::path::Path;

/// Where the `.proto` files of protobuf's conformance suite are.
const PROTOBUF: &str = "TREFOIL_CONFORMANCE_PROTOBUF";

fn main() -> trefoil_build::Result {
    println!("cargo::rerun-if-env-changed={PROTOBUF}");
    println!("cargo::rustc-check-cfg=cfg(protobuf_suite)");
    let is_wanted = std::env::var_os("CARGO_FEATURE_PROTOBUF").is_some();
    let Some(folder) = std::env::var_os(PROTOBUF).filter(|_| is_wanted) else {
        return Ok(());
    };
    let folder = Path::new(&folder);
    println!("cargo::rustc-cfg=protobuf_suite");
    let files = [
        "conformance/conformance.proto",
        "google/protobuf/test_messages_edition2023.proto",
        "google/protobuf/test_messages_proto2.proto",
        "google/protobuf/test_messages_proto2_editions.proto",
        "google/protobuf/test_messages_proto3.proto",
        "google/protobuf/test_messages_proto3_editions.proto",
    ];
    trefoil_build::Config::new()
        .source(trefoil_build::Source::VendoredProtoc)
        .protos(files.map(|file| folder.join(file)))
        .includes([folder])
        .file_name("protobuf.rs")
        .json(true)
        .compile()
}
