//! The JSON forms of all messages of a tree, in one item at its root.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Tree;
use crate::descriptors;
use crate::error::Result;
use crate::ident::Name;
use crate::source::Pool;

/// One call of the runtime's macro, which names every message and the descriptors of all.
///
/// The macro is there whether or not the runtime has JSON: without it, it says what to do.
pub(crate) fn messages(tree: &Tree, pool: &Pool, rt: &syn::Path) -> Result<TokenStream> {
    let mut entries = Vec::new();
    collect(tree, &mut entries)?;
    // Those of editions are for others as they came, and for the runtime in older words.
    let (own, name) = match pool.originals.is_empty() {
        true => (None, quote!(FILE_DESCRIPTOR_SET)),
        false => {
            let bytes = Literal::byte_string(&descriptors::lowered(&pool.descriptors)?);
            let own = quote!(const LOWERED: &[::core::primitive::u8] = #bytes;);
            (Some(own), quote!(LOWERED))
        }
    };
    // An attribute on the call of a macro has no effect, so the constant carries it.
    Ok(quote! {
        const _: () = {
            #own
            #rt::json_messages! {
                #name;
                #(#entries;)*
            }
        };
    })
}

fn collect(tree: &Tree, entries: &mut Vec<TokenStream>) -> Result {
    for message in tree.units.iter().flat_map(|unit| &unit.messages) {
        let path = message.path.iter().map(|name| Name::new(name.as_str()));
        let path = path.collect::<Result<Vec<_>>>()?;
        let full_name = &message.full_name;
        entries.push(quote!(self::#(#path)::* = #full_name));
    }
    tree.children
        .values()
        .try_for_each(|child| collect(child, entries))
}
