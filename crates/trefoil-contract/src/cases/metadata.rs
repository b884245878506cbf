//! What travels beside messages.

use trefoil_core::{Metadata, MetadataValue, Request};

use super::collect;
use crate::Subject;

fn request(text: &str) -> Request<String> {
    let mut request = Request::new(text.to_owned());
    let metadata = request.metadata_mut();
    metadata.append("echo-text", "one").unwrap();
    metadata.append("echo-text", "two").unwrap();
    metadata.append("echoCamel", "kept").unwrap();
    metadata.append_bin("echo-raw-bin", vec![0, 1, 0xfe, 0xff]).unwrap();
    metadata.append_bin("echo-raw-bin", vec![]).unwrap();
    request
}

fn check(metadata: &Metadata) {
    let text: Vec<_> = metadata.get_all("echo-text").filter_map(MetadataValue::as_str).collect();
    assert_eq!(text, ["one", "two"]);
    let raw: Vec<_> = metadata.get_all("echo-raw-bin").map(MetadataValue::as_bytes).collect();
    assert_eq!(raw, [&[0, 1, 0xfe, 0xff][..], &[]]);
    assert!(metadata.iter().any(|(key, _)| key == "echoCamel"), "{metadata:?}");
}

/// Text, duplicates, bytes and the case of keys arrive in the service, and come back before and after.
pub async fn metadata_travels_both_ways(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let response = stub.unary(request("x")).await.unwrap();
    check(response.metadata());
    check(response.trailers());
}

/// The initial metadata of a stream can be read first, and its trailers last.
pub async fn metadata_of_a_stream_is_there_before_its_messages(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let mut replies = stub.down(request("2")).await.unwrap().into_inner();
    check(replies.metadata().await.unwrap());
    assert!(replies.trailers().is_none());
    while replies.message().await.unwrap().is_some() {}
    check(replies.trailers().unwrap());
    // Whoever does not ask for it misses no message.
    let replies = stub.down(request("2")).await.unwrap().into_inner();
    assert_eq!(collect(replies).await.unwrap().len(), 2);
}

/// The service knows who calls.
pub async fn the_service_sees_the_callers_address(subject: Subject) {
    let (_, stub) = subject.pair().await;
    assert_ne!(stub.unary("peer").await.unwrap().into_inner(), "");
}
