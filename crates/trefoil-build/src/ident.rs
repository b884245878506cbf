//! From protobuf names to Rust names. The cases are the same as prost's, so that services and
//! messages agree.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

use crate::error::{Error, Result};

/// `GetFoo` to `get_foo`, safe to use as an identifier.
pub(crate) fn snake(name: &str) -> String {
    sanitize(name, &name.to_snake_case())
}

/// `greeter_v1` to `GreeterV1`, safe to use as an identifier.
pub(crate) fn upper_camel(name: &str) -> String {
    sanitize(name, &name.to_upper_camel_case())
}

/// `GreeterV1` to `GREETER_V1`, safe to use as an identifier.
pub(crate) fn shouty(name: &str) -> String {
    sanitize(name, &name.to_shouty_snake_case())
}

/// The module path of a package, segment by segment.
pub(crate) fn module_path(package: &str) -> Vec<String> {
    of_modules(&prost_build::Module::from_protobuf_package_name(package))
}

/// The same for a module of prost's.
pub(crate) fn of_modules(module: &prost_build::Module) -> Vec<String> {
    module.parts().map(not_primitive).collect()
}

/// The module of what is in a message.
pub(crate) fn module(message: &str) -> String {
    not_primitive(&snake(message))
}

/// Whether a module of this name hides the type from all that is beside it.
pub(crate) fn is_primitive(name: &str) -> bool {
    PRIMITIVES.contains(&name)
}

fn not_primitive(module: &str) -> String {
    match is_primitive(module) {
        true => format!("{module}_"),
        false => module.to_owned(),
    }
}

/// Those that prost's code and ours name without a path.
const PRIMITIVES: [&str; 11] = [
    "bool", "f32", "f64", "i32", "i64", "str", "u32", "u64", "u8", "usize", "char",
];

/// A name in Rust, perhaps raw (`r#match`). Plain data: an [`Ident`] stays on its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// # Errors
    /// When it cannot be a name.
    pub(crate) fn new(name: impl Into<String>) -> Result<Self> {
        let name = name.into();
        match is_word(name.strip_prefix("r#").unwrap_or(&name)) {
            true => Ok(Self(name)),
            false => Err(Error::new(format!("`{name}` cannot be a name in Rust"))),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = match self.0.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, Span::call_site()),
            None => Ident::new(&self.0, Span::call_site()),
        };
        ident.to_tokens(tokens);
    }
}

/// `Ident::new` panics on anything else.
fn is_word(name: &str) -> bool {
    name != "_" && syn::parse_str::<Word>(name).is_ok()
}

/// Any identifier, keywords included.
struct Word;

impl syn::parse::Parse for Word {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        use syn::ext::IdentExt as _;
        input.call(Ident::parse_any).map(|_| Self)
    }
}

/// A name in its case already, safe to use as an identifier.
pub(crate) fn sanitized(cased: &str) -> String {
    sanitize(cased, cased)
}

/// The same name with an underscore at its end.
pub(crate) fn underscored(name: &str) -> String {
    format!("{}_", name.strip_prefix("r#").unwrap_or(name))
}

fn sanitize(name: &str, cased: &str) -> String {
    match cased {
        // All underscores: changing case left nothing. `__` is a name, `_` is not.
        "" => format!("{name}_"),
        "self" | "Self" | "super" | "crate" | "extern" => format!("{cased}_"),
        _ if cased.starts_with(|first: char| first.is_ascii_digit()) => format!("_{cased}"),
        _ if syn::parse_str::<Ident>(cased).is_err() || cased == "gen" => format!("r#{cased}"),
        _ => cased.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;

    use super::{Name, module_path, shouty, snake, upper_camel};

    #[test]
    fn every_protobuf_name_becomes_an_identifier() {
        for (name, snake_name, camel, shout) in [
            ("SayHello", "say_hello", "SayHello", "SAY_HELLO"),
            (
                "GetHTTPRequest",
                "get_http_request",
                "GetHttpRequest",
                "GET_HTTP_REQUEST",
            ),
            ("match", "r#match", "Match", "MATCH"),
            ("gen", "r#gen", "Gen", "GEN"),
            ("try", "r#try", "Try", "TRY"),
            ("Self", "self_", "Self_", "SELF"),
            ("super", "super_", "Super", "SUPER"),
            ("Crate", "crate_", "Crate", "CRATE"),
            ("extern", "extern_", "Extern", "EXTERN"),
            ("_1", "_1", "_1", "_1"),
            ("_", "__", "__", "__"),
            ("__", "___", "___", "___"),
        ] {
            assert_eq!(snake(name), snake_name);
            assert_eq!(upper_camel(name), camel);
            assert_eq!(shouty(name), shout);
            for cased in [snake(name), upper_camel(name), shouty(name)] {
                let name = Name::new(cased.as_str()).unwrap();
                assert_eq!(name.to_token_stream().to_string(), cased);
            }
        }
    }

    #[test]
    fn nonsense_is_an_error_and_not_a_panic() {
        for name in ["", "_", "a b", "a-b", "1a", "r#", "r#1"] {
            assert!(Name::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn packages_are_modules() {
        assert_eq!(module_path("type.fn.v1"), ["r#type", "r#fn", "v1"]);
        assert_eq!(module_path("self.super"), ["self_", "super_"]);
        assert_eq!(module_path("a.Bool.i32"), ["a", "bool_", "i32_"]);
        assert!(module_path("").is_empty());
    }
}
