//! Runs cases and prints a line for each.

use std::io::Write;
use std::time::Duration;

use super::{Stack, Target, Wrong, cases};
use crate::flags::{FlagError, Flags};
use crate::process::Error;

/// Less than the 20 seconds after which others give a case up.
const CASE_TIME: Duration = Duration::from_secs(18);

/// What a client program does. Tells whether no case failed.
///
/// # Errors
/// If the flags are wrong.
pub async fn client<S: Stack>() -> Result<bool, Error> {
    let flags = Flags::of_process(&["port", "group", "version", "case"])?;
    let target = Target {
        port: flags.required("port")?,
        group: flags.text("group").map(ToOwned::to_owned),
        version: flags.text("version").map(ToOwned::to_owned),
    };
    let only = flags.text("case");
    let (mut found, mut good) = (false, true);
    for case in cases::table::<S>() {
        if only.is_none_or(|only| only == case.name) {
            found = true;
            good &= run(&case, &target).await?;
        }
    }
    match only {
        Some(only) if !found => Err(format!("there is no case `{only}`").into()),
        _ => Ok(good),
    }
}

/// The flags of a server program.
///
/// # Errors
/// If they are wrong.
pub fn server_flags() -> Result<Target, FlagError> {
    let flags = Flags::of_process(&["port", "group", "version"])?;
    Ok(Target {
        port: flags.required("port")?,
        group: flags.text("group").map(ToOwned::to_owned),
        version: flags.text("version").map(ToOwned::to_owned),
    })
}

async fn run<S: Stack>(case: &cases::Case<S>, target: &Target) -> Result<bool, Error> {
    let name = case.name;
    let (line, good) = match S::cannot(name) {
        Some(reason) => (format!("{name}\tn/a\t{reason}"), true),
        None => match bounded(case, target).await {
            Ok(()) => (format!("{name}\tpass"), true),
            Err(Wrong(reason)) => (format!("{name}\tfail\t{}", one_line(&reason)), false),
        },
    };
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()?;
    Ok(good)
}

async fn bounded<S: Stack>(case: &cases::Case<S>, target: &Target) -> Result<(), Wrong> {
    let work = async {
        let stack = S::connect(target).await.map_err(Wrong)?;
        (case.run)(stack).await
    };
    match tokio::time::timeout(CASE_TIME, work).await {
        Ok(result) => result,
        Err(_) => Err(Wrong(format!("no end within {} s", CASE_TIME.as_secs()))),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
