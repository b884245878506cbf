//! Messages, fields and values whose names another one has in Rust: they get underscores.

use super::place;
use crate::messages::{Clash, Declared, Rust};
use crate::options::Options;
use crate::source::Pool;

pub(super) fn clashes(pool: &Pool, options: &Options, clashes: &[Clash]) -> Vec<String> {
    let place = |declared: &Declared| {
        let file = pool.descriptors.get_file_by_name(&declared.file)?;
        Some(place(pool, &file, &declared.path).head())
    };
    if options.messages_from.is_some() {
        // Whose crate has warned.
        return Vec::new();
    }
    let own = clashes
        .iter()
        .filter(|clash| !options.is_extern(&clash.declared.proto));
    let warning = |clash: &Clash| {
        let declared = &clash.declared;
        // What is in its own way, as the module of `_1` is in that of its type, is nobody's slip.
        let other = clash.other.as_ref().filter(|other| *other != declared)?;
        let rust = match &clash.rust {
            Rust::Message { name, .. } | Rust::Camel(name) | Rust::Snake(name) => {
                format!("`{name}`")
            }
            Rust::Oneof { field, name } => format!("`{field}`, of the type `{name}`,"),
        };
        // prost's derive makes `set_mode` for `mode`.
        let of = match clash.is_method {
            true => "a method for ",
            false => "",
        };
        Some(format!(
            "{}: the {} `{}` is {rust} in Rust, because {of}the {} `{}` ({}) has its name; rename one of them if that is not \
             meant",
            place(declared)?,
            declared.kind,
            declared.proto,
            other.kind,
            other.proto,
            place(other)?,
        ))
    };
    own.filter_map(warning).collect()
}
