//! The JSON forms of all messages of a tree, in one item at its root.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, ImplItem, Item, Lit, Stmt, Type};

use super::Tree;
use crate::error::Result;
use crate::ident;

/// One call of the runtime's macro, which names every message and the descriptors of all.
///
/// The macro is there whether or not the runtime has JSON: without it, it says what to do.
pub(crate) fn messages(tree: &Tree, rt: &syn::Path) -> Result<TokenStream> {
    let mut entries = Vec::new();
    collect(tree, &mut Vec::new(), &mut entries)?;
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

fn collect(tree: &Tree, path: &mut Vec<Ident>, entries: &mut Vec<TokenStream>) -> Result {
    for (ty, full_name) in tree.messages.iter().filter_map(named) {
        entries.push(quote!(self::#(#path::)*#ty = #full_name));
    }
    for (name, child) in &tree.children {
        path.push(ident::ident(name)?);
        collect(child, path, entries)?;
        path.pop();
    }
    Ok(())
}

/// The message and its full name, if this is prost's `impl Name for Message`.
fn named(item: &Item) -> Option<(&Type, String)> {
    let Item::Impl(item) = item else { return None };
    let (_, of, _) = item.trait_.as_ref()?;
    if of.segments.last()?.ident != "Name" {
        return None;
    }
    let body = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "full_name" => Some(&function.block.stmts),
        _ => None,
    })?;
    // { "greet.v1.HelloRequest".into() }
    let [Stmt::Expr(Expr::MethodCall(into), _)] = body.as_slice() else {
        return None;
    };
    match &*into.receiver {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(name) => Some((&item.self_ty, name.value())),
            _ => None,
        },
        _ => None,
    }
}
