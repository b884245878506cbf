//! The same service and the same calls: what is put into the server, and what is under the client, are others.

use std::error::Error;

use trefoil::{Application, RunningServer, Server, Service};

use crate::greet::v1::GREETER;
use crate::greet::v1::greeter_client::GreeterClient;
use crate::greet::v1::greeter_server::GreeterServer;
use crate::hello::{Hello, greet};

pub(crate) async fn serve() -> Result<RunningServer, Box<dyn Error>> {
    // And a service of tonic that comes in a crate: its methods are in what the crate publishes.
    let (_reporter, health) = tonic_health::server::health_reporter();
    let health =
        trefoil_tonic::Invoker::from_descriptor_set(health, tonic_health::pb::FILE_DESCRIPTOR_SET)?;

    let hello = trefoil_tonic::Invoker::new(GreeterServer::new(Hello), &GREETER);
    let server = Server::builder()
        .add(hello)
        .add(health)
        .export("tri://127.0.0.1:0")
        .start()
        .await?;
    Ok(server)
}

pub(crate) async fn call(port: u16) -> Result<(), Box<dyn Error>> {
    let url = format!("tri://127.0.0.1:{port}?timeout=5s").parse()?;
    let invoker = Application::new()
        .refer_invoker(url, Service::from(&GREETER))
        .await?;
    let channel = trefoil_tonic::Channel::from_url_invoker(invoker)?;
    greet(GreeterClient::new(channel)).await
}
