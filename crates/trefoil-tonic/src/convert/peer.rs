//! Who calls: our [`Peer`] and tonic's connect info, both of which lie in extensions of HTTP.

use std::sync::Arc;

use trefoil_core::Peer;

/// Leaves the caller's address for a service of tonic.
pub(crate) fn announce(peer: &Peer, extensions: &mut http::Extensions) {
    extensions.insert(Arc::new(peer.clone()));
    #[cfg(feature = "connect-info")]
    if let Some(remote) = peer.remote.as_tcp() {
        extensions.insert(tonic::transport::server::TcpConnectInfo {
            local_addr: peer.local.as_tcp(),
            remote_addr: Some(remote),
        });
    }
}

/// The caller's address as a router knows it: a [`Peer`] that a layer put there, or tonic's.
pub(crate) fn find(extensions: &http::Extensions) -> Option<Arc<Peer>> {
    if let Some(peer) = extensions.get::<Arc<Peer>>() {
        return Some(Arc::clone(peer));
    }
    if let Some(peer) = extensions.get::<Peer>() {
        return Some(Arc::new(peer.clone()));
    }
    of_tonic(extensions)
}

#[cfg(feature = "connect-info")]
fn of_tonic(extensions: &http::Extensions) -> Option<Arc<Peer>> {
    use tonic::transport::server::TcpConnectInfo;
    use trefoil_core::PeerAddr;

    let info = extensions.get::<TcpConnectInfo>()?;
    Some(Arc::new(Peer {
        remote: PeerAddr::Tcp(info.remote_addr?),
        local: PeerAddr::Tcp(info.local_addr?),
    }))
}

#[cfg(not(feature = "connect-info"))]
fn of_tonic(_: &http::Extensions) -> Option<Arc<Peer>> {
    None
}
