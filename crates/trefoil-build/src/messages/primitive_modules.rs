//! `message Str { message Inner {} }` has a module `str`, and what is beside a module of that name can no longer use
//! the type `str`, as prost's derive macros do. Such modules get an underscore, wherever prost wrote them.

use quote::{ToTokens as _, format_ident};
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ExprLit, ItemMod, Lit, LitStr, Meta, Path, Token, parse_quote};

use crate::ident;
use crate::source::Pool;

/// Puts the underscores.
pub(super) struct Rename;

impl Rename {
    /// Nothing if the pool leads to no such module.
    pub(super) fn of_pool(pool: &Pool) -> Option<Self> {
        let mut files = pool.descriptors.files();
        let any = pool.descriptors.all_messages().any(|it| hides(it.name()))
            || files.any(|file| file.package_name().split('.').any(hides));
        any.then_some(Self)
    }

    pub(super) fn in_file(&self, file: &mut syn::File) {
        Visitor(self).visit_file_mut(file);
    }

    /// The path of a type. What is no path is left as it is.
    pub(super) fn in_type(&self, rust: &mut String) {
        if let Ok(mut path) = syn::parse_str::<Path>(rust)
            && self.in_path(&mut path)
        {
            *rust = path.to_token_stream().to_string().replace(' ', "");
        }
    }

    /// Whether anything changed.
    fn in_path(&self, path: &mut Path) -> bool {
        // What is not relative is of another crate, and right as it is.
        let first = path.segments.first();
        let absolute =
            path.leading_colon.is_some() || first.is_some_and(|first| first.ident == "crate");
        let modules = path.segments.len().saturating_sub(1);
        let mut changed = false;
        for segment in path.segments.iter_mut().take(modules) {
            if !absolute && ident::is_primitive(&segment.ident.to_string()) {
                segment.ident = format_ident!("{}_", segment.ident);
                changed = true;
            }
        }
        changed
    }

    /// `#[prost(oneof = "str::Kind")]`, `#[prost(map = "int32, enumeration(str::Kind)")]`
    fn in_attribute(&self, attribute: &mut Attribute) {
        let list = Punctuated::<Meta, Token![,]>::parse_terminated;
        let Ok(mut metas) = attribute.parse_args_with(list) else {
            return;
        };
        let mut changed = false;
        for meta in &mut metas {
            let Meta::NameValue(meta) = meta else {
                continue;
            };
            let Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) = &mut meta.value
            else {
                continue;
            };
            let value = text.value();
            let (before, path, behind) = match value.split_once("enumeration(") {
                _ if meta.path.is_ident("oneof") || meta.path.is_ident("enumeration") => {
                    ("", value.as_str(), "")
                }
                Some((key, path))
                    if meta.path.is_ident("map") || meta.path.is_ident("btree_map") =>
                {
                    (key, path.trim_end_matches(')'), ")")
                }
                _ => continue,
            };
            let mut renamed = path.to_owned();
            self.in_type(&mut renamed);
            if renamed != path {
                let enumeration = if behind.is_empty() {
                    ""
                } else {
                    "enumeration("
                };
                let value = format!("{before}{enumeration}{renamed}{behind}");
                *text = LitStr::new(&value, text.span());
                changed = true;
            }
        }
        if changed {
            *attribute = parse_quote!(#[prost(#metas)]);
        }
    }
}

/// Whether the module of a package or message of this name would hide a type.
fn hides(name: &str) -> bool {
    ident::is_primitive(&ident::snake(name))
}

struct Visitor<'a>(&'a Rename);

impl VisitMut for Visitor<'_> {
    fn visit_item_mod_mut(&mut self, item: &mut ItemMod) {
        if ident::is_primitive(&item.ident.to_string()) {
            item.ident = format_ident!("{}_", item.ident);
        }
        visit_mut::visit_item_mod_mut(self, item);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        self.0.in_path(path);
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if attribute.path().is_ident("prost") {
            self.0.in_attribute(attribute);
        }
    }
}
