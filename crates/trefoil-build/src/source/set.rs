//! Descriptors that another compiler made, as a source.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use prost::Message as _;
use prost::bytes::Bytes;
use prost_reflect::DescriptorPool;

use super::{Pool, Sources, builtin, editions, info, names, unreadable_options, wire};
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
    /// What `import option` names, from edition 2024 on.
    #[prost(string, repeated, tag = "15")]
    option_dependency: Vec<String>,
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
        if let Some((_, first)) = given.get(&head.name) {
            if same(first, &file) {
                continue;
            }
            return Err(Error::new(format!(
                "`{origin}` holds two files `{}` that differ",
                head.name
            ))
            .help("files are known by their names: give one another folder below its root, or compile them apart"));
        }
        given.insert(head.name.clone(), (head, file));
    }
    let mut adder = Adder {
        given: &given,
        pool: DescriptorPool::new(),
        origin,
        sources: &sources,
        originals: BTreeMap::new(),
        infos: BTreeMap::new(),
    };
    for name in given.keys() {
        adder.add(name)?;
    }
    let (descriptors, originals, infos) = (adder.pool, adder.originals, adder.infos);
    let pool = Pool {
        descriptors,
        sources,
        originals,
        infos,
    };
    names::check(&pool)?;
    Ok(pool)
}

/// A file of an encoded set.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) encoded: Bytes,
}

/// The files of an encoded set, in its order.
pub(crate) fn files_of(set: Bytes) -> std::result::Result<Vec<File>, prost::DecodeError> {
    let (files, _) = wire::split(set, 1)?;
    let files = files.into_iter().map(|encoded| {
        let name = Head::decode(encoded.clone())?.name;
        Ok(File { name, encoded })
    });
    files.collect()
}

/// The same file without comments and positions.
fn without_info(file: &Bytes) -> std::result::Result<Bytes, prost::DecodeError> {
    info::split(file).map(|(_, rest)| rest)
}

/// Whether two encoded files say the same, apart from comments and positions.
fn same(one: &Bytes, other: &Bytes) -> bool {
    one == other
        || matches!((without_info(one), without_info(other)), (Ok(one), Ok(other)) if one == other)
}

/// Adds files to a pool, what they import before them.
struct Adder<'a> {
    given: &'a BTreeMap<String, (Head, Bytes)>,
    pool: DescriptorPool,
    origin: &'a str,
    sources: &'a Sources,
    originals: BTreeMap<String, Bytes>,
    infos: BTreeMap<String, info::Info>,
}

/// The files on the way to one that is imported. Kept here and not on the stack: a set may be a chain of thousands.
#[derive(Default)]
struct Open {
    /// Each with the imports that are still to come.
    files: Vec<(String, std::vec::IntoIter<String>)>,
    names: BTreeSet<String>,
}

impl Adder<'_> {
    fn add(&mut self, name: &str) -> Result {
        let mut open = Open::default();
        self.open(name, &mut open)?;
        while let Some((_, imports)) = open.files.last_mut() {
            if let Some(import) = imports.next() {
                self.open(&import, &mut open)?;
            } else if let Some((name, _)) = open.files.pop() {
                self.close(&name)?;
                open.names.remove(&name);
            }
        }
        Ok(())
    }

    /// Looks for a file that is not in the pool yet, and for what it imports.
    fn open(&self, name: &str, open: &mut Open) -> Result {
        if self.pool.get_file_by_name(name).is_some() {
            return Ok(());
        }
        if !open.names.insert(name.to_owned()) {
            let names: Vec<_> = open.files.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Error::new(format!(
                "`{}` holds a circle of imports: {} -> {name}",
                self.origin,
                names.join(" -> ")
            )));
        }
        let imports = if let Some(file) = builtin::file(name) {
            file.dependency
        } else if let Some((head, _)) = self.given.get(name) {
            match builtin::is_features(name) {
                true => Vec::new(),
                // What only options need may be left out of a set.
                false => {
                    let options = head.option_dependency.iter();
                    let there = options.filter(|name| self.is_there(name));
                    head.dependency.iter().chain(there).cloned().collect()
                }
            }
        } else {
            let importer = open.files.last().map_or("", |(name, _)| name);
            return Err(Error::new(format!(
                "`{}` lacks `{name}`, which `{importer}` imports",
                self.origin
            ))
            .help("make the set with all imports: protoc --include_imports, or buf build"));
        };
        open.files.push((name.to_owned(), imports.into_iter()));
        Ok(())
    }

    fn is_there(&self, name: &str) -> bool {
        builtin::file(name).is_some() || self.given.contains_key(name)
    }

    /// Puts a file into the pool, which has its imports by now.
    fn close(&mut self, name: &str) -> Result {
        if let Some(file) = builtin::file(name) {
            return self.take(name, &file.encode_to_vec());
        }
        let given = self.given;
        let Some((head, file)) = given.get(name) else {
            return Ok(());
        };
        let (info, bare) = info::split(file).map_err(|error| broken(self.origin, &error))?;
        if builtin::is_features(name) {
            self.originals.insert(name.to_owned(), bare);
            return self.take(name, &builtin::empty(name));
        }
        if let Some(info) = info {
            self.infos.insert(name.to_owned(), info);
        }
        match head.syntax.as_str() {
            "" | "proto2" | "proto3" => self.take(name, &bare),
            "editions" => {
                let lowered = editions::lower(&bare).map_err(|text| {
                    Error::new(format!("{}: {text}", self.sources.path(name)))
                        .help("write `syntax = \"proto3\";` instead, leave the feature out, or put the two into files of their own")
                })?;
                self.originals.insert(name.to_owned(), bare);
                self.take(name, &lowered)
            }
            other => {
                let path = self.sources.path(name);
                Err(
                    Error::new(format!("{path}: the syntax {other:?} is not known"))
                        .help("known are proto2, proto3, and editions 2023, 2024 and 2026"),
                )
            }
        }
    }

    fn take(&mut self, name: &str, file: &[u8]) -> Result {
        let path = self.sources.path(name);
        // Two extensions of one number may meet nowhere but in a panic of prost-reflect.
        let taken = catch_unwind(AssertUnwindSafe(|| {
            self.pool.decode_file_descriptor_proto(file)
        }));
        match taken {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Error::new(format!("{path}: {error}")).with_source(error)),
            Err(_) => Err(unreadable_options(&path)),
        }
    }
}

fn broken(origin: &str, error: &prost::DecodeError) -> Error {
    Error::new(format!("`{origin}` is no set of descriptors: {error}"))
        .help(
            "it must be a FileDescriptorSet: protoc --include_imports --descriptor_set_out=FILE ..",
        )
        .with_source(error.clone())
}
