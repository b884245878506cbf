//! The sets of files: each a folder of its own with all it imports, which is what every source can read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::fetch::Tools;
use super::{Places, random};
use crate::workspace::{read, root};

/// Files that are generated together.
pub(super) struct Set {
    pub(super) name: String,
    pub(super) folder: PathBuf,
}

/// Packages of googleapis, with whatever they import.
const GOOGLE: [&str; 6] = ["api", "rpc", "type", "longrunning", "pubsub", "spanner"];

pub(super) fn all(places: &Places, tools: &Tools) -> Result<Vec<Set>, String> {
    let google = GOOGLE.map(|package| format!("google/{package}"));
    let google: Vec<&str> = google.iter().map(String::as_str).collect();
    Ok(vec![
        copy(places, "hostile", &root().join("tests/protos"), &[""])?,
        random(places)?,
        copy(places, "interop", &root().join("interop/proto"), &[""])?,
        copy(places, "connect", &tools.connect, &[""])?,
        copy(places, "googleapis", &tools.googleapis, &google)?,
    ])
}

/// Writes the files that nobody wrote.
fn random(places: &Places) -> Result<Set, String> {
    let folder = places.work.join("protos/random");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    for (name, text) in random::files() {
        super::write(&folder.join(name), &text)?;
    }
    println!("random: {} files", random::FILES);
    Ok(Set {
        name: "random".to_owned(),
        folder,
    })
}

/// Copies the files below some folders, and all they import from the same root.
fn copy(places: &Places, name: &str, from: &Path, folders: &[&str]) -> Result<Set, String> {
    let to = places.work.join("protos").join(name);
    let mut waiting = Vec::new();
    for folder in folders {
        find(&from.join(folder), from, &mut waiting)?;
    }
    let mut seen = BTreeSet::new();
    while let Some(file) = waiting.pop() {
        // Those that every source has itself.
        if file.starts_with("google/protobuf/") || !seen.insert(file.clone()) {
            continue;
        }
        let text = read(&from.join(&file))?;
        waiting.extend(text.lines().filter_map(import).map(str::to_owned));
        let path = to.join(&file);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(&path, text))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    println!("{name}: {} files", seen.len());
    Ok(Set {
        name: name.to_owned(),
        folder: to,
    })
}

pub(super) fn find(folder: &Path, root: &Path, files: &mut Vec<String>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            find(&path, root, files)?;
        } else if path.extension().is_some_and(|e| e == "proto")
            && let Ok(name) = path.strip_prefix(root)
        {
            files.push(name.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// The file that a line imports.
fn import(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("import")?.trim_start();
    let rest = rest.strip_prefix("public").unwrap_or(rest).trim_start();
    rest.strip_prefix('"')?
        .split_once('"')
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::import;

    #[test]
    fn imports_are_found_line_by_line() {
        assert_eq!(import("import \"a/b.proto\";"), Some("a/b.proto"));
        assert_eq!(
            import("  import public \"a.proto\"; // why"),
            Some("a.proto")
        );
        assert_eq!(import("// import \"a.proto\";"), None);
        assert_eq!(import("message M {}"), None);
    }
}
