//! The JSON forms of all messages of a tree, in one item at its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::Tree;
use crate::error::Result;
use crate::ident;

/// One call of the runtime's macro, which names every message and the descriptors of all.
///
/// The macro is there whether or not the runtime has JSON: without it, it says what to do.
pub(crate) fn messages(tree: &Tree, rt: &syn::Path) -> Result<TokenStream> {
    let mut entries = Vec::new();
    collect(tree, &mut entries)?;
    // An attribute on the call of a macro has no effect, so the constant carries it.
    Ok(quote! {
        const _: () = {
            #rt::json_messages! {
                FILE_DESCRIPTOR_SET;
                #(#entries;)*
            }
        };
    })
}

fn collect(tree: &Tree, entries: &mut Vec<TokenStream>) -> Result {
    for message in tree.units.iter().flat_map(|unit| &unit.messages) {
        let path = message.path.iter().map(|name| ident::ident(name));
        let path = path.collect::<Result<Vec<_>>>()?;
        let full_name = &message.full_name;
        entries.push(quote!(self::#(#path)::* = #full_name));
    }
    tree.children
        .values()
        .try_for_each(|child| collect(child, entries))
}
