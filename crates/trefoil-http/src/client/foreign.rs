//! Peers that speak something else: noticed by their first byte, before h2 calls it a broken frame.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::transport::Transport;

const HTTP1: &str = "it answers in HTTP/1.1; the address is that of another server, or HTTP/2 is switched off there";
const TLS: &str = "it speaks TLS, and this connection is plaintext";

/// Whether an error is one of those below. h2 keeps the kind and the text of what a transport fails with.
pub(crate) fn is_foreign(error: &io::Error) -> bool {
    let is_ours = |text: String| text == HTTP1 || text == TLS;
    error.kind() == io::ErrorKind::InvalidData && is_ours(error.to_string())
}

/// The first byte of a server is one of a frame's length, and zero: no first frame is 64 KiB long.
fn look(first: u8) -> io::Result<()> {
    let text = match first {
        b'H' => HTTP1,
        // An alert or a handshake.
        0x15 | 0x16 => TLS,
        _ => return Ok(()),
    };
    Err(io::Error::new(io::ErrorKind::InvalidData, text))
}

/// A transport whose first byte is looked at.
pub(super) struct Foreign {
    transport: Transport,
    looked: bool,
}

impl Foreign {
    pub(super) fn new(transport: Transport) -> Self {
        Self {
            transport,
            looked: false,
        }
    }

    fn inner(self: Pin<&mut Self>) -> Pin<&mut Transport> {
        Pin::new(&mut self.get_mut().transport)
    }
}

impl AsyncRead for Foreign {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.looked {
            return self.inner().poll_read(cx, buffer);
        }
        let before = buffer.filled().len();
        ready!(self.as_mut().inner().poll_read(cx, buffer))?;
        if let Some(first) = buffer.filled().get(before) {
            self.looked = true;
            look(*first)?;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Foreign {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.inner().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.inner().poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.transport.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner().poll_shutdown(cx)
    }
}
