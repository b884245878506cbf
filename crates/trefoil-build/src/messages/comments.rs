//! Comments past prost: it would pass on code blocks as doctests, so it only sees place holders.

use proc_macro2::{Ident, Span};
use prost_types::FileDescriptorProto;
use syn::visit_mut::VisitMut;
use syn::{AttrStyle, Attribute, Expr, ExprLit, Lit, LitStr, Meta, MetaNameValue, token};

use crate::docs;

const MARK: &str = "trefoil-comment-";

/// The comments that were taken out of descriptors.
pub(super) struct Comments(Vec<Vec<String>>);

/// Replaces each comment by a place holder.
pub(super) fn take(files: &mut [FileDescriptorProto]) -> Comments {
    let mut comments = Vec::new();
    let locations = files
        .iter_mut()
        .filter_map(|file| file.source_code_info.as_mut())
        .flat_map(|info| &mut info.location);
    for location in locations {
        let lines = docs::lines(&docs::of_location(location));
        location.leading_detached_comments.clear();
        location.trailing_comments = None;
        location.leading_comments = None;
        if !lines.is_empty() {
            location.leading_comments = Some(format!("{MARK}{}", comments.len()));
            comments.push(lines);
        }
    }
    Comments(comments)
}

impl Comments {
    /// Puts the documentation where prost wrote the place holders.
    pub(super) fn put_back(&self, file: &mut syn::File) {
        Replace(self).visit_file_mut(file);
    }

    fn of(&self, attribute: &Attribute) -> Option<&[String]> {
        let Meta::NameValue(value) = &attribute.meta else {
            return None;
        };
        let Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) = &value.value
        else {
            return None;
        };
        let index = text
            .value()
            .trim()
            .strip_prefix(MARK)?
            .parse::<usize>()
            .ok()?;
        self.0.get(index).map(Vec::as_slice)
    }
}

struct Replace<'a>(&'a Comments);

impl Replace<'_> {
    fn replace(&self, attributes: &mut Vec<Attribute>) {
        for attribute in std::mem::take(attributes) {
            match self.0.of(&attribute) {
                Some(lines) => attributes.extend(lines.iter().map(|line| doc(line))),
                None => attributes.push(attribute),
            }
        }
    }
}

/// `#[doc = "line"]`, made by hand: there are many, and parsing each is slow.
fn doc(line: &str) -> Attribute {
    let value = Lit::Str(LitStr::new(line, Span::call_site()));
    Attribute {
        pound_token: token::Pound::default(),
        style: AttrStyle::Outer,
        bracket_token: token::Bracket::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Ident::new("doc", Span::call_site()).into(),
            eq_token: token::Eq::default(),
            value: Expr::Lit(ExprLit {
                attrs: Vec::new(),
                lit: value,
            }),
        }),
    }
}

/// What prost and tonic document, and modules on the way to it.
impl VisitMut for Replace<'_> {
    fn visit_item_struct_mut(&mut self, item: &mut syn::ItemStruct) {
        self.replace(&mut item.attrs);
        syn::visit_mut::visit_item_struct_mut(self, item);
    }

    fn visit_item_enum_mut(&mut self, item: &mut syn::ItemEnum) {
        self.replace(&mut item.attrs);
        syn::visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        self.replace(&mut field.attrs);
    }

    fn visit_variant_mut(&mut self, variant: &mut syn::Variant) {
        self.replace(&mut variant.attrs);
    }

    fn visit_item_trait_mut(&mut self, item: &mut syn::ItemTrait) {
        self.replace(&mut item.attrs);
        syn::visit_mut::visit_item_trait_mut(self, item);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut syn::TraitItemFn) {
        self.replace(&mut item.attrs);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.replace(&mut item.attrs);
    }
}
