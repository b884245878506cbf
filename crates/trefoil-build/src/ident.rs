//! From protobuf names to Rust names. The cases are the same as prost's, so that services and
//! messages agree.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

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
    prost_build::Module::from_protobuf_package_name(package)
        .parts()
        .map(str::to_owned)
        .collect()
}

/// An [`Ident`] of a name that may be raw (`r#match`).
pub(crate) fn ident(name: &str) -> Result<Ident> {
    match name.strip_prefix("r#") {
        Some(raw) if is_word(raw) => Ok(Ident::new_raw(raw, Span::call_site())),
        None if is_word(name) => Ok(Ident::new(name, Span::call_site())),
        _ => Err(Error::new(format!("`{name}` cannot be a name in Rust"))),
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
    use super::{ident, module_path, shouty, snake, upper_camel};

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
                assert_eq!(ident(&cased).unwrap().to_string(), cased);
            }
        }
    }

    #[test]
    fn nonsense_is_an_error_and_not_a_panic() {
        for name in ["", "_", "a b", "a-b", "1a", "r#", "r#1"] {
            assert!(ident(name).is_err(), "{name}");
        }
    }

    #[test]
    fn packages_are_modules() {
        assert_eq!(module_path("type.fn.v1"), ["r#type", "r#fn", "v1"]);
        assert_eq!(module_path("self.super"), ["self_", "super_"]);
        assert!(module_path("").is_empty());
    }
}
