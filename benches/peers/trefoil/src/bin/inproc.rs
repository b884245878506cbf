//! A stub on a service of the same process: no wire, no encoding.

use peer_trefoil::{
    Svc,
    pb::{BenchClient, EchoRequest},
};

fn main() {
    let calls = common::Args::parse().num("calls", 1_000_000);
    common::block_on(1, async {
        let client = BenchClient::local(Svc);
        let text = common::text(common::TEXT);
        let start = common::cpu_ns();
        for _ in 0..calls {
            let message = text.clone();
            client.echo(EchoRequest { message }).await.expect("echo");
        }
        let ns = (common::cpu_ns() - start) as f64 / calls as f64;
        println!(r#"{{"name":"trefoil client on local service","ns":{ns:.2}}}"#);
    });
}
