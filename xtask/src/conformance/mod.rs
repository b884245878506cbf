//! `cargo xtask conformance`: protobuf's own suite, and the table of it in the README.
//!
//! `--write` writes the table instead of checking it.

mod elf;
mod failures;
mod package;
mod program;
mod runner;
mod table;

use crate::readme::Readme;
use crate::workspace::root;

/// One run of the suite.
struct Run {
    /// As the table has it.
    name: &'static str,
    arguments: &'static [&'static str],
    /// The lists of cases that may fail, below `conformance/protobuf`.
    failures: &'static [&'static str],
}

const RUNS: [Run; 2] = [
    Run {
        name: "proto2 and proto3",
        arguments: &["--enforce_recommended"],
        failures: &["failures.txt"],
    },
    Run {
        name: "proto2, proto3 and edition 2023",
        arguments: &["--enforce_recommended", "--maximum_edition", "2023"],
        failures: &["failures.txt", "failures-2023.txt"],
    },
];

const README: Readme = Readme {
    task: "conformance",
    marker: "conformance",
};

/// Installs, builds, runs.
///
/// # Errors
/// If a tool is missing, a case fails that must pass or passes though it is listed, or the README has another
/// table.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let write = match arguments.as_slice() {
        [] => false,
        ["--write"] => true,
        _ => return Err("usage: cargo xtask conformance [--write]".to_owned()),
    };
    let folder = root().join("target/conformance");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("conformance: cannot create {}: {error}", folder.display()))?;
    let package = package::install(&folder)?;
    let program = program::build(&package)?;
    let runner = runner::prepare(&package, &folder)?;

    let mut rows = Vec::new();
    for run in &RUNS {
        let list = failures::join(run.failures, &folder)?;
        let totals = runner.run(&program, run.arguments, &list)?;
        println!("{}: {totals}", run.name);
        rows.push((run.name, totals));
    }
    let table = table::markdown(&rows);
    match write {
        true => README.write(&table),
        false => README.check(&table),
    }
}
