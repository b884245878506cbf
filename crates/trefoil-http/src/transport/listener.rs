//! Where connections come in.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;
use trefoil_core::{Error, Peer, PeerAddr, Url};

use super::memory::MemoryListener;
use super::{Kind, MemoryNetwork, Transport};

/// An open door: bound to the address of a URL.
///
/// Dropping it closes the door; a Unix socket's file is removed.
#[derive(Debug)]
pub struct Listener {
    kind: Door,
    url: Url,
    local: PeerAddr,
}

#[derive(Debug)]
enum Door {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener, Option<PathBuf>),
    Memory(MemoryListener),
}

impl Listener {
    /// Binds to the address of a URL: `host:port`, `unix:/path` or `memory:name`. Port 0 is any free one.
    ///
    /// # Errors
    /// `is_address_in_use` if somebody else listens there; else what is wrong with the address.
    pub async fn bind(url: &Url, memory: &MemoryNetwork) -> Result<Self, Error> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::AddrInUse => Error::address_in_use(format!(
                "cannot listen at `{}`: the address is in use by another listener",
                url.address()
            )),
            _ => Error::io(format!("cannot listen at `{}`", url.address()), error),
        };
        if let Some(name) = url.memory_name() {
            let listener = memory.listen(name).map_err(failed)?;
            let local = PeerAddr::Memory(Arc::from(name));
            return Ok(Self {
                kind: Door::Memory(listener),
                url: url.clone(),
                local,
            });
        }
        if let Some(path) = url.unix_path() {
            return Self::bind_unix(path, url).map_err(failed);
        }
        let host = url.host().unwrap_or("0.0.0.0");
        let port = url.port().unwrap_or_default();
        let listener = TcpListener::bind((host, port)).await.map_err(failed)?;
        let local = listener.local_addr().map_err(failed)?;
        Ok(Self {
            kind: Door::Tcp(listener),
            url: url.clone().with_host(host).with_port(local.port()),
            local: PeerAddr::Tcp(local),
        })
    }

    #[cfg(unix)]
    fn bind_unix(path: &str, url: &Url) -> io::Result<Self> {
        let (listener, file) = match path.strip_prefix('@') {
            Some(name) => {
                #[cfg(target_os = "linux")]
                use std::os::linux::net::SocketAddrExt as _;
                let addr = std::os::unix::net::SocketAddr::from_abstract_name(name)?;
                let listener = std::os::unix::net::UnixListener::bind_addr(&addr)?;
                listener.set_nonblocking(true)?;
                (UnixListener::from_std(listener)?, None)
            }
            None => {
                let file = PathBuf::from(path);
                // A socket file that nobody answers at is what a process left that did not end well.
                if std::os::unix::net::UnixStream::connect(&file)
                    .is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
                {
                    std::fs::remove_file(&file)?;
                }
                (UnixListener::bind(&file)?, Some(file))
            }
        };
        let local = PeerAddr::Unix(file.clone());
        Ok(Self {
            kind: Door::Unix(listener, file),
            url: url.clone(),
            local,
        })
    }

    #[cfg(not(unix))]
    fn bind_unix(_: &str, _: &Url) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// The URL with the port that was really taken.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The next connection. Cancel safe.
    ///
    /// # Errors
    /// Those of the operating system; most pass (too many open files), so try again after a pause.
    pub async fn accept(&mut self) -> io::Result<(Transport, Peer)> {
        let local = self.local.clone();
        let (transport, remote) = match &mut self.kind {
            Door::Tcp(listener) => {
                let (stream, addr) = listener.accept().await?;
                (Transport::tcp(stream), PeerAddr::Tcp(addr))
            }
            #[cfg(unix)]
            Door::Unix(listener, _) => {
                let (stream, addr) = listener.accept().await?;
                let path = addr.as_pathname().map(PathBuf::from);
                (Transport(Kind::Unix(stream)), PeerAddr::Unix(path))
            }
            Door::Memory(listener) => (
                Transport(Kind::Memory(listener.accept().await?)),
                local.clone(),
            ),
        };
        Ok((transport, Peer { remote, local }))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Door::Unix(_, Some(file)) = &self.kind {
            // It may be gone already.
            let _ = std::fs::remove_file(file);
        }
    }
}
