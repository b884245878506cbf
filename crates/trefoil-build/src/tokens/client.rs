//! The stub: the trait over a `Caller`, with methods that take anything which becomes a request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, attributes, cfg, deprecated, doc};
use crate::model::{Method, Service};

pub(super) fn generate(service: &Service, context: &Context<'_>) -> Vec<TokenStream> {
    vec![
        definition(service, context),
        client_trait(service, context),
        inherent(service, context),
        service_trait(service, context),
    ]
}

fn definition(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let client = &service.names.client;
    let trait_ = service.names.trait_.to_string();
    let doc = doc(&[
        format!(" Calls a [`{trait_}`] that is elsewhere, or in this process."),
        String::new(),
        format!(" A clone is cheap and shares everything. The stub is a [`{trait_}`] itself."),
    ]);
    let deprecated = deprecated(service);
    quote! {
        #doc
        #deprecated
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        pub struct #client(#rt::client::Caller);
    }
}

fn client_trait(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let client = &service.names.client;
    let descriptor = &service.names.descriptor;
    quote! {
        impl #rt::client::Client for #client {
            const SERVICE: &'static #rt::ServiceDescriptor = &#descriptor;
            fn from_caller(caller: #rt::client::Caller) -> Self { Self(caller) }
            fn caller(&self) -> &#rt::client::Caller { &self.0 }
        }
    }
}

fn inherent(service: &Service, context: &Context<'_>) -> TokenStream {
    let client = &service.names.client;
    let constructors = constructors(service, context);
    let methods = service.methods.iter().enumerate().map(|(index, method)| {
        let attributes = attributes(method);
        call(index, method, context, &attributes)
    });
    quote! {
        impl #client {
            #constructors
            #(#methods)*
        }
    }
}

/// The comfort constructors, each unless an rpc has its name.
fn constructors(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let is_free = |name: &str| {
        !service
            .methods
            .iter()
            .any(|method| method.name.as_str() == name)
    };
    let connect = is_free("connect").then(|| {
        quote! {
            /// A stub for the service at a URL.
            pub async fn connect(
                url: impl ::core::convert::AsRef<::core::primitive::str>,
            ) -> ::core::result::Result<Self, #rt::Error> {
                #rt::connect::<Self>(url).await
            }
        }
    });
    let local = (context.options.server && is_free("local")).then(|| {
        let trait_ = &service.names.trait_;
        let server = &service.names.server;
        let cfg = cfg(context.options.server_feature.as_deref());
        quote! {
            #cfg
            /// A stub for an implementation in this process. Nothing is serialized.
            pub fn local(service: impl #trait_) -> Self {
                #rt::local(#server::new(service))
            }
        }
    });
    quote!(#connect #local)
}

fn call(
    index: usize,
    method: &Method,
    context: &Context<'_>,
    attributes: &TokenStream,
) -> TokenStream {
    let rt = context.rt;
    let name = &method.name;
    let call = method.kind.call();
    let (input, output) = (&method.types.input, &method.types.output);
    let index = Literal::usize_unsuffixed(index);
    // Prost is the default.
    let codec = context.options.json.then_some(&context.codec);
    let codec = codec.iter();
    let (argument, into) = match method.kind.streams_requests() {
        true => (quote!(requests), quote!(IntoStreamingRequest)),
        false => (quote!(request), quote!(IntoRequest)),
    };
    quote! {
        #attributes
        pub fn #name(&self, #argument: impl #rt::#into<#input>) -> #rt::client::#call<#input, #output #(, #codec)*> {
            #rt::client::#call::new(&self.0, #index, #argument)
        }
    }
}

fn service_trait(service: &Service, context: &Context<'_>) -> TokenStream {
    let rt = context.rt;
    let client = &service.names.client;
    let trait_ = &service.names.trait_;
    let methods = service.methods.iter().map(|method| {
        let name = &method.name;
        let request = method.request(rt);
        let response = method.response(rt);
        // The inherent function of this name: it goes before those of any trait.
        quote! {
            async fn #name(&self, request: #request) -> #response {
                Self::#name(self, request).await
            }
        }
    });
    quote! {
        impl #trait_ for #client {
            #(#methods)*
        }
    }
}
