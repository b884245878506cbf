//! The mock: a table for a macro of the runtime, which is empty where the kit for tests is not wanted.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::error::Result;
use crate::model::{Kind, Method, Service};
use crate::options::Options;

/// The mock of one service, if mocks are wanted.
pub(crate) fn of_service(service: &Service, options: &Options) -> Result<Option<TokenStream>> {
    if !options.mock {
        return Ok(None);
    }
    let rt = super::runtime(&options.runtime_path)?;
    let names = &service.names;
    let (mock, expect, received) = (&names.mock.mock, &names.mock.expect, &names.mock.received);
    let (descriptor, client) = (&names.descriptor, &names.client);
    let trait_ = names.trait_.to_string();
    let methods: Vec<_> = service.methods.iter().enumerate().map(method).collect();
    let call = |client: Option<TokenStream>| {
        quote! {
            #rt::mock_service! {
                #mock #expect #received #trait_ #client = #descriptor;
                #(#methods;)*
            }
        }
    };
    let with_client = call(options.client.then(|| quote!(for #client)));
    Ok(Some(match &options.client_feature {
        // A mock gives a stub only where there are stubs.
        Some(feature) if options.client => {
            let without = call(None);
            quote! {
                #[cfg(feature = #feature)]
                #with_client
                #[cfg(not(feature = #feature))]
                #without
            }
        }
        _ => with_client,
    }))
}

fn method((index, method): (usize, &Method)) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    let name = &method.name;
    let (input, output) = (&method.types.input, &method.types.output);
    let (takes, gives) = match method.kind {
        Kind::Unary => (quote!(One), quote!(One)),
        Kind::ServerStreaming => (quote!(One), quote!(Many)),
        Kind::ClientStreaming => (quote!(Many), quote!(One)),
        Kind::Bidi => (quote!(Many), quote!(Many)),
    };
    quote!(#index #name: #takes<#input> => #gives<#output>)
}
