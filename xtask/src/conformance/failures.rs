//! The lists of cases that may fail, each with a reason.

use std::path::{Path, PathBuf};

use crate::workspace::{read, root};

/// Makes one list of several, for the runner, which takes one.
pub(super) fn join(lists: &[&str], folder: &Path) -> Result<PathBuf, String> {
    let mut all = String::new();
    for name in lists {
        let list = read(&root().join("conformance/protobuf").join(name))?;
        check(&list).map_err(|error| format!("conformance/protobuf/{name}: {error}"))?;
        all.push_str(&list);
        all.push('\n');
    }
    let joined = folder.join("failures.txt");
    std::fs::write(&joined, all)
        .map_err(|error| format!("conformance: cannot write {}: {error}", joined.display()))?;
    Ok(joined)
}

/// Fails for an entry without a reason: every block of lines has to begin with one.
fn check(list: &str) -> Result<(), String> {
    let mut reason = false;
    for line in list.lines() {
        match line.trim() {
            "" => reason = false,
            line if line.starts_with('#') => reason = true,
            line if !reason => {
                return Err(format!("no reason is given for `{line}`"));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn every_block_begins_with_its_reason() {
        assert!(check("# why\nA\nB\n\n# because\nC\n").is_ok());
        let error = check("# why\nA\n\nB\n").unwrap_err();
        assert_eq!(error, "no reason is given for `B`");
    }
}
