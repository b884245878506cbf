//! The static table of a service's rpcs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, doc};
use crate::model::{Idempotency, Method, Service};

pub(super) fn generate(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let descriptor = &service.names.descriptor;
    let full_name = &service.full_name;
    let doc = doc(&[format!(
        " Describes `{full_name}`: its rpcs, in the order of their indices."
    )]);
    let methods = service.methods.iter().map(|method| entry(method, rt));
    let count = service.methods.len();
    let options = options(&service.options);
    // The methods are a static of their own: their destructors forbid a borrowed temporary.
    quote! {
        #doc
        pub static #descriptor: #rt::ServiceDescriptor = {
            static METHODS: [#rt::MethodDescriptor; #count] = [#(#methods),*];
            #rt::ServiceDescriptor::new(#full_name, &METHODS) #options
        };
    }
}

fn entry(method: &Method, rt: &syn::Path) -> TokenStream {
    let Method {
        proto_name,
        path,
        input,
        output,
        ..
    } = method;
    let kind = method.kind.call();
    let idempotency = method.idempotency.map(|level| match level {
        Idempotency::NoSideEffects => quote!(.idempotency(#rt::Idempotency::NoSideEffects)),
        Idempotency::Idempotent => quote!(.idempotency(#rt::Idempotency::Idempotent)),
    });
    let deprecated = method.deprecated.then(|| quote!(.deprecated()));
    let options = options(&method.options);
    quote! {
        #rt::MethodDescriptor::new(#proto_name, #path, #rt::MethodKind::#kind)
            .types(#input, #output) #idempotency #deprecated #options
    }
}

fn options(encoded: &[u8]) -> Option<TokenStream> {
    let bytes = Literal::byte_string(encoded);
    (!encoded.is_empty()).then(|| quote!(.with_options(#bytes)))
}
