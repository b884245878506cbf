//! What compiles, and is perhaps not what was meant: the exact text.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use folder::folder;
use trefoil_build::Config;

fn warnings(name: &str, proto: &str, set: impl FnOnce(Config) -> Config) -> Vec<String> {
    let text = format!("syntax = \"proto3\";\n{proto}");
    let folder = folder(name, &[("a.proto", text.as_str())]);
    let config = set(Config::new().protos([&folder]));
    let generated = config.generate().unwrap();
    let warnings = generated.warnings().iter();
    warnings
        .map(|warning| warning.replace(&format!("{}/", folder.display()), ""))
        .collect()
}

#[test]
fn two_rpcs_of_one_rust_name() {
    let proto = "package p;\nmessage M {}\nservice S {\n  rpc GetFoo(M) returns (M);\n  \
        rpc get_foo(M) returns (M);\n  rpc Other(M) returns (M);\n}\n";
    assert_eq!(
        warnings("rpcs", proto, |config| config),
        [
            "a.proto:6:7: the rpc `get_foo` is `get_foo_` in Rust, because the rpc `GetFoo` (a.proto:5:7) is \
             `get_foo`; rename one of them if that is not meant"
        ]
    );
    let elsewhere = warnings("extern_rpcs", proto, |config| {
        config.extern_path(".p", "::p")
    });
    assert_eq!(elsewhere, [""; 0]);
}

#[test]
fn fields_that_serde_does_not_know() {
    let proto = "package p;\nimport \"google/protobuf/timestamp.proto\";\n\
        import \"google/protobuf/wrappers.proto\";\nmessage M {\n  google.protobuf.Timestamp at = 1;\n  \
        google.protobuf.StringValue text = 2;\n}\n";
    let derive = "#[derive(serde::Serialize)]";
    let expected = "a.proto:6:29: the field `p.M.at` is a `google.protobuf.Timestamp`, which serde does not \
        know, and build.rs derives serde's traits for its message; in build.rs add \
        `.field_attribute(\"p.M.at\", \"#[serde(skip)]\")`, or `#[serde(with = \"..\")]` with a module of yours";
    let all = |config: Config| config.type_attribute(".", derive);
    assert_eq!(warnings("derived", proto, all), [expected]);
    let of_one = |config: Config| config.type_attribute("M", derive);
    assert_eq!(warnings("one", proto, of_one), [expected]);
    let handled = |config| all(config).field_attribute("M.at", "#[serde(skip)]");
    assert_eq!(warnings("handled", proto, handled), [""; 0]);
    let another = |config: Config| config.type_attribute("Another", derive);
    assert_eq!(warnings("another", proto, another), [""; 0]);
    assert_eq!(warnings("plain", proto, |config| config), [""; 0]);
}
