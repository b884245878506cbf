//! Offering services, and ceasing to.

use std::sync::Arc;

use trefoil_core::{Code, Invoker};

use super::errors::not_offered;
use crate::{
    EchoService, MODES, Probe, Scenario, Stage, Subject, eventually, quiet, stage, within,
};

/// Exporting the same service under the same URL again gives the export that is there.
pub async fn a_second_export_of_a_service_is_the_first(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let invoker = Arc::clone(stage.exporter.invoker());
    let second = stage.protocol.export(stage.url(), invoker).await.unwrap();
    assert!(Arc::ptr_eq(&second, &stage.exporter));
    second.unexport().await;
    let status = stage.client.call(MODES[0], Scenario::Echo).await.status();
    not_offered(&status, MODES[0]);
}

/// Another service under a URL that is taken is a conflict, and the first one stays.
pub async fn another_service_under_a_taken_url_is_a_conflict(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let other: Arc<dyn Invoker> = Arc::new(EchoService::new(EchoService::NAME, Probe::new()));
    let taken = stage.protocol.export(stage.url(), other).await;
    let error = taken.err().expect("the URL is taken");
    assert!(error.is_conflict(), "{error}");
    assert!(error.to_string().contains(EchoService::NAME), "{error}");
    stage.client.works(MODES[0]).await;
    assert_eq!(stage.probe.started(), 1);
}

/// An occupied port is an error that says so. Only for protocols with ports.
pub async fn an_occupied_port_is_an_error_that_says_so(subject: &Subject) {
    if !subject.has_ports() {
        return;
    }
    let stage = Stage::new(subject).await;
    let other: Arc<dyn Invoker> = Arc::new(EchoService::new(EchoService::NAME, Probe::new()));
    let occupied = subject.protocol().export(stage.url(), other).await;
    let error = occupied.err().expect("the port is occupied");
    assert!(error.is_address_in_use(), "{error:?}");
    assert!(
        error.to_string().contains(&stage.url().address()),
        "{error}"
    );
    stage.client.works(MODES[0]).await;
}

/// Unexport stops one service, once, and leaves the others.
pub async fn unexport_stops_one_service(subject: &Subject) {
    let first = Stage::new(subject).await;
    let url = first.url().with_path("trefoil.contract.Other");
    let second = Stage::on(first.protocol.clone(), url).await;
    within("unexport", first.exporter.unexport()).await;
    for kind in MODES {
        let outcome = first.client.call(kind, Scenario::Echo).await;
        not_offered(&outcome.status(), kind);
        second.client.works(kind).await;
    }
    assert_eq!(first.probe.started(), 0);

    // A second unexport must not take away what came after the first.
    let probe = Probe::new();
    let _again = stage::export(&first.protocol, first.url(), &probe).await;
    within("unexport", first.exporter.unexport()).await;
    first.client.works(MODES[0]).await;
    assert_eq!(probe.started(), 1);
}

/// Calls under way end well when their service is unexported.
pub async fn calls_under_way_outlive_unexport(subject: &Subject) {
    for kind in MODES {
        let stage = Stage::new(subject).await;
        let client = stage.client.clone();
        let call = tokio::spawn(async move { client.call(kind, Scenario::Gate).await });
        stage.probe.until_started().await;
        let unexport = tokio::spawn(stage.exporter.unexport());
        quiet().await;
        stage.probe.open_gate();
        let outcome = within("the call", call).await.unwrap();
        assert_eq!(outcome.messages(), crate::Client::expected(kind));
        within("unexport", unexport).await.unwrap();
    }
}

/// Destroy closes what the protocol opened, however often it is called; then the protocol can be used again.
pub async fn destroy_closes_everything_and_the_protocol_works_again(subject: &Subject) {
    let stage = Stage::new(subject).await;
    stage.client.works(MODES[0]).await;
    within("destroy", stage.protocol.destroy()).await;
    within("destroy", stage.protocol.destroy()).await;
    for kind in MODES {
        let status = stage.client.call(kind, Scenario::Echo).await.status();
        assert_eq!(status.code(), Code::Unavailable, "{kind:?}: {status}");
    }
    assert!(!stage.client.invoker().is_available());
    assert_eq!(stage.probe.started(), 1);

    let again = Stage::on(stage.protocol.clone(), stage.url()).await;
    for kind in MODES {
        again.client.works(kind).await;
    }
    assert_eq!(again.probe.started(), 4);
    // What was destroyed stays so, and its exporter has nothing left to stop.
    within("unexport", stage.exporter.unexport()).await;
    again.client.works(MODES[0]).await;
    let old = stage.client.call(MODES[0], Scenario::Echo).await;
    assert_eq!(old.status().code(), Code::Unavailable);
}

/// Destroying what nothing was opened with does nothing.
pub async fn destroy_of_an_unused_protocol(subject: &Subject) {
    let protocol = subject.protocol();
    within("destroy", protocol.destroy()).await;
    let stage = Stage::on(protocol, subject.url(EchoService::NAME)).await;
    stage.client.works(MODES[0]).await;
}

/// After destroy nothing holds the exported service: its memory is free.
pub async fn destroy_lets_go_of_the_service(subject: &Subject) {
    let protocol = subject.protocol();
    let service: Arc<dyn Invoker> = Arc::new(EchoService::new(EchoService::NAME, Probe::new()));
    let held = Arc::downgrade(&service);
    let exporter = protocol
        .export(subject.url(EchoService::NAME), service)
        .await;
    let client = stage::refer(&protocol, exporter.unwrap().url().clone()).await;
    client.works(MODES[0]).await;
    within("destroy", protocol.destroy()).await;
    eventually("the service is dropped", async || {
        held.upgrade().is_none().then_some(())
    })
    .await;
}
