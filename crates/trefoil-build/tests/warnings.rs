//! What compiles, and is perhaps not what was meant: the exact text.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use folder::folder;
use trefoil_build::Config;

fn warnings(name: &str, proto: &str, set: impl FnOnce(Config) -> Config) -> Vec<String> {
    let text = match proto.starts_with("syntax") {
        true => proto.to_owned(),
        false => format!("syntax = \"proto3\";\n{proto}"),
    };
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
    let proto = "package p.v1;\nmessage M {\n  map<int32, bytes> map = 1;\n  oneof choice { bytes data = 2; M other = 3; string text = 4; }\n  \
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
            .bytes(["ata", "choice.data", "M.map", "M.text"])
            .boxed([".v1.M.choice", ".p.v1.M.other"])
            .type_attribute("M.map", "#[allow(dead_code)]")
            .field_attribute(".p.v1.M.dat", "#[deprecated]")
            .field_attribute("M.data", "#[deprecated]")
            .extern_path(".p.v", "::p")
    };
    let (bytes, boxed, map) = (
        "no field of the type `bytes`",
        "no field that holds one message",
        "no map",
    );
    let item = "no field or value";
    assert_eq!(
        warnings("no_paths", proto, bad),
        [
            unused("bytes", bytes, "ata", ""),
            unused("bytes", bytes, "choice.data", "; it is `.p.v1.M.data` here"),
            unused("bytes", bytes, "M.map", "; it is `.p.v1.M.value` here"),
            unused("bytes", bytes, "M.text", ""),
            unused("btree_map", map, "p.v1.M.mpa", ""),
            unused("btree_map", map, "M.data", ""),
            unused("boxed", boxed, ".v1.M.choice", ""),
            unused(
                "boxed",
                boxed,
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

#[test]
fn names_that_are_one_in_rust() {
    let check = |test: &str, proto: &str, expected: &[&str]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|text| format!("{text} has its name; rename one of them if that is not meant"))
            .collect();
        assert_eq!(warnings(test, proto, |config| config), expected, "{test}");
    };
    check(
        "types",
        "package p.v1;\nmessage FooBar {}\nenum foo_bar { X = 0; }\n",
        &[
            "a.proto:4:6: the enum `p.v1.foo_bar` is `FooBar_` in Rust, because the message `p.v1.FooBar` (a.proto:3:9)",
        ],
    );
    check(
        "fields",
        "syntax = \"proto2\";\nmessage M {\n  optional string foo = 1;\n  optional string Foo = 2;\n}\n",
        &[
            "a.proto:4:19: the field `M.Foo` is `foo_` in Rust, because the field `M.foo` (a.proto:3:19)",
        ],
    );
    check(
        "variants",
        "syntax = \"proto2\";\nmessage M {\n  oneof one { string foo = 1; string Foo = 2; }\n}\n",
        &[
            "a.proto:3:38: the field `M.Foo` is `Foo_` in Rust, because the field `M.foo` (a.proto:3:22)",
        ],
    );
    check(
        "methods",
        "enum E { E_A = 0; }\nmessage M {\n  E mode = 1;\n  optional int32 set_mode = 2;\n}\n\
            message N {\n  E mode = 1;\n  int32 set_mode = 2;\n}\n",
        &[
            "a.proto:5:18: the field `M.set_mode` is `set_mode_` in Rust, because a method for the field `M.mode` (a.proto:4:5)",
        ],
    );
    check(
        "values",
        "enum E { E_A = 0; A = 1; }\n",
        &[
            "a.proto:2:19: the value `E.A` is `A_` in Rust, because the value `E.E_A` (a.proto:2:10)",
        ],
    );
    // A oneof is called as prost does it: with a suffix where a nested type has its name.
    check(
        "oneofs",
        "message M {\n  oneof foo { int32 a = 1; }\n  message Foo {}\n  message FooOneOf {}\n}\n",
        &[
            "a.proto:3:9: the oneof `M.foo` is `foo`, of the type `FooOneOf_`, in Rust, because the message \
            `M.FooOneOf` (a.proto:5:11)",
        ],
    );
    // That of an `optional` is in nobody's way, nor is a module that does not exist.
    check(
        "optional",
        "message M {\n  optional int32 foo = 1;\n  message Foo {}\n}\nmessage _1 {}\n",
        &[],
    );
    // The type and the module of one message.
    check(
        "own",
        "message _1 {\n  message Inner {}\n}\nmessage _ {}\n",
        &[],
    );
}

#[test]
fn names_give_way_only_to_those_of_the_same_crate() {
    let proto = "syntax = \"proto3\";\npackage p.v1;\nmessage FooBar {}\nmessage foo_bar {}\n\
        service S { rpc Do(FooBar) returns (foo_bar); }\n";
    let protos = folder("crates", &[("a.proto", proto)]);
    let generate = |set: &dyn Fn(Config) -> Config| {
        let generated = set(Config::new().protos([&protos])).generate().unwrap();
        let code = generated
            .code()
            .split_whitespace()
            .collect::<Vec<_>>()
            .concat();
        (code, generated.warnings().len())
    };
    let (code, warnings) = generate(&|config| config);
    assert!(code.contains("pubstructFooBar{}") && code.contains("pubstructFooBar_{}"));
    assert_eq!(warnings, 1);
    // The first is elsewhere, so that its name is free here.
    let first = |config: Config| config.extern_path(".p.v1.FooBar", "::mine::Mine");
    let (code, warnings) = generate(&first);
    assert!(
        code.contains("pubstructFooBar{}") && !code.contains("FooBar_"),
        "{code}"
    );
    assert!(code.contains("trefoil::Request<::mine::Mine>"), "{code}");
    assert_eq!(warnings, 0);
    // Both are called as in their own crate, which warned of it.
    let (code, warnings) = generate(&|config| config.extern_path(".p.v1", "::acme::v1"));
    assert!(!code.contains("trait"), "{code}");
    assert_eq!(warnings, 0);
    let (code, warnings) = generate(&|config| config.messages_from("::acme"));
    assert!(
        code.contains("trefoil::Response<::acme::p::v1::FooBar_>"),
        "{code}"
    );
    assert_eq!(warnings, 0);
}

#[test]
fn types_of_a_crate_are_called_as_there() {
    let types = "syntax = \"proto3\";\npackage acme.v1;\n\
        message FooBar { message Inner {} }\nmessage foo_bar { message Inner {} }\n";
    let user = "syntax = \"proto3\";\npackage user;\nimport \"a.proto\";\n\
        message U { acme.v1.foo_bar a = 1; acme.v1.foo_bar.Inner b = 2; acme.v1.FooBar.Inner c = 3; }\n";
    let protos = folder("of_acme", &[("a.proto", types), ("user.proto", user)]);
    let fields = |config: Config| {
        let generated = config.generate().unwrap();
        let code = generated
            .code()
            .split_whitespace()
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(generated.warnings(), [""; 0]);
        ["a", "b", "c"].map(|name| {
            let (_, field) = code
                .split_once(&format!("pub{name}:::core::option::Option<"))
                .unwrap();
            field.split_once('>').unwrap().0.to_owned()
        })
    };
    let expected =
        ["FooBar_", "foo_bar_::Inner", "foo_bar::Inner"].map(|name| format!("::acme::v1::{name}"));
    let config = || Config::new().protos([&protos]);
    assert_eq!(fields(config().extern_path(".acme", "::acme")), expected);
    let each = config()
        .extern_path(".acme.v1.foo_bar", "::acme::v1::FooBar_")
        .extern_path(".acme.v1.FooBar", "::acme::v1::FooBar");
    assert_eq!(fields(each), expected);
}
