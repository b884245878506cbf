//! What tests with protoc share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trefoil_build::{Config, Source};

/// All protos of the corpus, read in one go.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protos")
}

pub(crate) fn code(source: Source, protos: &Path) -> String {
    let config = Config::new().source(source).protos([protos]);
    config.generate().unwrap().code().to_owned()
}

/// Runs protoc itself, for what only its command line can do.
pub(crate) fn protoc(protos: &Path, arguments: &[String]) {
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
pub(crate) fn same(name: &str, one: &str, other: &str) {
    if one == other {
        return;
    }
    let mut lines = one.lines().zip(other.lines()).enumerate();
    let (line, (left, right)) = lines.find(|(_, (a, b))| a != b).unwrap_or_default();
    panic!("{name}: line {}\n- {left}\n+ {right}", line + 1);
}
