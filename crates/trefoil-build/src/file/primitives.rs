//! Modules that hide a primitive type: within `corpus`, a package `corpus.i32` makes `i32` a module.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Item;

use super::Tree;
use crate::error::{Error, Result};

pub(crate) const NAMES: [&str; 11] = [
    "bool", "f32", "f64", "i32", "i64", "str", "u32", "u64", "u8", "usize", "char",
];

/// What prost's derive macros write without being asked.
const DERIVED: [&str; 5] = ["bool", "i32", "str", "u32", "usize"];

/// The primitive types that these messages use.
pub(crate) fn of_messages(items: &[Item]) -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    for item in items.iter().filter(|item| !matches!(item, Item::Mod(_))) {
        used.extend(DERIVED);
        collect(item.to_token_stream(), &mut used);
    }
    used
}

/// The primitive types that may be used in these items: any word may be, in a derive's attribute for one.
pub(super) fn of_tokens(items: TokenStream) -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    collect(items, &mut used);
    used
}

fn collect(tokens: TokenStream, used: &mut BTreeSet<&'static str>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => collect(group.stream(), used),
            TokenTree::Ident(ident) => used.extend(NAMES.into_iter().find(|name| ident == name)),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Fails if the messages or services beside such a module would not compile.
pub(super) fn refuse_hidden(tree: &Tree) -> Result {
    check(tree, &mut Vec::new())
}

/// The error for a module that hides a type.
pub(crate) fn hidden(module: &[String]) -> Error {
    let name = module.last().map(String::as_str).unwrap_or_default();
    Error::new(format!(
        "the module `{}` hides the type `{name}` from the messages beside it",
        module.join("::")
    ))
    .help(format!(
        "rename the package or the message that becomes `{name}` in Rust, \
         or move those messages to another package"
    ))
}

fn check(tree: &Tree, path: &mut Vec<String>) -> Result {
    for name in tree.modules() {
        if NAMES.contains(&name.as_str()) && uses(tree, name) {
            let module: Vec<_> = path.iter().chain([name]).cloned().collect();
            return Err(hidden(&module));
        }
    }
    for (name, child) in &tree.children {
        path.push(name.clone());
        check(child, path)?;
        path.pop();
    }
    Ok(())
}

fn uses(tree: &Tree, name: &str) -> bool {
    tree.units.iter().any(|unit| unit.primitives.contains(name))
        || tree.parts.iter().any(|part| part.primitives.contains(name))
}
