//! The lints generated code does not answer to.

use syn::parse_quote;

/// An attribute for each outermost item: an included file cannot have one of its own.
///
/// Names come from `.proto` files and messages from prost, so neither style nor missing documentation
/// is for a user of the generated code to mend. Nothing here silences an error.
pub(crate) fn allow() -> syn::Attribute {
    parse_quote! {
        #[allow(
            closure_returning_async_block,
            dead_code,
            deprecated,
            elided_lifetimes_in_paths,
            future_incompatible,
            let_underscore_drop,
            missing_copy_implementations,
            missing_debug_implementations,
            missing_docs,
            nonstandard_style,
            rust_2018_idioms,
            single_use_lifetimes,
            trivial_casts,
            trivial_numeric_casts,
            unnameable_types,
            unreachable_pub,
            unused,
            unused_lifetimes,
            unused_qualifications,
            unused_results,
            variant_size_differences,
            clippy::all,
            clippy::cargo,
            clippy::nursery,
            clippy::pedantic,
            clippy::restriction,
            rustdoc::all
        )]
    }
}
