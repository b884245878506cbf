//! What comes from the registries, by exact version.

use std::path::PathBuf;
use std::process::Command;

use super::{Places, write};
use crate::command::{output, run};

/// What was fetched.
pub(super) struct Tools {
    pub(super) buf: PathBuf,
    pub(super) googleapis: PathBuf,
    pub(super) connect: PathBuf,
    pub(super) protoc: PathBuf,
}

const NPM: [&str; 2] = ["google-proto-files@6.0.1", "@bufbuild/buf@1.75.0"];
const CONNECT: &str = "connectrpc.com/conformance@v1.0.5";

pub(super) fn all(places: &Places) -> Result<Tools, String> {
    let npm = places.packages.join("npm");
    let modules = npm.join("node_modules");
    let buf = modules.join(".bin").join("buf");
    if !buf.is_file() {
        std::fs::create_dir_all(&npm)
            .map_err(|error| format!("cannot create {}: {error}", npm.display()))?;
        write(&npm.join("package.json"), "{ \"private\": true }\n")?;
        // No package runs a script of its own: what is not in the registry is not fetched.
        let mut install = Command::new("npm");
        install.args(["install", "--no-audit", "--no-fund", "--ignore-scripts"]);
        install.args(["--save-exact"]).args(NPM).current_dir(&npm);
        run(&mut install).map_err(|error| format!("{error}; the corpus needs Node 20 with npm"))?;
    }
    let mut download = Command::new("go");
    download
        .args(["mod", "download", "-json", CONNECT])
        .current_dir(&places.packages);
    let answer =
        output(&mut download).map_err(|error| format!("{error}; the corpus needs Go 1.24"))?;
    let connect = folder_of(&answer).ok_or("go mod download names no folder")?;
    let protoc = output(Command::new(&places.generate).arg("protoc"))?;
    Ok(Tools {
        buf,
        googleapis: modules.join("google-proto-files"),
        connect: PathBuf::from(connect).join("proto"),
        protoc: protoc.trim().into(),
    })
}

/// The value of `"Dir"` in what `go mod download -json` prints.
fn folder_of(json: &str) -> Option<&str> {
    let rest = json.split_once("\"Dir\":")?.1;
    rest.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_folder_of_a_module() {
        let json = "{\n\t\"Path\": \"a\",\n\t\"Dir\": \"/go/pkg/a@v1\",\n\t\"Sum\": \"h1:\"\n}";
        assert_eq!(super::folder_of(json), Some("/go/pkg/a@v1"));
        assert_eq!(super::folder_of("{}"), None);
    }
}
