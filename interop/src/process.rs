//! How the servers say that they are ready, and how they learn that they are to end.

use std::io::Write;
use std::process::ExitCode;

use tokio::io::AsyncReadExt;
use tokio::signal::unix::{SignalKind, signal};

/// What goes wrong in a program outside of its calls.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// Prints the line that tells whoever started this program that it listens.
///
/// # Errors
/// If standard output is closed.
pub fn print_listening(port: u16) -> Result<(), Error> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "LISTENING {port}")?;
    Ok(output.flush()?)
}

/// Waits for SIGTERM, ctrl-c or the end of standard input.
///
/// # Errors
/// If signals cannot be waited for.
pub async fn told_to_end() -> Result<(), Error> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
        () = end_of_input() => {}
    }
    Ok(())
}

async fn end_of_input() {
    let mut input = tokio::io::stdin();
    let mut buffer = [0; 1024];
    while input.read(&mut buffer).await.is_ok_and(|length| length > 0) {}
}

/// The exit status of a program; why it failed goes to standard error.
pub fn exit(result: Result<bool, Error>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
