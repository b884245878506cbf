//! Byte streams: TCP, Unix sockets, memory.

mod connect;
mod listener;
mod memory;

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

pub use connect::connect;
pub use listener::Listener;
pub use memory::MemoryNetwork;

/// An open connection of one of the transports.
#[derive(Debug)]
pub struct Transport(Kind);

#[derive(Debug)]
enum Kind {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
    Memory(DuplexStream),
}

impl Transport {
    fn tcp(stream: TcpStream) -> Self {
        // A call is a few small writes; waiting to fill a segment would add 40 ms to it. A socket that
        // cannot be told so still works.
        let _ = stream.set_nodelay(true);
        Self(Kind::Tcp(stream))
    }
}

macro_rules! each {
    ($self:ident, $stream:ident => $run:expr) => {
        match &mut $self.get_mut().0 {
            Kind::Tcp(stream) => {
                let $stream = Pin::new(stream);
                $run
            }
            #[cfg(unix)]
            Kind::Unix(stream) => {
                let $stream = Pin::new(stream);
                $run
            }
            Kind::Memory(stream) => {
                let $stream = Pin::new(stream);
                $run
            }
        }
    };
}

impl AsyncRead for Transport {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        each!(self, stream => stream.poll_read(cx, buffer))
    }
}

impl AsyncWrite for Transport {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        each!(self, stream => stream.poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        each!(self, stream => stream.poll_write_vectored(cx, slices))
    }

    // Without this h2 copies every message into its own buffer first.
    fn is_write_vectored(&self) -> bool {
        match &self.0 {
            Kind::Tcp(stream) => stream.is_write_vectored(),
            #[cfg(unix)]
            Kind::Unix(stream) => stream.is_write_vectored(),
            Kind::Memory(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, stream => stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, stream => stream.poll_shutdown(cx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_tcp_transport_forwards_vectored_writes() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap())
            .await
            .unwrap();
        assert!(Transport::tcp(stream).is_write_vectored());
    }
}
