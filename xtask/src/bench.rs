//! `cargo xtask bench`: builds the peers of `benches/` and measures them. It reports and fails nothing.

use std::path::Path;
use std::process::Command;

use crate::command::{self, cargo};
use crate::workspace::root;

const HELP: &str = "\
usage: cargo xtask bench [--rounds N] [--secs S] [--only echo/8x8,up,..] [--peers a,b,..] [step..]

Without a step: echo, ingest, up and down against the servers of trefoil and tonic in turn, and whether the
goals hold. Takes about three minutes after the build.

  --rounds N   rounds of each case (5)        --secs S   length of a sample (1)
  --only ..    workloads or cases             --keep     add to the samples of earlier runs
  --peers ..   trefoil, tonic (these two), h2-fixed, hyper-fixed, h2-raw-client, connectrpc, volo

steps: verify server goals server_mt client chat latency tcp idle inproc build codegen report summary";

/// Peers with a workspace of their own, built only when named.
const ON_DEMAND: [&str; 2] = ["connectrpc", "volo"];

/// Builds, then measures.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if arguments
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        println!("{HELP}");
        return Ok(());
    }
    let benches = root().join("benches");
    let target = root().join("target/bench");
    find("python3", "python3")?;
    find("h2load", "nghttp2-client")?;
    for package in ["reference", "tonic", "trefoil"] {
        println!("building {package}");
        let build = format!("build --locked --quiet --release --package peer-{package}");
        command::run(cargo(&benches, &build).env("CARGO_TARGET_DIR", &target))?;
    }
    if arguments.iter().any(|argument| argument == "codegen") {
        println!("building codegen");
        let build = "build --locked --quiet --release --package bench-codegen";
        command::run(cargo(&benches, build).env("CARGO_TARGET_DIR", &target))?;
    }
    for peer in named(arguments, "--peers").filter(|peer| ON_DEMAND.contains(peer)) {
        println!("building {peer}");
        let folder = benches.join("peers").join(peer);
        command::run(
            cargo(&folder, "build --locked --quiet --release").env("CARGO_TARGET_DIR", &target),
        )?;
    }
    command::run(
        Command::new(target.join("release/tonic-bodies")).arg(benches.join("tmp/bodies")),
    )?;
    let mut measure = Command::new("python3");
    measure.arg(benches.join("bench.py")).args(arguments);
    command::run(measure.env("BENCH_TARGET", &target))
}

/// The values of an option: `--peers a,b`.
fn named<'a>(arguments: &'a [String], option: &str) -> impl Iterator<Item = &'a str> {
    let at = arguments.iter().position(|argument| argument == option);
    let list = at.and_then(|at| arguments.get(at + 1));
    list.into_iter().flat_map(|list| list.split(','))
}

/// That a program is there, before minutes go into building.
fn find(program: &str, package: &str) -> Result<(), String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file());
    if found {
        Ok(())
    } else {
        Err(format!(
            "xtask bench: `{program}` is missing (Debian: apt-get install {package})"
        ))
    }
}
