//! The quick starts of both READMEs, typed in by a machine: their code blocks become crates of their own that
//! must build and run, and the time that a newcomer waits for it.

mod blocks;
mod project;
mod timing;

use crate::workspace::{read, root, scratch};
use blocks::Block;
use project::Project;

/// The English one comes first: it is the one that is timed, and the other builds on what it built.
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

pub(super) fn run() -> Result<(), String> {
    // Empty, as a newcomer's is.
    let target = scratch("quickstart-target")?;
    let mut first: Option<(Project, String)> = None;
    for readme in READMES {
        let text = read(&root().join(readme))?;
        let section = blocks::section(&text).ok_or_else(|| {
            format!("{readme} has no heading `Quick start`, so there is nothing to try")
        })?;
        let blocks = blocks::blocks(section);
        let folder = scratch(&format!("quickstart-{readme}"))?;
        let project = Project::create(folder, target.clone(), &blocks)?;
        if first.is_none() {
            project.fetch()?;
            timing::cold(readme, || project.build())?;
        } else {
            project.build()?;
        }
        let printed = project.run()?;
        expected(&blocks, &printed).map_err(|error| format!("{readme}: {error}"))?;
        match &first {
            None => {
                timing::rebuild(&project)?;
                first = Some((project, printed));
            }
            Some((english, said)) => {
                english.same_code(&project, readme)?;
                if *said != printed {
                    return Err(format!(
                        "the quick start of {readme} prints\n{printed}\nand that of {} prints\n{said}",
                        READMES[0]
                    ));
                }
                println!("{readme}: the same code, the same output");
            }
        }
    }
    Ok(())
}

/// Every line that a block promises is printed.
fn expected(blocks: &[Block<'_>], printed: &str) -> Result<(), String> {
    let lines = blocks.iter().filter_map(Block::expected);
    match lines
        .flat_map(str::lines)
        .find(|line| !printed.contains(line.trim()))
    {
        None => Ok(()),
        Some(line) => Err(format!(
            "the quick start does not print `{line}`, but:\n{printed}"
        )),
    }
}
