//! Stage two: prost's messages, as syntax trees.
//!
//! prost writes text by module. It is parsed, its comments are replaced by ours, and the Rust types it
//! chose for the rpcs are kept, so that a service names its messages exactly as prost does, whatever
//! extern paths say.

mod attributes;
mod btree_map;
mod comments;
mod defaults;
mod elsewhere;
mod generate;
mod nameless;
mod packed;
mod rpcs;

pub(crate) use rpcs::RpcTypes;

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::options::Options;
use crate::source::Pool;

/// What prost made of the pool.
pub(crate) struct Messages {
    /// The items of each module, by its path.
    pub(crate) modules: BTreeMap<Vec<String>, Vec<syn::Item>>,
    /// The types of each rpc, by the full name of its service and the rpc's place in it.
    pub(crate) rpcs: BTreeMap<String, Vec<RpcTypes>>,
}

/// Has prost generate the messages of every file in the pool.
pub(crate) fn generate(pool: &Pool, options: &Options) -> Result<Messages> {
    attributes::check(options)?;
    nameless::refuse_packages(pool)?;
    let mut files: Vec<_> = pool
        .descriptors
        .files()
        .map(|file| file.file_descriptor_proto().clone())
        .collect();
    // Sources differ in their order, and the code is not to.
    files.sort_by(|a, b| a.name().cmp(b.name()));
    packed::say(&mut files);
    defaults::spell(&mut files);
    let comments = comments::take(&mut files);
    let (texts, services) = generate::run(&files, pool, options)?;

    let mut modules = BTreeMap::new();
    for (path, text) in texts {
        let mut file = syn::parse_file(&text).map_err(|error| unparsable(&path, error, pool))?;
        comments.put_back(&mut file);
        btree_map::derive_debug(&mut file);
        // Services leave a module to their own stage.
        if !file.items.is_empty() {
            modules.insert(path, file.items);
        }
    }
    let rpcs = rpcs::types_of(services)?;
    Ok(Messages { modules, rpcs })
}

/// Says what kept prost's code from being Rust: a name, as far as is known.
fn unparsable(module: &[String], error: syn::Error, pool: &Pool) -> Error {
    let explained = nameless::find(pool).unwrap_or_else(|| {
        let module = if module.is_empty() {
            "no package".to_owned()
        } else {
            module.join("::")
        };
        Error::new(format!("prost's code for `{module}` is no Rust: {error}"))
            .help("look at the settings made with Config::prost in build.rs")
    });
    explained.with_source(error)
}
