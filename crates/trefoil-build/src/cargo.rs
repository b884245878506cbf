//! What cargo is told, so that only changed input rebuilds.

use std::path::PathBuf;

/// The lines for cargo's standard input: rerun when one of these paths changes.
///
/// A folder stands for all that is below it, so a new file is seen, too.
pub(crate) fn rerun_if_changed(inputs: &[PathBuf]) -> String {
    inputs
        .iter()
        .map(|path| format!("cargo::rerun-if-changed={}\n", path.display()))
        .collect()
}

/// The same for environment variables.
pub(crate) fn rerun_if_env_changed(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("cargo::rerun-if-env-changed={name}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_line_an_input() {
        let lines = super::rerun_if_changed(&["proto".into(), "proto/a.proto".into()]);
        assert_eq!(
            lines,
            "cargo::rerun-if-changed=proto\ncargo::rerun-if-changed=proto/a.proto\n"
        );
    }
}
