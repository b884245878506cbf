//! Stage two: prost's messages, module by module.
//!
//! prost writes text by module. It is parsed and formatted, with our comments, and the Rust types it chose for
//! the rpcs are kept, so that a service names its messages exactly as prost does, whatever
//! extern paths say.

mod boxed_oneofs;
mod btree_map_debug;
mod check_attributes;
mod clashes;
mod defaults;

mod elsewhere;
mod enum_maps;
mod generate;
mod graph;
mod nameless;
mod names;
mod packed;
mod placeholders;
mod primitive_modules;
mod recursive_groups;
mod rpcs;
mod stand_ins;
mod structs;
mod unit;

pub(crate) use clashes::{Clash, Declared, Rust};
pub(crate) use rpcs::{Rpc, RpcTypes, Rpcs};
pub(crate) use unit::{Duplicate, Unit};

use std::collections::{BTreeMap, BTreeSet};

use prost_reflect::FileDescriptor;
use prost_types::FileDescriptorProto;

use crate::docs::Comments;
use crate::error::{Error, Result};
use crate::file;
use crate::ident;
use crate::options::Options;
use crate::parallel;
use crate::source::Pool;
use placeholders::Placeholders;
use unit::Fault;

/// What prost made of the pool.
pub(crate) struct Messages {
    /// The messages of each module, by its path.
    pub(crate) units: Vec<(Vec<String>, Unit)>,
    /// The services, by their full name.
    pub(crate) rpcs: BTreeMap<String, Rpcs>,
    /// The modules of tonic, by the full name of their service; none unless they are asked for.
    pub(crate) tonic: BTreeMap<String, Vec<syn::ItemMod>>,
    /// What stands where its marks are printed.
    pub(crate) comments: Comments,
    /// What is not called as its own name has it.
    pub(crate) clashes: Vec<Clash>,
}

/// Has prost generate the messages of every file in the pool.
pub(crate) fn generate(pool: &Pool, options: &Options) -> Result<Messages> {
    check_attributes::check(options)?;
    nameless::refuse_packages(pool)?;
    let files = pool.descriptors.files().map(|file| with_info(&file, pool));
    let mut files = files.collect::<Result<Vec<_>>>()?;
    // Sources differ in their order, and the code is not to.
    files.sort_by(|a, b| a.name().cmp(b.name()));
    spell_out(&mut files);
    let clashes = clashes::find(&files, options, generate::strips_enums(options));
    let placeholders = Placeholders::put(&mut files, &clashes);
    let comments = Comments::take(&mut files);
    let packages = packages(files.iter().map(FileDescriptorProto::package));
    let rename = primitive_modules::Rename::of_pool(pool);
    let (texts, mut services) = generate::run(files, pool, &placeholders.settings(options))?;
    services
        .iter_mut()
        .for_each(|service| placeholders.resolve_types(service));
    if let Some(rename) = &rename {
        for method in services.iter_mut().flat_map(|service| &mut service.methods) {
            rename.in_type(&mut method.input_type);
            rename.in_type(&mut method.output_type);
        }
    }

    let context = unit::Context {
        comments: &comments,
        packages: &packages,
        rename: rename.as_ref(),
    };
    let texts = texts.into_iter();
    let texts = texts.map(|(path, text)| (path, placeholders.resolve(text)));
    let texts: Vec<_> = texts.collect();
    let read = parallel::map(&texts, |(path, text)| unit::read(path, text, &context));
    let mut units = Vec::new();
    for ((path, _), read) in texts.iter().zip(read) {
        units.extend(read.map_err(|fault| explain(path, fault))?);
    }
    // Services leave a module to their own stage.
    units.retain(|(_, unit)| !unit.text.is_empty());
    let tonic = tonic_modules(&services, pool, options)?;
    let rpcs = rpcs::of_services(services)?;
    Ok(Messages {
        units,
        rpcs,
        tonic,
        comments,
        clashes,
    })
}

#[cfg(feature = "tonic")]
fn tonic_modules(
    services: &[prost_build::Service],
    pool: &Pool,
    options: &Options,
) -> Result<BTreeMap<String, Vec<syn::ItemMod>>> {
    let mut modules = BTreeMap::new();
    for service in services.iter().filter(|_| options.tonic) {
        let name = rpcs::full_name(service);
        if options.is_extern(&name) {
            continue;
        }
        // The rpcs are called as ours are: tonic has no names for `_`, and the same one for two that differ in case.
        let descriptor = pool.descriptors.get_service_by_name(&name);
        let rpcs = descriptor.map(|service| crate::model::names::of_methods(&service));
        let rpcs = rpcs.transpose()?.unwrap_or_default();
        let file = crate::tonic::generate(service, &rpcs, options)?;
        modules.insert(name, crate::tonic::modules(file));
    }
    Ok(modules)
}

#[cfg(not(feature = "tonic"))]
#[allow(clippy::unnecessary_wraps)] // Of the form of its other self.
fn tonic_modules(
    _: &[prost_build::Service],
    _: &Pool,
    _: &Options,
) -> Result<BTreeMap<String, Vec<syn::ItemMod>>> {
    Ok(BTreeMap::new())
}

/// Says what prost would take for something else if it were not said.
fn spell_out(files: &mut [FileDescriptorProto]) {
    packed::say(files);
    defaults::spell(files);
}

/// A file for prost, with its comments.
fn with_info(file: &FileDescriptor, pool: &Pool) -> Result<FileDescriptorProto> {
    pool.with_info(file).map_err(|error| {
        let path = pool.sources.path(file.name());
        Error::new(format!(
            "{path}: comments and positions cannot be read: {error}"
        ))
        .help("have its compiler write the descriptors again")
        .with_source(error)
    })
}

/// The module of every package, and all those around it.
fn packages<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<Vec<String>> {
    let mut packages = BTreeSet::new();
    for name in names {
        let path = ident::module_path(name);
        packages.extend((1..=path.len()).map(|length| path[..length].to_vec()));
    }
    packages
}

fn explain(module: &[String], fault: Fault) -> Error {
    match fault {
        Fault::Text(error) => unparsable(module, error),
        Fault::Twice(duplicate) => file::twice_error(&duplicate),
    }
}

/// Only settings keep prost's code from being Rust.
fn unparsable(module: &[String], error: syn::Error) -> Error {
    let module = if module.is_empty() {
        "no package".to_owned()
    } else {
        module.join("::")
    };
    Error::new(format!("prost's code for `{module}` is no Rust: {error}"))
        .help("look at the paths and settings given to Config::extern_path, messages_from and prost in build.rs")
        .with_source(error)
}
