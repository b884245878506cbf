//! Editions in the words of proto2 and proto3.

#![cfg(feature = "vendored-protoc")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use folder::folder;
use trefoil_build::{Config, Source};

fn generate(name: &str, text: &str) -> trefoil_build::Result<String> {
    let folder = folder(name, &[("a.proto", text)]);
    let config = Config::new()
        .source(Source::VendoredProtoc)
        .protos([&folder]);
    config
        .generate()
        .map(|generated| generated.code().to_owned())
}

/// The code of both is the same.
#[track_caller]
fn same(name: &str, edition: &str, older: &str) {
    let edition = generate(&format!("{name}-edition"), edition).unwrap();
    let older = generate(&format!("{name}-older"), older).unwrap();
    // Older syntax has its own way to write groups, with other names.
    let older = older.replace(
        "message, optional, tag = \"30\"",
        "group, optional, tag = \"30\"",
    );
    let older = older.replace(
        "message, repeated, tag = \"31\"",
        "group, repeated, tag = \"31\"",
    );
    assert_eq!(edition, older);
}

#[test]
fn without_features_it_is_proto2_with_packing() {
    same(
        "plain",
        r#"edition = "2023";
        message M {
          int32 number = 1;
          string text = 2 [default = "x"];
          repeated int32 packed = 3;
          repeated string texts = 4;
          M other = 5;
          map<string, int32> map = 6;
          oneof choice { int32 one = 7; M two = 8; }
          E e = 9;
          extensions 100 to 200;
        }
        enum E { ZERO = 0; }
        extend M { int32 more = 100; }"#,
        r#"syntax = "proto2";
        message M {
          optional int32 number = 1;
          optional string text = 2 [default = "x"];
          repeated int32 packed = 3 [packed = true];
          repeated string texts = 4;
          optional M other = 5;
          map<string, int32> map = 6;
          oneof choice { int32 one = 7; M two = 8; }
          optional E e = 9;
          extensions 100 to 200;
        }
        enum E { ZERO = 0; }
        extend M { optional int32 more = 100; }"#,
    );
}

#[test]
fn implicit_presence_is_proto3() {
    same(
        "implicit",
        r#"edition = "2023";
        option features.field_presence = IMPLICIT;
        message M {
          int32 number = 1;
          int32 explicit = 2 [features.field_presence = EXPLICIT];
          string text = 3;
          repeated int32 packed = 4 [deprecated = true];
          repeated int32 unpacked = 5 [features.repeated_field_encoding = EXPANDED];
          M other = 6;
          oneof choice { int32 one = 7; }
          message Inner { bool explicit = 1 [features.field_presence = EXPLICIT]; bool flag = 2; }
        }"#,
        r#"syntax = "proto3";
        message M {
          int32 number = 1;
          optional int32 explicit = 2;
          string text = 3;
          repeated int32 packed = 4 [deprecated = true, packed = true];
          repeated int32 unpacked = 5 [packed = false];
          M other = 6;
          oneof choice { int32 one = 7; }
          message Inner { optional bool explicit = 1; bool flag = 2; }
        }"#,
    );
}

#[test]
fn legacy_features_are_proto2() {
    same(
        "legacy",
        r#"edition = "2023";
        option features.repeated_field_encoding = EXPANDED;
        option features.enum_type = CLOSED;
        option features.utf8_validation = NONE;
        message M {
          int32 number = 1 [features.field_presence = LEGACY_REQUIRED];
          repeated int32 unpacked = 2;
          Group group = 30 [features.message_encoding = DELIMITED];
          repeated Group groups = 31 [features.message_encoding = DELIMITED];
          map<int32, Group> map = 5;
          message Group { string text = 1; }
        }
        enum E { option features.enum_type = OPEN; ONE = 0; }"#,
        r#"syntax = "proto2";
        message M {
          required int32 number = 1;
          repeated int32 unpacked = 2;
          optional Group group = 30;
          repeated Group groups = 31;
          map<int32, Group> map = 5;
          message Group { optional string text = 1; }
        }
        enum E { ONE = 0; }"#,
    );
}

#[test]
fn later_editions_say_the_same_of_bytes_and_presence() {
    let edition = |edition| {
        format!(
            r#"edition = "{edition}";
            message M {{
              int32 number = 1;
              int32 implicit = 2 [features.field_presence = IMPLICIT];
              repeated int32 packed = 3;
              Group group = 4 [features.message_encoding = DELIMITED];
              map<string, E> map = 5;
            }}
            message Group {{ bytes data = 1; }}
            enum E {{ E_UNSPECIFIED = 0; }}
            service S {{ rpc Call(M) returns (stream M); }}"#
        )
    };
    let first = generate("first", &edition("2023")).unwrap();
    for later in ["2024", "2026"] {
        assert_eq!(first, generate(later, &edition(later)).unwrap());
    }
}

#[test]
fn visibility_and_imports_of_options_alone_change_no_code() {
    let folder = folder(
        "visibility",
        &[
            (
                "options.proto",
                r#"edition = "2024"; package options; import "google/protobuf/descriptor.proto";
                extend google.protobuf.MethodOptions { string role = 50001; }"#,
            ),
            (
                // Its name comes before that of the file whose options it takes.
                "a.proto",
                r#"edition = "2024"; package a; import option "options.proto";
                export message M { export message Inner {} Inner inner = 1; }
                local enum E { E_UNSPECIFIED = 0; }
                service S { rpc Call(M) returns (M) { option (options.role) = "admin"; } }"#,
            ),
        ],
    );
    let config = Config::new()
        .source(Source::VendoredProtoc)
        .protos([&folder.join("a.proto")])
        .includes([&folder])
        .descriptors(true);
    let generated = config.generate().unwrap();
    let code = generated.code();
    assert!(code.contains("pub struct Inner"), "{code}");
    assert!(code.contains(".with_options("), "{code}");
    // What a file imports stands before it.
    let at = |text: &[u8]| {
        let mut parts = generated.descriptor_set().windows(text.len());
        parts.position(|part| part == text)
    };
    assert!(at(b"role").unwrap() < at(b"admin").unwrap());
}

#[test]
fn an_edition_that_is_not_known_is_an_error() {
    // FileDescriptorSet { file: { name: "a.proto", syntax: "editions", edition: 1003 } }
    let set = b"\x0a\x16\x0a\x07a.proto\x62\x08editions\x70\xeb\x07";
    let folder = folder("unknown", &[]);
    let path = folder.join("set.binpb");
    std::fs::write(&path, set).unwrap();
    let config = Config::new().source(Source::DescriptorSet(path));
    let text = config.generate().unwrap_err().to_string();
    assert!(
        text.contains("a.proto: the edition with the number 1003 is not known"),
        "{text}"
    );
    assert!(text.contains("editions 2023, 2024 and 2026 are"), "{text}");
}

#[test]
fn a_delimited_message_has_presence_in_proto3_too() {
    let code = generate(
        "implicit-group",
        r#"edition = "2023";
        option features.field_presence = IMPLICIT;
        message M { int32 a = 1; B b = 2 [features.message_encoding = DELIMITED]; }
        message B { int32 c = 1; }"#,
    );
    let code = code.unwrap();
    assert!(
        code.contains("#[prost(group, optional, tag = \"2\")]"),
        "{code}"
    );
}

#[test]
fn delimited_messages_that_hold_each_other_are_boxed() {
    let code = generate(
        "circle",
        r#"edition = "2023";
        option features.message_encoding = DELIMITED;
        message A { B b = 1; C c = 2; }
        message B { A a = 1; }
        message C { int32 n = 1; }"#,
    );
    let code = code.unwrap();
    assert!(
        code.contains("#[prost(group, optional, boxed, tag = \"1\")]"),
        "{code}"
    );
    assert!(
        code.contains("#[prost(group, optional, tag = \"2\")]"),
        "{code}"
    );
}

#[test]
fn only_a_maps_own_entry_is_never_delimited() {
    let code = generate(
        "entry",
        r#"edition = "2023";
        message Outer { message FooEntry { int32 n = 1; } }
        message M {
          map<string, string> foo = 1 [features.utf8_validation = NONE];
          Outer.FooEntry bar = 2 [features.message_encoding = DELIMITED];
        }"#,
    );
    let code = code.unwrap();
    assert!(
        code.contains("#[prost(group, optional, tag = \"2\")]"),
        "{code}"
    );
}

#[test]
fn what_has_no_older_words_is_told_by_its_name() {
    let text = generate(
        "closed",
        r#"edition = "2023";
        message M { int32 a = 1 [features.field_presence = IMPLICIT]; E e = 2; }
        enum E { option features.enum_type = CLOSED; ONE = 1; }"#,
    );
    let text = text.unwrap_err().to_string();
    assert!(
        text.contains("the closed enum `E` does not begin with 0"),
        "{text}"
    );
}

#[test]
fn features_of_other_languages_are_nothing_to_us() {
    let code = generate(
        "go",
        r#"edition = "2023";
        import "google/protobuf/go_features.proto";
        option features.(pb.go).api_level = API_HYBRID;
        message M { int32 a = 1; }"#,
    );
    assert!(code.unwrap().contains("pub a: ::core::option::Option<i32>"));
}

#[test]
fn descriptors_of_an_edition_are_embedded_as_they_came() {
    let text =
        "edition = \"2023\"; message M { int32 a = 1 [features.field_presence = IMPLICIT]; }";
    let folder = folder("original", &[("a.proto", text)]);
    let config = Config::new()
        .source(Source::VendoredProtoc)
        .protos([&folder]);
    let generated = config.generate().unwrap();
    let set = generated.descriptor_set();
    let holds = |text: &[u8]| set.windows(text.len()).any(|part| part == text);
    assert!(holds(b"editions") && !holds(b"proto3"));
}
