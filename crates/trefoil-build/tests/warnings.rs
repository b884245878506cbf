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
        know, and its message derives serde's traits; in build.rs add \
        `.field_attribute(\"p.M.at\", \"#[serde(skip)]\")`, or `#[serde(with = \"..\")]` with a module of yours";
    let all = |config: Config| config.type_attribute(".", derive);
    assert_eq!(warnings("derived", proto, all), [expected]);
    let of_one = |config: Config| config.type_attribute("M", derive);
    assert_eq!(warnings("one", proto, of_one), [expected]);
    let handled = |config| all(config).field_attribute("M.at", "#[serde(skip)]");
    assert_eq!(warnings("handled", proto, handled), [""; 0]);
    let another = |config: Config| config.type_attribute("Another", derive);
    let nothing = "type_attribute: no message, enum or oneof in the .proto files is called `Another`, so that the setting has no effect";
    assert_eq!(warnings("another", proto, another), [nothing]);
    assert_eq!(warnings("plain", proto, |config| config), [""; 0]);
    // The attribute of a oneof's field goes to its enum, and is found there.
    let proto = "package p;\nimport \"google/protobuf/timestamp.proto\";\n\
        message M { oneof when { google.protobuf.Timestamp at = 1; } }\n";
    let [text] = warnings("in_oneof", proto, all).try_into().unwrap();
    assert!(
        text.contains("the field `p.M.at`") && text.contains(".field_attribute(\"p.M.when.at\", "),
        "{text}"
    );
    let handled = |config| all(config).field_attribute("p.M.when.at", "#[serde(skip)]");
    assert_eq!(warnings("handled_in_oneof", proto, handled), [""; 0]);
}

#[test]
fn settings_for_what_is_not_there() {
    let proto = "package p.v1;\nmessage M {\n  map<int32, bytes> map = 1;\n  oneof choice { bytes data = 2; M other = 3; }\n  \
        enum E { ZERO = 0; }\n}\nservice S { rpc Do(M) returns (M); }\n";
    let good = |config: Config| {
        config
            .btree_map([".", "map", ".p.v1.M", ".p.v1.M.map"])
            .bytes([".p.v1", "M.data", ".p.v1.M.value"])
            .boxed(["M.choice.other"])
            .type_attribute(".p", "#[allow(dead_code)]")
            .type_attribute("M.choice", "#[allow(dead_code)]")
            .field_attribute("E.ZERO", "#[doc = \"Zero.\"]")
            .field_attribute("choice.data", "#[doc = \"Data.\"]")
            .field_attribute("choice", "#[doc = \"Choice.\"]")
            .extern_path(".google.rpc", "::rpc")
    };
    // Nothing of google.rpc is imported.
    let unused = |option: &str, noun: &str, path: &str, help: &str| {
        format!(
            "{option}: {noun} in the .proto files is called `{path}`{help}, so that the setting has no effect"
        )
    };
    assert_eq!(
        warnings("paths", proto, good),
        [unused("extern_path", "nothing", ".google.rpc", "")]
    );
    let bad = |config: Config| {
        config
            .btree_map(["p.v1.M.mpa", "M.data"])
            .bytes(["ata", "choice.data", "M.map"])
            .boxed([".v1.M.choice", ".p.v1.M.other"])
            .type_attribute("M.map", "#[allow(dead_code)]")
            .field_attribute(".p.v1.M.dat", "#[deprecated]")
            .field_attribute("M.data", "#[deprecated]")
            .extern_path(".p.v", "::p")
    };
    let (field, item) = ("no field", "no field or value");
    assert_eq!(
        warnings("no_paths", proto, bad),
        [
            unused("bytes", field, "ata", ""),
            unused("bytes", field, "choice.data", "; it is `.p.v1.M.data` here"),
            unused("bytes", field, "M.map", "; it is `.p.v1.M.value` here"),
            unused("btree_map", "no field of a map", "p.v1.M.mpa", ""),
            unused("btree_map", "no field of a map", "M.data", ""),
            unused("boxed", field, ".v1.M.choice", ""),
            unused(
                "boxed",
                field,
                ".p.v1.M.other",
                "; it is `.p.v1.M.choice.other` here"
            ),
            unused("extern_path", "nothing", ".p.v", ""),
            unused("type_attribute", "no message, enum or oneof", "M.map", ""),
            unused("field_attribute", item, ".p.v1.M.dat", ""),
            unused(
                "field_attribute",
                item,
                "M.data",
                "; it is `.p.v1.M.choice.data` here"
            ),
        ]
    );
}
