//! gRPC's own interoperability test against grpc-go, one process a case.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::peers::Peer;
use super::places::Places;
use super::process::Running;
use super::report::{Column, Outcome, Report};

const CASE: Duration = Duration::from_secs(20);
const START: Duration = Duration::from_secs(20);

const CASES: [&str; 17] = [
    "empty_unary",
    "large_unary",
    "client_streaming",
    "server_streaming",
    "ping_pong",
    "empty_stream",
    "timeout_on_sleeping_server",
    "cancel_after_begin",
    "cancel_after_first_response",
    "status_code_and_message",
    "special_status_message",
    "custom_metadata",
    "unimplemented_method",
    "unimplemented_service",
    "rpc_soak",
    "channel_soak",
    OWN,
];

/// A case that only our client has.
const OWN: &str = "concurrent_large_unary";

pub(super) fn run(places: &Places, peer: &Peer, report: &mut Report) {
    let (own, theirs) = (|name| places.own(name), |which| peer.program(places, which));
    let ways = [
        (
            ("trefoil", own("grpc-client")),
            (peer.name, theirs("server")),
        ),
        (
            (peer.name, theirs("client")),
            ("trefoil", own("grpc-server")),
        ),
    ];
    for ((client, client_program), (server, server_program)) in ways {
        let mut column = Column::new(client, server);
        if let Err(why) = pair(places, &client_program, &server_program, &mut column) {
            column.fail_rest(CASES, &why);
        }
        report.grpc.push(column);
    }
}

fn pair(places: &Places, client: &Path, server: &Path, column: &mut Column) -> Result<(), String> {
    let log = format!("{} to {}", column.client, column.server);
    let port = free_port()?;
    let mut command = Command::new(server);
    command.args(["--port", &port.to_string(), "--use_tls=false"]);
    let server = Running::start(places, &mut command, &format!("{log}, server.log"))?;
    wait_for(port)?;
    for case in CASES {
        if case == OWN && column.client != "trefoil" {
            let why = format!("{}'s client has no such case", column.client);
            column.add(case, Outcome::NotApplicable(why));
            continue;
        }
        let log = format!("{log}, {case}.log");
        let mut command = Command::new(client);
        command.args([
            "--server_host",
            "127.0.0.1",
            "--server_port",
            &port.to_string(),
        ]);
        command.args(["--use_tls=false", "--test_case", case]);
        column.add(case, one(places, &mut command, &log));
    }
    if column.server == "trefoil" {
        // Ours drains; grpc-go's has no such manners.
        server
            .terminate()
            .map_err(|why| format!("the server: {why}"))?;
    } else {
        server.kill();
    }
    Ok(())
}

fn one(places: &Places, command: &mut Command, log: &str) -> Outcome {
    let mut client = match Running::start(places, command, log) {
        Ok(client) => client,
        Err(why) => return Outcome::Fail(why),
    };
    match client.wait(CASE) {
        Some(status) if status.success() => Outcome::Pass,
        Some(_) => Outcome::Fail(last_line(&places.logs.join(log))),
        None => {
            client.kill();
            Outcome::Fail(format!("no end within {} s", CASE.as_secs()))
        }
    }
}

fn last_line(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    last.unwrap_or("it said nothing").trim().to_owned()
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("there is no free port: {error}"))
}

fn wait_for(port: u16) -> Result<(), String> {
    let start = Instant::now();
    while start.elapsed() < START {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        sleep(Duration::from_millis(50));
    }
    Err("the server does not listen".to_owned())
}
