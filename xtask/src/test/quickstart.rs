//! The README's quick start, typed in by a machine: its code blocks become a crate of their own that must
//! build and run.

mod blocks;
mod project;

use crate::workspace::{read, root};

pub(super) fn run() -> Result<(), String> {
    let readme = read(&root().join("README.md"))?;
    let section = blocks::section(&readme)
        .ok_or("README.md has no heading `Quick start`, so there is nothing to try")?;
    let blocks = blocks::blocks(section);
    let project = project::Project::create(&blocks)?;
    let printed = project.run()?;
    for line in blocks
        .iter()
        .filter_map(blocks::Block::expected)
        .flat_map(str::lines)
    {
        if !printed.contains(line.trim()) {
            return Err(format!(
                "the quick start does not print `{line}`, but:\n{printed}"
            ));
        }
    }
    Ok(())
}
