//! Server and client as tonic has them.

use std::error::Error;

use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Endpoint, Server};

use crate::greet::v1::greeter_client::GreeterClient;
use crate::greet::v1::greeter_server::GreeterServer;
use crate::hello::{Hello, greet};

pub(crate) async fn serve() -> Result<u16, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let server = Server::builder()
        .add_service(GreeterServer::new(Hello))
        .serve_with_incoming(TcpIncoming::from(listener));
    tokio::spawn(server);
    Ok(port)
}

pub(crate) async fn call(port: u16) -> Result<(), Box<dyn Error>> {
    let endpoint = Endpoint::from_shared(format!("http://127.0.0.1:{port}"))?;
    let channel = endpoint.connect().await?;
    greet(GreeterClient::new(channel)).await
}
