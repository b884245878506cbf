//! The crate that the blocks make.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::blocks::Block;
use crate::command::{cargo, run, run_within, start, stop};
use crate::workspace::{packages, root};

const LIMIT: Duration = Duration::from_secs(60);

/// A crate outside of the workspace.
pub(super) struct Project {
    folder: PathBuf,
    /// Where cargo builds it.
    target: PathBuf,
    /// What the blocks say, by file.
    files: Vec<(String, String)>,
    /// Its binaries, by cargo's names.
    programs: Vec<String>,
}

impl Project {
    /// Writes the blocks into files. Several blocks of one file follow each other in it.
    pub(super) fn create(
        folder: PathBuf,
        target: PathBuf,
        blocks: &[Block<'_>],
    ) -> Result<Self, String> {
        let mut files: Vec<(&str, String)> = Vec::new();
        for block in blocks {
            let Some(name) = block.file() else { continue };
            match files.iter_mut().find(|(known, _)| *known == name) {
                Some((_, text)) => text.push_str(block.text),
                None => files.push((name, block.text.to_owned())),
            }
        }
        let written = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.clone()))
            .collect();
        let Some((_, manifest)) = files.iter_mut().find(|(name, _)| *name == "Cargo.toml") else {
            return Err("the quick start shows no Cargo.toml".to_owned());
        };
        complete(manifest)?;
        let mut programs = Vec::new();
        for (name, text) in &files {
            write(&folder.join(name), text)?;
            if *name == "src/main.rs" {
                programs.push("quickstart".to_owned());
            } else if let Some(program) = name.strip_prefix("src/bin/") {
                programs.push(program.trim_end_matches(".rs").to_owned());
            }
        }
        // The same versions as the workspace: nothing is built twice.
        std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
            .map_err(|error| format!("cannot copy Cargo.lock: {error}"))?;
        Ok(Self {
            folder,
            target,
            files: written,
            programs,
        })
    }

    /// Downloads what it depends on.
    pub(super) fn fetch(&self) -> Result<(), String> {
        run(&mut cargo(&self.folder, "fetch --quiet"))
    }

    /// Builds it as a newcomer does: settings for quicker builds of the environment do not count.
    pub(super) fn build(&self) -> Result<(), String> {
        run(cargo(&self.folder, "build --quiet")
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("CARGO_PROFILE_DEV_DEBUG"))
    }

    /// Saves its `.proto` files again.
    pub(super) fn touch_proto(&self) -> Result<(), String> {
        for (name, text) in self
            .files
            .iter()
            .filter(|(name, _)| name.ends_with(".proto"))
        {
            write(&self.folder.join(name), text)?;
        }
        Ok(())
    }

    /// Fails if the code of another project, comments apart, is not this one's.
    pub(super) fn same_code(&self, other: &Self, whose: &str) -> Result<(), String> {
        for (name, text) in &self.files {
            let Some((_, theirs)) = other.files.iter().find(|(known, _)| known == name) else {
                return Err(format!("the quick start of {whose} has no {name}"));
            };
            let (ours, theirs) = (code(text), code(theirs));
            if ours != theirs {
                let pairs = ours.iter().zip(&theirs);
                let differs = pairs.clone().find(|(ours, theirs)| ours != theirs);
                return Err(match differs {
                    Some((ours, theirs)) => {
                        format!("{whose}, {name}: `{theirs}` should be `{ours}`")
                    }
                    None => format!("{whose}, {name}: lines are missing or too many"),
                });
            }
        }
        Ok(())
    }

    /// Runs it; what it printed. If there is a program `client`, all others are servers that run beside it; if
    /// not, the one program ends by itself.
    pub(super) fn run(&self) -> Result<String, String> {
        let program = |name: &str| Command::new(self.target.join("debug").join(name));
        let log = |name: &str| self.folder.join(format!("{name}.log"));
        let (last, servers): (Vec<&String>, Vec<&String>) = match self.programs.as_slice() {
            [one] => (vec![one], Vec::new()),
            all => all.iter().partition(|name| *name == "client"),
        };
        let Some(last) = last.first() else {
            return Err(
                "the quick start has neither one program nor one called `client`".to_owned(),
            );
        };
        let mut running = Vec::new();
        for server in servers {
            running.push(start(&mut program(server), &log(server))?);
        }
        let mut printed = run_within(&mut program(last), LIMIT, &log(last));
        // A server may still be on its way up.
        for _ in 0..20 {
            if running.is_empty() || printed.is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(200));
            printed = run_within(&mut program(last), LIMIT, &log(last));
        }
        running.into_iter().for_each(stop);
        printed
    }
}

/// The lines of a file without comments, and without those that are nothing else.
fn code(text: &str) -> Vec<&str> {
    let lines = text.lines().map(|line| {
        let comment = ["//", "# "].iter().filter_map(|mark| {
            let mut found = line.match_indices(mark).map(|(at, _)| at);
            // In `tri://` it is none.
            found.find(|at| {
                line[..*at].chars().all(char::is_whitespace) || line[..*at].ends_with(' ')
            })
        });
        line[..comment.min().unwrap_or(line.len())].trim_end()
    });
    lines.filter(|line| !line.is_empty()).collect()
}

/// What a reader's `Cargo.toml` has from `cargo new`, and the crates of this workspace in the place of the
/// published ones.
fn complete(manifest: &mut String) -> Result<(), String> {
    if !manifest.contains("[package]") {
        let package =
            "[package]\nname = \"quickstart\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n";
        manifest.insert_str(0, package);
    }
    manifest.push_str("\n[workspace]\n\n[patch.crates-io]\n");
    for package in packages()?.iter().filter(|package| package.published) {
        writeln!(
            manifest,
            "{} = {{ path = {:?} }}",
            package.name, package.folder
        )
        .map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Project, code};

    #[test]
    fn languages_differ_in_comments_only() {
        let project = |text: &str| Project {
            folder: PathBuf::new(),
            target: PathBuf::new(),
            files: vec![("src/main.rs".to_owned(), text.to_owned())],
            programs: Vec::new(),
        };
        let english = project("// main\nfn main() { run(3) } // three\n");
        let chinese = project("// 主函数\nfn main() { run(3) } // 三\n");
        assert_eq!(english.same_code(&chinese, "zh"), Ok(()));
        let other = english.same_code(&project("fn main() { run(4) }"), "zh");
        let text = "zh, src/main.rs: `fn main() { run(4) }` should be `fn main() { run(3) }`";
        assert_eq!(other, Err(text.to_owned()));
        let shorter = english.same_code(&project("// nothing"), "zh");
        assert!(
            shorter
                .unwrap_err()
                .ends_with("lines are missing or too many")
        );
    }

    #[test]
    fn comments_are_no_code() {
        let rust = "// a\nlet a = \"tri://h\"; // b\n\n    // c\n#[tokio::main]\n";
        assert_eq!(code(rust), ["let a = \"tri://h\";", "#[tokio::main]"]);
        assert_eq!(code("# a\n[dependencies] # b\n"), ["[dependencies]"]);
    }
}
