//! Names that stand twice where Rust allows them once.

use std::collections::BTreeSet;

use super::Tree;
use crate::messages::Duplicate;

pub(super) fn rust_path(duplicate: &Duplicate) -> String {
    let owner = duplicate.owner.iter();
    let parts = duplicate.module.iter().chain(owner);
    let parts: Vec<_> = parts.chain([&duplicate.name]).cloned().collect();
    parts.join("::")
}

/// A type or module that stands in a module twice, perhaps from two of its parts.
pub(super) fn first(tree: &Tree) -> Option<Duplicate> {
    in_module(tree, &mut Vec::new())
}

fn in_module(tree: &Tree, path: &mut Vec<String>) -> Option<Duplicate> {
    if let Some(name) = twice(tree.types()) {
        return Some(Duplicate {
            module: path.clone(),
            owner: None,
            name,
        });
    }
    for (name, child) in &tree.children {
        path.push(name.clone());
        let found = in_module(child, path);
        if found.is_some() {
            return found;
        }
        path.pop();
    }
    None
}

/// The first name that was there before.
pub(crate) fn twice(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone()))
}
