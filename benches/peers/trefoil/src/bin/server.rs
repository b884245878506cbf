//! `trefoil-server --port P --threads N`.

use common::Args;
use peer_trefoil::{Svc, pb::BenchServer};

fn main() {
    let args = Args::parse();
    let url = format!("tri://{}?max_message_size=16777216", args.addr());
    common::block_on(args.num("threads", 1), async move {
        trefoil::Server::builder()
            .add(BenchServer::new(Svc))
            .export(url.as_str())
            .run()
            .await
            .expect("serve");
    });
}
