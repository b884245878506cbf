//! The deadline covers the whole exchange.

use std::time::Duration;

use tokio::time::Instant;
use trefoil_core::{Code, MethodKind, Status, Streaming};

use crate::{Client, MODES, Scenario, Script, Stage, Subject, quiet, within};

const SHORT: Duration = Duration::from_millis(150);
/// What a busy machine may add.
const SLACK: Duration = Duration::from_secs(2);

/// The service knows how much time is left, and that there is no deadline if there is none.
pub async fn the_service_knows_the_deadline(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let given = Duration::from_secs(60);
        let script = Script::from(Scenario::Echo).within(given);
        stage.client.call(kind, script).await.messages();
        let left = stage.probe.until_started().await.time_left;
        let left = left.unwrap_or_else(|| panic!("{kind:?}: there is a deadline"));
        assert!(left <= given && left > given - SLACK, "{kind:?}: {left:?}");
    }
    let call = stage.client.unary(Scenario::Echo, "").no_timeout();
    within("the reply", call.into_future()).await.unwrap();
    assert_eq!(stage.probe.until_started().await.time_left, None);
}

/// A handler that does not answer in time is ended, in each mode, and learns of it.
pub async fn a_silent_handler_ends_at_the_deadline(subject: &Subject) {
    for kind in MODES {
        let stage = Stage::new(subject).await;
        late(&stage.client, kind, Scenario::Wait).await;
        stage.probe.until_given_up().await;
    }
}

/// A stream that stalls behind its first message is ended too.
pub async fn a_stream_that_stalls_ends_at_the_deadline(subject: &Subject) {
    for kind in [MethodKind::ServerStreaming, MethodKind::Bidi] {
        let stage = Stage::new(subject).await;
        let messages = late(&stage.client, kind, Scenario::Stall).await;
        assert_eq!(messages, ["0"], "{kind:?}: what came before stays");
        stage.probe.until_given_up().await;
    }
}

/// A stream that never pauses is ended too.
pub async fn a_stream_that_never_pauses_ends_at_the_deadline(subject: &Subject) {
    for kind in [MethodKind::ServerStreaming, MethodKind::Bidi] {
        let stage = Stage::new(subject).await;
        let script = Script::from(Scenario::Flood).within(SHORT);
        let begin = Instant::now();
        let opened = match kind {
            MethodKind::Bidi => stage.client.bidi(script, Streaming::empty()).await,
            _ => stage.client.server_streaming(script, 1).await,
        };
        let mut replies = opened.unwrap().into_inner();
        let mut count = 0_usize;
        let status = loop {
            match replies.message().await {
                Ok(Some(_)) => count += 1,
                Ok(None) => panic!("{kind:?}: a stream without an end has ended"),
                Err(status) => break status,
            }
            // No timer can fire in a loop that never waits.
            let took = begin.elapsed();
            assert!(took < SHORT + SLACK, "{kind:?}: {count} messages");
            if count.is_multiple_of(64) {
                tokio::task::yield_now().await;
            }
        };
        passed(&status, begin, kind);
        stage.probe.until_given_up().await;
    }
}

/// A caller that does not end its requests is ended too.
pub async fn requests_without_an_end_end_at_the_deadline(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let script = || Script::from(Scenario::Echo).within(SHORT);

    let (sender, requests) = Streaming::channel(1);
    let begin = Instant::now();
    let call = stage.client.client_streaming(script(), requests);
    let end = within("the end", call.into_future()).await;
    passed(&end.unwrap_err(), begin, MethodKind::ClientStreaming);
    within("the sender learns", sender.closed()).await;

    let (sender, requests) = Streaming::channel(1);
    let begin = Instant::now();
    let call = stage.client.bidi(script(), requests);
    let opened = within("open", call.into_future()).await;
    let mut replies = opened.unwrap().into_inner();
    let end = within("the end", replies.message()).await;
    passed(&end.unwrap_err(), begin, MethodKind::Bidi);
    within("the sender learns", sender.closed()).await;
}

/// A call whose deadline has passed already does not reach the handler.
pub async fn an_expired_deadline_runs_no_handler(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        let script = Script::from(Scenario::Echo).within(Duration::ZERO);
        let status = stage.client.call(kind, script).await.status();
        assert_eq!(status.code(), Code::DeadlineExceeded, "{kind:?}");
    }
    quiet().await;
    assert_eq!(stage.probe.started(), 0);
}

/// Calls work after one that was late.
pub async fn calls_work_after_a_late_one(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        late(&stage.client, kind, Scenario::Wait).await;
        stage.client.works(kind).await;
    }
}

async fn late(client: &Client, kind: MethodKind, scenario: Scenario) -> Vec<String> {
    let begin = Instant::now();
    let script = Script::from(scenario).within(SHORT);
    let outcome = client.call(kind, script).await;
    let Err(status) = outcome.end else {
        panic!("{kind:?}: a call that cannot end well has ended well");
    };
    passed(&status, begin, kind);
    outcome.messages
}

fn passed(status: &Status, begin: Instant, kind: MethodKind) {
    let took = begin.elapsed();
    assert_eq!(status.code(), Code::DeadlineExceeded, "{kind:?}: {status}");
    // A wire may round the time that is left, by a millisecond or so.
    let least = SHORT - Duration::from_millis(10);
    assert!(took >= least && took < SHORT + SLACK, "{kind:?}: {took:?}");
}
