//! Applications, servers and what users get wrong.

#![allow(clippy::unwrap_used, missing_docs)] // A test fails by panic.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{GreeterClient, GreeterServer, Hello, named, serve};
use trefoil::health::Health;
use trefoil::{Application, Code, Export, Filter, Invocation, Next, Reply, Result, Server, Status};

#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Filter for Count {
    async fn call(&self, call: Invocation, next: Next) -> Result<Reply> {
        self.0.fetch_add(1, Ordering::Relaxed);
        next.run(call).await
    }
}

/// Calls once more when the first answer is an error.
struct Retry;

impl Filter for Retry {
    async fn call(&self, mut call: Invocation, next: Next) -> Result<Reply> {
        let again = call.replicate()?;
        match (next.clone().run(call).await, again) {
            (Err(_), Some(again)) => next.run(again).await,
            (answer, _) => answer,
        }
    }
}

#[tokio::test]
async fn filters_run_on_both_sides_and_a_retry_is_one_of_them() {
    let (provider, consumer) = (Count::default(), Count::default());
    let application = Application::builder()
        .provider_filter(provider.clone())
        .consumer_filter(Retry)
        .filter("count", consumer.clone())
        .build();
    let server = Server::builder()
        .application(&application)
        .add(GreeterServer::new(Hello))
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let url = server.urls()[0]
        .clone()
        .with_param("filter", "count")
        .to_string();
    let client: GreeterClient = application.refer(url).await.unwrap();
    client.say_hello(named("Ada")).await.unwrap();
    let failed = client.say_hello(named("!fail")).await.unwrap_err();
    assert_eq!(failed.code(), Code::NotFound);
    assert_eq!(provider.0.load(Ordering::Relaxed), 3);
    assert_eq!(consumer.0.load(Ordering::Relaxed), 3);
    server.shutdown().await;
}

#[tokio::test]
async fn mistakes_are_told_with_their_fix() {
    let none = Server::builder().start().await.err().unwrap();
    assert_eq!(
        none.to_string(),
        "the server has no service: call `.add(..)` first"
    );
    let nowhere = Server::builder()
        .add(GreeterServer::new(Hello))
        .start()
        .await
        .err()
        .unwrap();
    assert!(nowhere.to_string().contains(".export("), "{nowhere}");
    let unknown = GreeterClient::connect("trii://127.0.0.1:1")
        .await
        .unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "there is no protocol `trii`; registered are: injvm, tri"
    );
    let filter = GreeterClient::connect("tri://127.0.0.1:1?filter=x")
        .await
        .unwrap_err();
    assert!(filter.is_unknown_extension(), "{filter}");
    let dead = GreeterClient::connect("tri://127.0.0.1:1?check=true")
        .await
        .unwrap_err();
    assert!(
        dead.is_unavailable() && dead.to_string().contains("127.0.0.1:1"),
        "{dead}"
    );
}

#[tokio::test]
async fn an_occupied_port_stops_the_start_and_leaves_nothing_behind() {
    let (server, _) = serve(Hello).await;
    let taken = server.urls()[0].to_string();
    let error = Server::builder()
        .add(GreeterServer::new(Hello))
        .export(&taken)
        .start()
        .await
        .err()
        .unwrap();
    assert!(error.is_address_in_use(), "{error}");
    server.shutdown().await;
}

#[tokio::test]
async fn a_server_that_cannot_start_leaves_the_rest_of_its_application_alone() {
    let application = Application::new();
    let build = |url: &str| {
        Server::builder()
            .application(&application)
            .add(GreeterServer::new(Hello))
            .export(url)
    };
    let (other, _) = serve(Hello).await;
    let server = build("tri://127.0.0.1:0").start().await.unwrap();
    let taken = other.url().to_string();
    let failed = build("tri://127.0.0.1:0").export(taken).start().await;
    assert!(failed.err().unwrap().is_address_in_use());
    let client: GreeterClient = application.refer(server.url().to_string()).await.unwrap();
    assert!(client.say_hello(named("Ada")).await.is_ok());
    server.shutdown().await;
    other.shutdown().await;
}

/// What a filter makes of a call that it did not expect.
struct Careless;

impl Filter for Careless {
    #[allow(clippy::panic)] // That is what it is for.
    async fn call(&self, call: Invocation, next: Next) -> Result<Reply> {
        if call.metadata.get("x-user").is_none() {
            panic!("no user");
        }
        next.run(call).await
    }
}

#[tokio::test]
async fn a_filter_that_panics_costs_its_own_call_only() {
    let server = Server::builder()
        .filter(Careless)
        .add(GreeterServer::new(Hello))
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let client = GreeterClient::connect(server.url().to_string())
        .await
        .unwrap();
    let good = || {
        client
            .say_hello(named("Ada"))
            .metadata("x-user", "ada")
            .into_future()
    };
    good().await.unwrap();
    let (good, bad) = tokio::join!(good(), client.say_hello(named("Ada")).into_future());
    assert_eq!(bad.unwrap_err().code(), Code::Internal);
    assert!(good.is_ok());
    server.shutdown().await;
}

#[tokio::test]
async fn a_second_service_cannot_change_the_listener_of_the_first() {
    let small = Export::new(GreeterServer::new(Hello))
        .group("b")
        .param("max_message_size", "10");
    let error = Server::builder()
        .add(GreeterServer::new(Hello))
        .add(small)
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .err()
        .unwrap();
    assert!(error.to_string().contains("`max_message_size`"), "{error}");
}

#[tokio::test]
async fn two_services_of_one_interface_are_told_apart_by_group_and_version() {
    struct Deny;
    impl Filter for Deny {
        async fn call(&self, _: Invocation, _: Next) -> Result<Reply> {
            Err(Status::permission_denied("not here"))
        }
    }
    let server = Server::builder()
        .add(
            Export::new(GreeterServer::new(Hello))
                .group("a")
                .version("1.0.0"),
        )
        .add(
            Export::new(GreeterServer::new(Hello))
                .group("b")
                .filter(Deny),
        )
        .export("tri://127.0.0.1:0")
        .start()
        .await
        .unwrap();
    let url = server.urls()[0].clone();
    let call = |params: &'static [(&'static str, &'static str)]| {
        let url = url.clone().with_params(params.iter().copied()).to_string();
        async move {
            let client = GreeterClient::connect(url).await.unwrap();
            client
                .say_hello(named("x"))
                .await
                .map_err(|status| status.code())
        }
    };
    assert!(call(&[("group", "a"), ("version", "1.0.0")]).await.is_ok());
    assert_eq!(
        call(&[("group", "b")]).await.unwrap_err(),
        Code::PermissionDenied
    );
    assert_eq!(
        call(&[("group", "a")]).await.unwrap_err(),
        Code::Unimplemented
    );
    // A gRPC client names neither, and gets the first.
    assert!(call(&[]).await.is_ok());
    server.shutdown().await;
}

#[tokio::test]
async fn services_share_a_port_of_a_url_without_a_host() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let server = Server::builder()
        .add(GreeterServer::new(Hello))
        .add(Health::new().service())
        .export(format!("tri://:{port}"))
        .start()
        .await
        .unwrap();
    let client = GreeterClient::connect(format!("tri://127.0.0.1:{port}"))
        .await
        .unwrap();
    assert!(client.say_hello(named("Ada")).await.is_ok());
    assert_eq!(server.url().port(), Some(port));
    server.shutdown().await;
}
