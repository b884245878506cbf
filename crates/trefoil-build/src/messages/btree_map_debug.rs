//! A gap in prost-derive 0.14: the `Debug` it writes for a message with a `btree_map` field names the
//! crate `::prost`, whatever path it was given. Such messages get the standard `Debug` instead, which
//! shows enums as numbers.

use syn::{Attribute, ItemStruct, Meta, Token, parse_quote, punctuated::Punctuated};

pub(super) fn derive_debug(message: &mut ItemStruct) {
    let mut on_fields = message.fields.iter().flat_map(|field| &field.attrs);
    let has_map = on_fields.any(|attribute| has(attribute, "btree_map"));
    // With this a user has chosen a Debug already.
    let skipped = message
        .attrs
        .iter()
        .any(|attribute| has(attribute, "skip_debug"));
    if has_map && !skipped {
        message
            .attrs
            .push(parse_quote!(#[derive(::core::fmt::Debug)]));
        message.attrs.push(parse_quote!(#[prost(skip_debug)]));
    }
}

/// Whether this is `#[prost(name, ..)]` or `#[prost(name = .., ..)]`.
fn has(attribute: &Attribute, name: &str) -> bool {
    attribute.path().is_ident("prost")
        && attribute
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|metas| metas.iter().any(|meta| meta.path().is_ident(name)))
}
