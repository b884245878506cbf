//! Where a URL leads: scheme, host, port, socket, backups.

use trefoil_core::Url;

use crate::url;

#[test]
fn every_part_is_read() {
    let url = url("tri://ann:secret@example.com:50051/a/demo.Greeter?group=blue&version=1.0");
    assert_eq!(url.scheme(), "tri");
    assert_eq!(url.username(), Some("ann"));
    assert_eq!(url.password(), Some("secret"));
    assert_eq!(url.host(), Some("example.com"));
    assert_eq!(url.port(), Some(50051));
    assert_eq!(url.path(), "a/demo.Greeter");
    assert_eq!(
        url.params().collect::<Vec<_>>(),
        [("group", "blue"), ("version", "1.0")]
    );
    assert_eq!(url.address(), "example.com:50051");
    assert_eq!((url.unix_path(), url.memory_name()), (None, None));
}

#[test]
fn canonical_text_prints_as_it_was_written() {
    for text in [
        "tri://h:50051/demo.Greeter?group=blue&timeout=3000",
        "tri://ann:p%40ss@h:1/a/b?k=v",
        "tri://:pw@h:1",
        "tri://[::1]:50051/svc",
        "tri://[::1]/svc",
        "tri://[fe80::1%25eth0]:1/svc",
        "tri://*:50051",
        "tri://:50051/svc",
        "tri://",
        "injvm:///svc",
        "127.0.0.1:50051",
        "localhost/svc?a=b",
        "/svc",
        "/?a=b",
        "/",
        "tri://unix:/run/x.sock",
        "tri://unix:/run/x.sock?group=g",
        "tri://unix:%2Frun%2Fx.sock/svc",
        "unix:/run/x.sock",
        "tri://unix:%40abstract/svc",
        "tri://unix:x.sock/svc",
        "tri://memory:test-1/svc",
        "tri://memory",
        "tri://%6Demory:80/svc",
        "tri://%75nix:80/svc",
        "tri://%75nix:pw@h:1",
        "zookeeper://h1:2181/x?backup=h2:2181,h3:2181",
        "tri://h/%E4%BD%A0%E5%A5%BD?k=a%26b%3Dc%2Bd%20e",
        "tri://h?url=http://x/y%3Fz",
    ] {
        assert_eq!(url(text).to_string(), text);
    }
}

#[test]
fn ipv6_is_read_in_brackets_and_given_without() {
    assert_eq!(url("tri://[2001:db8::1]:80/x").host(), Some("2001:db8::1"));
    assert_eq!(url("tri://[fe80::1%eth0]:80").host(), Some("fe80::1%eth0"));
    assert_eq!(
        url("tri://[fe80::1%25eth0]:80"),
        url("tri://[fe80::1%eth0]:80")
    );
    assert_eq!(url("[::1]:80").with_host("[::2]").address(), "[::2]:80");
}

#[test]
fn a_missing_scheme_is_empty_and_can_be_filled_in() {
    let bare = url("127.0.0.1:50051/svc?next=http://x");
    assert_eq!((bare.scheme(), bare.host()), ("", Some("127.0.0.1")));
    assert_eq!(
        bare.with_scheme("tri").to_string(),
        "tri://127.0.0.1:50051/svc?next=http://x"
    );
}

#[test]
fn a_unix_socket_is_told_from_the_service_path() {
    for (text, socket, path) in [
        ("tri://unix:/run/x.sock", "/run/x.sock", ""),
        ("tri://unix:%2Frun%2Fx.sock", "/run/x.sock", ""),
        ("tri://unix:%2Frun%2Fx.sock/svc", "/run/x.sock", "svc"),
        ("tri://unix:x.sock/svc", "x.sock", "svc"),
        ("tri://unix:.%2Fx.sock/svc", "./x.sock", "svc"),
        ("tri://unix:@name/svc", "@name", "svc"),
        ("tri://unix:/run/a@b:c,d.sock", "/run/a@b:c,d.sock", ""),
        ("tri://u:p@unix:/run/x.sock", "/run/x.sock", ""),
    ] {
        let url = url(text);
        assert_eq!(
            (url.unix_path(), url.path()),
            (Some(socket), path),
            "{text}"
        );
        assert_eq!(
            (url.host(), url.port(), url.memory_name()),
            (None, None, None),
            "{text}"
        );
    }
    assert_eq!(url("tri://unix:%2Fx"), url("tri://unix:/x"));
}

#[test]
fn a_default_port_leaves_sockets_and_memory_alone() {
    let unix = url("tri://unix:/run/x.sock");
    assert_eq!(unix.clone().with_port(50051), unix);
    let memory = url("tri://memory:m/svc");
    assert_eq!(memory.clone().with_port(50051), memory);
    assert_eq!(memory.with_host("h").address(), "h");
}

#[test]
fn a_host_called_memory_or_unix_survives_printing() {
    for name in ["memory", "unix"] {
        let named = Url::new("tri").with_host(name).with_port(80);
        let again = url(&named.to_string());
        assert_eq!((again.host(), again.port()), (Some(name), Some(80)));
        assert_eq!((again.memory_name(), again.unix_path()), (None, None));
    }
    assert_eq!(url("tri://memory:80").memory_name(), Some("80"));
}

#[test]
fn several_addresses_become_a_backup() {
    let one = url("tri://h1:1,h2:2,[::1]:3/svc");
    assert_eq!((one.host(), one.port()), (Some("h1"), Some(1)));
    assert_eq!(one.addresses(), ["h1:1", "h2:2", "[::1]:3"]);
    assert_eq!(one, url("tri://h1:1/svc?backup=h2:2,[::1]:3"));
    assert_eq!(
        url("tri://h1:1,h2:2/svc?backup=h3:3").addresses(),
        ["h1:1", "h2:2", "h3:3"]
    );
    assert_eq!(url("tri://h1:1").addresses(), ["h1:1"]);
    assert!(url("injvm:///svc").addresses().is_empty());
}

#[test]
fn each_address_gets_a_url_of_its_own() {
    let each = url("tri://u:p@h1:1,h2:2/svc?group=g")
        .split_addresses()
        .unwrap();
    let texts: Vec<String> = each.iter().map(Url::to_string).collect();
    assert_eq!(
        texts,
        ["tri://u:p@h1:1/svc?group=g", "tri://u:p@h2:2/svc?group=g"]
    );
    let bad = url("tri://u:p@h1:1/svc?backup=h2:x")
        .split_addresses()
        .unwrap_err();
    assert_eq!(
        bad.to_string(),
        "in `backup`, port `x` is not a number from 0 to 65535 in `tri://u:***@h1:1/svc?backup=h2:x`"
    );
}
