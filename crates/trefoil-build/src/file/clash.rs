//! Two declarations that prost writes under one Rust name: found before the compiler does, and told
//! in terms of the `.proto` files.

use super::Tree;
use super::duplicates;
use crate::declared::{self, Declared};
use crate::error::{Error, Result};
use crate::messages::Duplicate;
use crate::source::Pool;

/// Fails if a type, field or variant stands in the tree twice.
pub(crate) fn refuse(tree: &Tree, pool: &Pool) -> Result {
    match duplicates::first(tree) {
        Some(duplicate) => Err(explain(&duplicate, pool)),
        None => Ok(()),
    }
}

/// Tells of a name that stands twice where the two come from.
pub(crate) fn explain(duplicate: &Duplicate, pool: &Pool) -> Error {
    let rust = duplicates::rust_path(duplicate);
    let mut declared: Vec<Declared> = declared::all(pool)
        .into_iter()
        .filter(|declared| {
            declared.module == duplicate.module
                && declared.owner == duplicate.owner
                && declared.rust == duplicate.name
        })
        .collect();
    declared.truncate(2);
    let help = match duplicate.owner {
        None => "rename one of them, or provide one yourself with Config::extern_path in build.rs",
        Some(_) => "rename one of them; the bytes on the wire do not change",
    };
    match declared.as_slice() {
        [first, second] => Error::new(second.place(pool).render(
            &format!("{second} and {first} both become `{rust}` in Rust"),
            None,
        ))
        .help(format!(
            "{help}\n{first} is at {}",
            first.place(pool).head()
        )),
        _ => Error::new(format!("two declarations both become `{rust}` in Rust")).help(help),
    }
}
