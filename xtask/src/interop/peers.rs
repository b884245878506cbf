//! Who takes part.

use std::path::PathBuf;

use super::places::Places;

/// What a peer speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suite {
    /// `interop/CASES.md`.
    Matrix,
    /// gRPC's own interoperability test.
    Grpc,
}

/// A pair of foreign programs, `NAME-server` and `NAME-client`.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) name: &'static str,
    pub(super) suite: Suite,
    /// The folder below `interop/peers`; `None` for what cargo builds.
    pub(super) folder: Option<&'static str>,
    /// Whether it knows Dubbo's group and version.
    pub(super) grouped: bool,
}

const PEERS: [Peer; 5] = [
    Peer {
        name: "tonic",
        suite: Suite::Matrix,
        folder: None,
        grouped: false,
    },
    Peer {
        name: "grpcio",
        suite: Suite::Matrix,
        folder: Some("python"),
        grouped: false,
    },
    Peer {
        name: "dubbo-go",
        suite: Suite::Matrix,
        folder: Some("dubbo-go"),
        grouped: true,
    },
    Peer {
        name: "dubbo-java",
        suite: Suite::Matrix,
        folder: Some("dubbo-java"),
        grouped: true,
    },
    Peer {
        name: "grpc-go",
        suite: Suite::Grpc,
        folder: Some("grpc-go"),
        grouped: false,
    },
];

/// All, or the one of this name.
pub(super) fn chosen(only: Option<&str>) -> Result<Vec<Peer>, String> {
    let names = PEERS.map(|peer| peer.name).join(", ");
    let is_chosen = |peer: &Peer| only.is_none_or(|only| only == peer.name);
    let peers: Vec<_> = PEERS.into_iter().filter(is_chosen).collect();
    match only {
        Some(only) if peers.is_empty() => Err(format!(
            "interop: no peer is called `{only}`; there are {names}"
        )),
        _ => Ok(peers),
    }
}

impl Peer {
    /// Its `server` or `client`.
    pub(super) fn program(&self, places: &Places, which: &str) -> PathBuf {
        let folder = if self.folder.is_some() {
            &places.foreign
        } else {
            &places.rust
        };
        folder.join(format!("{}-{which}", self.name))
    }
}
