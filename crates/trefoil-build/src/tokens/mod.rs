//! Stage four: each service as Rust items.
//!
//! All paths are absolute and all calls name their trait, so no name in a `.proto` file can come
//! between the generated code and what it means.

mod client;
mod descriptor;
mod json;
mod mock;
mod server;
mod service_trait;
mod shape;

use proc_macro2::TokenStream;
use quote::quote;

use crate::error::{Error, Result};
use crate::model::{Method, Service};
use crate::options::Options;

pub(crate) use mock::of_service as mock_of_service;

/// What every part of the code needs to know.
struct Context<'a> {
    /// The runtime crate: `::trefoil`.
    rt: &'a syn::Path,
    /// What encodes messages, by its path.
    codec: TokenStream,
    options: &'a Options,
}

/// The items of one service, in the order in which they are written.
pub(crate) fn of_service(service: &Service, options: &Options) -> Result<Vec<TokenStream>> {
    let rt = &runtime(&options.runtime_path)?;
    let codec = match options.json {
        true => quote!(#rt::codegen::Json),
        false => quote!(#rt::codec::Prost),
    };
    let context = Context { rt, codec, options };
    let mut items = vec![service_trait::generate(service, &context)];
    if options.json {
        items.push(json::check(service, &context));
    }
    if options.client {
        let cfg = cfg(options.client_feature.as_deref());
        let client = client::generate(service, &context);
        items.extend(client.into_iter().map(|item| quote!(#cfg #item)));
    }
    if options.server {
        let cfg = cfg(options.server_feature.as_deref());
        let server = server::generate(service, &context);
        items.extend(server.into_iter().map(|item| quote!(#cfg #item)));
    }
    items.push(descriptor::generate(service, &context));
    Ok(items)
}

/// The condition of what is behind a feature.
fn cfg(feature: Option<&str>) -> Option<TokenStream> {
    feature.map(|feature| quote!(#[cfg(feature = #feature)]))
}

/// The path of the runtime crate, if it is one.
pub(crate) fn runtime(path: &str) -> Result<syn::Path> {
    syn::parse_str(path).map_err(|error| {
        Error::new(format!("`{path}` is no path of a crate or module: {error}"))
            .help("give Config::runtime_path something like \"::trefoil\" in build.rs")
            .with_source(error)
    })
}

/// `#[doc = ..]` for each line.
fn doc(lines: &[String]) -> TokenStream {
    quote!(#(#[doc = #lines])*)
}

/// The attributes of something a user sees an rpc by: its comment, and its deprecation.
fn attributes(method: &Method) -> TokenStream {
    let doc = doc(&method.docs);
    let deprecated = method.deprecated.then(|| quote!(#[deprecated]));
    quote!(#doc #deprecated)
}

fn deprecated(service: &Service) -> Option<TokenStream> {
    service.deprecated.then(|| quote!(#[deprecated]))
}
