//! `cargo xtask test`: all that a change must pass, with nothing but a Rust toolchain.

mod dependency_count;
mod examples;
mod package;
mod quickstart;

use std::time::Instant;

use crate::command::{cargo, run as run_command};
use crate::workspace::{packages, root};

type Step = (&'static str, fn() -> Result<(), String>);

/// In the order of what fails most often and fastest.
const STEPS: [Step; 9] = [
    ("fmt", fmt),
    ("clippy", clippy),
    ("test", tests),
    ("doc", doc),
    ("examples", examples::run),
    ("quickstart", quickstart::run),
    ("crates", dependency_count::run),
    ("benches", benches),
    ("package", package::run),
];

/// Runs the steps; the first failure ends it.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let chosen: Vec<Step> = match arguments.as_slice() {
        [] => STEPS.to_vec(),
        ["--list"] => {
            STEPS.iter().for_each(|(name, _)| println!("{name}"));
            return Ok(());
        }
        ["--only", names] => names.split(',').map(step).collect::<Result<_, _>>()?,
        _ => return Err("usage: cargo xtask test [--list | --only STEP[,STEP]]".to_owned()),
    };
    let start = Instant::now();
    for (name, step) in &chosen {
        println!("==> {name}");
        let start = Instant::now();
        step().map_err(|error| {
            format!("{error}\n==> {name} failed; to repeat it: cargo xtask test --only {name}")
        })?;
        println!("==> {name}: {:.1} s", start.elapsed().as_secs_f64());
    }
    println!("all passed in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn step(name: &str) -> Result<Step, String> {
    let names = || STEPS.map(|(name, _)| name).join(", ");
    STEPS
        .into_iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| format!("xtask test: no step `{name}`: {}", names()))
}

fn fmt() -> Result<(), String> {
    run_command(&mut cargo(&root(), "fmt --all --check"))?;
    run_command(&mut cargo(&root().join("benches"), "fmt --all --check"))
}

/// With every feature; and each package without any, and with each of several alone.
fn clippy() -> Result<(), String> {
    let lint = "clippy --quiet --workspace --all-targets --all-features -- -D warnings";
    run_command(&mut cargo(&root(), lint))?;
    for package in &packages()? {
        let features = package.features.iter().map(String::as_str);
        // Where there is one, it is all of them; where there is none, it was linted.
        let alone = features.filter(|_| package.features.len() > 1);
        let without = (!package.features.is_empty()).then_some("");
        for feature in alone.chain(without) {
            // One package, and not its tests: what others need, and what tests need, would turn features on.
            let what = format!("--package {} --no-default-features", package.name);
            let lint = format!("clippy --quiet {what} --features={feature} -- -D warnings");
            run_command(&mut cargo(&root(), &lint))?;
        }
    }
    Ok(())
}

/// Doctests too, and what says that a feature is missing.
fn tests() -> Result<(), String> {
    let all = "test --quiet --workspace --all-features";
    run_command(&mut cargo(&root(), all))?;
    let without_tonic =
        "test --quiet --package trefoil-build --features vendored-protoc --test plugin";
    run_command(&mut cargo(&root(), without_tonic))
}

fn doc() -> Result<(), String> {
    let mut doc = cargo(&root(), "doc --quiet --workspace --all-features --no-deps");
    run_command(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// They lie outside of the workspace, and must not rot.
fn benches() -> Result<(), String> {
    let check = "check --locked --quiet --package peer-trefoil --package minimal-trefoil";
    let target = root().join("target/bench");
    run_command(cargo(&root().join("benches"), check).env("CARGO_TARGET_DIR", target))
}
