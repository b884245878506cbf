//! Pings that find out whether the peer is still there.

use std::time::Duration;

use h2::{Ping, PingPong};
use tokio::time::{sleep, timeout};

use crate::Settings;

/// Pings for ever; ready when a ping was not answered in time. Never ready if keepalive is off.
pub(crate) async fn keepalive(pings: Option<PingPong>, settings: Settings) {
    let Some(mut pings) = pings.filter(|_| settings.keepalive > Duration::ZERO) else {
        return std::future::pending().await;
    };
    loop {
        sleep(settings.keepalive).await;
        if !matches!(
            timeout(settings.keepalive_timeout, pings.ping(Ping::opaque())).await,
            Ok(Ok(_))
        ) {
            return;
        }
    }
}
