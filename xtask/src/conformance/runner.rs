//! The suite's runner: a prebuilt program.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::elf;
use super::package::Package;
use super::table::Totals;
use crate::command::{output, run, run_within};
use crate::workspace::root;

/// A run takes 5 s; with a program that dies the runner waits for every case.
const LIMIT: Duration = Duration::from_secs(240);

pub(super) struct Runner {
    program: PathBuf,
    /// The library it needs on an older system.
    preload: Option<PathBuf>,
    /// Where it writes to.
    folder: PathBuf,
}

/// Makes the runner work here. It was linked against glibc 2.38; an older system gets the few functions that it
/// lacks, and a copy of the runner which does not insist on their versions.
pub(super) fn prepare(package: &Package, folder: &Path) -> Result<Runner, String> {
    let program = package.runner()?;
    let folder = folder.to_owned();
    if is_enough(&output(Command::new("getconf").arg("GNU_LIBC_VERSION")).unwrap_or_default()) {
        return Ok(Runner {
            program,
            preload: None,
            folder,
        });
    }
    let patched = folder.join("runner");
    let binary = std::fs::read(&program)
        .map_err(|error| format!("conformance: cannot read {}: {error}", program.display()))?;
    let binary = elf::without_versions(binary, &["GLIBC_2.38", "GLIBCXX_3.4.32"])
        .ok_or_else(|| format!("conformance: {} is no ELF file", program.display()))?;
    std::fs::write(&patched, binary)
        .and_then(|()| make_executable(&patched))
        .map_err(|error| format!("conformance: cannot write {}: {error}", patched.display()))?;
    let library = folder.join("glibc.so");
    let mut compiler = Command::new("c++");
    compiler
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(root().join("conformance/protobuf/glibc.cc"));
    run(&mut compiler).map_err(|error| {
        format!(
            "conformance: {error}; the runner needs it where glibc is older than 2.38 \
             (Debian: apt-get install g++)"
        )
    })?;
    Ok(Runner {
        program: patched,
        preload: Some(library),
        folder,
    })
}

impl Runner {
    /// Runs the suite against a program.
    pub(super) fn run(
        &self,
        program: &Path,
        arguments: &[&str],
        failures: &Path,
    ) -> Result<Totals, String> {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .arg("--failure_list")
            .arg(failures)
            .arg("--output_dir")
            .arg(&self.folder);
        match &self.preload {
            None => command.arg(program),
            // The runner starts the program, which is to run without the library.
            Some(library) => command
                .arg(self.without_preload(program)?)
                .env("LD_PRELOAD", library),
        };
        let printed = run_within(&mut command, LIMIT, &self.folder.join("runner.log"))?;
        Totals::of_output(&printed).ok_or_else(|| {
            format!("conformance: the runner said nothing of its results, but:\n{printed}")
        })
    }

    fn without_preload(&self, program: &Path) -> Result<PathBuf, String> {
        let script = self.folder.join("program");
        let text = format!(
            "#!/bin/sh\nunset LD_PRELOAD\nexec '{}'\n",
            program.display()
        );
        std::fs::write(&script, text)
            .and_then(|()| make_executable(&script))
            .map_err(|error| format!("conformance: cannot write {}: {error}", script.display()))?;
        Ok(script)
    }
}

/// Whether `glibc 2.36` is new enough. What is no glibc gets the runner as it is.
fn is_enough(version: &str) -> bool {
    let Some(version) = version.trim().strip_prefix("glibc ") else {
        return true;
    };
    let mut parts = version.split('.').map_while(|part| part.parse().ok());
    (parts.next(), parts.next()) >= (Some(2), Some(38))
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(!super::is_enough("glibc 2.36\n"));
        assert!(!super::is_enough("glibc 2.4\n"));
        assert!(super::is_enough("glibc 2.38\n"));
        assert!(super::is_enough("glibc 3.0\n"));
        assert!(super::is_enough("musl"));
    }
}
