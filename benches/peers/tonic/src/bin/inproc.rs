//! tonic's generated client on the generated server with no transport: encoding, http types and
//! boxing remain.

use peer_tonic::Svc;
use peer_tonic::pb::{EchoRequest, bench_client::BenchClient, bench_server::BenchServer};

fn main() {
    let calls = common::Args::parse().num("calls", 200_000);
    common::block_on(1, async {
        let mut client = BenchClient::new(BenchServer::new(Svc));
        let text = common::text(common::TEXT);
        let start = common::cpu_ns();
        for _ in 0..calls {
            let message = text.clone();
            client.echo(EchoRequest { message }).await.expect("echo");
        }
        let ns = (common::cpu_ns() - start) as f64 / calls as f64;
        println!(r#"{{"name":"tonic client on server type","ns":{ns:.2}}}"#);
    });
}
