//! `tonic-server --port P --threads N`.

use common::Args;
use peer_tonic::{Svc, pb::bench_server::BenchServer};

fn main() {
    let args = Args::parse();
    let server = tonic::transport::Server::builder()
        .tcp_nodelay(true)
        .add_service(BenchServer::new(Svc).max_decoding_message_size(16 << 20))
        .serve(args.addr());
    common::block_on(args.num("threads", 1), server).expect("serve");
}
