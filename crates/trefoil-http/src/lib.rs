//! The connections of [trefoil](https://docs.rs/trefoil): transports, the HTTP/2 server loop, and channels.
//!
//! | module | holds |
//! |---|---|
//! | [`transport`] | TCP, Unix sockets, memory: listen and connect |
//! | [`server`] | accepts connections, runs a [`server::Handler`] for every request, drains |
//! | [`client`] | channels: connections that are kept, replaced and backed off from |
//!
//! It knows HTTP and nothing of RPC. The engine below is the `h2` crate; no type of it is public, so that
//! another engine can take its place. A [`RecvBody`] and a [`SendBody`] are all a protocol gets to see.
//!
//! ```
//! use trefoil_core::Url;
//! use trefoil_http::transport::{Listener, MemoryNetwork, connect};
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let network = MemoryNetwork::default();
//! let url: Url = "tri://memory:test".parse()?;
//! let mut listener = Listener::bind(&url, &network).await?;
//! let connection = connect(&url, &network).await?;
//! let (accepted, peer) = listener.accept().await?;
//! assert_eq!(peer.remote.to_string(), "memory:test");
//! # drop((connection, accepted)); Ok(()) }
//! ```

mod body;
pub mod client;
mod error;
mod keepalive;
pub mod server;
mod settings;
pub mod transport;

pub use body::{RecvBody, SendBody};
pub use error::{Cause, StreamError};
pub use settings::Settings;
