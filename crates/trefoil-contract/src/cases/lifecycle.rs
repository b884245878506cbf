//! Exports, references, and their end.

use std::sync::Arc;
use std::time::Duration;

use trefoil_core::Code;

use crate::Subject;
use crate::service::Probe;
use crate::subject::Stub;

/// Waits for a call to work: how fast a protocol recovers is its own.
async fn works(stub: &Stub) {
    while stub.unary("x").await.is_err() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Exporting the same service under the same URL gives the exporter that is there.
pub async fn exporting_twice_is_one_export(subject: Subject) {
    let (_, first) = subject.export().await;
    let again = subject.protocol().export(first.url().clone(), Arc::clone(first.invoker()));
    let second = again.await.unwrap();
    assert!(std::ptr::addr_eq(Arc::as_ptr(&first), Arc::as_ptr(&second)));
    // One unexport ends it.
    let stub = subject.refer(first.url()).await.unwrap();
    works(&stub).await;
    second.unexport().await;
    assert!(stub.unary("x").await.is_err());
}

/// What is offered under a name is not replaced behind its callers' backs.
pub async fn another_service_under_the_same_name_is_refused(subject: Subject) {
    let (_, first) = subject.export().await;
    let other = Arc::new(Probe::default());
    let error = subject.protocol().export(first.url().clone(), other).await.err().unwrap();
    assert!(error.is_conflict(), "{error}");
    works(&subject.refer(first.url()).await.unwrap()).await;
}

/// For a protocol that listens: somebody else has the port.
pub async fn an_occupied_address_is_a_clear_error(subject: Subject) {
    if !subject.has_ports() {
        // A protocol without ports has no address that could be taken.
        return;
    }
    let (_, exporter) = subject.export().await;
    let url = exporter.url().clone();
    let other = subject.another();
    let error = other.protocol().export(url.clone(), Arc::new(Probe::default())).await.err().unwrap();
    assert!(error.is_address_in_use(), "{error}");
    assert!(error.to_string().contains(&url.address()), "{error}");
}

/// With `check=false`, the default, a reference never fails, and works once the provider is there.
pub async fn without_check_a_reference_recovers_when_the_provider_appears(subject: Subject) {
    let (_, exporter) = subject.export().await;
    let url = exporter.url().clone();
    exporter.unexport().await;
    let stub = subject.refer(&url).await.unwrap();
    let status = stub.unary("x").await.unwrap_err();
    assert!([Code::Unavailable, Code::Unimplemented].contains(&status.code()), "{status}");
    let exporter = subject.protocol().export(url, Arc::new(Probe::default())).await.unwrap();
    works(&stub).await;
    drop(exporter);
}

/// With `check=true` the reason is told at once.
pub async fn with_check_a_reference_fails_fast_and_says_why(subject: Subject) {
    let (_, exporter) = subject.export().await;
    let url = exporter.url().clone().with_param("check", true);
    assert!(subject.refer(&url).await.is_ok());
    subject.protocol().destroy().await;
    let error = subject.refer(&url).await.err().unwrap();
    assert!(error.is_unavailable(), "{error}");
}

/// Services that share an address are exported and unexported one by one.
pub async fn unexport_stops_one_service_and_leaves_the_others(subject: Subject) {
    let (_, first) = subject.export().await;
    let beside = match first.url().port() {
        Some(port) => subject.fresh_url().with_port(port),
        None => subject.fresh_url(),
    };
    let second = subject.protocol().export(beside, Arc::new(Probe::default())).await.unwrap();
    let (one, two) = (
        subject.refer(first.url()).await.unwrap(),
        subject.refer(second.url()).await.unwrap(),
    );
    works(&one).await;
    works(&two).await;
    first.unexport().await;
    first.unexport().await;
    assert!(one.unary("x").await.is_err());
    assert!(two.unary("x").await.is_ok());
}

/// `destroy` of an invoker ends it and nothing else.
pub async fn a_destroyed_invoker_fails_its_calls(subject: Subject) {
    let (_, exporter) = subject.export().await;
    let gone = subject.refer(exporter.url()).await.unwrap();
    let other = subject.refer(exporter.url()).await.unwrap();
    works(&gone).await;
    gone.invoker().destroy().await;
    gone.invoker().destroy().await;
    assert_eq!(gone.unary("x").await.unwrap_err().code(), Code::Unavailable);
    assert!(!gone.invoker().is_available());
    works(&other).await;
}

/// `destroy` closes what the protocol opened, and the protocol works again after.
pub async fn a_destroyed_protocol_can_be_used_again(subject: Subject) {
    let (_, exporter) = subject.export().await;
    let url = exporter.url().clone();
    let stub = subject.refer(&url).await.unwrap();
    works(&stub).await;
    subject.protocol().destroy().await;
    subject.protocol().destroy().await;
    assert!(stub.unary("x").await.is_err());
    // The address is free again.
    let exporter = subject.protocol().export(url, Arc::new(Probe::default())).await.unwrap();
    works(&subject.refer(exporter.url()).await.unwrap()).await;
}

/// Two applications in one process: what one exports is not the other's, and what one destroys neither.
pub async fn two_values_of_a_protocol_do_not_see_each_other(subject: Subject) {
    let other = subject.another();
    let (_, exporter) = subject.export().await;
    let stub = subject.refer(exporter.url()).await.unwrap();
    works(&stub).await;
    other.protocol().destroy().await;
    assert!(stub.unary("x").await.is_ok());
    if !subject.has_ports() {
        let unseen = other.refer(exporter.url()).await.unwrap();
        assert_eq!(unseen.unary("x").await.unwrap_err().code(), Code::Unavailable);
    }
}
