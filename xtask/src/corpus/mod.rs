//! `cargo xtask corpus`: foreign `.proto` files from every source, compared and compiled.

mod fetch;
mod random;
mod sets;
mod sources;

use std::path::{Path, PathBuf};

use crate::command::{cargo, run};
use crate::workspace::{root, scratch, target};

/// Where everything of a run lies.
struct Places {
    /// Packages, kept from run to run.
    packages: PathBuf,
    /// The sets, the code from each source, and what is compiled.
    work: PathBuf,
    generate: PathBuf,
    plugin: PathBuf,
}

/// Runs all sets.
///
/// # Errors
/// If a package cannot be had, two sources differ, or the code does not compile without a warning.
pub(crate) fn run_all(arguments: &[String]) -> Result<(), String> {
    if let Some(unknown) = arguments.first() {
        return Err(format!("corpus: no option `{unknown}`"));
    }
    let packages = root().join("target").join("corpus-packages");
    std::fs::create_dir_all(&packages)
        .map_err(|error| format!("cannot create {}: {error}", packages.display()))?;
    run(&mut cargo(
        &root(),
        "build --quiet --package trefoil-corpus --package trefoil-build --features trefoil-build/vendored-protoc --bins",
    ))?;
    let built = |name: &str| target().join("debug").join(name);
    let places = Places {
        packages,
        work: scratch("corpus")?,
        generate: built("corpus-generate"),
        plugin: built("protoc-gen-trefoil"),
    };
    let tools = fetch::all(&places)?;
    let mut modules = String::new();
    for set in sets::all(&places, &tools)? {
        let code = sources::compare(&places, &tools, &set)?;
        modules.push_str(&module(&set.name, &code));
    }
    write(&places.work.join("sets.rs"), &modules)?;
    println!("compiling all of it, with warnings denied");
    run(
        cargo(&root(), "check --quiet --package trefoil-corpus --lib")
            .env("TREFOIL_CORPUS", &places.work),
    )
}

fn module(name: &str, code: &Path) -> String {
    format!(
        "/// The set `{name}`.\npub mod {name} {{\n    include!({:?});\n}}\n",
        code.display().to_string()
    )
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
