//! Stage one: a source of descriptors, most often folders and files, to a pool.

mod buf;
mod builtin;
mod declaration;
mod discover;
mod editions;
mod explain;
mod info;
mod names;
mod protoc;
mod protox;
mod set;
mod sources;
mod wire;

pub(crate) use discover::{Inputs, discover};
pub(crate) use editions::LATEST as EDITION_LATEST;
pub(crate) use protox::compile;
pub(crate) use set::{files_of, of_files};
pub(crate) use sources::Sources;

use std::collections::BTreeMap;
use std::path::PathBuf;

use prost::bytes::Bytes;
use prost_reflect::DescriptorPool;

use crate::error::{Error, Result};

/// Who reads the `.proto` files: [`Config::source`](crate::Config::source).
///
/// The generated code is the same from each of them. Whoever reads them, `google/protobuf/*.proto` are
/// those that are built in.
///
/// ```no_run
/// fn main() -> trefoil_build::Result {
///     trefoil_build::Config::new()
///         .source(trefoil_build::Source::Protoc)
///         .compile()
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The compiler that is built in: pure Rust, nothing to install. Reads proto2 and proto3.
    #[default]
    Protox,
    /// The `protoc` in the path, or the one that the environment variable `PROTOC` names. Reads the editions that it
    /// knows, too.
    Protoc,
    /// A protoc that comes as a crate: cargo feature `vendored-protoc`. Reads editions, too.
    VendoredProtoc,
    /// `buf build` of each of [`Config::protos`](crate::Config::protos), which are then folders of modules
    /// or workspaces (or anything else that buf takes as an input). buf reads editions, finds what they depend on, and
    /// [`Config::includes`](crate::Config::includes) say nothing to it.
    Buf,
    /// A `FileDescriptorSet` that somebody else made, with all imports:
    /// `protoc --include_imports --include_source_info --descriptor_set_out=FILE`. Then nothing else is read.
    DescriptorSet(PathBuf),
}

/// What a source delivers to the stages behind it.
pub(crate) struct Pool {
    /// Every file, imports before those that import them, with custom options intact.
    pub(crate) descriptors: DescriptorPool,
    /// The texts the descriptors came from, for error messages and for cargo.
    pub(crate) sources: Sources,
    /// The files that are in the pool in other words: those of editions, encoded as they came, without comments and positions.
    pub(crate) originals: BTreeMap<String, Bytes>,
    /// The comments and positions of files that are in the pool without them.
    infos: BTreeMap<String, info::Info>,
}

/// What was read: the pool, and what cargo must know of.
pub(crate) struct Read {
    pub(crate) pool: Pool,
    /// Folders and files on disk.
    pub(crate) inputs: Vec<PathBuf>,
    /// Environment variables.
    pub(crate) variables: Vec<&'static str>,
}

/// Reads what `protos` name.
pub(crate) fn read(source: &Source, protos: &[PathBuf], includes: &[PathBuf]) -> Result<Read> {
    match source {
        Source::Protox => {
            let inputs = discover(protos, includes)?;
            let pool = compile(&inputs)?;
            Read::of(pool, inputs.folders, &[])
        }
        Source::Protoc | Source::VendoredProtoc => {
            let inputs = discover(protos, includes)?;
            let protoc = protoc::find(source)?;
            let pool = protoc.compile(&inputs)?;
            let variables: &[_] = match source {
                Source::Protoc => &["PROTOC"],
                _ => &[],
            };
            Read::of(pool, inputs.folders, variables)
        }
        Source::Buf => {
            let pool = buf::build(protos)?;
            Read::of(pool, protos.to_vec(), &[])
        }
        Source::DescriptorSet(path) => {
            let pool = set::of_path(path)?;
            Read::of(pool, vec![path.clone()], &[])
        }
    }
}

impl Read {
    fn of(pool: Pool, mut inputs: Vec<PathBuf>, variables: &[&'static str]) -> Result<Self> {
        inputs.extend(pool.sources.paths().map(PathBuf::from));
        // cargo is told of each in a line of its own.
        let has_control = |path: &&PathBuf| {
            let path = path.as_os_str().as_encoded_bytes();
            path.iter().any(u8::is_ascii_control)
        };
        if let Some(path) = inputs.iter().find(has_control) {
            return Err(
                Error::new(format!("the path {path:?} holds a control character"))
                    .help("rename the file or its folder"),
            );
        }
        Ok(Self {
            pool,
            inputs,
            variables: variables.to_vec(),
        })
    }
}

/// The error for options over which prost-reflect panics.
fn unreadable_options(path: &str) -> Error {
    Error::new(format!("{path}: the options cannot be read")).help(
        "most likely two files extend the same options by the same number: give one another number",
    )
}
