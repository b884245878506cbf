//! Every example runs and ends by itself.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::command::{cargo, run as run_command, run_within};
use crate::workspace::{root, scratch, target};

const LIMIT: Duration = Duration::from_secs(60);

pub(super) fn run() -> Result<(), String> {
    run_command(&mut cargo(
        &root(),
        "build --quiet --package trefoil --package trefoil-tonic --all-features --examples",
    ))?;
    let logs = scratch("examples")?;
    let mut examples = names(&root().join("examples"))?;
    examples.extend(names(&root().join("crates/trefoil-tonic/examples"))?);
    for name in examples {
        let mut example = Command::new(target().join("debug/examples").join(&name));
        run_within(&mut example, LIMIT, &logs.join(format!("{name}.log")))?;
        println!("{name} ended well");
    }
    Ok(())
}

/// `NAME/main.rs` and `NAME.rs`, by name: what cargo takes for an example.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.join("main.rs").is_file() || path.extension().is_some_and(|e| e == "rs")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}
