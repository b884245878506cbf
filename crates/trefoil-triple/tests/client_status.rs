//! What an answer means to a caller: HTTP's status, gRPC's, and resets.

#![allow(
    clippy::unwrap_used,
    reason = "in helpers, too, what fails fails a test"
)]

mod support;

use support::wire::{DATA, END_STREAM, HEADERS, OK_HEAD};
use support::{RawServer, Wire, detail, text, within};
use trefoil_core::{Code, Status};

/// Calls, lets `answer` write what comes back on stream 1, and gives the status.
async fn status_of<F: AsyncFnOnce(&mut Wire)>(answer: F) -> Result<String, Status> {
    let server = RawServer::bind().await;
    let stub = server.stub("").await;
    let call = tokio::spawn(async move { stub.echo("x").await });
    let mut wire = server.accept().await;
    assert_eq!(wire.request().await, 1);
    answer(&mut wire).await;
    let reply = within(call).await.unwrap();
    reply.map(trefoil_core::Response::into_inner)
}

async fn error_of<F: AsyncFnOnce(&mut Wire)>(answer: F) -> Status {
    status_of(answer).await.unwrap_err()
}

#[tokio::test]
async fn an_answer_without_a_status_of_grpc_is_mapped_from_http() {
    for (http, code) in [
        ("400", Code::Internal),
        ("401", Code::Unauthenticated),
        ("403", Code::PermissionDenied),
        ("404", Code::Unimplemented),
        ("429", Code::Unavailable),
        ("502", Code::Unavailable),
        ("503", Code::Unavailable),
        ("504", Code::Unavailable),
        ("200", Code::Unknown),
        ("204", Code::Unknown),
        ("302", Code::Unknown),
        ("409", Code::Unknown),
        ("415", Code::Unknown),
        ("418", Code::Unknown),
        ("431", Code::Unknown),
        ("500", Code::Unknown),
        ("505", Code::Unknown),
    ] {
        let status = error_of(async |wire| {
            wire.headers(END_STREAM, 1, &[(":status", http)]).await;
        });
        assert_eq!(status.await.code(), code, "{http} without a body");
        let status = error_of(async |wire| {
            let head = [(":status", http), ("content-type", "text/html")];
            wire.headers(0, 1, &head).await;
            wire.send(DATA, END_STREAM, 1, b"<html>no</html>").await;
        });
        assert_eq!(status.await.code(), code, "{http} with a body");
    }
}

#[tokio::test]
async fn a_status_of_grpc_wins_over_that_of_http() {
    for http in ["200", "404", "500", "503"] {
        let status = error_of(async |wire| {
            let head = [(":status", http), ("grpc-status", "5"), ("x-why", "so")];
            wire.headers(END_STREAM, 1, &head).await;
        });
        let status = status.await;
        assert_eq!(status.code(), Code::NotFound, "{http}");
        assert_eq!(status.metadata().get("x-why"), Some("so"));
    }
    let status = error_of(async |wire| {
        wire.headers(0, 1, &[(":status", "500")]).await;
        wire.headers(END_STREAM, 1, &[("grpc-status", "9")]).await;
    });
    assert_eq!(status.await.code(), Code::FailedPrecondition);
}

#[tokio::test]
async fn a_status_in_the_head_does_not_count_when_a_body_follows() {
    let head = [OK_HEAD, &[("grpc-status", "9"), ("grpc-message", "early")]].concat();
    let reply = status_of(async |wire| {
        wire.headers(0, 1, &head).await;
        wire.send(DATA, 0, 1, &text("x")).await;
        wire.headers(END_STREAM, 1, &[("grpc-status", "0")]).await;
    });
    assert_eq!(reply.await.unwrap(), "x");
    let status = error_of(async |wire| {
        wire.headers(0, 1, &head).await;
        wire.headers(END_STREAM, 1, &[("grpc-status", "5")]).await;
    });
    assert_eq!(status.await.code(), Code::NotFound);
    let status = error_of(async |wire| {
        wire.headers(0, 1, &head).await;
        wire.send(DATA, END_STREAM, 1, b"").await;
    });
    assert_eq!(status.await.code(), Code::Unknown);
}

#[tokio::test]
async fn a_missing_status_is_unknown_even_after_a_message() {
    let status = error_of(async |wire| {
        wire.headers(0, 1, OK_HEAD).await;
        wire.send(DATA, END_STREAM, 1, &text("x")).await;
    });
    assert_eq!(status.await.code(), Code::Unknown);
    let status = error_of(async |wire| {
        wire.headers(0, 1, OK_HEAD).await;
        wire.send(DATA, 0, 1, &text("x")).await;
        wire.headers(END_STREAM, 1, &[("x-other", "1")]).await;
    });
    assert_eq!(status.await.code(), Code::Unknown);
}

#[tokio::test]
async fn a_status_that_is_none_is_unknown_and_shown() {
    for number in ["17x", "999", "-1", "", "abc"] {
        let status = error_of(async |wire| {
            let head = [OK_HEAD, &[("grpc-status", number), ("grpc-message", "hm")]].concat();
            wire.headers(END_STREAM, 1, &head).await;
        });
        let status = status.await;
        assert_eq!(status.code(), Code::Unknown, "{number}");
        assert!(status.message().starts_with("hm"), "{status}");
    }
}

#[tokio::test]
async fn seventeen_is_a_business_error() {
    let status = error_of(async |wire| {
        let head = [OK_HEAD, &[("grpc-status", "17"), ("grpc-message", "no")]].concat();
        wire.headers(END_STREAM, 1, &head).await;
    });
    let status = status.await;
    assert!(status.is_business());
    assert_eq!((status.code(), status.message()), (Code::Unknown, "no"));
}

#[tokio::test]
async fn a_broken_message_or_detail_costs_no_status() {
    let status = error_of(async |wire| {
        let end = [
            ("grpc-status", "5"),
            ("grpc-message", "100% bad %zz %e2%98 + %E2%98%BA"),
            ("grpc-status-details-bin", "!!!"),
            ("x-broken-bin", "a"),
        ];
        wire.headers(END_STREAM, 1, &[OK_HEAD, &end].concat()).await;
    });
    let status = status.await;
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(status.message(), "100% bad %zz \u{fffd} + ☺");
    assert!(status.details().is_empty() && status.metadata().is_empty());
}

#[tokio::test]
async fn metadata_before_an_error_comes_with_it() {
    let status = error_of(async |wire| {
        let head = [OK_HEAD, &[("x-before", "1")]].concat();
        wire.headers(0, 1, &head).await;
        wire.headers(END_STREAM, 1, &[("grpc-status", "5"), ("x-behind", "2")])
            .await;
    });
    let status = status.await;
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(status.metadata().get("x-before"), Some("1"));
    assert_eq!(status.metadata().get("x-behind"), Some("2"));
}

#[tokio::test]
async fn headers_of_who_is_no_service_do_not_come_with_an_error() {
    let status = error_of(async |wire| {
        let head = [
            (":status", "502"),
            ("content-type", "text/html"),
            ("server", "x"),
        ];
        wire.headers(0, 1, &head).await;
        wire.send(DATA, END_STREAM, 1, b"<html>").await;
    });
    let status = status.await;
    assert_eq!(status.code(), Code::Unavailable);
    assert!(status.metadata().is_empty(), "{status:?}");
}

#[tokio::test]
async fn all_of_a_status_arrives() {
    let server = support::Server::start().await;
    let status = server.stub("").await.echo("!fail").await.unwrap_err();
    assert_eq!(status.code(), Code::NotFound);
    assert_eq!(status.message(), "100% ☺\r\n + gone");
    assert_eq!(status.details(), [detail()]);
    assert_eq!(status.metadata().get("x-why"), Some("because"));
    assert_eq!(status.metadata().len(), 1);
}

#[tokio::test]
async fn an_answer_of_another_type_is_unknown_and_names_it() {
    for kind in ["text/html", "application/json", "application/grpc+json"] {
        let status = error_of(async |wire| {
            wire.headers(0, 1, &[(":status", "200"), ("content-type", kind)])
                .await;
            wire.send(DATA, END_STREAM, 1, &text("x")).await;
        });
        let status = status.await;
        assert_eq!(status.code(), Code::Unknown, "{kind}");
        assert!(status.message().contains(kind), "{status}");
    }
    let reply = status_of(async |wire| {
        let head = [
            (":status", "200"),
            ("content-type", "Application/grpc+proto"),
        ];
        wire.headers(0, 1, &head).await;
        wire.send(DATA, 0, 1, &text("x")).await;
        wire.headers(END_STREAM, 1, &[("grpc-status", "0")]).await;
    });
    assert_eq!(reply.await.unwrap(), "x");
}

#[tokio::test]
async fn informational_heads_are_skipped() {
    let reply = status_of(async |wire| {
        wire.headers(0, 1, &[(":status", "103"), ("x-early", "1")])
            .await;
        wire.reply(1, &text("x")).await;
    });
    assert_eq!(reply.await.unwrap(), "x");
}

#[tokio::test]
async fn a_reset_is_mapped_by_its_code() {
    for (reset, code) in [
        (0, Code::Internal),
        (1, Code::Internal),
        (2, Code::Internal),
        (3, Code::Internal),
        (4, Code::Internal),
        (6, Code::Internal),
        (8, Code::Cancelled),
        (9, Code::Internal),
        (10, Code::Internal),
        (11, Code::ResourceExhausted),
        (12, Code::PermissionDenied),
        (13, Code::Internal),
        (77, Code::Internal),
    ] {
        let status = error_of(async |wire| wire.reset(1, reset).await).await;
        assert_eq!(status.code(), code, "{reset} before the head");
        let status = error_of(async |wire| {
            wire.headers(0, 1, OK_HEAD).await;
            wire.reset(1, reset).await;
        });
        assert_eq!(status.await.code(), code, "{reset} after the head");
        let status = error_of(async |wire| {
            wire.headers(0, 1, OK_HEAD).await;
            wire.send(DATA, 0, 1, &text("x")).await;
            wire.reset(1, reset).await;
        });
        assert_eq!(status.await.code(), code, "{reset} after a message");
    }
}

#[tokio::test]
async fn a_reset_behind_the_trailers_changes_nothing() {
    for reset in [0, 8] {
        let reply = status_of(async |wire| {
            wire.reply(1, &text("x")).await;
            wire.reset(1, reset).await;
        });
        assert_eq!(reply.await.unwrap(), "x");
        let status = error_of(async |wire| {
            let head = [OK_HEAD, &[("grpc-status", "5")]].concat();
            wire.headers(END_STREAM, 1, &head).await;
            wire.reset(1, reset).await;
        });
        assert_eq!(status.await.code(), Code::NotFound);
    }
}

#[tokio::test]
async fn a_lost_connection_is_unavailable() {
    for sent in 0..3 {
        let status = error_of(async |wire| {
            if sent > 0 {
                wire.headers(0, 1, OK_HEAD).await;
            }
            if sent > 1 {
                wire.send(DATA, 0, 1, &text("hello")[..4]).await;
            }
            tokio::io::AsyncWriteExt::shutdown(&mut wire.io)
                .await
                .unwrap();
        });
        assert_eq!(status.await.code(), Code::Unavailable, "{sent}");
    }
}

#[tokio::test]
async fn trailers_that_break_the_rules_of_http_are_internal() {
    let status = error_of(async |wire| {
        wire.headers(0, 1, OK_HEAD).await;
        // Trailers without END_STREAM.
        wire.send(HEADERS, support::wire::END_HEADERS, 1, &[]).await;
    });
    assert_eq!(status.await.code(), Code::Internal);
}

#[tokio::test]
async fn a_compressed_reply_that_was_not_asked_for_is_internal() {
    let mut body = text("x");
    body[0] = 1;
    for encoding in ["gzip", "identity"] {
        let status = error_of(async |wire| {
            let head = [OK_HEAD, &[("grpc-encoding", encoding)]].concat();
            wire.headers(0, 1, &head).await;
            wire.send(DATA, 0, 1, &body).await;
            wire.headers(END_STREAM, 1, &[("grpc-status", "0")]).await;
        });
        assert_eq!(status.await.code(), Code::Internal, "{encoding}");
    }
    // Declared and not done is fine.
    let reply = status_of(async |wire| {
        let head = [OK_HEAD, &[("grpc-encoding", "gzip")]].concat();
        wire.headers(0, 1, &head).await;
        wire.send(DATA, 0, 1, &text("x")).await;
        wire.headers(END_STREAM, 1, &[("grpc-status", "0")]).await;
    });
    assert_eq!(reply.await.unwrap(), "x");
}

#[tokio::test]
async fn an_encoding_is_blamed_for_compressed_replies_alone() {
    for (flag, reason) in [
        (1, "the encoding `gzip` is not supported"),
        (0x80, "the flag of a message is 128, not 0 or 1"),
    ] {
        let status = error_of(async |wire| {
            let head = [OK_HEAD, &[("grpc-encoding", "gzip")]].concat();
            wire.headers(0, 1, &head).await;
            wire.send(DATA, 0, 1, &[flag, 0, 0, 0, 0]).await;
        });
        assert_eq!(status.await.message(), reason);
    }
}

#[tokio::test]
async fn a_reply_that_is_too_large_is_resource_exhausted() {
    let status = error_of(async |wire| {
        wire.headers(0, 1, OK_HEAD).await;
        wire.send(DATA, 0, 1, &[0, 0xff, 0xff, 0xff, 0xff]).await;
    });
    assert_eq!(status.await.code(), Code::ResourceExhausted);
}
