//! protoc as a source: the installed one, or the one that comes as a crate.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Inputs, Pool, Source, Sources, set};
use crate::error::{Error, Place, Result};

/// A protoc that can be run.
pub(super) struct Protoc {
    program: OsString,
    /// Its own `google/protobuf`, if it does not find it itself.
    include: Option<PathBuf>,
    missing: &'static str,
}

/// Which protoc it is to be.
pub(super) fn find(source: &Source) -> Result<Protoc> {
    match source {
        Source::VendoredProtoc => vendored(),
        _ => Ok(Protoc {
            program: std::env::var_os("PROTOC").unwrap_or_else(|| "protoc".into()),
            include: None,
            missing: "install protoc, or name it in the environment variable PROTOC, or let \
                      Config::source be Source::Protox, which needs nothing",
        }),
    }
}

#[cfg(feature = "vendored-protoc")]
fn vendored() -> Result<Protoc> {
    let none = |error: protoc_bin_vendored::Error| {
        Error::new(format!(
            "there is no vendored protoc for this machine: {error}"
        ))
        .help("install protoc and choose Source::Protoc")
        .with_source(error)
    };
    Ok(Protoc {
        program: protoc_bin_vendored::protoc_bin_path()
            .map_err(none)?
            .into_os_string(),
        include: Some(protoc_bin_vendored::include_path().map_err(none)?),
        missing: "build again: the crate protoc-bin-vendored holds it",
    })
}

#[cfg(not(feature = "vendored-protoc"))]
fn vendored() -> Result<Protoc> {
    Err(
        Error::new("Source::VendoredProtoc needs the cargo feature `vendored-protoc`").help(
            "in Cargo.toml, below [build-dependencies]: \
             trefoil-build = { version = \"..\", features = [\"vendored-protoc\"] }",
        ),
    )
}

impl Protoc {
    /// Has protoc parse and check the files and all they import.
    pub(super) fn compile(&self, inputs: &Inputs) -> Result<Pool> {
        let folder = Scratch::new()?;
        let out = folder.0.join("set.binpb");
        let mut command = Command::new(&self.program);
        command.args(["--include_imports", "--include_source_info"]);
        command.arg(flag("--descriptor_set_out=", &out));
        for include in self.include.iter().chain(&inputs.includes) {
            // An empty path is the current folder, which protoc wants named.
            let include = match include.as_os_str().is_empty() {
                true => Path::new("."),
                false => include,
            };
            command.arg(flag("--proto_path=", include));
        }
        command.args(&inputs.names);
        let output = command.output().map_err(|error| {
            let program = self.program.to_string_lossy();
            Error::new(format!("cannot run `{program}`: {error}"))
                .help(self.missing)
                .with_source(error)
        })?;
        if !output.status.success() {
            return Err(explain(&String::from_utf8_lossy(&output.stderr), inputs));
        }
        let bytes = std::fs::read(&out).map_err(|error| {
            Error::new(format!("protoc wrote no descriptors: {error}")).with_source(error)
        })?;
        let pool = set::of_set(bytes.into(), Sources::default(), "protoc's descriptors")?;
        Ok(Pool {
            sources: Sources::find(&pool.descriptors, &inputs.includes),
            ..pool
        })
    }
}

fn flag(flag: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(flag);
    argument.push(path);
    argument
}

/// What protoc said, each place with its line.
fn explain(text: &str, inputs: &Inputs) -> Error {
    let mut parts = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        parts.push(place(line, inputs).unwrap_or_else(|| line.to_owned()));
    }
    match text.contains("google/protobuf/") && text.contains("File not found") {
        true => Error::new(parts.join("\n")).help(
            "protoc lacks the files that belong to it: install them (Debian: libprotobuf-dev), \
             or let Config::source be Source::Protox",
        ),
        false => Error::new(parts.join("\n")),
    }
}

/// `a.proto:3:7: it is wrong` as an error with its line, if the file can be read.
fn place(line: &str, inputs: &Inputs) -> Option<String> {
    let mut parts = line.splitn(4, ':');
    let (name, row, column, message) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let (row, column) = (row.parse::<usize>().ok()?, column.parse::<usize>().ok()?);
    let path = inputs
        .includes
        .iter()
        .map(|include| include.join(name))
        .find(|path| path.is_file())?;
    let text = std::fs::read_to_string(&path).ok()?;
    let place = Place::of_line(&path.display().to_string(), &text, row, column);
    Some(place.render(message.trim(), None))
}

/// A folder for one run, gone with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let parent = std::env::var_os("OUT_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
        for attempt in 0.. {
            let name = format!("trefoil-protoc-{}-{attempt}", std::process::id());
            let folder = parent.join(name);
            // Made here and now: what is there already may be somebody else's.
            match std::fs::create_dir(&folder) {
                Ok(()) => return Ok(Self(folder)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && attempt < 1000 => {}
                Err(error) => {
                    let text = format!("cannot write `{}`: {error}", folder.display());
                    return Err(Error::new(text).with_source(error));
                }
            }
        }
        Err(Error::new("there is no free name for a folder"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
