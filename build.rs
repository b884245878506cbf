//! Compiles the framework's own services with the framework's own plugin, and, in the repository, the
//! services of the examples and the tests.

use std::path::Path;

fn main() -> trefoil_build::Result {
    trefoil_build::compile("proto")?;
    // Neither folder is in the published crate.
    for (folder, file) in [
        ("examples/proto", "examples.rs"),
        ("tests/protos", "tests.rs"),
    ] {
        if Path::new(folder).exists() {
            trefoil_build::Config::new()
                .protos([folder])
                .includes([folder])
                .mock(true)
                .file_name(file)
                .compile()?;
        }
    }
    if std::env::var_os("CARGO_FEATURE_JSON").is_some() && Path::new("tests/protos").exists() {
        trefoil_build::Config::new()
            .protos(["tests/protos"])
            .includes(["tests/protos"])
            .file_name("tests_json.rs")
            .json(true)
            .compile()?;
    }
    Ok(())
}
