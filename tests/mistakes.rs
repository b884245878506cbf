//! The mistakes that people make with generated code, and what rustc tells them: `mistakes/*.rs` with the text
//! in the file `.stderr` beside each. What trefoil-build itself refuses, in a `.proto` file or in build.rs, is in its
//! `tests/errors.rs`, what it warns of in its `tests/warnings.rs`; what a running program says is in
//! `runtime_errors.rs`.
//!
//! `TRYBUILD=overwrite cargo test -p trefoil --test mistakes` writes the texts, and the generated code that the
//! mistakes are made with.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

use trefoil_build::Config;

/// What build.rs would make of `mistakes/proto`.
fn generate() {
    let greet = || Config::new().protos(["tests/mistakes/proto/greet.proto"]);
    checked_in("greet.rs", &code(&greet()));
    let nothing = Config::new().protos(["tests/mistakes/proto/no_package.proto"]);
    checked_in("no_package.rs", &code(&nothing));
    let serde = greet().type_attribute(".", "#[derive(serde::Serialize)]");
    checked_in("serde.rs", &code(&serde));
    for (name, version) in [
        ("other_line.rs", "(9, 8, 7)"),
        ("newer_patch.rs", "(0, 1, 99)"),
    ] {
        let code = code(&greet());
        let (before, after) = code.split_once("generated_by!").unwrap();
        let (_, after) = after.split_once(';').unwrap();
        // As if that version also named something that this one does not have.
        let new = "pub use ::trefoil::codegen::SomethingNew;";
        checked_in(
            name,
            &format!("{before}generated_by!{version};\n{new}{after}"),
        );
    }
}

fn code(config: &Config) -> String {
    config.generate().unwrap().code().to_owned()
}

fn checked_in(name: &str, code: &str) {
    let path = Path::new("tests/mistakes/generated").join(name);
    if std::env::var_os("TRYBUILD").is_some() {
        fs::write(&path, code).unwrap();
    }
    let present = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        present == code,
        "{} is not what trefoil-build makes now; TRYBUILD=overwrite writes it",
        path.display()
    );
}

#[test]
fn each_has_a_text_that_names_the_fix() {
    // Cargo tells tests of this crate where the files of its own build script are; a crate without a build
    // script must not see them.
    if std::env::var_os("OUT_DIR").is_some() {
        let again = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "each_has_a_text_that_names_the_fix",
                "--nocapture",
            ])
            .env_remove("OUT_DIR")
            .status()
            .unwrap();
        return assert!(again.success(), "the differences are printed above");
    }
    generate();
    trybuild::TestCases::new().compile_fail("tests/mistakes/*.rs");
}
