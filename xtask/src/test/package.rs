//! Every published crate packages, and builds from its package alone.

use std::path::PathBuf;

use crate::command::{cargo, run as run_command};
use crate::workspace::{packages, root, target};

pub(super) fn run() -> Result<(), String> {
    let packages = packages()?;
    let mut package = "package --quiet --workspace --allow-dirty".to_owned();
    for private in packages.iter().filter(|package| !package.published) {
        package.push_str(" --exclude ");
        package.push_str(&private.name);
    }
    forget_unpacked(packages.iter().map(|package| package.name.as_str()));
    // Built from nothing, for the same reason: what was built of that name and version counts as fresh.
    let folder = target().join("package-check");
    let _ = std::fs::remove_dir_all(&folder);
    run_command(cargo(&root(), &package).arg("--target-dir").arg(folder))
}

/// Removes what an earlier run unpacked. `cargo package --workspace` gives crates that are not published yet
/// to one another through a registry in the target folder; cargo unpacks them in its home, by name and
/// version, and would take the old ones again, since neither changes.
fn forget_unpacked<'a>(names: impl Iterator<Item = &'a str>) {
    let Some(sources) = cargo_home().map(|home| home.join("registry").join("src")) else {
        return;
    };
    let folders = |path: PathBuf| std::fs::read_dir(path).into_iter().flatten().flatten();
    let names: Vec<_> = names
        .map(|name| format!("{name}-{}", env!("CARGO_PKG_VERSION")))
        .collect();
    for registry in folders(sources) {
        // A registry with a host has it in front of the dash.
        if !registry.file_name().to_string_lossy().starts_with('-') {
            continue;
        }
        for unpacked in folders(registry.path()) {
            if names
                .iter()
                .any(|name| unpacked.file_name() == name.as_str())
            {
                // What cannot be removed shows in the build that follows.
                let _ = std::fs::remove_dir_all(unpacked.path());
            }
        }
    }
}

fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}
