//! What a wrong URL is answered with, and that no answer tells a secret.

use std::time::Duration;

use trefoil_core::{Url, UrlPart};

use crate::{error, url};

#[test]
fn errors_name_the_place_and_the_fix() {
    let cases = [
        (
            "",
            "the URL is empty: write for example `tri://127.0.0.1:50051`",
        ),
        (
            "tri://h:99999/x",
            "port `99999` is not a number from 0 to 65535 in `tri://h:99999/x`",
        ),
        (
            "tri://h:+80",
            "port `+80` is not a number from 0 to 65535 in `tri://h:+80`",
        ),
        (
            "tri://h:/x",
            "no port follows the `:` (drop it or add one) in `tri://h:/x`",
        ),
        ("://h", "the scheme before `://` is missing in `://h`"),
        (
            "t r://h",
            "the text before `://` is not a scheme: it has a ` ` in `t r://h`",
        ),
        (
            "unix:///run/x",
            "`unix` is not a scheme, write `tri://unix:/run/x.sock` in `unix:///run/x`",
        ),
        (
            "tri://[::1/x",
            "the `]` of IPv6 address `[::1` is missing in `tri://[::1/x`",
        ),
        (
            "tri://[::g]",
            "`[::g]` is not an IPv6 address in `tri://[::g]`",
        ),
        (
            "tri://[::1]80",
            "`:` and a port have to follow `]`, not `80`, in `tri://[::1]80`",
        ),
        (
            "tri://::1:80",
            "address `::1:80` has several `:` (write an IPv6 address in brackets, `[::1]:80`) in \
             `tri://::1:80`",
        ),
        (
            "tri://h o:1",
            "host `h o` has a ` `, which no host has, in `tri://h o:1`",
        ),
        (
            "tri://${HOST}:1",
            "host `${HOST}` has a `$`, which no host has, in `tri://${HOST}:1`",
        ),
        (
            "tri://h1,,h2",
            "an address between two commas is missing in `tri://h1,,h2`",
        ),
        (
            "tri://h,memory:m",
            "`memory:m` cannot be one of several addresses in `tri://h,memory:m`",
        ),
        (
            "tri://unix:./x.sock",
            "the socket path stops at the `/` (escape the slashes of a relative one: \
             `unix:.%2Fx.sock`) in `tri://unix:./x.sock`",
        ),
        (
            "tri://unix:",
            "the socket path after `unix:` is missing (write `unix:/run/x.sock`) in `tri://unix:`",
        ),
        (
            "tri://memory:/x",
            "the in-memory name is missing (write `memory:` and a name) in `tri://memory:/x`",
        ),
        (
            "tri://h?k=50%",
            "the value of `k` has a `%` without two hex digits after it (a plain `%` is `%25`) in \
             `tri://h?k=50%`",
        ),
        (
            "tri://h/%FF",
            "path `/%FF` decodes to bytes that are not UTF-8 in `tri://h/%FF`",
        ),
        (
            "tri://h?=v",
            "a parameter has no key before its `=` in `tri://h?=v`",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(error(text), message);
    }
    assert_eq!(
        Url::parse("tri://h?=v").unwrap_err().part(),
        UrlPart::Params
    );
}

#[test]
fn errors_are_one_short_line() {
    let message = error(&format!("tri://h:x\ny{}", "z".repeat(100_000)));
    assert!(message.len() < 1000 && !message.contains('\n'), "{message}");
}

#[test]
fn secrets_show_in_display_only() {
    let secret = url("nacos://ann:hunter2@h:1/x?token=hunter2&a.password=hunter2&group=g");
    assert!(secret.to_string().contains("ann:hunter2@"));
    for hidden in [
        secret.redacted().to_string(),
        format!("{secret:?}"),
        format!("{secret:#?}"),
    ] {
        assert!(
            !hidden.contains("hunter2") && hidden.contains("group=g"),
            "{hidden}"
        );
    }
}

#[test]
fn secrets_are_hidden_in_errors() {
    for text in [
        "nacos://ann:hunter2@h:x",
        "nacos://ann:hunter2@h:1?token=hunter2&k=%",
        "nacos://ann:hunter2/more@h:1",
        "nacos://ann:hunter2?more@h:1",
        "nacos://ann:hunter2/%@h:1?k=v",
        "ann:hunter2@h:x",
        "nacos://ann:hunter2%@h",
        "n s://ann:hunter2@h",
    ] {
        let message = error(text);
        assert!(!message.contains("hunter2"), "{message}");
    }
    let url = url("tri://ann:hunter2@h?timeout=fast&token=hunter2,x");
    let errors = [
        url.get::<Duration>("timeout").unwrap_err().to_string(),
        url.get::<Vec<u8>>("token").unwrap_err().to_string(),
    ];
    assert!(
        errors.iter().all(|message| !message.contains("hunter2")),
        "{errors:?}"
    );
}
