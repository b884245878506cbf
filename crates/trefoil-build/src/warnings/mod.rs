//! What compiles, and is perhaps not what was meant.

mod names;
mod rpc_names;
mod serde;
mod unused_paths;

pub(crate) use serde::missing_dependency;

use prost_reflect::FileDescriptor;

use crate::error::Place;
use crate::messages::Clash;
use crate::options::Options;
use crate::source::Pool;

/// All warnings, each one line that begins with its place or setting.
pub(crate) fn all(pool: &Pool, options: &Options, clashes: &[Clash]) -> Vec<String> {
    let mut out = names::clashes(pool, options, clashes);
    out.extend(rpc_names::clashes(pool, options));
    out.extend(serde::well_known_fields(pool, options));
    out.extend(unused_paths::find(pool, options));
    out
}

/// The name of what a path of numbers leads to in its descriptor.
fn place(pool: &Pool, file: &FileDescriptor, path: &[i32]) -> Place {
    let name: Vec<i32> = path.iter().copied().chain([1]).collect();
    let info = pool.info(file);
    let span = info
        .and_then(|info| info.location.iter().find(|location| location.path == name))
        .map(|location| location.span.as_slice())
        .unwrap_or_default();
    pool.sources.place(file.name(), span)
}
