//! The limits of a connection.

use std::num::NonZeroU32;
use std::time::Duration;

use trefoil_core::{ByteSize, ParamError, Url};

/// What a side of a connection grants its peer, and how it finds out that the peer is gone.
///
/// | URL parameter | default | meaning |
/// |---|---|---|
/// | `stream_window` | 8 MiB | bytes of one stream that may be under way unread (Dubbo Java 3.2 closes the connection when a message is larger than this) |
/// | `connection_window` | 32 MiB | bytes of all streams of a connection that may be unread: what one peer can make us hold |
/// | `connection_buffer` | 64 MiB | bytes of large messages that all calls of a connection may gather on a server; a call that finds no room fails with RESOURCE_EXHAUSTED |
/// | `max_streams` | 1,000 | calls at the same time that a server grants one connection |
/// | `max_header_list_size` | 32 KiB | size of a header block |
/// | `keepalive` | 2 h | ping after this long; 0 for never |
/// | `keepalive_timeout` | 20 s | how long a ping may stay unanswered |
/// | `connect_timeout` | 5 s (a server: 10 s for the preface) | until a new connection must be ready |
#[derive(Clone, Debug)]
pub struct Settings {
    /// `stream_window`
    pub stream_window: u32,
    /// `connection_window`
    pub connection_window: u32,
    /// `connection_buffer`
    pub connection_buffer: usize,
    /// `max_streams`
    pub max_streams: u32,
    /// `max_header_list_size`
    pub max_header_list_size: u32,
    /// `keepalive`
    pub keepalive: Duration,
    /// `keepalive_timeout`
    pub keepalive_timeout: Duration,
    /// `connect_timeout`
    pub connect_timeout: Duration,
}

/// HTTP/2 counts windows in 31 bits (RFC 9113, 6.9.1).
const MAX_WINDOW: u32 = (1 << 31) - 1;

impl Settings {
    /// The URL parameters that a listener reads.
    pub const SERVER_KEYS: [&str; 8] = [
        "stream_window",
        "connection_window",
        "connection_buffer",
        "max_streams",
        "max_header_list_size",
        "keepalive",
        "keepalive_timeout",
        "connect_timeout",
    ];

    /// The settings of a listener.
    ///
    /// # Errors
    /// If a parameter is no size, number or time.
    pub fn server(url: &Url) -> Result<Self, ParamError> {
        // gRPC's defaults for a server (grpc.github.io, keepalive).
        Self::read(
            url,
            Duration::from_secs(2 * 60 * 60),
            Duration::from_secs(10),
        )
    }

    /// The settings of a channel.
    ///
    /// # Errors
    /// If a parameter is no size, number or time.
    pub fn client(url: &Url) -> Result<Self, ParamError> {
        // What gRPC servers allow on a connection without calls; they close one that is pinged more often.
        Self::read(
            url,
            Duration::from_secs(2 * 60 * 60),
            Duration::from_secs(5),
        )
    }

    fn read(url: &Url, keepalive: Duration, connect: Duration) -> Result<Self, ParamError> {
        let window = |key: &str, default: u32| {
            url.get::<ByteSize>(key).map(|size| match size {
                Some(size) => u32::try_from(size.bytes()).map_or(MAX_WINDOW, |n| n.min(MAX_WINDOW)),
                None => default,
            })
        };
        Ok(Self {
            stream_window: window("stream_window", 8 << 20)?,
            connection_window: window("connection_window", 32 << 20)?,
            connection_buffer: url
                .get::<ByteSize>("connection_buffer")?
                .map_or(64 << 20, ByteSize::as_usize),
            max_streams: url
                .get::<NonZeroU32>("max_streams")?
                .map_or(1000, NonZeroU32::get),
            max_header_list_size: window("max_header_list_size", 32 << 10)?,
            keepalive: url.get("keepalive")?.unwrap_or(keepalive),
            keepalive_timeout: url
                .get("keepalive_timeout")?
                .unwrap_or(Duration::from_secs(20)),
            connect_timeout: url.get("connect_timeout")?.unwrap_or(connect),
        })
    }
}
