//! Compiles the framework's own services with the framework's own plugin, and, in the repository, the
//! services of the examples and the tests.

use std::error::Error;
use std::path::{Path, PathBuf};

use trefoil_build::Config;

fn main() -> Result<(), Box<dyn Error>> {
    trefoil_build::compile("proto")?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    // Tests and examples have the testing kit; whoever depends on this crate waits for no code of theirs.
    if std::env::var_os("CARGO_FEATURE_TESTING").is_none() {
        return Ok(());
    }
    let json = std::env::var_os("CARGO_FEATURE_JSON").is_some();
    // Neither folder is in the published crate.
    if Path::new("examples/proto").exists() {
        write("examples/proto", &out.join("examples.rs"), |it| it)?;
    }
    if Path::new("tests/protos").exists() {
        let tests = |file: &str, edit: &dyn Fn(Config) -> Config| {
            write("tests/protos", &out.join(file), edit)
        };
        tests("tests.rs", &|it| it)?;
        if json {
            tests("tests_json.rs", &|it| it.json(true))?;
        }
        // As two crates have them: the one messages, the other services over them.
        tests("split_messages.rs", &|it| it.services(false).json(json))?;
        tests("split_services.rs", &|it| {
            it.messages_from("crate::messages").json(json)
        })?;
    }
    Ok(())
}

/// Not by `compile`, which would warn of names that the tests have on purpose.
fn write(folder: &str, file: &Path, edit: impl Fn(Config) -> Config) -> Result<(), Box<dyn Error>> {
    let config = Config::new().protos([folder]).includes([folder]).mock(true);
    let generated = edit(config).generate()?;
    std::fs::write(file, generated.code())?;
    for input in generated.inputs() {
        println!("cargo::rerun-if-changed={}", input.display());
    }
    Ok(())
}
