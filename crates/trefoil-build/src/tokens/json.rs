//! A check that all messages of a service have JSON: those of other crates may not.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::model::Service;

/// Without it the compiler would say of each call that it is no future, and not why. It looks at signatures
/// first, hence the function.
pub(super) fn check(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let both = service.methods.iter().flat_map(|method| {
        let types = &method.types;
        [
            (&method.input, &types.input),
            (&method.output, &types.output),
        ]
    });
    let types: BTreeMap<_, _> = both.collect();
    let types = types.values();
    quote! {
        const _: () = { fn have_json(#(_: #rt::codegen::HasJson<#types>),*) {} };
    }
}
