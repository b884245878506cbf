//! Calls that do not go well.

use trefoil_core::{Code, Status};

use super::{collect, texts};
use crate::Subject;
use crate::service::failure;

fn check(status: &Status) {
    let sent = failure();
    assert_eq!((status.code(), status.message()), (sent.code(), sent.message()));
    assert_eq!(status.details(), sent.details());
    assert_eq!(status.metadata().get("x-why"), Some("because"));
    assert_eq!(status.metadata().get_bin("x-raw-bin"), Some(&[0, 255][..]));
}

/// Code, message, details and metadata of an error reach the caller, in every mode.
pub async fn a_status_arrives_whole(subject: Subject) {
    let (_, stub) = subject.pair().await;
    check(&stub.unary("fail").await.unwrap_err());
    check(&stub.up(texts(["a", "fail"])).await.unwrap_err());
    let replies = stub.down("0 then fail").await.unwrap().into_inner();
    check(&collect(replies).await.unwrap_err());
    let replies = stub.both(texts(["fail"])).await.unwrap().into_inner();
    check(&collect(replies).await.unwrap_err());
    let business = stub.unary("business").await.unwrap_err();
    assert_eq!((business.code(), business.message()), (Code::Unknown, "not today"));
}

/// What a service sent before it failed is not lost.
pub async fn an_error_ends_a_stream_after_its_messages(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let mut replies = stub.down("2 then fail").await.unwrap().into_inner();
    for expected in ["0", "1"] {
        assert_eq!(replies.message().await.unwrap().as_deref(), Some(expected));
    }
    check(&replies.message().await.unwrap_err());
    assert_eq!(replies.message().await.unwrap(), None);
}

/// A panic costs its own call and tells the caller nothing.
pub async fn a_panic_is_internal_and_the_next_call_works(subject: Subject) {
    let (_, stub) = subject.pair().await;
    let status = stub.unary("panic").await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(!status.message().contains("as asked"), "{status}");
    assert!(stub.unary("hello").await.is_ok());
}

/// A method that the service does not have.
pub async fn an_unknown_method_is_unimplemented(subject: Subject) {
    let (_, stub) = subject.pair().await;
    assert_eq!(stub.missing().await.unwrap_err().code(), Code::Unimplemented);
}
