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

/// The manifest of the package whose build script this is.
pub(crate) fn manifest() -> Option<String> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    std::fs::read_to_string(PathBuf::from(folder).join("Cargo.toml")).ok()
}

/// The lines that make cargo print warnings.
pub(crate) fn warnings(warnings: &[String]) -> String {
    warnings
        .iter()
        // A second line would be lost, or taken for something else.
        .map(|warning| format!("cargo::warning={}\n", warning.replace(['\n', '\r'], " ")))
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
        let lines = super::warnings(&["a\nb".into(), "c".into()]);
        assert_eq!(lines, "cargo::warning=a b\ncargo::warning=c\n");
    }
}
