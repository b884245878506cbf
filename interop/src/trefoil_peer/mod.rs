//! The pair on trefoil.

mod absent;
mod client;
pub mod server;

pub use client::Client;
