//! Paths, groups and versions.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use http::Request;
use std::sync::Arc;
use support::{RawClient, Server, request, text};
use trefoil_core::codec::Prost;
use trefoil_core::{
    BoxFuture, Invocation, Invoker, Protocol, Reply, Request as Call, Response, Result, Service,
    server,
};
use trefoil_triple::Triple;

fn to(path: &str) -> Request<()> {
    let mut head = request("Echo");
    *head.uri_mut() = format!("http://localhost{path}").parse().unwrap();
    head
}

#[tokio::test]
async fn unknown_paths_are_unimplemented_and_trailers_only() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for path in [
        "/test.Test/None",
        "/test.None/Echo",
        "/Echo",
        "/test.Test/",
        "/test.Test",
        "/",
        "//",
        "/test.Test/Echo/",
        "/TEST.TEST/ECHO",
        "/test.Test/EcHo",
    ] {
        let answer = raw.send(to(path), &[&text("x")]).await;
        assert_eq!((answer.http.as_u16(), answer.code()), (200, 12), "{path}");
        answer.is_trailers_only();
    }
    assert_eq!(server.probe.started.get(), 0);
    raw.is_served().await;
}

#[tokio::test]
async fn a_method_is_found_by_either_case_of_its_first_letter() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    for path in ["/test.Test/echo", "/test.Test/Echo"] {
        let answer = raw.send(to(path), &[&text("x")]).await;
        assert_eq!((answer.texts(), answer.code()), (vec!["x".to_owned()], 0));
    }
}

#[tokio::test]
async fn a_query_is_not_part_of_the_path() {
    let server = Server::start().await;
    let mut raw = server.raw().await;
    let answer = raw.send(to("/test.Test/Echo?a=b"), &[&text("x")]).await;
    assert_eq!(answer.code(), 0);
}

/// Says its name.
struct Named(&'static str);

impl Invoker for Named {
    fn service(&self) -> Service {
        Service::from_static(&support::TEST)
    }

    fn invoke(&self, call: Invocation) -> BoxFuture<Result<Reply>> {
        let name = self.0.to_owned();
        server::unary(Prost, call, |_: Call<String>| async move {
            Ok(Response::new(name))
        })
    }
}

async fn three() -> (Triple, RawClient) {
    let triple = Triple::new();
    let mut address = "127.0.0.1:0".to_owned();
    for (params, name) in [
        ("group=blue", "blue"),
        ("", "plain"),
        ("group=blue&version=2.0", "blue2"),
    ] {
        let url = format!("tri://{address}/test.Test?{params}")
            .parse()
            .unwrap();
        let exporter = triple.export(url, Arc::new(Named(name))).await.unwrap();
        address = exporter.url().address();
    }
    let raw = RawClient::connect(&address).await;
    (triple, raw)
}

fn of(group: Option<&str>, version: Option<&str>) -> Request<()> {
    let mut head = request("Echo");
    for (name, value) in [
        ("tri-service-group", group),
        ("tri-service-version", version),
    ] {
        if let Some(value) = value {
            head.headers_mut().insert(name, value.parse().unwrap());
        }
    }
    head
}

#[tokio::test]
async fn group_and_version_choose_the_implementation() {
    let (_triple, mut raw) = three().await;
    for (group, version, name) in [
        (None, None, "plain"),
        (Some("blue"), None, "blue"),
        (Some("blue"), Some("2.0"), "blue2"),
        (Some(""), Some(""), "plain"),
    ] {
        let answer = raw.send(of(group, version), &[&text("x")]).await;
        assert_eq!(answer.texts(), [name]);
    }
}

#[tokio::test]
async fn a_group_or_version_that_is_not_there_is_unimplemented_and_says_what_is() {
    let (_triple, mut raw) = three().await;
    for (group, version) in [
        (Some("red"), None),
        (None, Some("2.0")),
        (Some("blue"), Some("3.0")),
    ] {
        let answer = raw.send(of(group, version), &[&text("x")]).await;
        assert_eq!(answer.code(), 12);
        assert!(
            answer.message().contains("blue/test.Test:2.0"),
            "{answer:?}"
        );
    }
}
