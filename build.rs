//! Compiles the framework's own services with the framework's own plugin, and, in the repository, the
//! services of the examples and the tests.

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    trefoil_build::compile("proto")?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    // Neither folder is in the published crate.
    for (folder, file) in [
        ("examples/proto", "examples.rs"),
        ("tests/protos", "tests.rs"),
    ] {
        if !Path::new(folder).exists() {
            continue;
        }
        // Not by `compile`, which would warn of names that the tests have on purpose.
        let generated = trefoil_build::Config::new()
            .protos([folder])
            .includes([folder])
            .mock(true)
            .generate()?;
        std::fs::write(out.join(file), generated.code())?;
        for input in generated.inputs() {
            println!("cargo::rerun-if-changed={}", input.display());
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
