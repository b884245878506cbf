//! Names that stand twice where Rust allows them once.

use std::collections::BTreeSet;

use syn::Item;

use super::tree::{Tree, type_name};

/// A name that is taken twice.
#[derive(Debug)]
pub(super) struct Duplicate {
    /// The module it is in.
    pub(super) module: Vec<String>,
    /// The struct or enum it is in, if it is a field or a variant.
    pub(super) owner: Option<String>,
    pub(super) name: String,
}

impl Duplicate {
    pub(super) fn rust_path(&self) -> String {
        let owner = self.owner.iter();
        let parts: Vec<_> = self
            .module
            .iter()
            .chain(owner)
            .chain([&self.name])
            .cloned()
            .collect();
        parts.join("::")
    }
}

pub(super) fn first(tree: &Tree) -> Option<Duplicate> {
    in_module(tree, &mut Vec::new())
}

fn in_module(tree: &Tree, path: &mut Vec<String>) -> Option<Duplicate> {
    let types = tree
        .messages
        .iter()
        .filter_map(type_name)
        .chain(tree.children.keys().cloned());
    if let Some(name) = twice(types) {
        return Some(Duplicate {
            module: path.clone(),
            owner: None,
            name,
        });
    }
    for item in &tree.messages {
        if let Some((owner, name)) = in_item(item) {
            return Some(Duplicate {
                module: path.clone(),
                owner: Some(owner),
                name,
            });
        }
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

fn in_item(item: &Item) -> Option<(String, String)> {
    match item {
        Item::Struct(item) => {
            let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
            Some((
                item.ident.to_string(),
                twice(fields.map(ToString::to_string))?,
            ))
        }
        Item::Enum(item) => {
            let variants = item
                .variants
                .iter()
                .map(|variant| variant.ident.to_string());
            Some((item.ident.to_string(), twice(variants)?))
        }
        _ => None,
    }
}

fn twice(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone()))
}
