//! The same code, whoever reads the files.

#![cfg(feature = "vendored-protoc")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod folder;
mod protoc;

use std::fs;
use std::path::Path;
use std::process::Command;

use folder::folder;
use protoc::{code, corpus, protoc, same};
use trefoil_build::{Config, Source};

#[test]
fn protoc_reads_the_corpus_as_protox_does() {
    let ours = code(Source::Protox, &corpus());
    same("protoc", &ours, &code(Source::VendoredProtoc, &corpus()));
}

#[test]
fn a_descriptor_set_is_a_source() {
    let set = folder("set", &[]).join("set.binpb");
    let out = format!("--descriptor_set_out={}", set.display());
    let flags = ["--include_imports", "--include_source_info", &out];
    protoc(&corpus(), &flags.map(str::to_owned));
    let ours = code(Source::Protox, &corpus());
    same(
        "set",
        &ours,
        &code(Source::DescriptorSet(set), Path::new("")),
    );
}

#[test]
fn an_error_of_protoc_has_its_line() {
    let folder = folder(
        "wrong",
        &[(
            "p/a.proto",
            "syntax = \"proto3\";\nmessage M { Gone gone = 1; }\n",
        )],
    );
    let protos = folder.join("p");
    let config = Config::new()
        .source(Source::VendoredProtoc)
        .protos([&protos]);
    let text = config.generate().unwrap_err().to_string();
    let text = text.replace(&folder.display().to_string(), ".");
    assert_eq!(
        text,
        "./p/a.proto:2:13: \"Gone\" is not defined.\n  |\n2 | message M { Gone gone = 1; }\n  |             ^"
    );
}

#[test]
fn a_set_without_its_imports_is_refused() {
    let protos = folder(
        "alone",
        &[
            ("a.proto", "syntax = \"proto3\"; import \"b.proto\";"),
            ("b.proto", "syntax = \"proto3\";"),
        ],
    );
    let set = protos.join("set.binpb");
    let output = Command::new(protoc_bin_vendored::protoc_bin_path().unwrap())
        .current_dir(&protos)
        .args(["--descriptor_set_out=set.binpb", "a.proto"])
        .status();
    assert!(output.unwrap().success());
    let config = Config::new().source(Source::DescriptorSet(set.clone()));
    let text = config.generate().unwrap_err().to_string();
    assert_eq!(
        text,
        format!(
            "`{}` lacks `b.proto`, which `a.proto` imports\n  = help: make the set with all imports: \
             protoc --include_imports, or buf build",
            set.display()
        )
    );
}

#[test]
fn what_is_no_set_is_refused() {
    let folder = folder("junk", &[("a.binpb", "no set at all"), ("empty.binpb", "")]);
    for name in ["a.binpb", "empty.binpb", "missing.binpb"] {
        let source = Source::DescriptorSet(folder.join(name));
        let text = Config::new()
            .source(source)
            .generate()
            .unwrap_err()
            .to_string();
        assert!(
            text.contains(name) && text.contains("--include_imports"),
            "{text}"
        );
    }
}

#[test]
fn comments_that_cannot_be_read_are_an_error() {
    let folder = folder("no-info", &[]);
    // file { name: "a.proto" source_code_info: <no message> }
    fs::write(folder.join("set"), b"\x0a\x0c\x0a\x07a.proto\x4a\x01\xff").unwrap();
    let source = Source::DescriptorSet(folder.join("set"));
    let error = Config::new()
        .source(source)
        .generate()
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("a.proto: comments and positions cannot be read: "),
        "{error}"
    );
}

#[test]
fn a_file_that_prost_cannot_generate_is_named() {
    let folder = folder("no-location", &[]);
    // file { name: "a.proto" } file { name: "b.proto" message_type { name: "M" } source_code_info {} }
    let set = b"\x0a\x09\x0a\x07a.proto\x0a\x10\x0a\x07b.proto\x22\x03\x0a\x01M\x4a\x00";
    fs::write(folder.join("set"), set).unwrap();
    let source = Source::DescriptorSet(folder.join("set"));
    let error = Config::new().source(source).generate().unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("b.proto: prost cannot generate this: "),
        "{text}"
    );
}

#[test]
fn files_of_google_protobuf_are_the_built_in_ones() {
    // Newer than the built-in one in its first line, and not to be read by protox at all.
    let own = "edition = \"2023\"; package google.protobuf; message Any { string other = 7; }";
    let folder = folder(
        "own",
        &[
            (
                "a.proto",
                "syntax = \"proto3\"; import \"google/protobuf/any.proto\";\
                 message M { google.protobuf.Any any = 1; }",
            ),
            ("include/google/protobuf/any.proto", own),
        ],
    );
    let code = |source| {
        let config = Config::new()
            .source(source)
            .protos([folder.join("a.proto")])
            .includes([folder.join("include"), folder.clone()]);
        config.generate().unwrap().code().to_owned()
    };
    let ours = code(Source::Protox);
    assert!(ours.contains("::prost_types::Any>"), "{ours}");
    same("own", &ours, &code(Source::VendoredProtoc));
}

#[test]
fn two_files_of_one_name_are_not_one_of_them() {
    let folder = folder(
        "twins",
        &[
            (
                "one/x.proto",
                "syntax = \"proto3\"; package x; message One {}",
            ),
            (
                "two/x.proto",
                "syntax = \"proto3\"; package y; message Two {}",
            ),
        ],
    );
    let mut both = Vec::new();
    for name in ["one", "two", "one"] {
        protoc(
            &folder.join(name),
            &["--descriptor_set_out=set.binpb".to_owned()],
        );
        both.extend(fs::read(folder.join(name).join("set.binpb")).unwrap());
        fs::remove_file(folder.join(name).join("set.binpb")).unwrap();
    }
    let set = folder.join("both.binpb");
    fs::write(&set, both).unwrap();
    let config = Config::new().source(Source::DescriptorSet(set));
    let text = config.generate().unwrap_err().to_string();
    assert!(
        text.contains("holds two files `x.proto` that differ"),
        "{text}"
    );
}
