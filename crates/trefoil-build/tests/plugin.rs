//! The plugin of protoc: the same file, by the same options.

#![cfg(feature = "vendored-protoc")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod folder;
mod protoc;

use std::fs;
use std::process::Command;

use folder::folder;
use protoc::{code, corpus, protoc, same};
use trefoil_build::{Config, Source};

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
    let text = refusal("file_name");
    assert!(text.contains("`file_name` has no value"), "{text}");
    let text = refusal("type_attribute=M=derive(Eq)");
    assert!(
        text.contains("in the plugin's parameters") && !text.contains("build.rs"),
        "{text}"
    );
    let text = refusal("type_attribute=.M");
    assert!(
        text.contains("`type_attribute=.M` names no attribute")
            && text.contains("write type_attribute=.proto.path=#[derive(Eq)]"),
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
fn commas_within_brackets_and_quotes_separate_no_parameters() {
    let protos = folder(
        "attributes",
        &[(
            "a.proto",
            "syntax = \"proto3\"; message M { string s = 1; } service S { rpc Do(M) returns (M); }",
        )],
    );
    let derive = "#[derive(Eq, Hash)]";
    let doc = r#"#[doc = "a \", [, b"]"#;
    protoc(
        &protos,
        &[
            format!(
                "--plugin=protoc-gen-trefoil={}",
                env!("CARGO_BIN_EXE_protoc-gen-trefoil")
            ),
            "--trefoil_out=.".to_owned(),
            format!(
                "--trefoil_opt=type_attribute=M={derive},field_attribute=M.s={doc},services=false"
            ),
        ],
    );
    let plugin = fs::read_to_string(protos.join("trefoil.rs")).unwrap();
    let ours = Config::new()
        .protos([&protos])
        .type_attribute("M", derive)
        .field_attribute("M.s", doc)
        .services(false)
        .generate()
        .unwrap();
    assert!(
        plugin.contains(derive) && plugin.contains("a \", [, b"),
        "{plugin}"
    );
    same("attributes", ours.code(), &plugin);
}

#[cfg(feature = "tonic")]
#[test]
fn the_plugin_adds_the_stubs_of_tonic() {
    let protos = folder(
        "tonic-stubs",
        &[(
            "a.proto",
            "syntax = \"proto3\"; package a; message M {} service S { rpc Do(M) returns (M); }",
        )],
    );
    let plugin = format!(
        "--plugin=protoc-gen-trefoil={}",
        env!("CARGO_BIN_EXE_protoc-gen-trefoil")
    );
    let out = "--trefoil_out=.".to_owned();
    protoc(
        &protos,
        &[plugin, out, "--trefoil_opt=tonic=true".to_owned()],
    );
    let plugin = fs::read_to_string(protos.join("trefoil.rs")).unwrap();
    let ours = Config::new().protos([&protos]).tonic(true);
    assert!(plugin.contains("pub mod s_client"), "{plugin}");
    same("tonic-stubs", ours.generate().unwrap().code(), &plugin);
}

#[cfg(not(feature = "tonic"))]
#[test]
fn the_plugin_names_the_feature_that_tonic_needs() {
    let text = refusal("tonic");
    assert!(text.contains("--features tonic"), "{text}");
}
