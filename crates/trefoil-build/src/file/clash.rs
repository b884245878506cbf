//! Names that would stand twice in a module, a struct or an enum.

use super::Tree;
use super::duplicates;
use crate::error::{Error, Result};
use crate::messages::Duplicate;

/// Fails if a type, field or variant stands in the tree twice.
pub(crate) fn refuse(tree: &Tree) -> Result {
    match duplicates::first(tree) {
        Some(duplicate) => Err(explain(&duplicate)),
        None => Ok(()),
    }
}

/// Only prost's own settings can lead to one: names of `.proto` files give way to one another.
pub(crate) fn explain(duplicate: &Duplicate) -> Error {
    let rust = duplicates::rust_path(duplicate);
    Error::new(format!("two declarations both become `{rust}` in Rust"))
        .help("look at what is given to Config::prost in build.rs, or rename one of them")
}
