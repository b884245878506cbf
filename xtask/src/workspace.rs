//! The workspace: where it lies, where cargo builds it, and its packages.

use std::path::{Path, PathBuf};

/// The repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where cargo builds the workspace.
pub(crate) fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root().join(target)
}

/// A new, empty folder for files of these tasks, below the repository's own `target`.
pub(crate) fn scratch(name: &str) -> Result<PathBuf, String> {
    let folder = root().join("target").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot remove {}: {error}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    Ok(folder)
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    /// Goes to crates.io.
    pub(crate) published: bool,
    pub(crate) features: Vec<String>,
}

/// The packages of the workspace, as the `members` of the root manifest name them.
pub(crate) fn packages() -> Result<Vec<Package>, String> {
    let root = root();
    let manifest = read(&root.join("Cargo.toml"))?;
    let mut packages = Vec::new();
    for member in members(&manifest) {
        match member.strip_suffix("/*") {
            Some(parent) => {
                for folder in folders(&root.join(parent))? {
                    packages.push(package(&folder)?);
                }
            }
            None => packages.push(package(&root.join(member))?),
        }
    }
    Ok(packages)
}

/// The folders of a folder that hold a package, by name.
fn folders(parent: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(parent)
        .map_err(|error| format!("cannot read {}: {error}", parent.display()))?;
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("Cargo.toml").is_file())
        .collect();
    folders.sort();
    Ok(folders)
}

fn package(folder: &Path) -> Result<Package, String> {
    let manifest = read(&folder.join("Cargo.toml"))?;
    let own = table(&manifest, "package")
        .ok_or_else(|| format!("{} holds no package", folder.display()))?;
    let name = own
        .lines()
        .find_map(|line| line.strip_prefix("name = "))
        .ok_or_else(|| format!("{} has no name", folder.display()))?;
    Ok(Package {
        name: name.trim_matches('"').to_owned(),
        folder: folder.to_owned(),
        published: !own.lines().any(|line| line == "publish = false"),
        features: features(&manifest),
    })
}

/// The lines of a table of a manifest.
fn table<'a>(manifest: &'a str, name: &str) -> Option<&'a str> {
    manifest.split("\n[").find_map(|table| {
        let (head, lines) = table.split_once('\n')?;
        (head.trim_start_matches('[') == format!("{name}]")).then_some(lines)
    })
}

fn features(manifest: &str) -> Vec<String> {
    let lines = table(manifest, "features").unwrap_or_default().lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let names = lines.filter_map(|line| Some(line.split_once(" = [")?.0.to_owned()));
    names.collect()
}

fn members(manifest: &str) -> Vec<&str> {
    let list = manifest.split_once("\nmembers = [").map(|(_, rest)| rest);
    let list = list.and_then(|rest| rest.split_once(']'));
    // What stands in quotes is every second part.
    list.map(|(list, _)| list.split('"').skip(1).step_by(2).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_a_manifest() {
        let manifest = "[workspace]\nmembers = [\n  \".\", # the facade\n  \"crates/*\",\n]\n";
        assert_eq!(members(manifest), [".", "crates/*"]);
    }

    #[test]
    fn features_of_a_manifest() {
        let manifest = "[package]\nname = \"a\"\n\n[features]\n# Why: no = [].\njson = [\"dep:j\"]\nall = [\n  \"json\",\n]\n\n\
                        [lib]\nno = []\n";
        assert_eq!(features(manifest), ["json", "all"]);
    }

    #[test]
    fn the_packages_of_this_workspace() {
        let packages = packages().unwrap();
        let published = |name| packages.iter().find(|p| p.name == name).unwrap().published;
        assert!(published("trefoil"));
        assert!(published("trefoil-core"));
        assert!(!published("xtask"));
        let features = |name| &packages.iter().find(|p| p.name == name).unwrap().features;
        assert_eq!(*features("trefoil"), ["json", "testing"]);
        assert_eq!(*features("trefoil-build"), ["tonic", "vendored-protoc"]);
    }
}
