//! Every `.proto` file of the corpus becomes Rust, alone and together.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};

use trefoil_build::{Config, Generated};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protos")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

fn parses(generated: &Generated) {
    syn::parse_file(generated.code()).unwrap();
}

#[test]
fn all_together() {
    parses(&Config::new().protos([folder()]).generate().unwrap());
}

#[test]
fn each_alone() {
    let files = files(&folder());
    assert!(files.len() > 20);
    for file in files {
        let generated = Config::new()
            .protos([&file])
            .includes([folder()])
            .generate();
        parses(&generated.unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    }
}

#[test]
fn with_every_setting() {
    let config = Config::new()
        .protos([folder()])
        .mock(true)
        .bytes(["."])
        .btree_map(["."]);
    parses(&config.clone().client(false).generate().unwrap());
    parses(&config.clone().server(false).generate().unwrap());
    parses(
        &config
            .clone()
            .client(false)
            .server(false)
            .generate()
            .unwrap(),
    );
    parses(
        &config
            .type_attribute(".", "#[allow(unused)]")
            .generate()
            .unwrap(),
    );
}

#[test]
fn the_same_input_gives_the_same_text() {
    let config = Config::new().protos([folder()]);
    let first = config.generate().unwrap();
    for _ in 0..3 {
        assert_eq!(config.generate().unwrap().code(), first.code());
    }
}
