//! Calls that fail.

use trefoil_core::{Code, MethodKind, ServiceDescriptor, Status};

use crate::{Client, EchoService, MODES, Scenario, Stage, Subject, business, failure, within};

const STREAMING: [MethodKind; 2] = [MethodKind::ServerStreaming, MethodKind::Bidi];

/// A status comes over whole: code, message, details, metadata.
pub async fn a_status_comes_over_whole(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let status = stage.client.call(kind, Scenario::Fail).await.status();
        same(&status, kind);
    }
}

/// A status behind messages comes over whole, and so do the messages.
pub async fn a_status_behind_messages_comes_over_whole(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in STREAMING {
        let outcome = stage.client.call(kind, Scenario::FailMidway).await;
        assert_eq!(outcome.messages, ["0"], "{kind:?}");
        same(&outcome.status(), kind);
    }
}

fn same(status: &Status, kind: MethodKind) {
    let sent = failure();
    assert_eq!(status.code(), sent.code(), "{kind:?}");
    assert_eq!(status.message(), sent.message(), "{kind:?}");
    assert_eq!(status.details(), sent.details(), "{kind:?}");
    assert!(!status.is_business(), "{kind:?}");
    for key in ["why", "why-bin"] {
        let of = |status: &Status| -> Vec<Vec<u8>> {
            let values = status.metadata().get_all(key);
            values.map(|value| value.as_bytes().to_vec()).collect()
        };
        assert_eq!(of(status), of(&sent), "{kind:?}: {key}");
    }
}

/// A business error keeps its code and its message. That it is one is not told on every wire, see
/// [`Status::business`].
pub async fn a_business_error_keeps_code_and_message(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let status = stage.client.call(kind, Scenario::Business).await.status();
        let sent = business();
        assert_eq!(status.code(), sent.code(), "{kind:?}");
        assert_eq!(status.message(), sent.message(), "{kind:?}");
    }
}

/// A handler that panics fails its own call with INTERNAL, tells nothing of itself, and the next call works.
pub async fn a_panic_fails_its_own_call_only(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let status = stage.client.call(kind, Scenario::Panic).await.status();
        internal(&status, kind);
        stage.client.works(kind).await;
    }
    for kind in STREAMING {
        let outcome = stage.client.call(kind, Scenario::PanicMidway).await;
        assert_eq!(outcome.messages, ["0"], "{kind:?}");
        internal(&outcome.status(), kind);
        stage.client.works(kind).await;
    }
}

fn internal(status: &Status, kind: MethodKind) {
    assert_eq!(status.code(), Code::Internal, "{kind:?}: {status}");
    assert!(!status.message().contains("secret"), "{kind:?}: {status}");
}

/// A method that the service does not have is UNIMPLEMENTED; one that stands elsewhere in the caller's `.proto`
/// is found by its name.
pub async fn methods_are_found_by_name(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let newer = ["New", "Unary"].map(|name| (name.to_owned(), MethodKind::Unary));
    let descriptor = ServiceDescriptor::dynamic(EchoService::NAME, newer);
    let invoker = stage.protocol.refer(stage.url(), descriptor.into()).await;
    let caller = trefoil_core::client::Caller::new(invoker.unwrap()).unwrap();
    let call = |index| {
        let call =
            trefoil_core::client::Unary::<String, String>::new(&caller, index, "hello".to_owned());
        within("a reply", call.into_future())
    };
    let status = call(0).await.unwrap_err();
    assert_eq!(status.code(), Code::Unimplemented, "{status}");
    assert_eq!(call(1).await.unwrap().get_ref(), "hello");
}

/// A service that nobody offers is an error that says so, not a call that hangs.
pub async fn an_unknown_service_is_an_error(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let url = stage.url().with_path("trefoil.contract.Nobody");
    let service = EchoService::descriptor("trefoil.contract.Nobody");
    let client = Client::new(stage.protocol.refer(url, service).await.unwrap());
    for kind in MODES {
        not_offered(&client.call(kind, Scenario::Echo).await.status(), kind);
    }
    assert_eq!(stage.probe.started(), 0);
}

/// What a call of a service gets that is not offered, at an address that is there.
pub(super) fn not_offered(status: &Status, kind: MethodKind) {
    let codes = [Code::Unimplemented, Code::Unavailable];
    assert!(codes.contains(&status.code()), "{kind:?}: {status}");
    assert!(!status.message().is_empty(), "{kind:?}");
}
