//! The other side of a listener.

use std::io;

use tokio::net::TcpStream;
use trefoil_core::Url;

use super::{Kind, MemoryNetwork, Transport};

/// Connects to the address of a URL: `host:port`, `unix:/path` or `memory:name`.
///
/// Dropping the future gives the attempt up.
///
/// # Errors
/// Those of the operating system, and `InvalidInput` for a URL without an address.
pub async fn connect(url: &Url, memory: &MemoryNetwork) -> io::Result<Transport> {
    if let Some(name) = url.memory_name() {
        return Ok(Transport(Kind::Memory(memory.connect(name)?)));
    }
    if let Some(path) = url.unix_path() {
        return connect_unix(path).await;
    }
    let (Some(host), Some(port)) = (url.host(), url.port()) else {
        let problem = format!("`{url}` has no `host:port` to connect to");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, problem));
    };
    Ok(Transport::tcp(TcpStream::connect((host, port)).await?))
}

#[cfg(unix)]
async fn connect_unix(path: &str) -> io::Result<Transport> {
    use tokio::net::UnixStream;

    let stream = match path.strip_prefix('@') {
        Some(name) => {
            #[cfg(target_os = "linux")]
            use std::os::linux::net::SocketAddrExt as _;
            let addr = std::os::unix::net::SocketAddr::from_abstract_name(name)?;
            let stream = std::os::unix::net::UnixStream::connect_addr(&addr)?;
            stream.set_nonblocking(true)?;
            UnixStream::from_std(stream)?
        }
        None => UnixStream::connect(path).await?,
    };
    Ok(Transport(Kind::Unix(stream)))
}

#[cfg(not(unix))]
async fn connect_unix(_: &str) -> io::Result<Transport> {
    Err(io::ErrorKind::Unsupported.into())
}
