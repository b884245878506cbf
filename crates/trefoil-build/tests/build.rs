//! What a build does apart from its code: files, folders, imports, settings.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use folder::folder;
use trefoil_build::Config;

#[test]
fn writes_only_what_changed() {
    let folder = folder(
        "written",
        &[("proto/a.proto", "syntax = \"proto3\"; message A {}")],
    );
    let (proto, out) = (folder.join("proto"), folder.join("out/deep"));
    let compile = || {
        Config::new()
            .protos([&proto])
            .out_dir(&out)
            .file_name("a.rs")
            .compile()
    };
    compile().unwrap();
    let file = out.join("a.rs");
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    fs::File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    compile().unwrap();
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), long_ago);
    fs::write(proto.join("a.proto"), "syntax = \"proto3\"; message B {}").unwrap();
    compile().unwrap();
    assert!(fs::metadata(&file).unwrap().modified().unwrap() > long_ago);
    assert!(fs::read_to_string(&file).unwrap().contains("pub struct B"));
}

#[test]
fn inputs_are_folders_files_and_imports() {
    let folder = folder(
        "inputs",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\"; import \"t.proto\"; import \"google/protobuf/any.proto\";",
            ),
            ("proto/sub/b.proto", "syntax = \"proto3\";"),
            ("third/t.proto", "syntax = \"proto3\";"),
            ("third/unused.proto", "not even protobuf"),
        ],
    );
    let config = Config::new()
        .protos([folder.join("proto")])
        .includes([folder.join("third")]);
    let generated = config.generate().unwrap();
    let inputs: Vec<_> = generated
        .inputs()
        .iter()
        .map(|path| path.strip_prefix(&folder).unwrap())
        .collect();
    let expected = [
        "proto",
        "proto/a.proto",
        "proto/sub/b.proto",
        "third/t.proto",
    ];
    assert_eq!(inputs, expected.map(Path::new));
}

#[test]
fn built_in_files_win() {
    let folder = folder(
        "built_in",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\"; import \"google/protobuf/descriptor.proto\";",
            ),
            (
                "proto/google/protobuf/descriptor.proto",
                "edition = \"2023\"; what is this?",
            ),
        ],
    );
    Config::new()
        .protos([folder.join("proto")])
        .generate()
        .unwrap();
}

#[test]
fn extern_paths_hold_for_fields_rpcs_and_services() {
    let folder = folder(
        "extern",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\"; package a; import \"c.proto\";
          message M { acme.common.Id id = 1; }
          service S { rpc Get(acme.common.Id) returns (stream acme.common.Id.Part); }",
            ),
            (
                "proto/c.proto",
                "syntax = \"proto3\"; package acme.common;
          message Id { Part part = 1; message Part {} }
          service Ids { rpc Get(Id) returns (Id); }",
            ),
        ],
    );
    let config = Config::new().protos([folder.join("proto")]);
    let generated = config
        .extern_path("acme.common", "::acme_common")
        .generate()
        .unwrap();
    let code = generated.code();
    assert!(
        code.contains("pub id: ::core::option::Option<::acme_common::Id>"),
        "{code}"
    );
    assert!(
        code.contains("::trefoil::Request<::acme_common::Id>"),
        "{code}"
    );
    assert!(
        code.contains("::trefoil::Streaming<::acme_common::id::Part>"),
        "{code}"
    );
    assert!(!code.contains("pub mod acme"), "{code}");
    assert!(!code.contains("Ids"), "{code}");
}

#[test]
fn extern_paths_lead_where_they_say() {
    let folder = folder(
        "extern-words",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\"; package a; import \"c.proto\";
          message M {
            type.fn.Id id = 1; type.fn.Id.Part part = 2; type.fn.Id.Part.Kind kind = 3; type.fn.Own.In own = 4;
          }",
            ),
            (
                "proto/c.proto",
                "syntax = \"proto3\"; package type.fn;
          message Id { message Part { enum Kind { NONE = 0; } } }
          message Own { message In {} }",
            ),
        ],
    );
    let config = || Config::new().protos([folder.join("proto")]);
    // As prost wants it written, and as Rust does.
    for (common, own) in [
        ("crate::common::type", "crate::my::OwnOne"),
        ("crate::common::r#type", "crate::r#type::OwnOne"),
    ] {
        let generated = config()
            .extern_path(".type", common)
            .extern_path(".type.fn.Own", own)
            .generate()
            .unwrap();
        let code = generated.code();
        for path in [
            "crate::common::r#type::r#fn::Id>",
            "crate::common::r#type::r#fn::id::Part>",
            "enumeration = \"crate::common::r#type::r#fn::id::part::Kind\"",
            &own.replace("OwnOne", "own_one::In>"),
        ] {
            assert!(code.contains(path), "{path}: {code}");
        }
    }
    // What a hook of prost's own settings says goes before.
    for common in ["::common::types", "::common::r#type"] {
        let generated = config()
            .extern_path(".type", common)
            .prost(|prost| {
                prost.extern_path(".type.fn.Id", "::mine::Id");
            })
            .generate()
            .unwrap();
        assert!(generated.code().contains("Option<::mine::Id>"), "{common}");
    }
    for (path, relative) in [
        (".type", "super::types"),
        (".type", "acme::types"),
        (".type.fn.Id", "self::Id"),
    ] {
        let error = config().extern_path(path, relative).generate().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "`{relative}` may lead from each module of the generated code to another place\n  = help: let the \
                 path given to Config::extern_path in build.rs begin with `::` (then the name of a crate), or \
                 with `crate::`"
            )
        );
    }
}

#[test]
fn extern_paths_lead_into_modules_called_like_primitive_types() {
    let folder = folder(
        "extern-primitives",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\"; package char; import \"c.proto\"; import \"google/protobuf/wrappers.proto\";
          message M {
            c.bool.Str s = 1; c.bool.Str.In i = 2; c.bool.Str.In.Deep d = 3; U8.X x = 4;
            google.protobuf.BoolValue b = 5; oneof u64 { U8.X y = 6; c.bool.Str.In z = 7; }
            map<string, U8.E> e = 8;
          }
          message U8 { message X {} enum E { NONE = 0; } }",
            ),
            (
                "proto/c.proto",
                "syntax = \"proto3\"; package c.bool;
          message Str { message In { message Deep {} } }",
            ),
        ],
    );
    for (config, module) in [
        (Config::new().extern_path(".c", "::c::u8"), "::c::u8::bool_"),
        (
            Config::new().extern_path(".c.bool", "::c::r#gen"),
            "::c::r#gen",
        ),
        (
            Config::new().extern_path(".c.bool", "crate::gen"),
            "crate::r#gen",
        ),
        (Config::new().extern_path(".c.bool.Str", "::c::Str"), "::c"),
    ] {
        let generated = config.protos([folder.join("proto")]).generate().unwrap();
        let code = generated.code();
        for path in [
            format!("Option<{module}::Str>"),
            format!("Option<{module}::str_::In>"),
            format!("Option<{module}::str_::r#in::Deep>"),
            "Option<u8_::X>".to_owned(),
            "Y(super::u8_::X)".to_owned(),
            "enumeration(u8_::E)".to_owned(),
            "pub b: ::core::option::Option<bool>".to_owned(),
        ] {
            assert!(code.contains(&path), "{path}: {code}");
        }
    }
}

#[test]
fn settings_reach_prost() {
    let folder = folder(
        "prost",
        &[(
            "proto/a.proto",
            "syntax = \"proto3\"; package a;
        message M { bytes data = 1; map<string, string> map = 2; N n = 3; }
        message N { E e = 1; } enum E { E_X = 0; }",
        )],
    );
    let generated = Config::new()
        .protos([folder.join("proto")])
        .runtime_path("::acme::rpc")
        .bytes(["."])
        .btree_map(["."])
        .type_attribute("M", "#[derive(MyDerive)]")
        .field_attribute("a.M.data", "#[my(attribute)]")
        .prost(|prost| {
            prost.retain_enum_prefix();
            prost.boxed(".a.M.n");
        })
        .generate()
        .unwrap();
    let code = generated.code();
    for part in [
        "pub data: ::acme::rpc::codegen::prost::bytes::Bytes",
        "pub map: ::acme::rpc::codegen::prost::alloc::collections::BTreeMap",
        "#[derive(::core::fmt::Debug)]\n#[prost(skip_debug)]",
        "::acme::rpc::codegen::prost::alloc::boxed::Box<N>",
        "#[derive(MyDerive)]",
        "#[my(attribute)]",
        "EX = 0",
        "\"type.googleapis.com/a.M\"",
    ] {
        assert!(code.contains(part), "{part} is not in\n{code}");
    }
}

#[test]
fn settings_reach_what_is_called_differently() {
    let folder = folder(
        "clashes",
        &[(
            "proto/a.proto",
            "syntax = \"proto2\"; package a; message FooBar {} enum FOO_BAR { FOO_BAR_X = 0; }
        message foo_bar {
          optional bytes data = 1; optional bytes Data = 2; optional Leaf leaf = 3;
          message Choice {}
          message CHOICE {}
          oneof choice { Leaf one = 4; Leaf ONE = 5; }
        }
        message Leaf {} message leaf {}
        message User { optional foo_bar one = 1; optional leaf two = 2; optional FOO_BAR three = 3; }",
        )],
    );
    let config = Config::new()
        .protos([folder.join("proto")])
        .bytes([".a.foo_bar.Data"])
        .boxed(["foo_bar.leaf"])
        .type_attribute("foo_bar", "#[derive(MyDerive)]")
        .type_attribute("FOO_BAR", "#[derive(EnumDerive)]")
        .field_attribute("Data", "#[my(attribute)]")
        .field_attribute("choice", "#[of(choice)]")
        .field_attribute("choice.ONE", "#[of(one)]")
        .boxed([".a.foo_bar.choice.ONE"])
        .type_attribute(".a.foo_bar.choice", "#[first]")
        .type_attribute("choice", "#[second]")
        .extern_path(".a.leaf", "::mine::OtherLeaf");
    let generated = config.generate().unwrap();
    let code = generated
        .code()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "#[prost(bytes = \"vec\", optional, tag = \"1\")] pub data:",
        "#[prost(bytes = \"bytes\", optional, tag = \"2\")] #[my(attribute)] pub data_:",
        "alloc::boxed::Box<Leaf>",
        "#[derive(MyDerive)]",
        "#[derive(EnumDerive)]",
        "pub one: ::core::option::Option<FooBar_>",
        "pub two: ::core::option::Option<::mine::OtherLeaf>",
        "pub enum FooBar__ { X = 0, }",
        "Self::X => \"FOO_BAR_X\"",
        "#[of(choice)] pub choice:",
        "#[of(one)] One_(::trefoil::codegen::prost::alloc::boxed::Box<super::Leaf>),",
        // In the order they were given.
        "#[first] #[second]",
    ] {
        assert!(code.contains(part), "{part} is not in\n{code}");
    }
    // What was said of one thing is said of nothing that is in it.
    for part in [
        "#[derive(MyDerive)]",
        "#[derive(EnumDerive)]",
        "#[my(attribute)]",
        "#[of(choice)]",
        "#[of(one)]",
        "#[second]",
    ] {
        assert_eq!(code.matches(part).count(), 1, "{part} in\n{code}");
    }
}

#[test]
fn values_are_called_as_prosts_own_settings_have_it() {
    let folder = folder(
        "retained",
        &[(
            "proto/a.proto",
            "syntax = \"proto3\"; enum E { E_A = 0; A = 1; } enum Kind { KIND_X = 0; KindX = 1; }",
        )],
    );
    let config = Config::new().protos([folder.join("proto")]);
    let stripped = config.generate().unwrap();
    assert!(stripped.code().contains(" A_ = 1"), "{}", stripped.code());
    let retained = config.prost(|prost| {
        prost.retain_enum_prefix();
    });
    let retained = retained.generate().unwrap();
    for part in ["EA = 0", " A = 1", "KindX = 0", "KindX_ = 1"] {
        assert!(retained.code().contains(part), "{}", retained.code());
    }
}

#[test]
fn a_mock_names_no_stub_that_is_not_there() {
    let proto = "syntax = \"proto3\"; message M {} service S { rpc Do(M) returns (M); }";
    let folder = folder("mock", &[("proto/a.proto", proto)]);
    let config = Config::new().protos([folder.join("proto")]).mock(true);
    let code = |config: Config| {
        let generated = config.generate().unwrap();
        let code = generated.code().split_whitespace().collect::<Vec<_>>();
        code.join(" ")
    };
    let call = "::trefoil::mock_service! { SMock SMockExpect SMockReceived \"S\"";
    let both = code(config.clone().client_feature("stubs"));
    let (with, without) = (format!("{call} for SClient = S;"), format!("{call} = S;"));
    assert!(
        both.contains(&format!("#[cfg(feature = \"stubs\")] {with}")),
        "{both}"
    );
    assert!(
        both.contains(&format!("#[cfg(not(feature = \"stubs\"))] {without}")),
        "{both}"
    );
    assert!(!code(config.clone()).contains(&without));
    assert!(!code(config.client(false)).contains(&with));
}

#[test]
fn a_boxed_field_of_a_oneof_is_not_copied() {
    let folder = folder(
        "boxed",
        &[(
            "proto/a.proto",
            "syntax = \"proto3\"; message S { int32 i = 1; } message M { oneof o { S s = 1; } }",
        )],
    );
    let config = Config::new().protos([folder.join("proto")]);
    let plain = config.generate().unwrap();
    let copied = |code: &str| code.matches("derive(Clone, Copy, ").count();
    assert_eq!(copied(plain.code()), 3);
    let boxed = config.boxed([".M.o.s"]).generate().unwrap();
    assert_eq!(copied(boxed.code()), 1, "{}", boxed.code());
    assert!(boxed.code().contains("Box<super::S>"));
    assert_eq!(boxed.warnings(), [""; 0]);
}

#[test]
fn one_file_with_its_own_folder() {
    let folder = folder(
        "one",
        &[
            (
                "proto/a.proto",
                "syntax = \"proto3\"; import \"b.proto\"; message A { B b = 1; }",
            ),
            ("proto/b.proto", "syntax = \"proto3\"; message B {}"),
            ("proto/c.proto", "broken"),
        ],
    );
    let generated = Config::new()
        .protos([folder.join("proto/a.proto")])
        .generate()
        .unwrap();
    assert!(generated.code().contains("pub struct B"));
}
