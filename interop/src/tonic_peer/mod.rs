//! The pair on tonic.

mod client;
mod metadata;
mod pb;
pub mod server;
mod trailers;

pub use client::Client;
