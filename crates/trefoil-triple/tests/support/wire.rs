//! HTTP/2 frames by hand, for either side: what the `h2` crate is too polite to send.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::within;

pub const DATA: u8 = 0;
pub const HEADERS: u8 = 1;
pub const RST_STREAM: u8 = 3;
pub const SETTINGS: u8 = 4;
pub const PING: u8 = 6;
pub const GOAWAY: u8 = 7;
pub const WINDOW_UPDATE: u8 = 8;
pub const CONTINUATION: u8 = 9;

pub const END_STREAM: u8 = 1;
pub const ACK: u8 = 1;
pub const END_HEADERS: u8 = 4;

pub const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

pub struct Wire {
    pub io: TcpStream,
}

#[derive(Debug)]
pub struct Frame {
    pub kind: u8,
    pub flags: u8,
    pub stream: u32,
    pub payload: Vec<u8>,
}

impl Frame {
    /// The error code of RST_STREAM or GOAWAY.
    pub fn error(&self) -> u32 {
        let at = if self.kind == GOAWAY { 4 } else { 0 };
        u32::from_be_bytes(self.payload[at..at + 4].try_into().unwrap())
    }

    pub fn is_end(&self) -> bool {
        matches!(self.kind, DATA | HEADERS) && self.flags & END_STREAM != 0
    }
}

/// The bytes of a frame.
pub fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(payload.len()).unwrap().to_be_bytes()[1..].to_vec();
    bytes.extend([kind, flags]);
    bytes.extend(stream.to_be_bytes());
    bytes.extend(payload);
    bytes
}

/// Fields as HPACK literals: no table, no Huffman.
pub fn block(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut block = Vec::new();
    for (name, value) in fields {
        block.push(0);
        for text in [name, value] {
            integer(&mut block, text.len());
            block.extend(text.bytes());
        }
    }
    block
}

/// RFC 7541, 5.1, with a prefix of seven bits.
fn integer(out: &mut Vec<u8>, value: usize) {
    let byte = |value: usize| u8::try_from(value).unwrap();
    if value < 127 {
        out.push(byte(value));
        return;
    }
    out.push(127);
    let mut rest = value - 127;
    while rest >= 128 {
        out.push(byte(rest % 128) | 128);
        rest /= 128;
    }
    out.push(byte(rest));
}

/// The head of a good request for a method of the test service.
pub fn head(method: &str) -> Vec<u8> {
    let path = format!("/test.Test/{method}");
    block(&[
        (":method", "POST"),
        (":scheme", "http"),
        (":authority", "localhost"),
        (":path", &path),
        ("te", "trailers"),
        ("content-type", "application/grpc"),
    ])
}

impl Wire {
    /// A client that has sent its preface and empty settings.
    pub async fn connect(address: &str) -> Self {
        let mut wire = Self::dial(address).await;
        wire.bytes(PREFACE).await;
        wire.send(SETTINGS, 0, 0, &[]).await;
        wire
    }

    /// A client that has sent nothing.
    pub async fn dial(address: &str) -> Self {
        let io = TcpStream::connect(address).await.unwrap();
        io.set_nodelay(true).unwrap();
        Self { io }
    }

    /// A server that has sent empty settings and has read the preface.
    pub async fn accept(listener: &TcpListener) -> Self {
        let (io, _) = within(listener.accept()).await.unwrap();
        io.set_nodelay(true).unwrap();
        let mut wire = Self { io };
        let mut preface = [0; 24];
        within(wire.io.read_exact(&mut preface)).await.unwrap();
        assert_eq!(preface, PREFACE);
        wire.send(SETTINGS, 0, 0, &[]).await;
        wire
    }

    pub async fn bytes(&mut self, bytes: &[u8]) {
        // The peer may be gone, and then says so to who reads.
        let _ = within(self.io.write_all(bytes)).await;
    }

    pub async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        self.bytes(&frame(kind, flags, stream, payload)).await;
    }

    pub async fn headers(&mut self, flags: u8, stream: u32, fields: &[(&str, &str)]) {
        self.send(HEADERS, flags | END_HEADERS, stream, &block(fields))
            .await;
    }

    pub async fn reset(&mut self, stream: u32, error: u32) {
        self.send(RST_STREAM, 0, stream, &error.to_be_bytes()).await;
    }

    pub async fn goaway(&mut self, last: u32, error: u32) {
        let payload = [last.to_be_bytes(), error.to_be_bytes()].concat();
        self.send(GOAWAY, 0, 0, &payload).await;
    }

    /// The next frame; `None` when the peer has closed.
    pub async fn next(&mut self) -> Option<Frame> {
        within(async {
            let mut head = [0; 9];
            self.io.read_exact(&mut head).await.ok()?;
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let mut payload = vec![0; length as usize];
            self.io.read_exact(&mut payload).await.ok()?;
            Some(Frame {
                kind: head[3],
                flags: head[4],
                stream: u32::from_be_bytes(head[5..9].try_into().unwrap()),
                payload,
            })
        })
        .await
    }

    /// The next frame of this kind.
    #[track_caller]
    pub fn until(&mut self, kind: u8) -> impl Future<Output = Frame> {
        let place = std::panic::Location::caller();
        async move {
            loop {
                match self.next().await {
                    Some(frame) if frame.kind == kind => return frame,
                    Some(_) => {}
                    None => panic!("closed before a frame of kind {kind}: {place}"),
                }
            }
        }
    }

    /// Reads up to the end of a request, and says which stream it is.
    pub async fn request(&mut self) -> u32 {
        loop {
            let frame = self.next().await.expect("closed before a request's end");
            if frame.is_end() {
                return frame.stream;
            }
        }
    }

    /// Answers a request well.
    pub async fn reply(&mut self, stream: u32, message: &[u8]) {
        self.headers(0, stream, OK_HEAD).await;
        self.send(DATA, 0, stream, message).await;
        self.headers(END_STREAM, stream, &[("grpc-status", "0")])
            .await;
    }

    /// Waits until the peer has closed.
    pub async fn closed(&mut self) {
        while self.next().await.is_some() {}
    }
}

pub const OK_HEAD: &[(&str, &str)] = &[(":status", "200"), ("content-type", "application/grpc")];
