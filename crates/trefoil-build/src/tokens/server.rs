//! The server: any implementation of the trait as an `Invoker`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, doc};
use crate::model::Service;

pub(super) fn generate(service: &Service, context: &Context<'_>) -> Vec<TokenStream> {
    let trait_ = &service.names.trait_;
    let server = &service.names.server;
    let doc = doc(&[format!(
        " Makes an `Invoker` of an implementation of [`{trait_}`]."
    )]);
    let s = &service.names.parameter;
    vec![
        quote! {
            #doc
            pub struct #server<#s>(::std::sync::Arc<#s>);
        },
        quote! {
            impl<#s: #trait_> #server<#s> {
                /// Serves an implementation.
                pub fn new(service: #s) -> Self { Self(::std::sync::Arc::new(service)) }
                /// Serves an implementation that others hold, too.
                pub fn from_arc(service: ::std::sync::Arc<#s>) -> Self { Self(service) }
            }
        },
        quote! {
            impl<#s> ::core::clone::Clone for #server<#s> {
                fn clone(&self) -> Self {
                    Self(<::std::sync::Arc<#s> as ::core::clone::Clone>::clone(&self.0))
                }
            }
        },
        invoker(service, context),
        described(service, context),
    ]
}

fn described(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let trait_ = &service.names.trait_;
    let server = &service.names.server;
    let descriptor = &service.names.descriptor;
    let s = &service.names.parameter;
    quote! {
        impl<#s: #trait_> #rt::server::Described for #server<#s> {
            const SERVICE: &'static #rt::ServiceDescriptor = &#descriptor;
        }
    }
}

fn invoker(service: &Service, context: &Context<'_>) -> TokenStream {
    let Context { rt, codec, .. } = context;
    let trait_ = &service.names.trait_;
    let server = &service.names.server;
    let descriptor = &service.names.descriptor;
    let s = &service.names.parameter;
    let arms = service.methods.iter().enumerate().map(|(index, method)| {
        let index = Literal::usize_unsuffixed(index);
        let name = &method.name;
        let serve = method.kind.serve();
        quote! {
            #index => #rt::server::#serve(#codec, call, move |request| async move {
                <#s as #trait_>::#name(&service, request).await
            }),
        }
    });
    quote! {
        impl<#s: #trait_> #rt::Invoker for #server<#s> {
            fn service(&self) -> #rt::Service { #rt::Service::from_static(&#descriptor) }
            fn invoke(&self, call: #rt::Invocation) -> #rt::BoxFuture<#rt::Result<#rt::Reply>> {
                let service = <::std::sync::Arc<#s> as ::core::clone::Clone>::clone(&self.0);
                match call.method_index() {
                    #(#arms)*
                    _ => #rt::server::unimplemented(call),
                }
            }
        }
    }
}
