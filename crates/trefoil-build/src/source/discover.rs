//! Which files are meant: from the paths in a `Config` to names below include folders.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};

/// The files to compile and where their imports are.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Folders in the order in which imports are looked up.
    pub(crate) includes: Vec<PathBuf>,
    /// Files by the names they are imported with, sorted.
    pub(crate) names: BTreeSet<String>,
    /// Folders that were searched; a new file in them is a new input.
    pub(crate) folders: Vec<PathBuf>,
}

impl Inputs {
    /// Path and text of a file, by the name it is imported with.
    pub(crate) fn read(&self, name: &str) -> Option<(String, String)> {
        let mut paths = self.includes.iter().map(|include| include.join(name));
        let path = paths.find(|path| path.is_file())?;
        let text = fs::read_to_string(&path).ok()?;
        Some((path.display().to_string(), text))
    }
}

/// Finds every `.proto` file in `protos` (files, or folders with all below) and names it relative to
/// an include folder. A folder that lies below no include is one itself; a file's own folder likewise.
pub(crate) fn discover(protos: &[PathBuf], includes: &[PathBuf]) -> Result<Inputs> {
    let mut inputs = Inputs {
        includes: includes.to_vec(),
        ..Inputs::default()
    };
    for include in includes {
        if !include.is_dir() {
            return Err(missing(include, "include folder")
                .help("create it, or take it out of Config::includes in build.rs"));
        }
    }
    for proto in protos {
        let files = files_of(proto, &mut inputs)?;
        for file in files {
            let name = name_of(&file, &inputs.includes)?;
            inputs.names.insert(name);
        }
    }
    Ok(inputs)
}

/// The files that one entry of `Config::protos` stands for.
fn files_of(proto: &Path, inputs: &mut Inputs) -> Result<Vec<PathBuf>> {
    let is_folder = proto.is_dir();
    if !is_folder && !proto.is_file() {
        let (kind, help) = if proto.extension().is_some_and(|e| e == "proto") {
            ("file", "create it, or correct its path in build.rs")
        } else {
            (
                "folder",
                "create it and put the .proto files in it, or name the folder they are in: \
                 trefoil_build::compile(\"path/to/folder\") in build.rs",
            )
        };
        return Err(missing(proto, kind).help(help));
    }
    let root = if is_folder {
        proto
    } else {
        proto.parent().unwrap_or(Path::new(""))
    };
    if !inputs
        .includes
        .iter()
        .any(|include| relative(proto, include).is_some())
    {
        inputs.includes.push(root.to_owned());
    }
    if !is_folder {
        return Ok(vec![proto.to_owned()]);
    }
    inputs.folders.push(proto.to_owned());
    let mut files = Vec::new();
    walk(proto, &mut BTreeSet::new(), &mut files)?;
    if files.is_empty() {
        return Err(
            Error::new(format!("no .proto file in `{}` or below", proto.display()))
                .help("put your .proto files there, or name the folder they are in in build.rs"),
        );
    }
    Ok(files)
}

/// Collects `.proto` files, in the order of their names. Hidden files and folders do not count.
fn walk(folder: &Path, seen: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) -> Result {
    let unreadable = |error: std::io::Error| {
        Error::new(format!(
            "cannot read the folder `{}`: {error}",
            folder.display()
        ))
        .with_source(error)
    };
    // Links may lead in circles.
    if !seen.insert(fs::canonicalize(folder).map_err(unreadable)?) {
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.file_name());
    }
    entries.sort();
    for name in entries {
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = folder.join(name);
        if path.is_dir() {
            walk(&path, seen, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "proto")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// The name a file is imported with.
fn name_of(file: &Path, includes: &[PathBuf]) -> Result<String> {
    let Some((name, include)) = includes
        .iter()
        .find_map(|include| Some((relative(file, include)?, include)))
    else {
        return Err(
            Error::new(format!("`{}` is below no include folder", file.display()))
                .help("add its folder with Config::includes in build.rs"),
        );
    };
    // The first include folder that has the file wins an import, so it must win here.
    let first = includes
        .iter()
        .find(|include| include.join(&name).is_file());
    if let Some(first) = first.filter(|first| *first != include) {
        return Err(Error::new(format!(
            "`{}` is hidden by `{}`, which an import of \"{name}\" finds first",
            file.display(),
            first.join(&name).display(),
        ))
        .help("put the folders in Config::includes in another order, or drop one of the files"));
    }
    Ok(name)
}

/// `proto/a/b.proto` below `./proto` is `a/b.proto`. Compares names only, like `import` does.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let significant = |path: &Path| -> Vec<String> {
        path.components()
            .filter(|component| *component != Component::CurDir)
            .map(|component| component.as_os_str().to_string_lossy().into_owned())
            .collect()
    };
    let path = significant(path);
    let rest = path.strip_prefix(significant(folder).as_slice())?;
    // A name that climbs out of the folder is not below it.
    (!rest.iter().any(|segment| segment == "..")).then(|| rest.join("/"))
}

fn missing(path: &Path, kind: &str) -> Error {
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Error::new(format!(
        "the {kind} `{}` does not exist ({})",
        path.display(),
        place.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::relative;
    use std::path::Path;

    #[test]
    fn names_are_relative_to_the_include() {
        let name = |path, folder| relative(Path::new(path), Path::new(folder));
        assert_eq!(
            name("proto/a/b.proto", "proto").as_deref(),
            Some("a/b.proto")
        );
        assert_eq!(
            name("./proto/b.proto", "proto/").as_deref(),
            Some("b.proto")
        );
        assert_eq!(name("b.proto", "").as_deref(), Some("b.proto"));
        assert_eq!(name("b.proto", ".").as_deref(), Some("b.proto"));
        assert_eq!(name("protos/b.proto", "proto"), None);
        assert_eq!(name("../b.proto", "."), None);
    }
}
