//! A gap in prost-derive 0.14: the `Debug` it writes for a message with a `btree_map` field names the
//! crate `::prost`, whatever path it was given. Such messages get the standard `Debug` instead, which
//! shows enums as numbers.

use syn::visit_mut::VisitMut;
use syn::{Attribute, ItemStruct, Meta, Token, parse_quote, punctuated::Punctuated};

pub(super) fn derive_debug(file: &mut syn::File) {
    Replace.visit_file_mut(file);
}

struct Replace;

impl VisitMut for Replace {
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let mut on_fields = item.fields.iter().flat_map(|field| &field.attrs);
        let has_map = on_fields.any(|attribute| has(attribute, "btree_map"));
        // With this a user has chosen a Debug already.
        let skipped = item
            .attrs
            .iter()
            .any(|attribute| has(attribute, "skip_debug"));
        if has_map && !skipped {
            item.attrs.push(parse_quote!(#[derive(::core::fmt::Debug)]));
            item.attrs.push(parse_quote!(#[prost(skip_debug)]));
        }
    }
}

/// Whether this is `#[prost(name, ..)]` or `#[prost(name = .., ..)]`.
fn has(attribute: &Attribute, name: &str) -> bool {
    attribute.path().is_ident("prost")
        && attribute
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|metas| metas.iter().any(|meta| meta.path().is_ident(name)))
}
