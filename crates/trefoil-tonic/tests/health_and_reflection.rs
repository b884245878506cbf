//! Services of others, written for tonic, served through our server and called by a real client of tonic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::Duration;

use futures_util::stream;
use tonic::transport::{Channel, Endpoint};
use tonic_health::ServingStatus;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb::v1 as reflection;
use trefoil::{RunningServer, Server};
use trefoil_tonic::Invoker;

use reflection::server_reflection_client::ServerReflectionClient;
use reflection::server_reflection_request::MessageRequest;
use reflection::server_reflection_response::MessageResponse;
use support::ours::Ours;
use support::pb::{GreeterClient, GreeterServer};
use support::within;

async fn serve() -> (RunningServer, Channel, tonic_health::server::HealthReporter) {
    let (reporter, health) = tonic_health::server::health_reporter();
    let reflection = tonic_reflection::server::Builder::configure()
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        .build_v1()
        .unwrap();
    let health_set = tonic_health::pb::FILE_DESCRIPTOR_SET;
    let reflection_set = reflection::FILE_DESCRIPTOR_SET;
    let server = Server::builder()
        .add(Invoker::from_descriptor_set(health, health_set).unwrap())
        .add(Invoker::from_descriptor_set(reflection, reflection_set).unwrap())
        .add(GreeterServer::new(Ours::default()))
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let port = server.urls()[0].port().unwrap();
    let endpoint = Endpoint::from_shared(format!("http://127.0.0.1:{port}")).unwrap();
    (server, endpoint.connect().await.unwrap(), reporter)
}

fn check(service: &str) -> HealthCheckRequest {
    HealthCheckRequest {
        service: service.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tonic_health_is_served_by_us() {
    within(async {
        let (server, channel, reporter) = serve().await;
        let mut client = HealthClient::new(channel);
        reporter
            .set_service_status("a.B", ServingStatus::NotServing)
            .await;
        let status = client
            .check(check("a.B"))
            .await
            .unwrap()
            .into_inner()
            .status;
        assert_eq!(status, ServingStatus::NotServing as i32);

        let unknown = client.check(check("no.Such")).await.unwrap_err();
        assert_eq!(unknown.code(), tonic::Code::NotFound);

        let mut watched = client.watch(check("a.B")).await.unwrap().into_inner();
        let mut next = async || watched.message().await.unwrap().unwrap().status;
        assert_eq!(next().await, ServingStatus::NotServing as i32);
        reporter
            .set_service_status("a.B", ServingStatus::Serving)
            .await;
        assert_eq!(next().await, ServingStatus::Serving as i32);
        drop(watched);

        // On the same port: ours.
        let url = server.urls()[0].to_string();
        let greeter = GreeterClient::connect(url).await.unwrap();
        let reply = greeter.say_hello(support::named("Ada")).await.unwrap();
        assert_eq!(reply.into_inner().message, "Hello, 3 bytes");
        server.shutdown().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tonic_reflection_is_served_by_us() {
    within(async {
        let (_server, channel, _) = serve().await;
        let ask = |request| reflection::ServerReflectionRequest {
            host: String::new(),
            message_request: Some(request),
        };
        let requests = stream::iter([
            ask(MessageRequest::ListServices(String::new())),
            ask(MessageRequest::FileContainingSymbol(
                "grpc.health.v1.Health".to_owned(),
            )),
        ]);
        let mut client = ServerReflectionClient::new(channel);
        let mut replies = client
            .server_reflection_info(requests)
            .await
            .unwrap()
            .into_inner();
        let mut next = async || {
            replies
                .message()
                .await
                .unwrap()
                .unwrap()
                .message_response
                .unwrap()
        };
        let MessageResponse::ListServicesResponse(services) = next().await else {
            panic!("not the list");
        };
        let names: Vec<_> = services
            .service
            .iter()
            .map(|service| service.name.as_str())
            .collect();
        assert!(names.contains(&"grpc.health.v1.Health"), "{names:?}");
        let MessageResponse::FileDescriptorResponse(files) = next().await else {
            panic!("not the file");
        };
        assert_eq!(files.file_descriptor_proto.len(), 1);
        assert!(replies.message().await.unwrap().is_none());
    })
    .await;
}

/// An interceptor of tonic stays where it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_intercepted_service_is_served_with_its_interceptor() {
    within(async {
        let (_, health) = tonic_health::server::health_reporter();
        let guarded = tonic::service::interceptor::InterceptedService::new(
            health,
            |request: tonic::Request<()>| match request.metadata().get("token") {
                Some(token) if token == "right" => Ok(request),
                _ => Err(tonic::Status::unauthenticated("no token")),
            },
        );
        let set = tonic_health::pb::FILE_DESCRIPTOR_SET;
        let invoker = Invoker::from_descriptor_set(guarded, set).unwrap();
        let mut client = HealthClient::new(trefoil_tonic::Channel::new(invoker));
        let refused = client.check(check("")).await.unwrap_err();
        assert_eq!(refused.code(), tonic::Code::Unauthenticated);
        let mut request = tonic::Request::new(check(""));
        request
            .metadata_mut()
            .insert("token", "right".parse().unwrap());
        request.set_timeout(Duration::from_secs(5));
        client.check(request).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_descriptor_set_without_the_service_is_an_error() {
    let (_, health) = tonic_health::server::health_reporter();
    let error = Invoker::from_descriptor_set(health, reflection::FILE_DESCRIPTOR_SET);
    let error = error.err().unwrap();
    assert!(
        error.to_string().contains("grpc.health.v1.Health"),
        "{error}"
    );
}
