//! The last stage: one file with the whole tree of modules.

mod clash;
mod duplicates;
mod json;
mod lints;
mod prelude;
mod primitives;
mod tree;

pub(crate) use clash::refuse;
pub(crate) use json::messages as json_messages;
pub(crate) use tree::Tree;

use proc_macro2::TokenStream;

use crate::error::{Error, Result};

const HEADER: &str =
    "// @generated from .proto files by trefoil-build. Changes to this file are lost.\n";

/// The tree as formatted text.
pub(crate) fn render(tree: &Tree) -> Result<String> {
    primitives::refuse_hidden(tree)?;
    let tokens = tree.to_tokens()?;
    let file = syn::parse2::<syn::File>(tokens.clone()).map_err(|error| broken(&tokens, error))?;
    Ok(format!("{HEADER}{}", prettyplease::unparse(&file)))
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
