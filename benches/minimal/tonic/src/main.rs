//! The smallest server of tonic.

mod pb {
    tonic::include_proto!("minimal.v1");
}
use pb::{EchoReply, EchoRequest, mini_server::*};
use tonic::{Request, Response, Status};

struct Svc;

#[tonic::async_trait]
impl Mini for Svc {
    async fn echo(&self, r: Request<EchoRequest>) -> Result<Response<EchoReply>, Status> {
        let message = r.into_inner().message;
        Ok(Response::new(EchoReply { message }))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = tonic::transport::Server::builder().add_service(MiniServer::new(Svc));
    Ok(server.serve("127.0.0.1:50051".parse()?).await?)
}
