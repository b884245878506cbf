//! How parameters are written: escapes, flags, and what is equal.

use trefoil_core::Url;

use crate::{hash, url};

#[test]
fn delimiters_inside_values_are_escaped() {
    let odd = Url::new("tri")
        .with_credentials("a:b@c", "d/e?f")
        .with_host("h o,st")
        .with_path("p?q#r s")
        .with_param("k=&", "v=&+%;#");
    let again = url(&odd.to_string());
    assert_eq!(again, odd);
    assert_eq!(
        (again.username(), again.password()),
        (Some("a:b@c"), Some("d/e?f"))
    );
    assert_eq!(
        (again.path(), again.param("k=&")),
        ("p?q#r s", Some("v=&+%;#"))
    );
}

#[test]
fn a_plus_sign_stays_a_plus_sign() {
    let version = url("tri://h?version=1.0+build");
    assert_eq!(version.version(), Some("1.0+build"));
    assert_eq!(version.to_string(), "tri://h?version=1.0%2Bbuild");
}

#[test]
fn the_last_at_sign_ends_the_credentials() {
    let url = url("tri://ann:p@ss@h:1");
    assert_eq!((url.password(), url.host()), (Some("p@ss"), Some("h")));
}

#[test]
fn a_key_alone_is_a_flag_and_a_repeated_key_keeps_its_last_value() {
    let url = url("tri://h?lazy&a=1&b=2&a=3&&");
    assert_eq!(url.get("lazy"), Ok(Some(true)));
    assert_eq!(url.to_string(), "tri://h?lazy=true&a=3&b=2");
}

#[test]
fn parameter_order_counts_neither_for_equality_nor_for_the_hash() {
    let (a, b) = (url("tri://h?a=1&b=2"), url("tri://h?b=2&a=1"));
    assert_eq!(a, b);
    assert_eq!(hash(&a), hash(&b));
    assert_ne!(a, url("tri://h?a=2&b=1"));
    assert_ne!(a, url("tri://h?a=1"));
    assert_ne!(a, url("tri://h:1?a=1&b=2"));
}

#[test]
fn changing_a_clone_leaves_the_original_alone() {
    let original = url("tri://h:1/svc?a=1");
    let changed = original
        .clone()
        .with_port(2)
        .with_param("a", 2)
        .without_param("b");
    assert_eq!(original.to_string(), "tri://h:1/svc?a=1");
    assert_eq!(changed.to_string(), "tri://h:2/svc?a=2");
}
