//! One set from every source, byte for byte the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::fetch::Tools;
use super::sets::Set;
use super::{Places, write};
use crate::command::{run, run_within};
use crate::workspace::read;

/// Generates the set from each source. The code of the first.
///
/// # Errors
/// If a source fails, or differs from the first.
pub(super) fn compare(places: &Places, tools: &Tools, set: &Set) -> Result<PathBuf, String> {
    let folder = places.work.join("code").join(&set.name);
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let run = Run {
        places,
        tools,
        set,
        folder,
    };
    let first = run.generate("protox", &run.set.folder)?;
    let others = [
        run.generate("vendored-protoc", &run.set.folder)?,
        run.generate("protoc", &run.set.folder)?,
        run.generate("buf", &run.set.folder)?,
        run.generate("set", &run.descriptor_set()?)?,
        run.protoc_plugin()?,
        run.buf_plugin()?,
    ];
    for other in others {
        same(&first, &other)?;
    }
    println!("{}: the same code from all sources", set.name);
    Ok(first)
}

struct Run<'a> {
    places: &'a Places,
    tools: &'a Tools,
    set: &'a Set,
    folder: PathBuf,
}

impl Run<'_> {
    fn generate(&self, source: &str, input: &Path) -> Result<PathBuf, String> {
        let out = self.folder.join(format!("{source}.rs"));
        let mut command = Command::new(&self.places.generate);
        command
            .arg(source)
            .arg(input)
            .arg(&self.set.folder)
            .arg(&out);
        command.env("PROTOC", &self.tools.protoc);
        command.env("PATH", path_with(&self.tools.buf)?);
        run(&mut command)?;
        Ok(out)
    }

    fn protoc(&self) -> Result<Command, String> {
        let mut command = Command::new(&self.tools.protoc);
        command.arg("--proto_path=.").current_dir(&self.set.folder);
        let mut names = Vec::new();
        super::sets::find(&self.set.folder, &self.set.folder, &mut names)?;
        names.sort();
        command.args(names);
        Ok(command)
    }

    fn descriptor_set(&self) -> Result<PathBuf, String> {
        let out = self.folder.join("set.binpb");
        let mut command = self.protoc()?;
        command.args(["--include_imports", "--include_source_info"]);
        command.arg(format!("--descriptor_set_out={}", out.display()));
        self.run_quietly(&mut command, "set")?;
        Ok(out)
    }

    fn protoc_plugin(&self) -> Result<PathBuf, String> {
        let mut command = self.protoc()?;
        command.arg(format!(
            "--plugin=protoc-gen-trefoil={}",
            self.places.plugin.display()
        ));
        command.arg(format!("--trefoil_out={}", self.folder.display()));
        command.arg("--trefoil_opt=file_name=plugin.rs");
        self.run_quietly(&mut command, "plugin")?;
        Ok(self.folder.join("plugin.rs"))
    }

    fn buf_plugin(&self) -> Result<PathBuf, String> {
        let template = self.folder.join("buf.gen.yaml");
        write(
            &template,
            &format!(
                "version: v2\nplugins:\n  - local: {:?}\n    out: {:?}\n    strategy: all\n    \
                 include_imports: true\n    opt: file_name=buf-plugin.rs\n",
                self.places.plugin.display().to_string(),
                self.folder.display().to_string()
            ),
        )?;
        let mut command = Command::new(&self.tools.buf);
        command.arg("generate").arg(&self.set.folder);
        command.arg("--template").arg(&template);
        self.run_quietly(&mut command, "buf-plugin")?;
        Ok(self.folder.join("buf-plugin.rs"))
    }

    /// protoc warns of imports that are not used, and of nothing else here.
    fn run_quietly(&self, command: &mut Command, name: &str) -> Result<(), String> {
        let limit = std::time::Duration::from_secs(300);
        let log = self.folder.join(format!("{name}.log"));
        run_within(command, limit, &log).map(|_| ())
    }
}

/// The path of programs, with the folder of this one before all others.
fn path_with(program: &Path) -> Result<std::ffi::OsString, String> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let own = program.parent().map(Path::to_owned);
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&old)))
        .map_err(|error| format!("cannot set PATH: {error}"))
}

fn same(first: &Path, other: &Path) -> Result<(), String> {
    let (one, two) = (read(first)?, read(other)?);
    if one == two {
        return Ok(());
    }
    let mut lines = one.lines().zip(two.lines()).enumerate();
    let (line, (left, right)) = lines
        .find(|(_, (left, right))| left != right)
        .unwrap_or((one.lines().count().min(two.lines().count()), ("", "")));
    Err(format!(
        "{} and {} differ from line {} on\n- {left}\n+ {right}",
        first.display(),
        other.display(),
        line + 1
    ))
}
