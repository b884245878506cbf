//! Compiles the framework's own services with the framework's own plugin, and, in the repository, the
//! services of the examples and the tests.

use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    trefoil_build::compile("proto")?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let json = std::env::var_os("CARGO_FEATURE_JSON").is_some();
    // Neither folder is in the published crate.
    for (folder, file, json) in [
        ("examples/proto", "examples.rs", Some(false)),
        ("tests/protos", "tests.rs", Some(false)),
        ("tests/protos", "tests_json.rs", json.then_some(true)),
    ] {
        let Some(json) = json.filter(|_| Path::new(folder).exists()) else {
            continue;
        };
        // Not by `compile`, which would warn of names that the tests have on purpose.
        let generated = trefoil_build::Config::new()
            .protos([folder])
            .includes([folder])
            .mock(true)
            .json(json)
            .generate()?;
        std::fs::write(out.join(file), generated.code())?;
        for input in generated.inputs() {
            println!("cargo::rerun-if-changed={}", input.display());
        }
    }
    Ok(())
}
