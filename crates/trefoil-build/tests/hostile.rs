//! Input that was made to do harm: an answer in no time, and never code that somebody slipped in.

#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use folder::folder;
use prost::Message as _;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, FileDescriptorSet,
};
use trefoil_build::{Config, Source};

fn file(name: &str) -> FileDescriptorProto {
    FileDescriptorProto {
        name: Some(name.to_owned()),
        syntax: Some("proto3".to_owned()),
        ..FileDescriptorProto::default()
    }
}

fn message(name: &str) -> DescriptorProto {
    DescriptorProto {
        name: Some(name.to_owned()),
        ..DescriptorProto::default()
    }
}

fn generate_set(test: &str, file: Vec<FileDescriptorProto>) -> Result<String, String> {
    let path = folder(test, &[]).join("set.binpb");
    fs::write(&path, FileDescriptorSet { file }.encode_to_vec()).unwrap();
    let config = Config::new().source(Source::DescriptorSet(path));
    match config.generate() {
        Ok(generated) => Ok(generated.code().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn refusal(test: &str, file: FileDescriptorProto) -> String {
    generate_set(test, vec![file]).unwrap_err()
}

fn refusal_of_text(test: &str, proto: &str) -> String {
    let protos = folder(test, &[("a.proto", proto)]);
    Config::new()
        .protos([protos])
        .generate()
        .unwrap_err()
        .to_string()
}

#[test]
fn a_name_of_a_set_is_no_code() {
    // prost writes the name into a comment that ends with the line, and into strings, where it may go on.
    let code = "M\nimpl Drop for Victim { fn drop(&mut self) { ::std::process::abort() } }\n//";
    let value = EnumValueDescriptorProto {
        name: Some("A".to_owned()),
        number: Some(0),
        options: None,
    };
    let mut evil = message(code);
    evil.enum_type.push(EnumDescriptorProto {
        name: Some("E".to_owned()),
        value: vec![value],
        ..EnumDescriptorProto::default()
    });
    let mut file = file("evil.proto");
    file.message_type = vec![message("Victim"), evil];
    let text = refusal("names", file.clone());
    assert!(
        text.contains("evil.proto: the message \"M\\nimpl Drop"),
        "{text}"
    );
    assert!(text.contains("is no identifier"), "{text}");

    file.message_type = vec![message("M")];
    file.message_type[0].field.push(FieldDescriptorProto {
        name: Some("a.b".to_owned()),
        number: Some(1),
        r#type: Some(5),
        label: Some(1),
        ..FieldDescriptorProto::default()
    });
    let text = refusal("names-of-fields", file.clone());
    assert!(
        text.contains("the field \"a.b\" is no identifier"),
        "{text}"
    );

    file.message_type.clear();
    file.package = Some("a.1b".to_owned());
    let text = refusal("names-of-packages", file);
    assert!(
        text.contains("the package \"1b\" is no identifier"),
        "{text}"
    );
}

#[test]
fn an_unknown_syntax_is_named() {
    let mut file = file("new.proto");
    file.syntax = Some("proto4".to_owned());
    file.message_type.push(message("M"));
    let text = refusal("syntax", file);
    assert!(
        text.contains("new.proto: the syntax \"proto4\" is not known"),
        "{text}"
    );
}

#[test]
fn imports_may_be_a_long_chain() {
    let name = |number: usize| format!("f{number:04}.proto");
    let files = (0..3000).map(|number| {
        let mut file = file(&name(number));
        file.package = Some(format!("p{number}"));
        if number < 2999 {
            file.dependency.push(name(number + 1));
        }
        file
    });
    generate_set("chain", files.collect()).unwrap();
}

#[test]
fn imports_of_a_set_in_a_circle_are_named() {
    let (mut one, mut two) = (file("one.proto"), file("two.proto"));
    one.dependency.push("two.proto".to_owned());
    two.dependency.push("one.proto".to_owned());
    let text = generate_set("circle", vec![one, two]).unwrap_err();
    assert!(
        text.contains("a circle of imports: one.proto -> two.proto -> one.proto"),
        "{text}"
    );
}

#[test]
fn a_package_has_a_depth_that_can_be_built() {
    let package = vec!["a"; 10_000].join(".");
    let text = refusal_of_text(
        "deep",
        &format!("syntax = \"proto3\"; package {package}; message M {{}}"),
    );
    assert!(
        text.contains("the name of the package has 10000 parts"),
        "{text}"
    );
}

/// What the messages of a file with this text derive.
fn derives(
    test: &str,
    proto: &str,
    config: impl FnOnce(Config) -> Config,
) -> BTreeMap<String, String> {
    let protos = folder(test, &[("a.proto", proto)]);
    let generated = config(Config::new().protos([protos])).generate().unwrap();
    let items = generated.code().split("#[derive(").skip(1);
    let named = items.filter_map(|item| {
        let (derives, item) = item.split_once(", ::trefoil::codegen::prost::")?;
        let (_, item) = item.split_once("pub ")?;
        let name = item.split([' ', '(']).nth(1)?;
        Some((name.to_owned(), derives.to_owned()))
    });
    named.collect()
}

#[test]
fn messages_may_hold_one_another_in_countless_ways() {
    let all = "Clone, Copy, PartialEq, Eq, Hash";
    let (eq, copy, none) = (
        "Clone, PartialEq, Eq, Hash",
        "Clone, Copy, PartialEq",
        "Clone, PartialEq",
    );
    let mut ways = "syntax = \"proto3\"; package p;\n".to_owned();
    for number in 0..40 {
        let next = number + 1;
        writeln!(
            ways,
            "message M{number} {{ M{next} a = 1; M{next} b = 2; }}"
        )
        .unwrap();
    }
    for (test, last, expected) in [
        ("ways-all", "message M40 {}", all),
        ("ways-eq", "message M40 { string s = 1; }", eq),
        (
            "ways-copy",
            "message M40 { message In { float f = 1; } In in = 1; }",
            copy,
        ),
        (
            "ways-none",
            "message M40 { oneof o { double d = 1; bytes b = 2; } }",
            none,
        ),
        (
            "ways-circle",
            "message M40 { map<string, M0> m = 1; }",
            none,
        ),
    ] {
        let found = derives(test, &format!("{ways}{last}"), |config| config);
        for number in [0, 1, 39, 40] {
            assert_eq!(found[&format!("M{number}")], expected, "{test}: M{number}");
        }
    }
    // A box has no Copy, and neither has what may be boxed.
    let last = "message M40 {} message Apart { int32 i = 1; }";
    let boxed = |config: Config| config.boxed([".p.M20.b"]);
    let found = derives("ways-boxed", &format!("{ways}{last}"), boxed);
    for (name, expected) in [
        ("M0", eq),
        ("M20", eq),
        ("M21", all),
        ("M40", all),
        ("Apart", all),
    ] {
        assert_eq!(found[name], expected, "{name}");
    }
    // prost's own settings may box anything.
    let hook = |config: Config| {
        config.prost(|prost| {
            prost.boxed(".p.M20.b");
        })
    };
    let found = derives("ways-hook", &format!("{ways}{last}"), hook);
    for (name, expected) in [("M0", eq), ("M39", eq), ("M40", all), ("Apart", all)] {
        assert_eq!(found[name], expected, "{name}");
    }
    let found = derives(
        "ways-hook-copy",
        &format!("{ways}message M40 {{ float f = 1; }}"),
        hook,
    );
    assert_eq!(found["M0"], none);
}

#[test]
fn what_is_made_is_the_same_beside_messages_in_countless_ways() {
    let proto = "syntax = \"proto2\";\nimport \"google/protobuf/timestamp.proto\";\n\
        message A { oneof o { B b = 1; string s = 2; group G = 3 { optional A a = 1; } } map<int32, B> d = 4; }\n\
        message B { optional C c = 1; message C { required E e = 1; } enum E { ZERO = 0; } }\n\
        message D { optional B.C c = 1; oneof p { float f = 2; F g = 3; } extensions 100 to 200; }\n\
        message F { optional D back = 1; optional google.protobuf.Timestamp at = 2; message G { optional F f = 1; } }\n\
        extend D { optional B more = 100; }\n\
        service S { rpc Call(A) returns (stream B.C); }\n";
    let extern_proto =
        "syntax = \"proto3\"; package acme; message Id { acme.Part part = 1; } message Part {}";
    let user =
        "syntax = \"proto3\"; package user; import \"acme.proto\"; message U { acme.Id id = 1; }";
    let mut row = "syntax = \"proto3\"; package zz_row;\n".to_owned();
    for number in 0..2000 {
        writeln!(row, "message M{number} {{ M{} a = 1; }}", number + 1).unwrap();
    }
    row.push_str("message M2000 {}");
    let files = [
        ("a.proto", proto),
        ("acme.proto", extern_proto),
        ("user.proto", user),
    ];
    let code = |protos: PathBuf| {
        let config = Config::new()
            .protos([protos])
            .extern_path(".acme", "::acme");
        config.generate().unwrap().code().to_owned()
    };
    let alone = code(folder("alone", &files));
    let beside = code(folder(
        "beside",
        &[&files[..], &[("row.proto", &row)]].concat(),
    ));
    assert!(beside.contains("pub mod zz_row {"));
    assert!(beside.starts_with(&alone), "{alone}");
}

#[test]
fn thousands_may_have_one_name_in_rust() {
    // `a_b`, `a__b`, `a_b_c`, `a__b_c`, ..: a bit for each separator.
    let mut proto = "syntax = \"proto3\";\n".to_owned();
    for number in 0..1_u32 << 12 {
        let letters = ('a'..='m').enumerate();
        let name: String = letters
            .flat_map(|(place, letter)| {
                let separator = match number >> place & 1 {
                    0 => "_",
                    _ => "__",
                };
                [
                    letter.to_string(),
                    if place < 12 {
                        separator.into()
                    } else {
                        String::new()
                    },
                ]
            })
            .collect();
        writeln!(proto, "message {name} {{}}").unwrap();
    }
    let protos = folder("one_name", &[("a.proto", &proto)]);
    let generated = Config::new().protos([protos]).generate().unwrap();
    let code = generated.code();
    assert_eq!(code.matches("pub struct ABCDEFGHIJKLM").count(), 1 << 12);
    for name in [
        "ABCDEFGHIJKLM {}",
        "ABCDEFGHIJKLM_ {}",
        "ABCDEFGHIJKLM_4095_ {}",
    ] {
        assert!(code.contains(&format!("pub struct {name}")), "{name}");
    }
    assert!(code.len() < 10_000_000);
}

#[test]
fn a_comment_may_be_nothing_but_brackets() {
    for (test, bracket) in [("square", "["), ("angle", "<"), ("link", "[a](http://b")] {
        let comment = bracket.repeat(300_000);
        let protos = folder(
            test,
            &[(
                "a.proto",
                &format!("syntax = \"proto3\";\n// {comment}\nmessage M {{}}"),
            )],
        );
        Config::new().protos([protos]).generate().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn the_path_of_a_file_is_no_directive_to_cargo() {
    let protos = folder("paths", &[]);
    let name = "x\ncargo::rustc-link-arg=-Bsomewhere\n.proto";
    fs::write(protos.join(name), "syntax = \"proto3\";").unwrap();
    let refused = |config: Config| {
        let error = config.generate().unwrap_err().to_string();
        assert!(error.contains("holds a control character"), "{error}");
    };
    refused(Config::new().protos([&protos]));
    // Nor is the path of one that is only imported.
    let import = "syntax = \"proto3\"; import \"x\\ncargo::rustc-link-arg=-Bsomewhere\\n.proto\";";
    let importer = folder("importer", &[("a.proto", import)]);
    refused(Config::new().protos([importer]).includes([protos]));
}
