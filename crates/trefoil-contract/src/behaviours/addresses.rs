//! Who is at the other end, and where a service is.

use trefoil_core::PeerAddr;

use crate::{EchoService, MODES, Probe, Stage, Subject, stage};

/// The service sees the caller's address.
pub async fn the_service_sees_the_callers_address(subject: &Subject) {
    let stage = Stage::new(subject).await;
    for kind in MODES {
        stage.client.works(kind).await;
        let peer = stage.probe.until_started().await.peer;
        let peer = peer.unwrap_or_else(|| panic!("{kind:?}: there is a peer"));
        if !subject.has_ports() {
            continue;
        }
        let tcp = |end: &PeerAddr| {
            let end = end.as_tcp();
            end.unwrap_or_else(|| panic!("{kind:?}: an address of TCP"))
        };
        let (remote, local) = (tcp(&peer.remote), tcp(&peer.local));
        assert!(remote.ip().is_loopback(), "{kind:?}: {remote}");
        assert_eq!(Some(local.port()), stage.url().port(), "{kind:?}");
        assert_ne!(remote.port(), local.port(), "{kind:?}");
        assert_ne!(remote.port(), 0, "{kind:?}");
    }
}

/// The URL of an export is where it can be reached: with the port that was really taken.
pub async fn the_url_of_an_export_is_the_real_one(subject: &Subject) {
    let stage = Stage::new(subject).await;
    assert_eq!(stage.url().scheme(), stage.protocol.name());
    assert_eq!(stage.url().service_interface(), Some(EchoService::NAME));
    assert_ne!(stage.url().port(), Some(0));
    assert_eq!(stage.url().port().is_some(), subject.has_ports());
    let invoker = stage.client.invoker();
    assert_eq!(invoker.url(), Some(&stage.url()));
    assert_eq!(invoker.service().name(), EchoService::NAME);
}

/// Group and version make different services of one name.
pub async fn group_and_version_are_part_of_the_address(subject: &Subject) {
    let first = Stage::new(subject).await;
    let mut stages = Vec::new();
    for (group, version) in [("blue", "1.0"), ("blue", "2.0"), ("green", "1.0")] {
        let url = first.url().with_param("group", group);
        let url = url.with_param("version", version);
        stages.push(Stage::on(first.protocol.clone(), url).await);
    }
    stages.push(first);
    for stage in &stages {
        stage.client.works(MODES[0]).await;
    }
    for stage in &stages {
        let url = stage.url();
        assert_eq!(stage.probe.started(), 1, "{url}");
    }
}

/// Two protocol values in one process do not see each other.
pub async fn two_applications_do_not_meet(subject: &Subject) {
    let one = Stage::new(subject).await;
    let two = Stage::new(subject).await;
    for stage in [&one, &two] {
        stage.client.works(MODES[0]).await;
    }
    assert_eq!((one.probe.started(), two.probe.started()), (1, 1));
    one.protocol.destroy().await;
    for kind in MODES {
        two.client.works(kind).await;
    }
    // The same service under the same URL is another one here.
    let probe = Probe::new();
    let url = subject.url(EchoService::NAME);
    let again = stage::export(&one.protocol, url, &probe).await;
    two.client.works(MODES[0]).await;
    assert_eq!(probe.started(), 0);
    again.unexport().await;
    two.client.works(MODES[0]).await;
}
