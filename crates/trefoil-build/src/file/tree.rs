//! The modules of all packages, merged.
//!
//! prost puts the nested types of `message B` of package `a` into `a::b`, where the package `a.b` has
//! its place, too. Both find their relatives by the same `super::` steps, so they share the module.

use std::collections::{BTreeMap, BTreeSet};

use quote::quote;

use super::{Part, format, lints, prelude};
use crate::error::Result;
use crate::messages::Unit;

/// One module and those below it.
#[derive(Default)]
pub(crate) struct Tree {
    pub(super) units: Vec<Unit>,
    /// Services, and what belongs to none.
    pub(super) parts: Vec<Part>,
    /// Mocks, which stand behind all of them.
    mocks: Vec<Part>,
    /// Names of types and modules in the parts.
    part_types: BTreeSet<String>,
    pub(super) children: BTreeMap<String, Tree>,
}

impl Tree {
    /// The module at a path, made if need be.
    pub(crate) fn module(&mut self, path: &[String]) -> &mut Self {
        path.iter().fold(self, |module, name| {
            module.children.entry(name.clone()).or_default()
        })
    }

    /// Adds messages to this module.
    pub(crate) fn add_messages(&mut self, unit: Unit) {
        self.units.push(unit);
    }

    /// Adds items, and the types they define.
    pub(crate) fn add(&mut self, part: Part, types: impl IntoIterator<Item = String>) {
        self.parts.push(part);
        self.part_types.extend(types);
    }

    /// Adds the mock of a service.
    pub(crate) fn add_mock(&mut self, mock: Part, types: impl IntoIterator<Item = String>) {
        self.mocks.push(mock);
        self.part_types.extend(types);
    }

    /// A name that is free here: this one, or with underscores at its end.
    pub(crate) fn free(&self, mut name: syn::Ident) -> syn::Ident {
        let taken = self.names();
        while taken.contains(&name.to_string()) {
            name = quote::format_ident!("{name}_");
        }
        name
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
        taken.insert(path.clone(), self.names());
        for (name, child) in &self.children {
            path.push(name.clone());
            child.collect_taken(path, taken);
            path.pop();
        }
    }

    /// The names of types and modules, but those of parts.
    pub(super) fn types(&self) -> impl Iterator<Item = String> {
        let units = self.units.iter();
        let names = units.flat_map(|unit| unit.types.iter().chain(&unit.modules));
        names.chain(self.children.keys()).cloned()
    }

    /// The names of all types and modules.
    fn names(&self) -> BTreeSet<String> {
        let parts = self.part_types.iter().cloned();
        self.types().chain(parts).collect()
    }

    /// Writes the outermost module. Its items carry the lint settings, as the file cannot.
    pub(super) fn write(&self, out: &mut String) -> Result {
        self.write_items(out, Some(&lints::allow()))
    }

    fn write_items(&self, out: &mut String, allow: Option<&syn::Attribute>) -> Result {
        let imports = prelude::imports(&self.names());
        out.push_str(&format(quote!(#(#allow #imports)*))?);
        for unit in &self.units {
            out.push_str(&unit.text);
        }
        for part in self.parts.iter().chain(&self.mocks) {
            out.push_str(&part.text);
        }
        for (name, child) in &self.children {
            if let Some(allow) = allow {
                out.push_str(&attribute(allow)?);
            }
            for unit in &child.units {
                out.push_str(&unit.docs);
            }
            // What is in it is not indented: modules are deep, and this is what their text costs.
            out.push_str(&std::format!("pub mod {name} {{\n"));
            child.write_items(out, None)?;
            out.push_str("}\n");
        }
        Ok(())
    }
}

/// An attribute as a line.
fn attribute(attribute: &syn::Attribute) -> Result<String> {
    let text = format(quote!(#attribute mod x;))?;
    Ok(text.trim_end().trim_end_matches("mod x;").to_owned())
}
