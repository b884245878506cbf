//! A gap in prost-derive 0.14: for a `btree_map` field it writes `prost::alloc`, whatever path it was
//! given. So modules that have such a field get a name `prost`.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::Item;

use super::Tree;

/// The import, if this module needs it and has the name to give.
pub(super) fn import(module: &Tree, runtime: &syn::Path) -> Option<TokenStream> {
    let needed = module.messages.iter().any(has_btree_map);
    (needed && !module.children.contains_key("prost"))
        .then(|| quote!(use #runtime::codegen::prost;))
}

fn has_btree_map(item: &Item) -> bool {
    let Item::Struct(item) = item else {
        return false;
    };
    let mut attributes = item.fields.iter().flat_map(|field| &field.attrs);
    attributes.any(|attribute| {
        attribute.path().is_ident("prost")
            && attribute
                .meta
                .to_token_stream()
                .into_iter()
                .any(|tree| match tree {
                    TokenTree::Group(group) => group.stream().into_iter().any(is_btree_map),
                    _ => false,
                })
    })
}

fn is_btree_map(tree: TokenTree) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == "btree_map")
}
