//! Answers, good and bad, and what stands beside them.

use std::time::Duration;

use futures_util::stream;
use trefoil::{Metadata, MetadataValue, Status};

use crate::support::ours::failure;
use crate::support::routes::Route;
use crate::support::{Options, stub::Replies};

pub async fn all_four_kinds_answer(route: &Route) {
    let stub = &route.stub;
    let answer = stub.unary("Ada", Options::default()).await.unwrap();
    assert_eq!(answer.message, "Hello, 3 bytes");

    let replies = stub
        .server_streaming("Ada", Options::default())
        .await
        .unwrap();
    assert_eq!(replies.all().await.unwrap().0, ["Ada 0", "Ada 1", "Ada 2"]);

    let names = || stream::iter(["a", "b", "c"].map(str::to_owned));
    assert_eq!(stub.client_streaming(names()).await.unwrap(), "abc");
    assert_eq!(stub.client_streaming(stream::empty()).await.unwrap(), "");

    let replies = stub.bidi(names()).await.unwrap();
    assert_eq!(replies.all().await.unwrap().0, ["a", "b", "c"]);
}

pub async fn a_bidi_call_talks_in_turns(route: &Route) {
    let (sender, names) = tokio::sync::mpsc::channel(1);
    let names = stream::unfold(names, |mut names| async {
        names.recv().await.map(|name| (name, names))
    });
    let mut replies = route.stub.bidi(names).await.unwrap();
    for name in ["a", "b"] {
        sender.send(name.to_owned()).await.unwrap();
        assert_eq!(replies.next().await.unwrap().as_deref(), Some(name));
    }
    drop(sender);
    assert_eq!(replies.next().await.unwrap(), None);
}

#[track_caller]
fn assert_whole(status: &Status) {
    let expected = failure();
    assert_eq!(
        (status.code(), status.message()),
        (expected.code(), expected.message())
    );
    assert_eq!(status.details(), expected.details());
    assert_eq!(status.metadata().get("x-why"), Some("because"));
    assert_eq!(status.metadata().get_bin("x-why-bin"), Some(&[0, 255][..]));
}

pub async fn an_error_arrives_whole(route: &Route) {
    let status = route
        .stub
        .unary("!fail", Options::default())
        .await
        .unwrap_err();
    assert_whole(&status);
}

pub async fn an_error_behind_messages_arrives_whole(route: &Route) {
    let mut replies = route
        .stub
        .server_streaming("!fail", Options::default())
        .await
        .unwrap();
    assert_eq!(replies.next().await.unwrap().as_deref(), Some("!fail 0"));
    assert_whole(&replies.next().await.unwrap_err());
}

pub async fn trailers_come_with_an_error_too(route: &Route) {
    let mut metadata = Metadata::new();
    metadata.append("x-a", "1").unwrap();
    let options = Options {
        metadata,
        timeout: None,
    };
    let mut replies = route.stub.server_streaming("!fail", options).await.unwrap();
    assert_eq!(replies.next().await.unwrap().as_deref(), Some("!fail 0"));
    let status = replies.next().await.unwrap_err();
    assert_whole(&status);
    // In process they are where those of a good end are; a wire has one place for both.
    let beside = replies.trailers().await;
    let found = status.metadata().get("x-a").or(beside.get("x-a"));
    // A handler of tonic has no say in them.
    let expected = (!route.theirs).then_some("1");
    assert_eq!(found, expected);
}

pub async fn metadata_goes_both_ways(route: &Route) {
    let mut metadata = Metadata::new();
    metadata.append("x-a", "1").unwrap();
    metadata.append("x-a", "2").unwrap();
    metadata
        .append_bin("x-b-bin", vec![0, 1, 254, 255])
        .unwrap();
    metadata.append_bin("x-b-bin", vec![]).unwrap();
    let options = || Options {
        metadata: metadata.clone(),
        timeout: None,
    };
    let values = |found: &Metadata, key: &str| {
        let values = found.get_all(key).map(MetadataValue::as_bytes);
        values.map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let texts = vec![b"1".to_vec(), b"2".to_vec()];
    let bytes = vec![vec![0, 1, 254, 255], vec![]];

    let replies = route.stub.server_streaming("Ada", options()).await.unwrap();
    let is_tonic = matches!(replies, Replies::Tonic(..));
    let (_, initial, trailers) = replies.all().await.unwrap();
    assert_eq!(values(&initial, "x-a"), texts);
    assert_eq!(values(&initial, "x-b-bin"), bytes);
    // A handler of tonic has no say in the trailers of a good end.
    if !route.theirs {
        assert_eq!(values(&trailers, "x-a"), texts);
        assert_eq!(values(&trailers, "x-b-bin"), bytes);
    }

    // tonic's clients throw the metadata before and behind one message together, those behind it win.
    let answer = route.stub.unary("Ada", options()).await.unwrap();
    let twice = |values: &[Vec<u8>]| [values, values].concat();
    if route.theirs || is_tonic {
        assert_eq!(values(&answer.metadata, "x-b-bin"), bytes);
    } else {
        assert_eq!(values(&answer.metadata, "x-a"), twice(&texts));
        assert_eq!(values(&answer.metadata, "x-b-bin"), twice(&bytes));
    }
}

pub async fn a_handler_knows_the_time_it_has(route: &Route) {
    let options = Options::timeout(Duration::from_secs(15));
    let left = route.stub.unary("!left", options).await.unwrap().message;
    let left = match (route.theirs, left.split_at(left.len() - 1)) {
        // As `grpc-timeout` says it.
        (true, (number, "m")) => number.parse::<u64>().unwrap(),
        (true, (number, "u")) => number.parse::<u64>().unwrap() / 1000,
        _ => left.parse().unwrap(),
    };
    assert!((10_000..=15_000).contains(&left), "{left} ms");
}
