//! Programs that are started here and ended here, by their own id, whatever happens.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::places::Places;

/// How long a program may take to end when it is told to.
const END: Duration = Duration::from_secs(5);

/// A program that runs. Ends with this value.
pub(super) struct Running {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

/// What a program said next.
pub(super) enum Said {
    Line(String),
    /// Its standard output is closed.
    Nothing,
    Late,
}

impl Running {
    /// Starts a program. What it says on standard error goes to the log of this name.
    pub(super) fn start(places: &Places, command: &mut Command, log: &str) -> Result<Self, String> {
        let program = Path::new(command.get_program()).display().to_string();
        let wrong = |error| format!("cannot start {program}: {error}");
        let log = File::create(places.logs.join(log)).map_err(wrong)?;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log);
        let mut child = command.spawn().map_err(wrong)?;
        let (sender, lines) = channel();
        let output = child.stdout.take();
        std::thread::spawn(move || {
            for line in output
                .into_iter()
                .flat_map(|output| BufReader::new(output).lines())
            {
                // Nobody listens any more when the program is being ended; the pipe is emptied all the same.
                let (Ok(line), sender) = (line, &sender) else {
                    break;
                };
                let _ = sender.send(line);
            }
        });
        let input = child.stdin.take();
        Ok(Self {
            child,
            input,
            lines,
        })
    }

    /// The next line of its standard output.
    pub(super) fn next_line(&self, limit: Duration) -> Said {
        match self.lines.recv_timeout(limit) {
            Ok(line) => Said::Line(line),
            Err(RecvTimeoutError::Disconnected) => Said::Nothing,
            Err(RecvTimeoutError::Timeout) => Said::Late,
        }
    }

    /// Waits for its end.
    pub(super) fn wait(&mut self, limit: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if start.elapsed() < limit => sleep(Duration::from_millis(10)),
                Ok(None) | Err(_) => return None,
            }
        }
    }

    /// Ends it at once.
    pub(super) fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Ends it as a service manager does.
    pub(super) fn terminate(mut self) -> Result<(), String> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        if !sent.is_ok_and(|status| status.success()) {
            return Err("it could not be sent SIGTERM".to_owned());
        }
        match self.wait(END) {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(format!("SIGTERM ended it with {status}")),
            None => Err(format!("SIGTERM did not end it within {} s", END.as_secs())),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The end of its standard input tells a server to end.
        drop(self.input.take());
        if self.wait(END).is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}
