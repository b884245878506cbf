//! The messages of one module: prost's text in, ours out, and what the other stages must know of it.
//!
//! Each module is worked on alone, so the trees of large inputs are never in memory together, and all cores
//! have work.

use std::collections::BTreeSet;

use syn::{Expr, ExprLit, Item, ItemMod, Lit};

use super::names::{self, Named};
use super::primitive_modules::Rename;
use super::{btree_map_debug, enum_maps, structs};
use crate::docs::Comments;
use crate::file::{lints, prelude, twice};

/// The messages of a module, or a part of them.
#[derive(Default)]
pub(crate) struct Unit {
    /// Its items, formatted.
    pub(crate) text: String,
    /// The documentation prost gave the module, formatted.
    pub(crate) docs: String,
    /// The names of its structs and enums.
    pub(crate) types: Vec<String>,
    /// The names of the modules in the text: what is nested in its messages.
    pub(crate) modules: Vec<String>,
    /// Its messages, and those in its modules.
    pub(crate) messages: Vec<Named>,
}

/// Why there is no unit.
pub(super) enum Fault {
    /// prost's text is no Rust.
    Text(syn::Error),
    /// A name stands twice.
    Twice(Duplicate),
}

/// A name that is taken twice.
#[derive(Debug)]
pub(crate) struct Duplicate {
    /// The module it is in.
    pub(crate) module: Vec<String>,
    /// The struct or enum it is in, if it is a field or a variant.
    pub(crate) owner: Option<String>,
    pub(crate) name: String,
}

/// What every unit needs.
pub(super) struct Context<'a> {
    pub(super) comments: &'a Comments,
    /// The paths of all packages, and of what they lie in.
    pub(super) packages: &'a BTreeSet<Vec<String>>,
    pub(super) rename: Option<&'a Rename>,
}

type Units = Vec<(Vec<String>, Unit)>;

/// Takes the text of a module in. What is nested in its messages and shares its module with a package is a
/// unit of its own.
pub(super) fn read(path: &[String], text: &str, context: &Context<'_>) -> Result<Units, Fault> {
    let mut file = syn::parse_file(text).map_err(Fault::Text)?;
    structs::for_each(&mut file.items, &mut |message| {
        btree_map_debug::derive_debug(message);
        enum_maps::rename(message);
    });
    if let Some(rename) = context.rename {
        rename.in_file(&mut file);
    }
    let mut units = Vec::new();
    module(path, file.items, String::new(), context, &mut units)?;
    Ok(units)
}

fn module(
    path: &[String],
    items: Vec<Item>,
    docs: String,
    context: &Context<'_>,
    units: &mut Units,
) -> Result<(), Fault> {
    let mut unit = Unit {
        docs,
        ..Unit::default()
    };
    let mut own = Vec::new();
    for item in items {
        let mut item = match item {
            Item::Mod(inner) => {
                let name = inner.ident.to_string();
                let inner_path = join(path, &name);
                if context.packages.contains(&inner_path) {
                    let docs = context.comments.put_back(&docs_of(&inner));
                    let (_, items) = inner.content.unwrap_or_default();
                    module(&inner_path, items, docs, context, units)?;
                    continue;
                }
                unit.modules.push(name);
                Item::Mod(nested(inner, &inner_path)?)
            }
            item => {
                check(path, &item)?;
                unit.types.extend(type_name(&item));
                item
            }
        };
        names::collect(path, &item, &mut unit.messages);
        if path.is_empty() {
            allow(&mut item);
        }
        own.push(item);
    }
    unit.text = context.comments.put_back(&format(own));
    units.push((path.to_vec(), unit));
    Ok(())
}

/// A module that stays where it is.
fn nested(mut inner: ItemMod, path: &[String]) -> Result<ItemMod, Fault> {
    let (_, items) = inner.content.get_or_insert_default();
    let (mut types, mut modules) = (Vec::new(), Vec::new());
    for item in std::mem::take(items) {
        check(path, &item)?;
        types.extend(type_name(&item));
        items.push(match item {
            Item::Mod(deeper) => {
                let name = deeper.ident.to_string();
                let deeper_path = join(path, &name);
                modules.push(name);
                Item::Mod(nested(deeper, &deeper_path)?)
            }
            item => item,
        });
    }
    let names: Vec<_> = types.into_iter().chain(modules).collect();
    if let Some(name) = twice(names.iter().cloned()) {
        return Err(Fault::Twice(Duplicate {
            module: path.to_vec(),
            owner: None,
            name,
        }));
    }
    let imports = prelude::imports(&names.into_iter().collect());
    items.splice(0..0, imports);
    Ok(inner)
}

/// Fails for a field or variant that stands twice.
fn check(path: &[String], item: &Item) -> Result<(), Fault> {
    let (owner, name) = match item {
        Item::Struct(item) => {
            let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
            (&item.ident, twice(fields.map(ToString::to_string)))
        }
        Item::Enum(item) => {
            let variants = item.variants.iter().map(|variant| &variant.ident);
            (&item.ident, twice(variants.map(ToString::to_string)))
        }
        _ => return Ok(()),
    };
    match name {
        None => Ok(()),
        Some(name) => Err(Fault::Twice(Duplicate {
            module: path.to_vec(),
            owner: Some(owner.to_string()),
            name,
        })),
    }
}

/// An included file has no lint settings of its own, so its outermost items have them.
fn allow(item: &mut Item) {
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        // prost writes nothing else.
        _ => return,
    };
    attributes.insert(0, lints::allow());
}

/// The documentation of a module, as lines of code.
fn docs_of(module: &ItemMod) -> String {
    let lines = module.attrs.iter().filter_map(|attribute| {
        let value = &attribute.meta.require_name_value().ok()?.value;
        match value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(format!("///{}\n", text.value())),
            _ => None,
        }
    });
    lines.collect()
}

fn format(items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        attrs: Vec::new(),
        items,
    })
}

/// The name of an item that is a type.
fn type_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn join(path: &[String], name: &str) -> Vec<String> {
    path.iter().cloned().chain([name.to_owned()]).collect()
}
