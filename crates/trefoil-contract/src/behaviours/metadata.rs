//! What travels beside the messages.

use trefoil_core::Metadata;

use crate::{MODES, Scenario, Script, Stage, Subject};

const BYTES: &[u8] = &[0, 1, b',', b'\n', 254, 255];

/// Attachments reach the service: text, several of one key, bytes.
pub async fn attachments_reach_the_service(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let script = Script::from(Scenario::Echo).with(attachments("sent"));
        let call = stage.client.call(kind, script);
        call.await.messages();
        let seen = stage.probe.until_started().await.metadata;
        check("sent", &seen, &format!("{kind:?}, request"));
    }
}

/// Attachments come back before the messages and behind them: text, several of one key, bytes.
pub async fn attachments_come_back(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let script = Script::from(Scenario::Echo)
            .with(attachments("initial"))
            .with(attachments("trailing"));
        let outcome = stage.client.call(kind, script).await;
        assert!(outcome.end.is_ok(), "{kind:?}: {:?}", outcome.end);
        check("initial", &outcome.initial, &format!("{kind:?}, initial"));
        check(
            "trailing",
            &outcome.trailers,
            &format!("{kind:?}, trailers"),
        );
        for (wrong, metadata) in [
            ("trailing", &outcome.initial),
            ("initial", &outcome.trailers),
        ] {
            let mut keys = metadata.iter().map(|(key, _)| key);
            let misplaced = keys.find(|key| key.starts_with(wrong));
            assert_eq!(misplaced, None, "{kind:?}");
        }
    }
}

/// The metadata before the messages can be read while the first message is not there yet.
pub async fn initial_metadata_does_not_wait_for_a_message(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let script = Script::from(Scenario::Echo).with(attachments("initial"));
    let (sender, requests) = trefoil_core::Streaming::channel(1);
    let call = stage.client.bidi(script, requests);
    let opened = crate::within("open", call.into_future()).await;
    let mut replies = opened.unwrap().into_inner();
    let metadata = crate::within("the metadata", replies.metadata()).await;
    check("initial", metadata.unwrap(), "before the first message");
    sender.finish();
    assert_eq!(replies.message().await.unwrap(), None);
}

fn attachments(prefix: &str) -> Metadata {
    let mut metadata = Metadata::new();
    let key = |name: &str| format!("{prefix}-{name}");
    metadata
        .append(key("text"), "plain, with = and \"")
        .unwrap();
    metadata.append(key("two"), "first").unwrap();
    metadata.append(key("two"), "second").unwrap();
    metadata.append_bin(key("raw-bin"), BYTES).unwrap();
    metadata.append_bin(key("none-bin"), &b""[..]).unwrap();
    metadata
}

fn check(prefix: &str, metadata: &Metadata, place: &str) {
    let key = |name: &str| format!("{prefix}-{name}");
    let text = metadata.get(&key("text"));
    assert_eq!(text, Some("plain, with = and \""), "{place}");
    let key_of_two = key("two");
    let two: Vec<_> = metadata
        .get_all(&key_of_two)
        .filter_map(|value| value.as_str())
        .collect();
    assert_eq!(two, ["first", "second"], "{place}");
    assert_eq!(metadata.get_bin(&key("raw-bin")), Some(BYTES), "{place}");
    assert_eq!(
        metadata.get_bin(&key("none-bin")),
        Some(&b""[..]),
        "{place}"
    );
}
