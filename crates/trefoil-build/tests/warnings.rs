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
    let nothing = "type_attribute: nothing in the .proto files is called `Another`, so that the setting has no effect";
    assert_eq!(warnings("another", proto, another), [nothing]);
    assert_eq!(warnings("plain", proto, |config| config), [""; 0]);
}

#[test]
fn settings_for_what_is_not_there() {
    let proto = "package p.v1;\nmessage M {\n  map<int32, int32> map = 1;\n  oneof choice { bytes data = 2; }\n  \
        enum E { ZERO = 0; }\n}\nservice S { rpc Do(M) returns (M); }\n";
    let good = |config: Config| {
        config
            .btree_map([".", "map", ".p.v1.M", ".p.v1.M.map"])
            .bytes([".p.v1", "choice.data", "M.data"])
            .type_attribute(".p", "#[allow(dead_code)]")
            .type_attribute("M.choice", "#[allow(dead_code)]")
            .field_attribute("E.ZERO", "#[doc = \"Zero.\"]")
            .extern_path(".google.rpc", "::rpc")
    };
    // Nothing of google.rpc is imported.
    let unused = |option: &str, path: &str| {
        format!(
            "{option}: nothing in the .proto files is called `{path}`, so that the setting has no effect"
        )
    };
    assert_eq!(
        warnings("paths", proto, good),
        [unused("extern_path", ".google.rpc")]
    );
    let bad = |config: Config| {
        config
            .btree_map(["p.v1.M.mpa"])
            .bytes(["ata"])
            .boxed([".v1.M.choice"])
            .field_attribute(".p.v1.M.dat", "#[deprecated]")
            .extern_path(".p.v", "::p")
    };
    assert_eq!(
        warnings("no_paths", proto, bad),
        [
            unused("bytes", "ata"),
            unused("btree_map", "p.v1.M.mpa"),
            unused("boxed", ".v1.M.choice"),
            unused("extern_path", ".p.v"),
            unused("field_attribute", ".p.v1.M.dat"),
        ]
    );
}
