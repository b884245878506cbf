//! Input that was made to do harm: an answer in no time, and never code that somebody slipped in.

#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod folder;

use std::fmt::Write as _;
use std::fs;

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

#[test]
fn messages_that_hold_one_another_in_countless_ways() {
    let mut proto = "syntax = \"proto3\"; package p;\n".to_owned();
    for number in 0..40 {
        writeln!(
            proto,
            "message M{number} {{ M{0} a = 1; M{0} b = 2; }}",
            number + 1
        )
        .unwrap();
    }
    // The way back makes a circle of none of them: it is repeated.
    let text = refusal_of_text("ways", &format!("{proto}message M40 {{}}"));
    assert!(
        text.contains("holds other messages in more ways than prost can follow"),
        "{text}"
    );
    assert!(text.contains("a.proto:"), "{text}");

    let protos = folder(
        "ways-that-stop",
        &[(
            "a.proto",
            &format!("{proto}message M40 {{ repeated M0 back = 1; }}"),
        )],
    );
    Config::new().protos([protos]).generate().unwrap();
}

#[test]
fn messages_that_hold_one_another_in_a_long_row() {
    let mut proto = "syntax = \"proto3\";\n".to_owned();
    for number in 0..2000 {
        writeln!(proto, "message M{number} {{ M{} a = 1; }}", number + 1).unwrap();
    }
    let text = refusal_of_text("row", &format!("{proto}message M2000 {{}}"));
    assert!(
        text.contains("holds a row of more than 500 messages"),
        "{text}"
    );
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
    let error = Config::new().protos([protos]).generate().unwrap_err();
    assert!(
        error.to_string().contains("holds a control character"),
        "{error}"
    );
}
