//! Typed readings of parameters.

use std::time::Duration;

use trefoil_core::ByteSize;

use crate::url;

#[test]
fn an_empty_value_counts_as_absent() {
    let url = url("tri://h?timeout=&m.timeout=");
    assert_eq!(url.param("timeout"), None);
    assert_eq!(url.get::<Duration>("timeout"), Ok(None));
    assert_eq!(url.method_get::<Duration>("m", "timeout"), Ok(None));
}

#[test]
fn durations_are_read_in_java_and_go_spelling() {
    for (text, duration) in [
        ("0", Some(Duration::ZERO)),
        ("1500", Some(Duration::from_millis(1500))),
        ("200ms", Some(Duration::from_millis(200))),
        ("3s", Some(Duration::from_secs(3))),
        ("1.5s", Some(Duration::from_millis(1500))),
        ("5m", Some(Duration::from_secs(300))),
        ("1h", Some(Duration::from_secs(3600))),
        ("1h30m5s", Some(Duration::from_secs(5405))),
        ("7us", Some(Duration::from_micros(7))),
        ("7%C2%B5s", Some(Duration::from_micros(7))),
        ("7ns", Some(Duration::from_nanos(7))),
        ("-1", None),
        ("1.5", None),
        ("3 s", None),
        ("3d", None),
        ("s", None),
        (".s", None),
        ("1.2.3s", None),
        ("99999999999999999999", None),
        ("99999999999999999999999h", None),
    ] {
        let read = url(&format!("tri://h?t={text}")).get::<Duration>("t");
        assert_eq!(read.ok().flatten(), duration, "{text}");
    }
}

#[test]
fn byte_sizes_are_read_as_dubbo_go_reads_them() {
    for (text, size) in [
        ("4194304", Some(4_194_304)),
        ("4MiB", Some(4_194_304)),
        ("4mib", Some(4_194_304)),
        ("8mb", Some(8_000_000)),
        ("1k", Some(1_000)),
        ("1.5 KiB", Some(1_536)),
        ("12b", Some(12)),
        ("16777215TiB", Some(16_777_215 << 40)),
        ("16777216TiB", None),
        ("-1", None),
        ("MiB", None),
        ("4XiB", None),
        ("", None),
    ] {
        assert_eq!(text.parse::<ByteSize>().ok(), size.map(ByteSize), "{text}");
    }
}

#[test]
fn numbers_booleans_and_lists_are_typed() {
    let url = url("tri://h?n=65536&f=0.5&inf=inf&yes=TRUE&no=false&odd=yes&list=1,%202,,3&neg=-1");
    assert_eq!(url.get::<u32>("n"), Ok(Some(65536)));
    assert_eq!(url.get::<i8>("neg"), Ok(Some(-1)));
    assert_eq!(url.get::<f64>("f"), Ok(Some(0.5)));
    assert!(url.get::<f64>("inf").is_err());
    assert_eq!(url.get::<bool>("yes"), Ok(Some(true)));
    assert_eq!(url.get::<bool>("no"), Ok(Some(false)));
    assert!(url.get::<bool>("odd").is_err());
    assert_eq!(url.get::<Vec<u8>>("list"), Ok(Some(vec![1, 2, 3])));
    assert_eq!(url.get::<String>("n"), Ok(Some("65536".to_owned())));
    assert_eq!(url.get::<u32>("absent"), Ok(None));
}

#[test]
fn a_wrong_value_names_url_key_value_and_what_is_expected() {
    let error = url("tri://h?n=65536").get::<u16>("n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "parameter `n` is `65536`, expected a whole number from 0 to 65535, in `tri://h?n=65536`"
    );
    let error = url("tri://h?n=1,x").get::<Vec<u8>>("n").unwrap_err();
    assert_eq!(
        error.expected(),
        "a list with commas, each item a whole number from 0 to 255"
    );
}

#[test]
fn a_method_setting_goes_before_the_one_of_the_service() {
    let url = url(
        "tri://h?default.retries=7&timeout=1&sayHello.timeout=2&methods.Bye.timeout=3\
                   &default.timeout=9&Exact.k=4&exact.k=5&put_all.timeout=6&get_foo.k=7&GetFoo.k=8\
                   &methods.see_you.timeout=9&get.timeout=10",
    );
    let timeout = |method| url.method_param(method, "timeout");
    assert_eq!(timeout("sayHello"), Some("2"));
    assert_eq!(timeout("SayHello"), Some("2"));
    assert_eq!(timeout("sayhello"), Some("1"));
    assert_eq!(timeout("bye"), Some("3"));
    assert_eq!(timeout("other"), Some("1"));
    assert_eq!(timeout(""), Some("1"));
    // As Rust has it, after all other spellings.
    assert_eq!(timeout("PutAll"), Some("6"));
    assert_eq!(timeout("SeeYou"), Some("9"));
    assert_eq!(timeout("GET"), Some("10"));
    assert_eq!(timeout("PutAl"), Some("1"));
    assert_eq!(url.method_param("get_foo", "k"), Some("7"));
    assert_eq!(url.method_param("GetFoo", "k"), Some("8"));
    assert_eq!(url.method_param("exact", "k"), Some("5"));
    assert_eq!(url.method_param("Exact", "k"), Some("4"));
    assert_eq!(url.method_get::<u8>("sayHello", "retries"), Ok(Some(7)));
}

#[test]
fn the_service_key_leaves_out_what_is_not_set() {
    for (text, key) in [
        ("tri://h/a.B", "a.B"),
        ("tri://h/a.B?group=g", "g/a.B"),
        ("tri://h/a.B?version=1", "a.B:1"),
        ("tri://h/a.B?version=0.0.0&group=", "a.B"),
        ("tri://h/x/y?interface=a.B&group=g&version=1", "g/a.B:1"),
        ("tri://h", ""),
    ] {
        assert_eq!(url(text).service_key(), key, "{text}");
    }
}
