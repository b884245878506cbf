//! Builds the programs.

use std::process::Command;

use super::peers::Peer;
use super::places::Places;

/// All Rust programs, ours and tonic's.
pub(super) fn rust(places: &Places) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--package", "trefoil-interop", "--bins"]);
    run(
        command.current_dir(&places.root),
        "cargo build --package trefoil-interop",
    )
}

/// A foreign peer. Its script says what is missing, if something is.
pub(super) fn foreign(places: &Places, peer: &Peer) -> Result<(), String> {
    let Some(folder) = peer.folder else {
        return Ok(());
    };
    let script = format!("interop/peers/{folder}/build.sh");
    let mut command = Command::new(places.root.join(&script));
    run(
        command.arg(&places.foreign).current_dir(&places.root),
        &script,
    )
}

fn run(command: &mut Command, name: &str) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("interop: {name} failed, as said above")),
        Err(error) => Err(format!("interop: {name} cannot be run: {error}")),
    }
}
