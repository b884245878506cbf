//! Running programs.

use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The cargo that runs this, with arguments separated by spaces.
pub(crate) fn cargo(folder: &Path, arguments: &str) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command
        .args(arguments.split_whitespace())
        .current_dir(folder);
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| cannot(command, &error))?;
    success(command, status)
}

/// What a command prints.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| cannot(command, &error))?;
    success(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command that must end by itself within a time, writing all it prints to a file. What it printed.
pub(crate) fn run_within(
    command: &mut Command,
    limit: Duration,
    log: &Path,
) -> Result<String, String> {
    let mut child = start(command, log)?;
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                let printed = std::fs::read_to_string(log).unwrap_or_default();
                return success(command, status)
                    .map(|()| printed.clone())
                    .map_err(|error| format!("{error}; it printed:\n{printed}"));
            }
            Ok(None) if Instant::now() < end => sleep(Duration::from_millis(20)),
            Ok(None) => {
                stop(child);
                let printed = std::fs::read_to_string(log).unwrap_or_default();
                let line = line(command);
                return Err(format!(
                    "`{line}` did not end in {limit:?}; it printed:\n{printed}"
                ));
            }
            Err(error) => return Err(cannot(command, &error)),
        }
    }
}

/// Starts a command in the background, writing all it prints to a file.
pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Child, String> {
    let file = File::create(log).and_then(|out| Ok((out.try_clone()?, out)));
    let (out, err) = file.map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    command.spawn().map_err(|error| cannot(command, &error))
}

/// Ends a process that was started here.
pub(crate) fn stop(mut child: Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

fn success(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status})", line(command)))
    }
}

fn cannot(command: &Command, error: &std::io::Error) -> String {
    format!("cannot run `{}`: {error}", line(command))
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let mut line = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
