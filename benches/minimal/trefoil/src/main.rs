//! The smallest server of trefoil.

trefoil::include_protos!();

use minimal::v1::{EchoReply, EchoRequest, Mini, MiniServer};
use trefoil::{Request, Response, Server, Status};

struct Svc;

impl Mini for Svc {
    async fn echo(&self, r: Request<EchoRequest>) -> Result<Response<EchoReply>, Status> {
        let message = r.into_inner().message;
        Ok(Response::new(EchoReply { message }))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().add(MiniServer::new(Svc));
    Ok(server.export("tri://127.0.0.1:50051").run().await?)
}
