//! The last stage: one file with the whole tree of modules.

mod clash;
mod duplicates;
mod json;
pub(crate) mod lints;
mod part;
pub(crate) mod prelude;
mod tree;

pub(crate) use clash::{explain as twice_error, refuse};
pub(crate) use duplicates::twice;
pub(crate) use json::messages as json_messages;
pub(crate) use part::Part;
pub(crate) use tree::Tree;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::error::{Error, Result};

pub(crate) const HEADER: &str =
    "// @generated from .proto files by trefoil-build. Changes to this file are lost.\n";

/// The tree as formatted text.
///
/// First it says who made it: a runtime that does not fit has one text for that, and not an error for each
/// name that it does not have.
pub(crate) fn render(tree: &Tree, runtime: &syn::Path) -> Result<String> {
    let mut out = HEADER.to_owned();
    let number = |text: &str| Literal::u64_unsuffixed(text.parse().unwrap_or_default());
    let major = number(env!("CARGO_PKG_VERSION_MAJOR"));
    let minor = number(env!("CARGO_PKG_VERSION_MINOR"));
    let patch = number(env!("CARGO_PKG_VERSION_PATCH"));
    out.push_str(&format(
        quote!(#runtime::codegen::generated_by!(#major, #minor, #patch);),
    )?);
    tree.write(&mut out)?;
    Ok(out)
}

/// Items as formatted text.
fn format(items: TokenStream) -> Result<String> {
    if items.is_empty() {
        return Ok(String::new());
    }
    let start = items.clone();
    let file = syn::parse2::<syn::File>(items).map_err(|error| broken(&start, error))?;
    Ok(prettyplease::unparse(&file))
}

/// Only a fault in this crate leads here.
fn broken(tokens: &TokenStream, error: syn::Error) -> Error {
    let start: String = tokens.to_string().chars().take(200).collect();
    Error::new(format!(
        "the generated code is no Rust: {error}; it begins `{start}`"
    ))
    .help("please report this, with the .proto file")
    .with_source(error)
}
