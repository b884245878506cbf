//! The same code, whoever reads the files.

#![cfg(feature = "vendored-protoc")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trefoil_build::{Config, Source};

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("sources")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// All protos of the corpus, read in one go.
fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protos")
}

fn code(source: Source, protos: &Path) -> String {
    let config = Config::new().source(source).protos([protos]);
    config.generate().unwrap().code().to_owned()
}

/// Runs protoc itself, for what only its command line can do.
fn protoc(protos: &Path, arguments: &[String]) {
    let mut command = Command::new(protoc_bin_vendored::protoc_bin_path().unwrap());
    command
        .current_dir(protos)
        .args(arguments)
        .arg("--proto_path=.");
    let mut names = Vec::new();
    names_below(protos, protos, &mut names);
    let output = command.args(names).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
}

fn names_below(root: &Path, folder: &Path, names: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names_below(root, &path, names);
        } else {
            names.push(path.strip_prefix(root).unwrap().to_owned());
        }
    }
}

#[track_caller]
fn same(name: &str, one: &str, other: &str) {
    if one == other {
        return;
    }
    let mut lines = one.lines().zip(other.lines()).enumerate();
    let (line, (left, right)) = lines.find(|(_, (a, b))| a != b).unwrap_or_default();
    panic!("{name}: line {}\n- {left}\n+ {right}", line + 1);
}

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
fn the_plugin_of_protoc_writes_the_same_file() {
    let out = folder("plugin", &[]);
    protoc(
        &corpus(),
        &[
            format!(
                "--plugin=protoc-gen-trefoil={}",
                env!("CARGO_BIN_EXE_protoc-gen-trefoil")
            ),
            format!("--trefoil_out={}", out.display()),
            "--trefoil_opt=file_name=all.rs".to_owned(),
        ],
    );
    let ours = code(Source::Protox, &corpus());
    same(
        "plugin",
        &ours,
        &fs::read_to_string(out.join("all.rs")).unwrap(),
    );
}

/// What protoc says when the plugin refuses a parameter.
fn refusal(parameter: &str) -> String {
    let protos = folder(
        &format!("refused-{}", parameter.len()),
        &[("a.proto", "syntax = \"proto3\"; message M {}")],
    );
    let output = Command::new(protoc_bin_vendored::protoc_bin_path().unwrap())
        .current_dir(&protos)
        .arg(format!(
            "--plugin=protoc-gen-trefoil={}",
            env!("CARGO_BIN_EXE_protoc-gen-trefoil")
        ))
        .args([&format!("--trefoil_opt={parameter}"), "--trefoil_out=."])
        .arg("a.proto")
        .output()
        .unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_plugin_refuses_what_it_does_not_know() {
    let text = refusal("servers=false");
    assert!(text.contains("there is no parameter `servers`"), "{text}");
    assert!(text.contains("there are file_name, services"), "{text}");
    let text = refusal("server=no");
    assert!(
        text.contains("`server` is `true` or `false`, not `no`"),
        "{text}"
    );
}

#[test]
fn parameters_of_the_plugin_are_options() {
    let protos = folder(
        "parameters",
        &[(
            "a.proto",
            "syntax = \"proto3\"; message M { bytes b = 1; map<int32, int32> m = 2; }\
             service S { rpc Do(M) returns (M); }",
        )],
    );
    protoc(
        &protos,
        &[
            format!(
                "--plugin=protoc-gen-trefoil={}",
                env!("CARGO_BIN_EXE_protoc-gen-trefoil")
            ),
            "--trefoil_out=.".to_owned(),
            "--trefoil_opt=server=false,client_feature=client,bytes=.,btree_map=.".to_owned(),
        ],
    );
    let plugin = fs::read_to_string(protos.join("trefoil.rs")).unwrap();
    let ours = Config::new()
        .protos([&protos])
        .server(false)
        .client_feature("client")
        .bytes(["."])
        .btree_map(["."])
        .generate()
        .unwrap();
    same("parameters", ours.code(), &plugin);
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
