//! Percent encoding: which characters are escaped where, and strict decoding.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode,
};

/// Everything but RFC 3986's unreserved characters, and `*`, which listeners use as a host.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'*');

const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

// `;` separates parameters for dubbo-java, and `+` is a space for Go.
const QUERY: &AsciiSet = &PATH.add(b'&').add(b'=').add(b'+').add(b';');

/// For user names, host names and the like, where every delimiter has to be escaped.
pub(super) fn component(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, COMPONENT)
}

/// For a path, which keeps its slashes.
pub(super) fn path(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, PATH)
}

/// For a key or value of a parameter.
pub(super) fn query(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, QUERY)
}

/// Escapes the first character, so that a reserved word reads as a plain one.
pub(super) fn escaped_first(word: &str) -> impl fmt::Display {
    let mut chars = word.chars();
    let first = chars.next().map_or(0, u32::from);
    // Only called for the reserved words, which are ASCII.
    format!("%{first:02X}{}", chars.as_str())
}

/// Decodes, or says what is wrong and how to write it.
///
/// Strict, because a value that silently changes is found late: in a token that is refused, in a
/// group nobody serves.
pub(super) fn decode(text: &str) -> Result<Cow<'_, str>, String> {
    let bytes = text.as_bytes();
    let broken = bytes.iter().enumerate().any(|(at, byte)| {
        let digit = |offset| bytes.get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        *byte == b'%' && !(digit(1) && digit(2))
    });
    if broken {
        return Err("has a `%` without two hex digits after it (a plain `%` is `%25`)".into());
    }
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| "decodes to bytes that are not UTF-8".into())
}
