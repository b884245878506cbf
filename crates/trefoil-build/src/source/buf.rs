//! buf as a source: modules, workspaces and what they depend on.

use std::path::{Path, PathBuf};
use std::process::Command;

use prost::bytes::Bytes;

use super::{Pool, Sources, set, wire};
use crate::error::{Error, Result};

/// Has buf build each of the inputs.
pub(super) fn build(protos: &[PathBuf]) -> Result<Pool> {
    let mut files = Vec::new();
    for input in protos {
        files.extend(files_of(input)?);
    }
    let pool = set::of_files(files, Sources::default(), "buf's descriptors")?;
    Ok(Pool {
        sources: Sources::find(&pool.descriptors, protos),
        ..pool
    })
}

fn files_of(input: &Path) -> Result<Vec<Bytes>> {
    let output = Command::new("buf")
        .args([
            "build",
            "--as-file-descriptor-set",
            "--output=-#format=binpb",
        ])
        .arg(input)
        .output()
        .map_err(|error| {
            Error::new(format!("cannot run `buf`: {error}"))
                .help(
                    "install buf (npm: @bufbuild/buf), \
                     or let Config::source be Source::Protox, which needs nothing",
                )
                .with_source(error)
        })?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(Error::new(format!(
            "buf build {}:\n{}",
            input.display(),
            text.trim_end()
        )));
    }
    let (files, _) = wire::split(output.stdout.into(), 1).map_err(|error| {
        Error::new(format!("buf wrote no descriptors: {error}")).with_source(error)
    })?;
    Ok(files)
}
