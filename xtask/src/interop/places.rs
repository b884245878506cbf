//! Where things lie.

use std::path::{Path, PathBuf};

pub(super) struct Places {
    /// The repository.
    pub(super) root: PathBuf,
    /// The Rust programs.
    pub(super) rust: PathBuf,
    /// The foreign programs.
    pub(super) foreign: PathBuf,
    /// What the programs write to standard error.
    pub(super) logs: PathBuf,
}

impl Places {
    pub(super) fn find() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or("interop: xtask lies in no folder")?;
        let target = std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |target| root.join(target));
        let foreign = root.join("target/interop");
        let logs = foreign.join("logs");
        std::fs::create_dir_all(&logs)
            .map_err(|error| format!("interop: cannot create {}: {error}", logs.display()))?;
        Ok(Self {
            root: root.to_owned(),
            rust: target.join("debug"),
            foreign,
            logs,
        })
    }

    /// A program of ours.
    pub(super) fn own(&self, program: &str) -> PathBuf {
        self.rust.join(program)
    }
}
