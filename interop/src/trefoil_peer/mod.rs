//! The pair on trefoil.

mod absent;
mod client;
#[cfg(test)]
mod in_process;
pub mod server;

pub use client::Client;
