//! Who is at the other end.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// An end of a connection.
///
/// ```
/// use trefoil_core::PeerAddr;
/// let addr = PeerAddr::Tcp(([127, 0, 0, 1], 50051).into());
/// assert_eq!(addr.to_string(), "127.0.0.1:50051");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PeerAddr {
    /// TCP.
    Tcp(SocketAddr),
    /// A Unix socket, with its path if it has one.
    Unix(Option<PathBuf>),
    /// The in-memory transport of this name.
    Memory(Arc<str>),
    /// The same process, by `injvm`.
    InProcess,
}

impl PeerAddr {
    /// The address, if it is one of TCP.
    pub fn as_tcp(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(addr) => Some(*addr),
            Self::Unix(_) | Self::Memory(_) | Self::InProcess => None,
        }
    }
}

impl fmt::Display for PeerAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(addr) => addr.fmt(f),
            Self::Unix(Some(path)) => write!(f, "unix:{}", path.display()),
            Self::Unix(None) => f.write_str("unix:"),
            Self::Memory(name) => write!(f, "memory:{name}"),
            Self::InProcess => f.write_str("injvm"),
        }
    }
}

/// Both ends of the connection that a call came over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The caller's end.
    pub remote: PeerAddr,
    /// Our end.
    pub local: PeerAddr,
}
