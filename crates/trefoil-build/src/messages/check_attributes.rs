//! Attributes from `build.rs`, checked before they are lost in prost's text.

use syn::Attribute;
use syn::parse::Parser as _;

use crate::error::{Error, Result};
use crate::options::Options;

/// Fails for an attribute that is no Rust, and says which.
pub(super) fn check(options: &Options) -> Result {
    let types = options
        .type_attributes
        .iter()
        .map(|pair| ("type_attribute", pair));
    let fields = options
        .field_attributes
        .iter()
        .map(|pair| ("field_attribute", pair));
    for (function, (path, attribute)) in types.chain(fields) {
        if let Err(error) = Attribute::parse_outer.parse_str(attribute) {
            return Err(
                Error::new(format!("`{attribute}` is no attribute: {error}"))
                    .help(format!(
                        "correct {function}({path:?}, ..) in build.rs; \
                     an attribute looks like \"#[derive(Eq)]\""
                    ))
                    .with_source(error),
            );
        }
    }
    Ok(())
}
