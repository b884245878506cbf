//! A gap in prost-derive 0.14: for a map of enums called `type` it writes a method `get_r#type`, and panics. Such
//! fields are called `type_`.

use quote::format_ident;
use syn::{Expr, ExprLit, Field, ItemStruct, Lit, Meta, Token, punctuated::Punctuated};

pub(super) fn rename(message: &mut ItemStruct) {
    for field in &mut message.fields {
        let raw = field.ident.as_ref().map(ToString::to_string);
        if let Some(name) = raw.as_deref().and_then(|name| name.strip_prefix("r#"))
            && is_map_of_enums(field)
        {
            field.ident = Some(format_ident!("{name}_"));
        }
    }
}

fn is_map_of_enums(field: &Field) -> bool {
    let attributes = field.attrs.iter();
    let mut prost = attributes.filter(|attribute| attribute.path().is_ident("prost"));
    prost.any(|attribute| {
        let metas = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        metas.is_ok_and(|metas| metas.iter().any(is_enumeration_in_map))
    })
}

/// `map = "string, enumeration(Kind)"`
fn is_enumeration_in_map(meta: &Meta) -> bool {
    let Meta::NameValue(meta) = meta else {
        return false;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = &meta.value
    else {
        return false;
    };
    let is_map = meta.path.is_ident("map") || meta.path.is_ident("btree_map");
    is_map && text.value().contains("enumeration(")
}
