//! The client: one case a run.

use super::cases::{self, Setting};
use crate::flags::Flags;
use crate::process::Error;

/// Runs the case that `--test_case` names.
///
/// # Errors
/// If the flags are wrong or the case fails.
pub async fn run() -> Result<bool, Error> {
    let mut known = vec!["server_host", "server_port", "test_case", "use_tls"];
    known.extend(cases::SOAK_FLAGS);
    let flags = Flags::of_process(&known)?;
    if flags.or("use_tls", false)? {
        return Err("`--use_tls=true` is not supported".into());
    }
    let host = flags.text("server_host").unwrap_or("127.0.0.1");
    let url = format!("tri://{host}:{}", flags.required::<u16>("server_port")?);
    let case = flags.text("test_case").unwrap_or("large_unary");
    let setting = Setting {
        url,
        soak: cases::Soak::of(&flags)?,
    };
    match cases::run(case, &setting).await {
        Ok(()) => Ok(true),
        Err(reason) => Err(format!("{case}: {reason}").into()),
    }
}
