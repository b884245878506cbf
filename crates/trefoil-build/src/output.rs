//! Where the file goes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The folder to write to: the one given, or else cargo's.
pub(crate) fn folder(given: Option<&Path>) -> Result<PathBuf> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            Error::new("there is no folder to write to: OUT_DIR is not set").help(
                "call trefoil_build in build.rs, for which cargo sets OUT_DIR;\n\
             anywhere else name a folder with Config::out_dir",
            )
        })
}

/// Writes the file unless it has this content already, so that nothing behind it is built again.
pub(crate) fn write(folder: &Path, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Result {
    let path = folder.join(name);
    let content = content.as_ref();
    if fs::read(&path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(folder);
    let made = fs::create_dir_all(parent).and_then(|()| fs::write(&path, content));
    made.map_err(|error| unwritable(&path, error))
}

/// Compares the file with what it should be.
pub(crate) fn check(folder: &Path, name: &str, text: &str) -> Result {
    let path = folder.join(name);
    let help = "generate it again with the same Config and `compile()`, and check it in";
    let present = fs::read_to_string(&path).map_err(|error| {
        Error::new(format!("cannot read `{}`: {error}", path.display()))
            .help(help)
            .with_source(error)
    })?;
    if present == text {
        return Ok(());
    }
    let mut lines = present.lines().zip(text.lines());
    let common = present.lines().count().min(text.lines().count());
    let line = lines.position(|(old, new)| old != new).unwrap_or(common) + 1;
    let at = |text: &str| text.lines().nth(line - 1).unwrap_or("(nothing)").to_owned();
    Err(Error::new(format!(
        "{}:{line}: the file is not what the .proto files say now\n  there: {}\n  due:   {}",
        path.display(),
        at(&present),
        at(text)
    ))
    .help(help))
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    Error::new(format!("cannot write `{}`: {error}", path.display()))
        .help(
            "make the folder writable for the user that runs cargo, \
             or name another one with Config::out_dir",
        )
        .with_source(error)
}
