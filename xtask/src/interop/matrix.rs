//! Pairs of `interop/CASES.md` against each other.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::peers::Peer;
use super::places::Places;
use super::process::{Running, Said};
use super::report::{Column, Outcome, Report};

/// What a program may need before its first line: a JVM on a busy machine.
const START: Duration = Duration::from_secs(60);
/// What a case may take.
const CASE: Duration = Duration::from_secs(20);

/// Dubbo's group and version.
const GROUPED: [&str; 4] = ["--group", "g1", "--version", "1.0.0"];

/// A peer both ways, and again with group and version if it knows them.
pub(super) fn run(places: &Places, peer: &Peer, cases: &[String], report: &mut Report) {
    let flags: &[&[&str]] = if peer.grouped {
        &[&[], &GROUPED]
    } else {
        &[&[]]
    };
    for &flags in flags {
        let name = match flags {
            [] => peer.name.to_owned(),
            _ => format!("{} g1:1.0.0", peer.name),
        };
        let own = |program| places.own(program);
        let theirs = |which| peer.program(places, which);
        let ways = [
            (
                ("trefoil", own("interop-client")),
                (&*name, theirs("server")),
            ),
            (
                (&*name, theirs("client")),
                ("trefoil", own("interop-server")),
            ),
        ];
        for ((client, client_program), (server, server_program)) in ways {
            let pair = Pair {
                places,
                client: &client_program,
                server: &server_program,
                flags,
            };
            let mut column = Column::new(client, server);
            if let Err(why) = pair.run(cases, &mut column) {
                column.fail_rest(cases.iter().map(String::as_str), &why);
            }
            report.matrix.push(column);
        }
    }
}

struct Pair<'a> {
    places: &'a Places,
    client: &'a Path,
    server: &'a Path,
    flags: &'a [&'a str],
}

impl Pair<'_> {
    /// Fills the column; the cases that are missing then fail for the reason that this returns.
    fn run(&self, cases: &[String], column: &mut Column) -> Result<(), String> {
        let log = format!("{} to {}", column.client, column.server);
        let mut command = Command::new(self.server);
        command.args(["--port", "0"]).args(self.flags);
        let server = Running::start(self.places, &mut command, &format!("{log}, server.log"))?;
        let port = listening(&server)?;

        let mut command = Command::new(self.client);
        command.args(["--port", &port]).args(self.flags);
        let mut client = Running::start(self.places, &mut command, &format!("{log}, client.log"))?;
        let mut limit = START + CASE;
        loop {
            match client.next_line(limit) {
                Said::Line(line) => match parse(&line) {
                    Some((case, outcome)) if cases.iter().any(|known| known == case) => {
                        column.add(case, outcome);
                    }
                    _ => println!("  (the client says: {line})"),
                },
                Said::Nothing => break,
                Said::Late => return Err(format!("no line within {} s", limit.as_secs())),
            }
            limit = CASE;
        }
        let status = client.wait(CASE).map(|status| status.to_string());
        let status = status.unwrap_or_else(|| "no end".to_owned());
        Err(format!(
            "the client said nothing of it ({status}); see target/interop/logs/{log}, *.log"
        ))
    }
}

fn listening(server: &Running) -> Result<String, String> {
    loop {
        match server.next_line(START) {
            Said::Line(line) => match line.strip_prefix("LISTENING ") {
                Some(port) => return Ok(port.trim().to_owned()),
                None => println!("  (the server says: {line})"),
            },
            Said::Nothing => return Err("the server ended before it listened".to_owned()),
            Said::Late => return Err("the server does not listen".to_owned()),
        }
    }
}

fn parse(line: &str) -> Option<(&str, Outcome)> {
    let mut parts = line.splitn(3, '\t');
    let (case, outcome) = (parts.next()?, parts.next()?);
    let reason = parts.next().unwrap_or_default().to_owned();
    let outcome = match outcome {
        "pass" => Outcome::Pass,
        "n/a" => Outcome::NotApplicable(reason),
        "fail" => Outcome::Fail(reason),
        _ => return None,
    };
    Some((case, outcome))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_outcomes_are_read() {
        assert_eq!(parse("a\tpass"), Some(("a", Outcome::Pass)));
        assert_eq!(
            parse("a\tn/a\tb c"),
            Some(("a", Outcome::NotApplicable("b c".into())))
        );
        assert_eq!(
            parse("a\tfail\tb\tc"),
            Some(("a", Outcome::Fail("b\tc".into())))
        );
        assert_eq!(parse("a pass"), None);
    }
}
