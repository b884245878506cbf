//! The trait that services implement and stubs, too.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, attributes, deprecated, doc};
use crate::model::Service;

pub(super) fn generate(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let trait_ = &service.names.trait_;
    let doc = match service.docs.as_slice() {
        [] => doc(&[format!(" The service `{}`.", service.full_name)]),
        docs => doc(docs),
    };
    let deprecated = deprecated(service);
    let methods = service.methods.iter().map(|method| {
        let attributes = attributes(method);
        let name = &method.name;
        let request = method.request(rt);
        let response = method.response(rt);
        quote! {
            #attributes
            fn #name(&self, request: #request)
                -> impl ::core::future::Future<Output = #response> + ::core::marker::Send;
        }
    });
    quote! {
        #doc
        #deprecated
        pub trait #trait_: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#methods)*
        }
    }
}
