//! The tasks of trefoil's developers: `cargo xtask test`, `cargo xtask interop`,
//! `cargo xtask conformance`, `cargo xtask bench`.

mod bench;
mod codegen;
mod command;
mod conformance;
mod corpus;
mod interop;
mod readme;
mod test;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask TASK [options]

  test      all that a change must pass, with nothing but a Rust toolchain
            --only STEP[,STEP]   some steps      --list   their names
  interop   live peers of other stacks, both ways
            --only PEER          one peer        --write  the README's table
  conformance  public conformance suites (npm)
            --write              the README's table
  codegen   generated code that is checked in
            --check              compares it instead
  corpus    foreign .proto files from every source of the build plugin
  bench     trefoil beside tonic, on loopback
            --help               its options";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, options) = match arguments.split_first() {
        Some((task, options)) => (task.as_str(), options),
        None => ("", [].as_slice()),
    };
    let done = match task {
        "test" => test::run(options),
        "interop" => interop::run(options),
        "conformance" => conformance::run(options),
        "codegen" => codegen::run_all(options),
        "corpus" => corpus::run_all(options),
        "bench" => bench::run(options),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        "" => Err(HELP.to_owned()),
        other => Err(format!("xtask: no task `{other}`\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
