//! The modules of all packages, merged.
//!
//! prost puts the nested types of `message B` of package `a` into `a::b`, where the package `a.b` has
//! its place, too. Both find their relatives by the same `super::` steps, so they share the module.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::{lints, prelude};
use crate::error::Result;
use crate::ident;

/// One module and those below it.
#[derive(Default)]
pub(crate) struct Tree {
    /// The documentation prost gave the module.
    attributes: Vec<syn::Attribute>,
    pub(super) messages: Vec<Item>,
    services: Vec<Vec<TokenStream>>,
    /// Names of types in `services`.
    service_types: BTreeSet<String>,
    pub(super) children: BTreeMap<String, Tree>,
}

impl Tree {
    /// The module at a path, made if need be.
    pub(crate) fn module(&mut self, path: &[String]) -> &mut Self {
        path.iter().fold(self, |module, name| {
            module.children.entry(name.clone()).or_default()
        })
    }

    /// Adds prost's items; modules among them are merged into those that are there.
    pub(crate) fn add_messages(&mut self, items: Vec<Item>) {
        for item in items {
            match item {
                Item::Mod(syn::ItemMod {
                    attrs,
                    ident,
                    content: Some((_, items)),
                    ..
                }) => {
                    let child = self.children.entry(ident.to_string()).or_default();
                    child.attributes.extend(attrs);
                    child.add_messages(items);
                }
                item => self.messages.push(item),
            }
        }
    }

    /// Adds the items of one service.
    pub(crate) fn add_service(
        &mut self,
        items: Vec<TokenStream>,
        types: impl IntoIterator<Item = String>,
    ) {
        self.services.push(items);
        self.service_types.extend(types);
    }

    /// Adds the modules of a service. One whose name is taken gets underscores at its end.
    pub(crate) fn add_modules(&mut self, modules: Vec<syn::ItemMod>) {
        let mut taken = self.type_names();
        for mut module in modules {
            while !taken.insert(module.ident.to_string()) {
                module.ident = quote::format_ident!("{}_", module.ident);
            }
            let name = module.ident.to_string();
            self.add_service(vec![quote!(#module)], [name]);
        }
    }

    /// The items of all services in this module.
    pub(super) fn services(&self) -> impl Iterator<Item = &TokenStream> {
        self.services.iter().flatten()
    }

    /// The names that are gone, by module.
    pub(crate) fn taken(&self) -> BTreeMap<Vec<String>, BTreeSet<String>> {
        let mut taken = BTreeMap::new();
        self.collect_taken(&mut Vec::new(), &mut taken);
        taken
    }

    fn collect_taken(
        &self,
        path: &mut Vec<String>,
        taken: &mut BTreeMap<Vec<String>, BTreeSet<String>>,
    ) {
        taken.insert(path.clone(), self.type_names());
        for (name, child) in &self.children {
            path.push(name.clone());
            child.collect_taken(path, taken);
            path.pop();
        }
    }

    /// All names that a type in this module cannot have any more.
    fn type_names(&self) -> BTreeSet<String> {
        let messages = self.messages.iter().filter_map(type_name);
        let children = self.children.keys().cloned();
        messages
            .chain(children)
            .chain(self.service_types.iter().cloned())
            .collect()
    }

    /// The content of the outermost module. Its items carry the lint settings, as the file cannot.
    pub(super) fn to_tokens(&self) -> Result<TokenStream> {
        let allow = lints::allow();
        let items = self.items()?;
        Ok(quote!(#(#allow #items)*))
    }

    fn items(&self) -> Result<Vec<TokenStream>> {
        let mut out: Vec<_> = prelude::imports(&self.type_names());
        out.extend(self.messages.iter().map(|item| quote!(#item)));
        out.extend(self.services().cloned());
        for (name, child) in &self.children {
            let attributes = &child.attributes;
            let name = ident::ident(name)?;
            let items = child.items()?;
            out.push(quote!(#(#attributes)* pub mod #name { #(#items)* }));
        }
        Ok(out)
    }
}

/// The name of an item that is a type.
pub(super) fn type_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}
