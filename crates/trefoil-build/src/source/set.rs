//! Descriptors that another compiler made, as a source.

use std::collections::BTreeMap;
use std::path::Path;

use prost::Message as _;
use prost::bytes::Bytes;
use prost_reflect::DescriptorPool;

use super::{Pool, Sources, builtin, lower, wire};
use crate::error::{Error, Result};

/// What has to be known of a file before it is in a pool.
#[derive(Clone, PartialEq, prost::Message)]
struct Head {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, repeated, tag = "3")]
    dependency: Vec<String>,
    #[prost(string, tag = "12")]
    syntax: String,
}

/// Reads a `FileDescriptorSet` from a file.
pub(super) fn of_path(path: &Path) -> Result<Pool> {
    let bytes = std::fs::read(path).map_err(|error| {
        Error::new(format!(
            "cannot read the descriptor set `{}`: {error}",
            path.display()
        ))
        .help("make it first: protoc --include_imports --include_source_info --descriptor_set_out=FILE ..")
        .with_source(error)
    })?;
    of_set(
        bytes.into(),
        Sources::default(),
        &path.display().to_string(),
    )
}

/// Takes a `FileDescriptorSet` apart.
pub(super) fn of_set(set: Bytes, sources: Sources, origin: &str) -> Result<Pool> {
    let (files, _) = wire::split(set, 1).map_err(|error| broken(origin, &error))?;
    if files.is_empty() {
        return Err(Error::new(format!("`{origin}` holds no descriptor of a file"))
            .help("it must be a FileDescriptorSet: protoc --include_imports --descriptor_set_out=FILE .."));
    }
    of_files(files, sources, origin)
}

/// Puts encoded `FileDescriptorProto`s into a pool, in any order; custom options are kept.
pub(crate) fn of_files(files: Vec<Bytes>, sources: Sources, origin: &str) -> Result<Pool> {
    let mut given = BTreeMap::new();
    for file in files {
        let head = Head::decode(file.clone()).map_err(|error| broken(origin, &error))?;
        // Twice the same file, which tools that join sets produce, is once too much.
        given.entry(head.name.clone()).or_insert((head, file));
    }
    let mut adder = Adder {
        given: &given,
        pool: DescriptorPool::new(),
        origin,
        open: Vec::new(),
        sources: &sources,
    };
    for name in given.keys() {
        adder.add(name)?;
    }
    let descriptors = adder.pool;
    Ok(Pool {
        descriptors,
        sources,
    })
}

/// Adds files to a pool, what they import before them.
struct Adder<'a> {
    given: &'a BTreeMap<String, (Head, Bytes)>,
    pool: DescriptorPool,
    origin: &'a str,
    /// The imports on the way here.
    open: Vec<String>,
    sources: &'a Sources,
}

impl Adder<'_> {
    fn add(&mut self, name: &str) -> Result {
        if self.pool.get_file_by_name(name).is_some() {
            return Ok(());
        }
        if self.open.iter().any(|open| open == name) {
            return Err(Error::new(format!(
                "`{}` holds a circle of imports: {} -> {name}",
                self.origin,
                self.open.join(" -> ")
            )));
        }
        if let Some(file) = builtin::file(name) {
            for import in &file.dependency {
                self.add(import)?;
            }
            return self.take(name, &file.encode_to_vec());
        }
        let Some((head, file)) = self.given.get(name) else {
            let importer = self.open.last().map(String::as_str).unwrap_or_default();
            return Err(Error::new(format!(
                "`{}` lacks `{name}`, which `{importer}` imports",
                self.origin
            ))
            .help("make the set with all imports: protoc --include_imports, or buf build"));
        };
        self.open.push(name.to_owned());
        for import in &head.dependency {
            self.add(import)?;
        }
        self.open.pop();
        if head.syntax == "editions" {
            let lowered = lower::lower(file).map_err(|text| {
                Error::new(format!("{}: {text}", self.sources.path(name)))
                    .help("write `syntax = \"proto3\";` instead, or leave the feature out")
            })?;
            return self.take(name, &lowered);
        }
        self.take(name, file)
    }

    fn take(&mut self, name: &str, file: &[u8]) -> Result {
        self.pool
            .decode_file_descriptor_proto(file)
            .map_err(|error| {
                Error::new(format!("{}: {error}", self.sources.path(name))).with_source(error)
            })
    }
}

fn broken(origin: &str, error: &prost::DecodeError) -> Error {
    Error::new(format!("`{origin}` is no set of descriptors: {error}"))
        .help(
            "it must be a FileDescriptorSet: protoc --include_imports --descriptor_set_out=FILE ..",
        )
        .with_source(error.clone())
}
