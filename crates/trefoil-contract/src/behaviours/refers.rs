//! Referring to services that may not be there.

use std::sync::Arc;
use std::time::Duration;

use trefoil_core::{Code, Protocol, Url};

use crate::{
    Client, EchoService, MODES, Probe, Scenario, Script, Stage, Subject, eventually, stage, within,
};

/// With `check=false`, and without `check`, `refer` never fails for want of a provider: calls fail fast, and work
/// when the provider appears.
pub async fn an_unchecked_reference_recovers(subject: &Subject) {
    for check in [None, Some("false")] {
        let (protocol, url) = nobody_at(subject).await;
        let url = match check {
            Some(check) => url.with_param("check", check),
            None => url,
        };
        let client = stage::refer(&protocol, url.clone()).await;
        for kind in MODES {
            let status = client.call(kind, Scenario::Echo).await.status();
            assert_eq!(status.code(), Code::Unavailable, "{kind:?}: {status}");
            names(&status.to_string(), &url);
        }
        let probe = Probe::new();
        let provider = stage::export(&protocol, url, &probe).await;
        recovered(&client).await;
        for kind in MODES {
            client.works(kind).await;
        }

        // And once more, after the provider was there.
        within("unexport", provider.unexport()).await;
        let status = client.call(MODES[0], Scenario::Echo).await.status();
        assert_eq!(status.code(), Code::Unavailable, "{status}");
        let _again = stage::export(&protocol, provider.url().clone(), &probe).await;
        recovered(&client).await;
    }
}

/// With `check=true`, `refer` fails fast and says why if there is no provider, and gives an invoker if there is one.
pub async fn a_checked_reference_fails_fast(subject: &Subject) {
    let (protocol, url) = nobody_at(subject).await;
    let checked = url.clone().with_param("check", "true");
    let service = EchoService::descriptor(EchoService::NAME);
    let refer = protocol.refer(checked.clone(), service);
    let error = within("refer", refer).await.err();
    let error = error.expect("nobody is there");
    assert!(error.is_unavailable(), "{error:?}");
    names(&error.to_string(), &url);

    let _provider = stage::export(&protocol, url, &Probe::new()).await;
    let client = stage::refer(&protocol, checked).await;
    assert!(client.invoker().is_available());
    client.works(MODES[0]).await;
}

/// A value of `check` that is none is an error of the URL.
pub async fn a_check_that_is_no_boolean_is_an_error(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let url = stage.url().with_param("check", "perhaps");
    let service = EchoService::descriptor(EchoService::NAME);
    let error = stage.protocol.refer(url, service).await.err();
    let error = error.expect("`perhaps` is no boolean");
    assert!(error.is_invalid(), "{error:?}");
    assert!(error.to_string().contains("check"), "{error}");
}

/// Destroying an invoker fails its later calls and no other invoker's.
pub async fn destroying_an_invoker_ends_it_alone(subject: &Subject) {
    let stage = Stage::new(subject).await;
    let other = stage.refer().await;
    stage.client.works(MODES[0]).await;
    within("destroy", stage.client.invoker().destroy()).await;
    within("destroy", stage.client.invoker().destroy()).await;
    assert!(!stage.client.invoker().is_available());
    for kind in MODES {
        let status = stage.client.call(kind, Scenario::Echo).await.status();
        assert_eq!(status.code(), Code::Unavailable, "{kind:?}: {status}");
        other.works(kind).await;
    }
}

/// Waiting for a provider costs no more than the deadline.
pub async fn nobody_there_is_told_within_the_deadline(subject: &Subject) {
    let (protocol, url) = nobody_at(subject).await;
    let client = stage::refer(&protocol, url).await;
    let script = Script::from(Scenario::Echo).within(Duration::from_millis(200));
    for kind in MODES {
        let status = client.call(kind, script.clone()).await.status();
        let codes = [Code::Unavailable, Code::DeadlineExceeded];
        assert!(codes.contains(&status.code()), "{kind:?}: {status}");
    }
}

/// A URL where nobody is, but somebody could be.
async fn nobody_at(subject: &Subject) -> (Arc<dyn Protocol>, Url) {
    let stage = Stage::new(subject).await;
    within("unexport", stage.exporter.unexport()).await;
    (subject.protocol(), stage.url())
}

/// The message says what was looked for: the address or the name.
fn names(message: &str, url: &Url) {
    let named = message.contains(&url.address()) || message.contains(&url.service_key());
    assert!(named, "`{message}` names neither address nor service");
}

async fn recovered(client: &Client) {
    eventually("the provider is found", async || {
        client.call(MODES[0], Scenario::Echo).await.end.ok()
    })
    .await;
}
