//! How many crates a minimal server brings along at run time.

use std::collections::BTreeSet;

use crate::command::{cargo, output};
use crate::workspace::root;

const LIMIT: usize = 70;

pub(super) fn run() -> Result<(), String> {
    let tree = "tree --package minimal-trefoil --edges normal --prefix none";
    let tree = output(&mut cargo(&root().join("benches"), tree))?;
    let crates = count(&tree);
    println!("{crates} crates at run time (at most {LIMIT})");
    if crates > LIMIT {
        return Err(format!("{crates} crates are more than {LIMIT}:\n{tree}"));
    }
    Ok(())
}

/// The crates of a tree below its root: a crate in two versions counts twice.
fn count(tree: &str) -> usize {
    let names = tree.lines().filter(|line| !line.is_empty()).map(|line| {
        let mut words = line.split(' ');
        (words.next(), words.next())
    });
    names.collect::<BTreeSet<_>>().len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_each_crate_once() {
        let tree = "server v0.0.0 (/x)\na v1.0.0\nb v1.0.0 (proc-macro)\na v1.0.0 (*)\na v2.0.0\n";
        assert_eq!(count(tree), 3);
    }
}
