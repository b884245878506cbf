//! Items that were made here, as text.

use proc_macro2::TokenStream;
use quote::quote;

use super::{format, lints};
use crate::docs::Comments;
use crate::error::Result;

/// Formatted items of one module. The text alone is kept: the tokens of a large input take many times its memory.
pub(crate) struct Part {
    pub(super) text: String,
}

impl Part {
    /// Items at this path.
    pub(crate) fn of_items(
        items: &[TokenStream],
        path: &[String],
        comments: &Comments,
    ) -> Result<Self> {
        // An included file has no lint settings of its own, so its outermost items have them.
        let allow = path.is_empty().then(lints::allow);
        let allowed: TokenStream = items.iter().map(|item| quote!(#allow #item)).collect();
        Ok(Self {
            text: comments.put_back(&format(allowed)?),
        })
    }

    /// The call of a macro, which makes items with lint settings of their own: an attribute has no effect on it, and
    /// a warning.
    pub(crate) fn of_call(call: TokenStream) -> Result<Self> {
        Ok(Self {
            text: format(call)?,
        })
    }
}
